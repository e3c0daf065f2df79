"""Recital: kind sentences that could be said on any call (design.md, principle 5)."""

from voicedrill.content.case_reader import PARAPHRASE_FACTS
from voicedrill.scoring.case_facts import is_tied, telling_facts
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear

KIND = ("empathy", "apology", "reassurance", "paraphrase")
"""Behaviours that a person can recite."""
RECITED_FROM = 3
"""Kind sentences from which a call can be a recital: who is short on kind words recites nothing. Ours."""
TURNS_ABOUT_IT = 2
"""Turns that show that the case was heard. Ours."""
TIED_SHARE = 0.5
"""Share (0..1) of the kind sentences that must belong to this case. Ours."""


def is_recited(call: Conversation) -> bool:
    """Tell whether most kind sentences belong to no case, and nothing else shows that this one was heard.

    One noun of the case, or one sentence about it, does not show it: it takes facts named in two turns, or a paraphrase
    and, in another turn, a question for a fact or an offer of the policy card. What was not heard clearly counts as if
    it did belong to the case.
    """
    kind = call.all(*KIND)
    if len(kind) < RECITED_FROM:
        return False
    tied = sum(_belongs(call, one) for one in kind)
    return tied < TIED_SHARE * len(kind) and not _heard_the_case(call)


def _belongs(call: Conversation, kind: Mention) -> bool:
    if not kind.clear:
        return True
    if kind.id == "paraphrase":
        return bool(telling_facts(call, kind.turn.text))
    return is_tied(call, kind)


def _heard_the_case(call: Conversation) -> bool:
    wanted = min(PARAPHRASE_FACTS, sum(fact.problem for fact in call.casting.case.facts))
    facts = [telling_facts(call, turn.text) for turn in call.turns]
    unheard = {number for number, turn in enumerate(call.turns) if is_unclear(turn)}
    named = {number for number, ids in enumerate(facts) if ids} | unheard
    if len(named) >= TURNS_ABOUT_IT and len(frozenset().union(*facts)) + len(unheard) >= wanted:
        return True
    back = {one.number for one in call.all("paraphrase") if len(facts[one.number]) >= max(1, wanted)}
    helped = {
        number
        for number, turn in enumerate(call.turns)
        if call.reader.offered(turn.text) or call.reader.asked(turn.text)
    }
    return bool(back) and len(back | helped) >= TURNS_ABOUT_IT
