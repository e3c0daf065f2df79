"""How fast somebody speaks: speech rate with pauses, articulation rate without."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.syllables import syllables
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word


@dataclass(frozen=True, slots=True)
class Tempo:
    """Rates over all turns that were long enough."""

    speech_rate_wpm: float
    articulation_rate_wpm: float
    articulation_rate_sps: float


def tempo(
    turns: Sequence[tuple[Interval, Sequence[Word]]], voice: Timeline, settings: Settings = SETTINGS
) -> Tempo | None:
    """Measure the tempo of one speaker.

    *Speech rate* counts words over the whole time of the turns, *articulation rate* over the time of voice
    in them, silences of `Settings.pause_min_s` or more removed (de Jong & Wempe 2009). Short turns are left
    out, because rate rises steeply with the length of an utterance (Yuan, Liberman & Cieri 2006).

    Returns
    -------
    Tempo or None
        None when no turn has `Settings.tempo_min_words` words.
    """
    long_enough = [(span, words) for span, words in turns if len(words) >= settings.tempo_min_words]
    spoken = voice.bridged(settings.pause_min_s)
    total_s = sum(span.length_s for span, _ in long_enough)
    phonation_s = sum(spoken.within(span.start_s, span.end_s).total_s for span, _ in long_enough)
    if phonation_s <= 0.0:
        return None
    words = sum(len(words) for _, words in long_enough)
    syllable_count = sum(syllables(word.word) for _, said in long_enough for word in said)
    return Tempo(60.0 * words / total_s, 60.0 * words / phonation_s, syllable_count / phonation_s)
