"""Appeals against the judgement of a kept call: each is checked, kept in ``notes.json``, and the call scored again.

Every function returns the new debrief, writes ``score.json``, and raises `voicedrill.errors.UserError` (also its
`DataError`) when the appeal makes no sense for this call or the folder cannot be used; then nothing is changed.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

from voicedrill.call.events import CustomerLine, HeardBehaviour, TraineeTurn
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import Detector
from voicedrill.errors import UserError
from voicedrill.history.folder import CallFolder, open_call
from voicedrill.history.notes import Appeal, change_notes
from voicedrill.runtime.debrief import Debrief, assess, keep_score
from voicedrill.runtime.detecting import listener_for
from voicedrill.scoring.appeal import Confirmation, Correction, Dispute
from voicedrill.scoring.appeals import turn_at
from voicedrill.scoring.scorecard import Scorecard


def dispute(path: Path, finding: str, t_s: float, words: str = "") -> Debrief:
    """Say "I did, here".

    Parameters
    ----------
    path : Path
        The call folder.
    finding : str
        Id of a finding that was charged.
    t_s : float
        A moment of the turn that shows it, on the call clock.
    words : str
        The words that show it; the whole turn when not given.
    """

    def made(before: Debrief) -> Dispute:
        found = {one.id: one for one in before.scorecard.findings}
        if finding not in found:
            raise UserError(f"This call has no finding '{finding}'. {_meant(finding, found)}")
        score = found[finding].score
        if score is None:
            raise UserError(f"The finding '{finding}' is not counted in this call, so there is nothing to dispute.")
        if score >= 1.0:
            raise UserError(f"The finding '{finding}' has full marks, so there is nothing to dispute.")
        return Dispute(finding=finding, start_s=_turn(before.folder, t_s).start_s, words=_plain(words))

    return _appealed(path, made)


def correct(path: Path, t_s: float, text: str, detector: Detector) -> Debrief:
    """Put the words of a turn right; the recognised ones stay in ``events.jsonl``.

    Parameters
    ----------
    path : Path
        The call folder.
    t_s : float
        A moment of the turn, on the call clock.
    text : str
        What was really said; empty when nothing was.
    detector : Detector
        Finds the behaviours of the corrected words.
    """

    def made(before: Debrief) -> Correction:
        turn, said = _turn(before.folder, t_s), _plain(text)
        return Correction(start_s=turn.start_s, text=said, behaviours=_heard(before.folder, turn, said, detector))

    return _appealed(path, made)


def confirm(path: Path, item: str, said: bool) -> Debrief:
    """Confirm or deny an auto-fail.

    Parameters
    ----------
    path : Path
        The call folder.
    item : str
        An id of the scorecard's ``auto_fail``.
    said : bool
        Whether the trainee said that.
    """

    def made(before: Debrief) -> Confirmation:
        open_ = {*before.scorecard.auto_fail, *(one.item for one in before.notes.confirmations)}
        if item not in open_:
            hint = _meant(item, open_) if open_ else "Nothing in it needs to be confirmed."
            raise UserError(f"This call has no auto-fail '{item}'. {hint}")
        return Confirmation(item=item, said=said)

    return _appealed(path, made)


def undo(path: Path) -> Debrief:
    """Take the last appeal back."""
    folder = open_call(path)
    with change_notes(path) as file:
        if not file.notes.scores:
            raise UserError(f"There is nothing to undo in '{path}'.")
        file.keep(file.notes.undone())
        result = assess(folder, file.notes)
        keep_score(result)
    return result


def _appealed(path: Path, made: Callable[[Debrief], Appeal]) -> Debrief:
    folder = open_call(path)
    with change_notes(path) as file:
        before = assess(folder, file.notes)
        appeal = made(before)
        result = assess(folder, file.notes.appealed(appeal))
        card = result.scorecard
        file.keep(result.notes.scored(appeal, card.score, card.band, _changed(before.scorecard, card)))
        keep_score(result)
    return Debrief(result.folder, result.measurement, card, file.notes)


def _changed(before: Scorecard, after: Scorecard) -> list[str]:
    scores = {one.id: one.score for one in before.findings}
    return [one.id for one in after.findings if one.id not in scores or one.score != scores[one.id]]


def _turn(folder: CallFolder, t_s: float) -> TraineeTurn:
    turn = turn_at(folder.events, t_s)
    if turn is not None:
        return turn
    turns = [event for event in folder.events if isinstance(event, TraineeTurn)]
    if not turns:
        raise UserError(f"You did not speak in the call '{folder.path}'.")
    nearest = min(turns, key=lambda one: min(abs(one.start_s - t_s), abs(one.end_s - t_s)))
    raise UserError(
        f"You were not speaking at {t_s:g} s of the call. "
        f"The nearest turn of yours is from {nearest.start_s:g} to {nearest.end_s:g} s."
    )


def _heard(folder: CallFolder, turn: TraineeTurn, text: str, detector: Detector) -> tuple[HeardBehaviour, ...]:
    """Listen to the call up to this turn, so that what was said before counts as in the call itself."""
    if not text:
        return ()
    listener, reader = listener_for(folder.casting, detector), CaseReader(folder.casting)
    tells = {beat.id: beat.effects.tells for beat in folder.casting.persona.beats}
    told: set[str] = set()
    line = ""
    spoken = [event for event in folder.events if isinstance(event, CustomerLine | TraineeTurn)]
    for event in sorted(spoken, key=lambda one: one.t_s if isinstance(one, CustomerLine) else one.start_s):
        if isinstance(event, CustomerLine):
            told.update(tells.get(event.beat, ()), reader.repeated(event.text))
            line = event.text
        elif event.start_s < turn.start_s:
            listener.hear(event.text, event.confidence, frozenset(told), line)
        else:
            break
    found = listener.hear(text, 1.0, frozenset(told), line)
    return tuple(HeardBehaviour(id=one.id, confidence=one.confidence, quote=one.quote, by=one.by) for one in found)


def _meant(given: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = get_close_matches(given, names, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"It has: {', '.join(names) or 'none'}."


def _plain(text: str) -> str:
    """Return typed text on one line, without what cannot be written to a file."""
    return " ".join(text.encode("utf-8", "replace").decode().split())
