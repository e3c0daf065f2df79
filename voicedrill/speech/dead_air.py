"""Unexplained silence that was too long."""

import re
from collections.abc import Sequence

from voicedrill.speech.measurement import DeadAir
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline
from voicedrill.speech.words import Word

_ANNOUNCEMENT = re.compile(
    r"\b(bear with me|one (moment|second|minute|sec)|just a (moment|second|minute|sec)|a (moment|second|minute) please"
    r"|(let me|i'll|i will|i'm going to|while i) (just |quickly )?(check|look|find|pull|bring|open|see|have a look)"
    r"|i'm (just )?(checking|looking|pulling|opening|bringing)"
    r"|give me (a|one|two) (moment|moments|second|seconds|minute|minutes)"
    r"|(put|place) you on (a )?(brief |short |quick )?hold|hold (on|the line)|hang on|please (hold|wait))\b"
)
_LAST_WORDS = 20


def find_dead_air(
    voice: Timeline, duration_s: float, excused: Timeline, trainee: Sequence[Word], settings: Settings = SETTINGS
) -> tuple[DeadAir, ...]:
    """Return the silences above `Settings.dead_air_s` that nobody explained.

    Parameters
    ----------
    voice : Timeline
        When anybody spoke.
    excused : Timeline
        Holds and pauses of the exercise; a silence around one is what remains before and after it.
    trainee : sequence of Word
        The trainee's words: "bear with me while I check" as the last that was said allows
        `Settings.announced_s`, and only what exceeds it counts.
    """
    found = []
    for silence in voice.complement(0.0, duration_s).without(excused):
        start_s = silence.start_s
        if silence.length_s <= settings.dead_air_s:
            continue
        if _announced(trainee, start_s, settings):
            start_s += settings.announced_s
        if silence.end_s > start_s:
            found.append(DeadAir(start_s, silence.end_s))
    return tuple(found)


def _announced(words: Sequence[Word], at_s: float, settings: Settings) -> bool:
    recent = [word for word in words if at_s - settings.announced_s <= word.start_s <= at_s][-_LAST_WORDS:]
    return bool(_ANNOUNCEMENT.search(" ".join(word.word.lower().replace("’", "'") for word in recent)))
