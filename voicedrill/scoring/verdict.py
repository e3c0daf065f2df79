"""What one rule of the rubric says about a call, before weights."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from voicedrill.call.events import TraineeTurn
from voicedrill.scoring.conversation import CLEAR_AT, Conversation, Mention, is_unclear
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.scorecard import Evidence

NOT_FOUND_SURENESS = 0.7
"""Confidence of "we did not find it": phrase lists miss free wordings (measures.md §4). Ours."""
UNCLEAR_SURENESS = 0.3
"""Confidence of anything that hangs on words that were not heard clearly. Ours."""
LIKELY_AT = 0.5
"""Confidence of the detector from which a slip is more likely than not."""
TIMING_SURENESS = 0.9
"""Confidence of what follows from who spoke when. Ours."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of one rule; ``score`` 0..1, or None where the call gave no occasion or nothing was measured."""

    score: float | None
    why: str
    try_: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    missing: bool = False
    """Whether it is about something that was due and was not found."""
    missed: bool = False
    """Whether it charges something because we did not find it: that may be a miss of the detector."""


Rule = Callable[[Conversation], Verdict]


def found(score: float, why: str, mentions: Sequence[Mention], try_: str = "", *, missed: bool = False) -> Verdict:
    """Return a verdict that rests on these mentions.

    Nothing is counted when none of them is sure, and less than full marks are not counted when one is unclear.
    ``missed`` says that marks are missing because something else was not found.
    """
    evidence = tuple(one.evidence for one in mentions)
    unsure = [one for one in mentions if one.confidence < CLEAR_AT]
    if score < 1.0 and any(one.heard < CLEAR_AT for one in mentions):
        return uncounted(why, try_, evidence)
    if unsure and (score < 1.0 or len(unsure) == len(mentions)):
        return Verdict(None, f"{why} We are not sure of it, so it is not counted.", try_, evidence, UNCLEAR_SURENESS)
    sureness = min((one.sureness for one in mentions), default=NOT_FOUND_SURENESS)
    return Verdict(score, why, try_, evidence, sureness, missed=missed)


def uncounted(why: str, try_: str, evidence: tuple[Evidence, ...]) -> Verdict:
    """Return a verdict on something that was not heard clearly: it charges nothing."""
    return Verdict(None, f"{why} It was not heard clearly and is not counted.", try_, evidence, UNCLEAR_SURENESS)


def not_found(what: str, turns: Iterable[TraineeTurn], try_: str, score: float = 0.0) -> Verdict:
    """Return a verdict for something that was due in these turns and was not found there.

    Where one of the turns was not heard clearly nothing is charged: not heard is not "not said".
    """
    unclear = [turn for turn in turns if is_unclear(turn)]
    if unclear:
        evidence = tuple(Evidence(turn.start_s, turn.end_s, turn.text) for turn in unclear[:2])
        why = f"We did not find {what}, but what you said at {clock(unclear[0].start_s)} was not heard clearly."
        return Verdict(None, f"{why} It is not counted.", try_, evidence, UNCLEAR_SURENESS)
    return Verdict(score, f"We did not find {what}.", try_, (), NOT_FOUND_SURENESS, missing=True, missed=True)


def no_occasion(why: str) -> Verdict:
    """Return a verdict for a call in which the item could not show."""
    return Verdict(None, why)


def slips(mentions: Sequence[Mention], costs: Sequence[float], clean: str, said: str, try_: str) -> Verdict:
    """Judge something that should not be said at all.

    Parameters
    ----------
    mentions : sequence of Mention
        Where it was heard; one that is less likely than not, by the detector's own confidence, is none.
    costs : sequence of float
        Score after the first, second, … time; the last one holds for all further times.
    clean : str
        Sentence for a call without it.
    said : str
        What saying it does, to follow the quote: ``which blames her``.
    try_ : str
        A better way.
    """
    clear = [one for one in mentions if one.clear]
    if clear:
        moments = f"At {clock(clear[0].start_s)} you said {quoted(clear[0].quote)}"
        if len(clear) > 1:
            moments += f" and at {clock(clear[1].start_s)} {quoted(clear[1].quote)}"
        more = f" It happened {len(clear)} times." if len(clear) > 2 else ""
        last = min(len(clear), len(costs)) - 1
        verdict = found(costs[last], f"{moments}, {said}.{more}", clear, try_)
        surest_first = sorted((one.sureness for one in clear), reverse=True)
        return replace(verdict, confidence=surest_first[last])  # as sure as the mentions that the score needs
    unclear = [one for one in mentions if one.heard < CLEAR_AT or one.confidence >= LIKELY_AT]
    if unclear:
        one = unclear[0]
        doubt = "not clearly" if one.heard < CLEAR_AT else "we are not sure how it was meant"
        why = f"At {clock(one.start_s)} something like {quoted(one.quote)} was heard, but {doubt}."
        return Verdict(None, f"{why} It is not counted.", try_, (one.evidence,), UNCLEAR_SURENESS)
    return Verdict(1.0, clean, "", (), NOT_FOUND_SURENESS)
