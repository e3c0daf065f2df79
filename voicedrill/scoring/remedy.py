"""Remedy: the policy of the case as sentences to say: what is offered, what cannot be promised, and why."""

import re

from voicedrill.persona.schema import MustNot, Offer
from voicedrill.scoring.case_facts import names
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.echo import to_her
from voicedrill.scoring.phrasing import sentence_inside

_ARTICLE = re.compile(r"^an? ", re.IGNORECASE)


def offer_to_make(call: Conversation) -> Offer | None:
    """Return the offer to speak of: the one the trainee made, else the first that settles the case for her.

    None where no policy allows one: nothing is invented.
    """
    offers = call.casting.case.policy.may_offer
    made = {offer for turn in call.turns for offer in call.reader.offered(turn.text)}
    settling = [one for one in offers if one.accepted] or list(offers)
    return next((one for one in settling if one.id in made), settling[0] if settling else None)


def offering(call: Conversation) -> str:
    """Return the offer as a sentence; where there is none, a sentence that looks for one."""
    offer = offer_to_make(call)
    if offer is None:
        return "Let me look into what I can do about it now."
    return f"What I can offer you is {_said(call, offer.about)}."


def offer_in_hand(call: Conversation) -> str:
    """Return the offer as something that is settled between them: ``the replacement by express``."""
    offer = offer_to_make(call)
    return _ARTICLE.sub("the ", _said(call, offer.about)) if offer else ""


def limit(call: Conversation, t_s: float) -> str:
    """Return the limit that her last line before a moment pushes against, with its reason; else the case's own.

    Empty where no policy sets one.
    """
    policy = call.casting.case.policy
    line = next((line.text for line in reversed(call.lines) if line.t_s < t_s), "")
    pushed = (rule for rule in policy.must_not_promise if any(names(call.casting, line, word) for word in rule.words))
    rule = next(pushed, None)
    if rule:
        return refusal(call, rule)
    if policy.firm_on:
        return call.casting.written(policy.firm_on).rstrip(".") + "."
    return refusal(call, policy.must_not_promise[0]) if policy.must_not_promise else ""


def refusal(call: Conversation, rule: MustNot) -> str:
    """Return what cannot be promised, and why: ``I cannot promise delivery today, because …``."""
    why = sentence_inside(call.casting.written(rule.why))
    return f"I cannot promise {_said(call, rule.about)}, because {why}."


def _said(call: Conversation, about: str) -> str:
    return to_her(sentence_inside(call.casting.written(about)), call.her)
