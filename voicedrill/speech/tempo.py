"""How fast somebody speaks: speech rate with pauses, articulation rate without, in words and in syllables."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.syllables import syllables
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

Pace = Literal["slower", "usual", "faster"]
_NOTHING = Timeline()
_EPSILON_S = 1e-6


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


@dataclass(frozen=True, slots=True)
class Rate:
    """The live articulation rate.

    Attributes
    ----------
    wpm : float
        Words a minute of voice, smoothed.
    pace : {"slower", "usual", "faster"} or None
        Beside the speaker's own usual rate; None when that is not known.
    """

    wpm: float
    pace: Pace | None


class LiveTempo:
    """The articulation rate of the last seconds of somebody's speech, for a hint during the call.

    It looks at the last `Settings.live_window_s` of phonation up to the last word understood (words come
    later than the voice), leaves out stretches under `Settings.tempo_min_words` words, and is smoothed
    exponentially. Faster or slower is said only when the smoothed rate differs from the usual one by
    `Settings.rate_change` in `Settings.live_change_windows` windows in a row.

    Parameters
    ----------
    usual_wpm : float or None
        The speaker's usual articulation rate (the baseline's ``articulation_rate_wpm``).
    settings : Settings
        The thresholds.
    """

    def __init__(self, usual_wpm: float | None, settings: Settings = SETTINGS) -> None:
        self._usual_wpm = usual_wpm
        self._settings = settings
        self._next_s = 0.0
        self._heard_s = 0.0
        self._wpm: float | None = None
        self._towards: Pace = "usual"
        self._windows = 0
        self._rate: Rate | None = None

    def push(self, words: Sequence[Word], voice: Timeline, now_s: float) -> Rate | None:
        """Take what is known so far and return the rate; call it as often as you like.

        Parameters
        ----------
        words : sequence of Word
            All words of the speaker so far, in order of time.
        voice : Timeline
            All voice of the speaker so far; an unfinished one ends now.
        now_s : float
            The time on the call clock; a new rate is made at most every `Settings.live_step_s`.

        Returns
        -------
        Rate or None
            The same as before while nothing new was understood; None while there are too few words, or they
            were not heard clearly enough.
        """
        if not words or now_s < self._next_s - _EPSILON_S or words[-1].end_s <= self._heard_s:
            return self._rate
        self._next_s = now_s + self._settings.live_step_s
        self._heard_s = words[-1].end_s
        wpm = self._window_wpm(words, voice.within(0.0, self._heard_s))
        self._rate = None if wpm is None else self._smoothed(wpm)
        return self._rate

    def _window_wpm(self, words: Sequence[Word], voice: Timeline) -> float | None:
        settings = self._settings
        stretches = [
            one
            for one in voice.bridged(settings.turn_silence_s)
            if len(_words_in(words, Timeline((one,)))) >= settings.tempo_min_words
        ]
        spoken = voice.bridged(settings.pause_min_s).intersection(Timeline.of(stretches))
        window = _latest(spoken, settings.live_window_s)
        inside = _words_in(words, window)
        if len(inside) < settings.live_min_words or mean_confidence(inside) < settings.tempo_min_conf:
            return None
        return 60.0 * len(inside) / window.total_s

    def _smoothed(self, wpm: float) -> Rate:
        weight = self._settings.live_smoothing
        self._wpm = wpm if self._wpm is None else weight * wpm + (1.0 - weight) * self._wpm
        return Rate(self._wpm, None if self._usual_wpm is None else self._pace(self._wpm / self._usual_wpm))

    def _pace(self, ratio: float) -> Pace:
        change = self._settings.rate_change
        towards: Pace = "faster" if ratio >= 1.0 + change else "slower" if ratio <= 1.0 - change else "usual"
        self._windows = self._windows + 1 if towards == self._towards else 1
        self._towards = towards
        return towards if self._windows >= self._settings.live_change_windows else "usual"


def _with_words(voice: Timeline, words: Sequence[Word]) -> Timeline:
    """Return the stretches of voice that share some time with a word."""
    said = Timeline.of(Interval(word.start_s, word.end_s) for word in words)
    last = ((one, said.last_begun(one.end_s)) for one in voice)
    return Timeline(tuple(one for one, word in last if word is not None and word.end_s > one.start_s))


def _words_in(words: Sequence[Word], voice: Timeline) -> list[Word]:
    return [word for word in words if voice.covering((word.start_s + word.end_s) / 2) is not None]


def _latest(voice: Timeline, length_s: float) -> Timeline:
    """Return the last ``length_s`` of the voice, or all of it when there is less."""
    kept: list[Interval] = []
    for one in reversed(voice.intervals):
        if length_s <= 0.0:
            break
        kept.append(Interval(max(one.start_s, one.end_s - length_s), one.end_s))
        length_s -= one.length_s
    return Timeline.of(kept)
