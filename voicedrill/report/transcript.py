"""The transcript: who said what, in order, with what was found in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.call.events import CustomerLine, CustomerStopped, TraineeTurn
from voicedrill.history.folder import CallFolder
from voicedrill.scoring.conversation import is_unclear
from voicedrill.scoring.scorecard import CorrectedTurn

_SLIPS = frozenset({
    "defensive", "profanity", "taking_offence", "judging", "over_promise", "liability", "wrong_fact", "repeat_question",
    "unverified_disclosure", "scripted",
})  # fmt: skip
_WORDS = {
    "next_steps": "next steps",
    "taking_offence": "taking offence",
    "over_promise": "promise outside policy",
    "wrong_fact": "wrong fact",
    "repeat_question": "asked again",
    "unverified_disclosure": "data before the check",
    "scripted": "recited",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A word beside an entry: what was found in it."""

    words: str
    kind: Literal["good", "notice", "plain"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one side said in one go."""

    speaker: Literal["customer", "trainee"]
    name: str
    start_s: float
    end_s: float
    text: str
    marks: tuple[Mark, ...] = ()
    corrected: CorrectedTurn | None = None
    """The words as recognised and as put right, where people put them right."""


def transcript(folder: CallFolder, corrected: Sequence[CorrectedTurn] = ()) -> tuple[Entry, ...]:
    """Return everything that was said, by its beginning; a line that was cut ends where she stopped.

    A turn that was put right stays with its recognised words beside it, also when nothing was said in it.
    """
    put_right = {turn.start_s: turn for turn in corrected}
    stops = {event.line_id: event for event in folder.events if isinstance(event, CustomerStopped)}
    name = folder.casting.persona.name
    entries = []
    for event in folder.events:
        if isinstance(event, CustomerLine):
            entries.append(_line(event, stops.get(event.line_id), name))
        elif isinstance(event, TraineeTurn) and (event.text.strip() or event.start_s in put_right):
            was = put_right.get(event.start_s)
            entries.append(Entry("trainee", "You", event.start_s, event.end_s, event.text, _marks(event), was))
    return tuple(sorted(entries, key=lambda entry: (entry.start_s, entry.speaker)))


def _line(line: CustomerLine, stop: CustomerStopped | None, name: str) -> Entry:
    end_s = line.end_s if stop is None else line.t_s + stop.played_s
    said = [word.word for word in line.words if word.start_s < end_s]
    whole = stop is None or stop.reason == "finished" or len(said) == len(line.words)
    text = line.text if whole else " ".join(said) + " –"
    return Entry("customer", name, line.t_s, end_s, text)


def _marks(turn: TraineeTurn) -> tuple[Mark, ...]:
    marks = [Mark(_WORDS.get(one.id, one.id), "notice" if one.id in _SLIPS else "good") for one in turn.behaviours]
    if is_unclear(turn):
        marks.append(Mark("not heard clearly", "plain"))
    return tuple(dict.fromkeys(marks))
