"""What follows from appeals: the words put right, the findings raised, the auto-fails settled."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from voicedrill.call.events import Event, HeardWord, TraineeTurn
from voicedrill.scoring.appeal import Appeals, Correction, Dispute, is_disputable
from voicedrill.scoring.conversation import Conversation, tokens
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM
from voicedrill.scoring.scorecard import CorrectedTurn, Evidence, Finding

DISPUTED_SURENESS = 0.5
"""Confidence (0..1) of what the trainee says and the program did not find: word against word. Ours."""


def corrected_turns(events: Iterable[Event], corrections: Sequence[Correction]) -> tuple[CorrectedTurn, ...]:
    """Return the corrected ones of the turns as they were recognised, in order of time."""
    said = {one.start_s: one.text for one in corrections}
    turns = (event for event in events if isinstance(event, TraineeTurn) and event.start_s in said)
    found = (CorrectedTurn(turn.start_s, turn.end_s, turn.text, said[turn.start_s]) for turn in turns)
    return tuple(sorted(found, key=lambda one: one.start_s))


def turn_at(events: Iterable[Event], t_s: float) -> TraineeTurn | None:
    """Return the trainee's turn at a moment of the call, its ends included; of two that touch, the one that begins."""
    turns = (event for event in events if isinstance(event, TraineeTurn))
    there = [turn for turn in turns if turn.start_s <= t_s <= turn.end_s]
    return max(there, key=lambda turn: turn.start_s, default=None)


def corrected(events: Iterable[Event], corrections: Sequence[Correction]) -> tuple[Event, ...]:
    """Return the events with the corrected words in place of the recognised ones.

    A corrected turn counts as heard clearly. Words that stay keep their times, the others share the times of those
    that they replace: the voice was timed by the sample clock, never by its words.
    """
    by_start = {one.start_s: one for one in corrections}
    return tuple(
        _corrected(event, by_start[event.start_s])
        if isinstance(event, TraineeTurn) and event.start_s in by_start
        else event
        for event in events
    )


def without_denied(call: Conversation, appeals: Appeals) -> Conversation:
    """Return the call without the words of auto-fails that the trainee denies."""
    denied = {item for item in AUTO_FAIL_ITEM if appeals.said(item) is False}
    if not denied:
        return call
    events = tuple(_without(event, denied) if isinstance(event, TraineeTurn) else event for event in call.events)
    return replace(call, events=events)


def settled(
    findings: Iterable[Finding], call: Conversation, appeals: Appeals, auto_fail: Sequence[str]
) -> tuple[Finding, ...]:
    """Return the findings with confirmations and disputes taken into account.

    Parameters
    ----------
    findings : iterable of Finding
        Found in the call as it is without what was denied.
    call : Conversation
        The call with all that was heard.
    appeals : Appeals
        Confirmations and disputes.
    auto_fail : sequence of str
        What fails the call.
    """
    item_of = {finding: item for item, finding in AUTO_FAIL_ITEM.items()}
    return tuple(
        _disputed(_confirmed(one, item_of.get(one.id), call, appeals, auto_fail), call, appeals.dispute(one.id))
        for one in findings
    )


def _confirmed(
    finding: Finding, item: str | None, call: Conversation, appeals: Appeals, auto_fail: Sequence[str]
) -> Finding:
    if item is None:
        return finding
    said, heard = appeals.said(item), call.all(item)
    if said and item in auto_fail:
        return replace(finding, confirmed=True)
    if said is not False or not heard:
        return finding
    words = f"At {clock(heard[0].start_s)} something like {quoted(heard[0].quote)} was heard."
    return replace(
        finding,
        score=None,
        applicable=False,
        confirmed=False,
        evidence=tuple(one.evidence for one in heard),
        why=f"{words} You say that you did not say it, so it is not counted.",
        try_="",
    )


def _disputed(finding: Finding, call: Conversation, dispute: Dispute | None) -> Finding:
    turn = None if dispute is None else turn_at(call.events, dispute.start_s)
    if dispute is None or turn is None or finding.score is None or finding.score >= 1.0:
        return finding
    if not is_disputable(finding):
        stands = f"You dispute it and point at {clock(turn.start_s)}."
        stands += " It rests on what was heard or on the clock, so the score stands."
        return replace(finding, disputed=True, why=f"{finding.why} {stands}")
    words = dispute.words or turn.text
    why = f"You say that you did it at {clock(turn.start_s)}" + (f": {quoted(words)}." if words else ".")
    return replace(
        finding,
        disputed=True,
        score=1.0,
        confidence=DISPUTED_SURENESS,
        evidence=(Evidence(turn.start_s, turn.end_s, words),),
        why=f"{why} The program did not find it there.",
        try_="",
        missed=False,
    )


def _without(turn: TraineeTurn, denied: set[str]) -> TraineeTurn:
    text = turn.text
    for one in turn.behaviours:
        if one.id in denied and one.quote:
            text = text.replace(one.quote, " ")
    kept = tuple(one for one in turn.behaviours if one.id not in denied)
    return turn.model_copy(update={"text": " ".join(text.split()), "behaviours": kept})


def _corrected(turn: TraineeTurn, correction: Correction) -> TraineeTurn:
    words = _timed(turn, tokens(correction.text))
    return turn.model_copy(update={"text": correction.text, "words": words, "behaviours": correction.behaviours})


def _timed(turn: TraineeTurn, said: list[str]) -> tuple[HeardWord, ...]:
    """Lay the words over the recognised ones."""
    old = turn.words
    spans: list[tuple[float, float, list[str]]] = []
    before: list[str] = []
    matcher = SequenceMatcher(None, [word.word.lower() for word in old], said, autojunk=False)
    for change, first, last, from_, to in matcher.get_opcodes():
        new = said[from_:to]
        if change == "equal":
            spans += [(was.start_s, was.end_s, [word]) for was, word in zip(old[first:last], new, strict=True)]
        elif change == "replace":
            spans.append((old[first].start_s, old[last - 1].end_s, list(new)))
        elif spans:  # put in: they share the time of the word before
            spans[-1][2].extend(new)
        else:
            before = new
    if not spans:
        spans = [(turn.start_s, turn.end_s, [])]
    spans[0] = (*spans[0][:2], before + spans[0][2])
    return tuple(
        HeardWord(word=word, start_s=start_s + at * step_s, end_s=start_s + (at + 1) * step_s)
        for start_s, end_s, words in spans
        for step_s in [(end_s - start_s) / max(1, len(words))]
        for at, word in enumerate(words)
    )
