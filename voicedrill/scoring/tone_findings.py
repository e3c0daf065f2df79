"""The report's tone part: for coaching, never in the score (design.md, principle 3).

Only behaviour is described, never a mood. Nothing is compared with other people, and there is no composite value.
"""

from collections.abc import Mapping
from dataclasses import replace

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.tone_turns import talk, turn_taking
from voicedrill.scoring.tone_voice import voice

FIRST = ("interruptions", "answer_s", "pauses", "dead_air")
"""Ids of the notes that a report shows at once; the others stand under "more"."""


def tone(call: Conversation, baseline: Mapping[str, float] | None) -> dict[str, object]:
    """Return the notes by id as plain values, in the order in which a report shows them.

    Parameters
    ----------
    call : Conversation
        The call with its measurement.
    baseline : mapping or None
        The trainee's usual values by the names of `SideMeasures`, and ``noise_dbfs``; None when not known.

    Returns
    -------
    dict
        Each note with the fields of `voicedrill.scoring.tone_note.Note`, ``try_`` as ``try``.
    """
    notes = [*turn_taking(call), *voice(call.measurement.trainee, baseline or {}), *talk(call)]
    tried: set[str] = set()
    result: dict[str, object] = {}
    for note in notes:
        once = replace(note, try_="") if note.try_ in tried else note  # nobody wants the same advice twice
        tried.add(note.try_)
        result[note.id] = once.plain()
    return result
