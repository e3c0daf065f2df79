"""Hold manners: asked, reason, length, her answer waited for, thanks on return, no hold without a look in.

Each manner that was due counts the same (measures.md §2, Hold); what was found and what was not is said.
"""

import re
from dataclasses import dataclass

from voicedrill.call.events import Button, TraineeTurn
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear
from voicedrill.scoring.phrasing import clock, listed
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.verdict import UNCLEAR_SURENESS, Verdict, no_occasion
from voicedrill.speech.settings import SETTINGS

_SURENESS = 0.7
_REASON = re.compile(
    r"\bbecause\b|\b(?:while|and|to|let me|so (?:that )?i can|i will|i'll|i am going to|i'm going to) (?:\w+ ){0,2}?"
    r"(?:check|look|find|speak|talk|verify|confirm|review|search|pull|bring|consult|see|(?:ask|get|call) (?!you\b))"
)
_LENGTH = re.compile(
    r"\b(?:for|about|around|within|takes?|than|to) (?:a|one) minute\b|\bhalf a minute\b"
    r"|\b(?:\d+|too?|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
    r"|few|couple(?: of)?|several) (?:more )?(?:minutes|seconds)\b"
)
"""Vosk writes "to minutes" for "two minutes"; "one moment" and "a second" are no length."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """One thing that was due at a hold: how it is told when found and when not, and where it was found."""

    done: str
    missing: str
    evidence: Evidence | None = None
    found: bool = False


def hold_manners(call: Conversation) -> Verdict:
    """Judge every hold by its manners; the score is the share that was found."""
    holds = call.buttons("hold")
    if not holds:
        return no_occasion(f"You did not put {call.her.object} on hold.")
    judged = [(hold, *_manners(call, hold)) for hold in holds]
    for hold, manners, unclear in judged:
        if unclear and not all(one.found for one in manners):
            why = f"What you said around the hold at {clock(hold.t_s)} was not heard clearly. It is not counted."
            return Verdict(None, why, "", tuple(_moment(turn) for turn in unclear), UNCLEAR_SURENESS)
    shares = [sum(one.found for one in manners) / len(manners) for _, manners, _ in judged]
    worst, manners, _ = judged[shares.index(min(shares))]
    moments = [one.evidence for _, due, _ in judged for one in due if one.evidence is not None]
    evidence = tuple(dict.fromkeys(moments))
    done = [one.done for one in manners if one.found]
    missing = [one.missing for one in manners if not one.found]
    if not missing:
        return Verdict(1.0, f"At the hold at {clock(worst.t_s)} you {listed(done)}.", "", evidence, _SURENESS)
    first = f"At the hold at {clock(worst.t_s)} you {listed(done)}, but " if done else f"At {clock(worst.t_s)} "
    why = f"{first}we did not find {listed(missing, 'or')}: {len(done)} of {len(manners)}."
    return Verdict(sum(shares) / len(shares), why, _try(call), evidence, _SURENESS, missed=True)


def _manners(call: Conversation, hold: Button) -> tuple[list[_Manner], list[TraineeTurn]]:
    """Return what was due at a hold, and the turns around it that were not heard clearly."""
    her = call.her
    resumed_s = next((one.t_s for one in call.buttons("resume") if one.t_s >= hold.t_s), None)
    before = [turn for turn in call.turns if turn.start_s <= hold.t_s <= turn.end_s + SETTINGS.announced_s]
    after = [turn for turn in call.turns if resumed_s is not None and turn.start_s >= resumed_s][:1]
    asked = next(reversed(call.within(before, "hold")), None)
    request = [turn for turn in before if asked is None or turn.start_s >= asked.turn.start_s]
    thanked = next(iter(call.within(after, "appreciation", "apology")), None)
    manners = [
        _mentioned("asked", "that you asked", asked),
        _said("gave the reason", "the reason", request, _REASON),
        _said("said how long", "how long it takes", request, _LENGTH),
        _consent(call, hold, asked),
        _mentioned(f"thanked {her.object} afterwards", "thanks for waiting after it", thanked),
    ]
    held_s = (call.duration_s if resumed_s is None else resumed_s) - hold.t_s
    if held_s > SETTINGS.hold_check_s:
        limit = f"{SETTINGS.hold_check_s / 60:g} minutes"
        manners.append(_Manner("", f"that you looked in before {limit} were over"))
    return manners, [turn for turn in (*request[-1:], *after) if is_unclear(turn)]


def _mentioned(done: str, missing: str, mention: Mention | None) -> _Manner:
    return _Manner(done, missing, _moment(mention.turn) if mention else None, mention is not None)


def _said(done: str, missing: str, turns: list[TraineeTurn], pattern: re.Pattern[str]) -> _Manner:
    for turn in turns:
        if pattern.search(turn.text.lower().replace("’", "'")):
            return _Manner(done, missing, _moment(turn), True)
    return _Manner(done, missing)


def _consent(call: Conversation, hold: Button, asked: Mention | None) -> _Manner:
    her = call.her
    answers = [line for line in call.lines if asked is not None and asked.start_s < line.t_s <= hold.t_s]
    evidence = Evidence(answers[0].t_s, answers[0].end_s, answers[0].text) if answers else None
    return _Manner(f"waited for {her.possessive} answer", f"{her.possessive} answer before it", evidence, bool(answers))


def _moment(turn: TraineeTurn) -> Evidence:
    return Evidence(turn.start_s, turn.end_s, turn.text)


def _try(call: Conversation) -> str:
    return (
        "“May I put you on hold for two minutes while I check with my colleague?” "
        f"Wait for {call.her.possessive} answer, be back before the time is over, then: “Thank you for waiting.”"
    )
