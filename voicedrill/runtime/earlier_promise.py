"""What the trainee promised in an earlier call, and what the notes made of it: the second call opens with it."""

import re
from pathlib import Path

from voicedrill.call.events import Button, TraineeTurn
from voicedrill.content.promise import promises
from voicedrill.content.text import normalise
from voicedrill.errors import UserError
from voicedrill.history.folder import CallFolder, open_call
from voicedrill.history.notes import read_notes
from voicedrill.persona.casting import Promise
from voicedrill.persona.schema import Persona

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_DIGIT = {word: str(number) for number, word in enumerate(_ONES, start=1)}
_DAY = (
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tonight|tomorrow|weekend"
    r"|morning|afternoon|evening|noon|midday|minutes?|hours?|days?|weeks?|months?"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
)
_TIME = re.compile(rf"(?<!\S)(?:(?:{_DAY})|(?:by|at|before|within|in) (?:{'|'.join(_ONES)}|\d{{1,2}}))(?!\S)")
"""Words that show that a note speaks of a time; a bare number may be anything."""
_SMALL = frozenset(
    ("by", "at", "on", "in", "the", "a", "an", "of", "before", "within", "until", "around", "next", "this", "coming",
     "oclock", "o'clock", "for")
)  # fmt: skip


def case_after(path: Path, persona: Persona) -> tuple[str, Promise | None]:
    """Return the case that follows an earlier call, and the promise that comes back in it.

    Raises
    ------
    voicedrill.errors.UserError
        When the call was with another customer, or nothing follows its case.
    voicedrill.errors.DataError
        When the folder is no call folder, or it or its notes are damaged.
    """
    folder = open_call(path)
    if folder.header.persona_id != persona.id:
        raise UserError(
            f"The call in '{path}' was with '{folder.header.persona_id}', not with '{persona.id}'. "
            "Give a call with the same customer."
        )
    for case in persona.cases:
        if case.follows == folder.header.case:
            return case.id, earlier_promise(folder)
    raise UserError(
        f"No case of '{persona.id}' follows '{folder.header.case}', the case in '{path}'. Give another call."
    )


def earlier_promise(folder: CallFolder) -> Promise | None:
    """Return the last promise with a time that can be checked, and whether it was noted.

    Returns
    -------
    Promise or None
        ``kept`` when the notes have its time, ``broken`` when they have another one or the call promised what the
        policy forbids, ``forgotten`` when they have none; None when nothing was promised with a time.
    """
    turns = [event for event in folder.events if isinstance(event, TraineeTurn)]
    said = [
        promise.when_text
        for turn in turns
        if any(behaviour.id == "next_steps" for behaviour in turn.behaviours)
        for promise in promises(turn.text)
        if promise.precise
    ]
    if not said:
        return None
    noted = _noted(folder)
    if not _TIME.search(noted):
        return Promise(said[-1], "forgotten")
    over = any(behaviour.id == "over_promise" for turn in turns for behaviour in turn.behaviours)
    same = _words(said[-1]) <= _words(noted)
    return Promise(said[-1], "kept" if same and not over else "broken")


def _noted(folder: CallFolder) -> str:
    """Return all that was noted of a promise; the wrap-up's own field for the time decides where it is filled in."""
    kept = read_notes(folder.path)
    if kept.by_when:
        return normalise(kept.by_when).normal
    during = (event.text for event in folder.events if isinstance(event, Button) and event.type == "note")
    return normalise(". ".join((*during, *kept.notes, kept.promise))).normal


def _words(time: str) -> set[str]:
    return {_DIGIT.get(word, word) for word in time.split() if word not in _SMALL}
