"""Unexplained silence that was too long."""

import re
from collections.abc import Sequence
from itertools import pairwise

from voicedrill.speech.measurement import DeadAir
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline
from voicedrill.speech.words import Word

_ANNOUNCEMENT = re.compile(
    r"\b(bear with me|one (moment|second|minute|sec)|just a (moment|second|minute|sec)|a (moment|second|minute) please"
    r"|(let me|i'll|i will|i'm going to|while i) (just |quickly )?(check|look|find|pull|bring|open|see|have a look)"
    r"|i'm (just )?(checking|looking|pulling|opening|bringing)"
    r"|give me (a|one|two) (moment|moments|second|seconds|minute|minutes)"
    r"|(put|place) you on (a )?(brief |short |quick )?hold|hold the line|please (hold|wait)|can you hold"
    r"|(hold|hang) on(?= (a|one|for|while|please|just)\b|$))\b"
)
"""A bare "hold on" in the middle of a sentence is talking in, not the announcement of a wait."""
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
    if not len(voice):
        return ()  # nobody was there, or the sound is too quiet: no silence of a talk
    found = []
    for silence in voice.complement(0.0, duration_s).without(excused):
        if silence.length_s <= settings.dead_air_s:
            continue
        announced = is_announced(trainee, silence.start_s, settings)
        start_s = silence.start_s + settings.announced_s * announced
        if silence.end_s > start_s:
            found.append(DeadAir(start_s, silence.end_s, announced))
    return tuple(found)


def is_announced(words: Sequence[Word], at_s: float, settings: Settings = SETTINGS) -> bool:
    """Tell whether the trainee's last words before ``at_s`` announced a wait; a long silence uses it up."""
    recent = [word for word in words if at_s - settings.announced_s <= word.start_s <= at_s][-_LAST_WORDS:]
    since = max(
        (n for n, (a, b) in enumerate(pairwise(recent), 1) if b.start_s - a.end_s > settings.dead_air_s), default=0
    )
    return bool(_ANNOUNCEMENT.search(" ".join(word.word.lower().replace("’", "'") for word in recent[since:])))
