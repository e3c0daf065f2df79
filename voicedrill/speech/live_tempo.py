"""How fast somebody speaks just now, beside the usual."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.tempo import mean_confidence
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

Pace = Literal["slower", "usual", "faster"]
_EPSILON_S = 1e-6


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

    Words of the turn under way may have no times and no confidence of their own yet (a length of 0): they
    share the voice since the last word that has, and whether the trainee is heard clearly is said by those
    that have.

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
            All voice of the speaker so far; an unfinished one ends now. Of both the last
            `Settings.live_memory_s` is looked at.
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
        since_s = self._heard_s - self._settings.live_memory_s
        latest = words[bisect_right(words, since_s, key=lambda word: word.end_s) :]
        wpm = self._window_wpm(latest, voice.within(since_s, self._heard_s))
        self._rate = None if wpm is None else self._smoothed(wpm)
        return self._rate

    def _window_wpm(self, words: Sequence[Word], voice: Timeline) -> float | None:
        settings = self._settings
        settled = [word for word in words if word.end_s > word.start_s]
        if mean_confidence(settled) < settings.tempo_min_conf:
            return None
        under_way = [word for word in words if word.end_s <= word.start_s]
        placed = settled + _placed(under_way, settled, voice, settings)
        stretches = [
            one
            for one in voice.bridged(settings.turn_silence_s)
            if len(_words_in(placed, Timeline((one,)))) >= settings.tempo_min_words
        ]
        spoken = voice.bridged(settings.pause_min_s).intersection(Timeline.of(stretches))
        window = _latest(spoken, settings.live_window_s)
        inside = _words_in(placed, window)
        return 60.0 * len(inside) / window.total_s if len(inside) >= settings.live_min_words else None

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


def _placed(words: Sequence[Word], settled: Sequence[Word], voice: Timeline, settings: Settings) -> list[Word]:
    """Give words without times an even share of the voice of their turn since the last settled word."""
    turn = voice.bridged(settings.turn_open_silence_s).last_begun(words[-1].end_s) if words else None
    if turn is None:
        return []
    since_s = max(turn.start_s, settled[-1].end_s) if settled else turn.start_s
    spoken = voice.within(since_s, words[-1].end_s)
    share_s = spoken.total_s / len(words)
    placed: list[Word] = []
    before_s = 0.0
    for one in spoken:
        while (into_s := (len(placed) + 0.5) * share_s - before_s) < one.length_s:
            at_s = one.start_s + into_s
            placed.append(replace(words[len(placed)], start_s=at_s, end_s=at_s))
        before_s += one.length_s
    return placed


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
