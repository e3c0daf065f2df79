"""How fast somebody speaks: speech rate with pauses, articulation rate without, in words and in syllables."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.syllables import syllables
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

_NOTHING = Timeline()


@dataclass(frozen=True, slots=True)
class Tempo:
    """Rates over all turns that were long enough.

    Attributes
    ----------
    speech_rate_wpm, speech_rate_sps : float
        Words a minute and syllables a second over the whole time of the turns.
    articulation_rate_wpm, articulation_rate_sps : float
        The same over the time of voice in them.
    syllables : int
        Syllables of the words the rates rest on.
    spans : Timeline
        The turns they rest on.
    """

    speech_rate_wpm: float
    speech_rate_sps: float
    articulation_rate_wpm: float
    articulation_rate_sps: float
    syllables: int
    spans: Timeline


def tempo(
    turns: Sequence[tuple[Interval, Sequence[Word]]],
    voice: Timeline,
    settings: Settings = SETTINGS,
    excused: Timeline = _NOTHING,
) -> Tempo | None:
    """Measure the tempo of one speaker.

    *Speech rate* counts words over the whole time of the turns, *articulation rate* over the time of voice
    in them, silences of `Settings.pause_min_s` or more removed (de Jong & Wempe 2009). Short turns are left
    out, because rate rises steeply with the length of an utterance (Yuan, Liberman & Cieri 2006), and so is
    voice in which no word was understood (a cough, a breath, noise).

    Parameters
    ----------
    turns : sequence of (Interval, sequence of Word)
        The speaker's turns with their words.
    voice : Timeline
        When the speaker speaks.
    settings : Settings
        The thresholds.
    excused : Timeline
        Holds and pauses of the exercise: no time of a turn.

    Returns
    -------
    Tempo or None
        None when no turn has `Settings.tempo_min_words` words.
    """
    long_enough = [(span, words) for span, words in turns if len(words) >= settings.tempo_min_words]
    spans = Timeline.of(span for span, _ in long_enough)
    total_s = spans.without(excused).total_s
    spoken = _with_words(voice, [word for _, words in long_enough for word in words])
    phonation_s = spoken.bridged(settings.pause_min_s).intersection(spans).total_s
    if phonation_s <= 0.0 or total_s <= 0.0:
        return None
    words = sum(len(words) for _, words in long_enough)
    syllable_count = sum(syllables(word.word) for _, said in long_enough for word in said)
    return Tempo(
        speech_rate_wpm=60.0 * words / total_s,
        speech_rate_sps=syllable_count / total_s,
        articulation_rate_wpm=60.0 * words / phonation_s,
        articulation_rate_sps=syllable_count / phonation_s,
        syllables=syllable_count,
        spans=spans,
    )


def mean_confidence(words: Sequence[Word]) -> float:
    """Return the recogniser's mean confidence, 0..1; 0 without words."""
    return fsum(word.conf for word in words) / len(words) if words else 0.0


def _with_words(voice: Timeline, words: Sequence[Word]) -> Timeline:
    """Return the stretches of voice that share some time with a word."""
    said = Timeline.of(Interval(word.start_s, word.end_s) for word in words)
    last = ((one, said.last_begun(one.end_s)) for one in voice)
    return Timeline(tuple(one for one, word in last if word is not None and word.end_s > one.start_s))
