"""Rules of the Tell family: short answers in plain words."""

from voicedrill.scoring.conversation import Conversation, is_unclear, tokens
from voicedrill.scoring.jargon import JARGON, unexplained
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.verdict import TIMING_SURENESS, Rule, Verdict, no_occasion, slips
from voicedrill.scoring.wording import at_turn
from voicedrill.speech.settings import SETTINGS

JARGON_COSTS = (0.6, 0.3, 0.0)
"""Score after the first, second and third word of the trade. Ours."""


def concise(call: Conversation) -> Verdict:
    """No monologues: no turn above the limit of words."""
    if not call.turns:
        return no_occasion("You did not speak.")
    long = [turn for turn in call.turns if len(tokens(turn.text)) > SETTINGS.long_turn_words and not is_unclear(turn)]
    if not long:
        return Verdict(1.0, "Your answers were short.", "", (), TIMING_SURENESS)
    longest = max(long, key=lambda turn: len(tokens(turn.text)))
    words = len(tokens(longest.text))
    why = f"At {clock(longest.start_s)} you spoke {words} words without giving {call.her.object} the floor."
    evidence = tuple(Evidence(turn.start_s, turn.end_s, turn.text) for turn in long)
    score = max(0.0, 1.0 - 2.0 * len(long) / len(call.turns))
    then = at_turn(call, call.turns.index(longest))
    try_ = f"One step, then let {call.her.object} answer. {then.instead(then.answer(), 'Does that work for you?')}"
    return Verdict(score, why, try_, evidence, TIMING_SURENESS)


def plain_words(call: Conversation) -> Verdict:
    """No words of the trade that she had not used and that you did not explain."""
    said = unexplained(call)
    term, one = next((pair for pair in said if pair[1].clear), said[0] if said else ("", None))
    try_ = f"At {clock(one.start_s)}, instead of {quoted(one.quote)}: {quoted(JARGON[term])}." if one else ""
    return slips(
        [one for _, one in said], JARGON_COSTS, "We found no words of the trade that you left unexplained.",
        f"a word of the trade that {call.her.subject} need not know", try_,
    )  # fmt: skip


RULES: dict[str, Rule] = {"concise": concise, "plain_words": plain_words}
