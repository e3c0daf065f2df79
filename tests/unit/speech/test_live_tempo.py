"""The live rate on a virtual clock."""

from collections.abc import Sequence
from typing import overload

import pytest

from voicedrill.speech.live_tempo import LiveTempo, Rate
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word


def _words(start_s: float, end_s: float, wpm: float, conf: float = 1.0) -> list[Word]:
    step_s = 60.0 / wpm
    count = round((end_s - start_s) / step_s)
    return [Word("parcel", start_s + n * step_s, start_s + (n + 1) * step_s, conf) for n in range(count)]


def _voice(words: list[Word]) -> Timeline:
    return Timeline.of(Interval(round(word.start_s, 6), round(word.end_s, 6)) for word in words)


def _run(words: list[Word], usual_wpm: float | None = 150.0) -> list[Rate | None]:
    """The rate every second, each word known when it is over."""
    live = LiveTempo(usual_wpm)
    rates = []
    for now_s in range(1, int(words[-1].end_s) + 2):
        known = [word for word in words if word.end_s <= now_s]
        rates.append(live.push(known, _voice(known), float(now_s)))
    return rates


def test_the_usual_rate() -> None:
    rates = _run(_words(0.0, 30.0, 150.0))
    assert rates[:5] == [None] * 5
    assert [rate.pace for rate in rates[6:] if rate] == ["usual"] * len(rates[6:])
    assert rates[-1] is not None
    assert rates[-1].wpm == pytest.approx(150.0, rel=0.02)


@pytest.mark.parametrize(("wpm", "pace"), [(171.0, "usual"), (174.0, "faster"), (129.0, "usual"), (126.0, "slower")])
def test_faster_and_slower_begin_at_fifteen_percent(wpm: float, pace: str) -> None:
    rates = _run(_words(0.0, 40.0, wpm))
    assert rates[-1] is not None
    assert rates[-1].pace == pace


def test_without_a_usual_rate_nothing_is_judged() -> None:
    rates = _run(_words(0.0, 30.0, 220.0), usual_wpm=None)
    assert {rate.pace for rate in rates if rate} == {None}


def test_one_window_is_not_enough() -> None:
    rates = [rate for rate in _run(_words(0.0, 30.0, 200.0)) if rate]
    assert [rate.pace for rate in rates[:3]] == ["usual", "faster", "faster"]


def test_only_the_last_seconds_of_speech_count() -> None:
    slow = _words(0.0, 30.0, 100.0)
    fast = _words(60.0, 90.0, 200.0)
    rates = _run(slow + fast, usual_wpm=100.0)
    assert rates[29] is not None
    assert rates[29].pace == "usual"
    assert rates[58] == rates[29]  # nothing new in the silence
    assert rates[-1] is not None
    assert rates[-1].wpm == pytest.approx(200.0, rel=0.05)
    assert rates[-1].pace == "faster"


@pytest.mark.parametrize(("count", "measured"), [(14, False), (15, True)])
def test_few_words_give_no_rate(count: int, measured: bool) -> None:
    words = _words(0.0, 60.0, 150.0)[:count]
    assert (LiveTempo(150.0).push(words, _voice(words), 10.0) is not None) is measured


@pytest.mark.parametrize(("conf", "measured"), [(0.84, False), (0.85, True)])
def test_words_heard_badly_give_no_rate(conf: float, measured: bool) -> None:
    words = _words(0.0, 20.0, 150.0, conf)
    assert (LiveTempo(150.0).push(words, _voice(words), 20.0) is not None) is measured


def test_short_stretches_are_left_out() -> None:
    words = [word for n in range(10) for word in _words(n * 10.0, n * 10.0 + 1.0, 300.0)]
    assert LiveTempo(150.0).push(words, _voice(words), 100.0) is None


def test_voice_whose_words_are_not_known_yet_slows_nothing() -> None:
    words = _words(0.0, 12.0, 150.0)
    voice = _voice(words).union(Timeline.of([Interval(12.0, 20.0)]))
    found = LiveTempo(150.0).push(words, voice, 20.0)
    assert found is not None
    assert found.wpm == pytest.approx(150.0)


def test_at_most_one_new_rate_a_second() -> None:
    live = LiveTempo(150.0)
    words = _words(0.0, 30.0, 150.0) + _words(30.0, 45.0, 250.0)
    early = words[:75]
    first = live.push(early, _voice(early), 30.0)
    assert live.push(words, _voice(words), 30.9) is first
    second = live.push(words, _voice(words), 31.0)
    assert second is not None
    assert first is not None
    assert second.wpm == pytest.approx(SETTINGS.live_smoothing * 250.0 + 0.7 * first.wpm, rel=0.02)


# -- words of the turn under way, as a recogniser gives them before they are settled ----------------------


def _untimed(words: list[Word], now_s: float) -> list[Word]:
    return [Word(word.word, now_s, now_s) for word in words]


SETTLED = _words(0.0, 4.0, 150.0)
"""An earlier turn: it says how clearly the trainee is heard."""


@pytest.mark.parametrize("wpm", [110.0, 150.0, 200.0])
def test_words_without_times_of_their_own_share_the_voice(wpm: float) -> None:
    said = _words(10.0, 40.0, wpm)
    live, rates = LiveTempo(150.0), []
    for now_s in range(12, 41):
        known = [word for word in said if word.end_s <= now_s]
        voice = _voice(SETTLED).union(Timeline.of([Interval(10.0, float(now_s))]))
        rates.append(live.push(SETTLED + _untimed(known, float(now_s)), voice, float(now_s)))
    assert [rate for rate in rates[20:] if rate is None] == []
    assert rates[-1] is not None
    assert rates[-1].wpm == pytest.approx(wpm, rel=0.03)
    assert rates[-1].pace == ("usual" if wpm == 150.0 else "faster" if wpm > 150.0 else "slower")


def test_words_that_are_settled_meanwhile_change_little() -> None:
    said = _words(10.0, 30.0, 150.0)
    voice = _voice(SETTLED).union(Timeline.of([Interval(10.0, 30.0)]))
    found = LiveTempo(150.0).push(SETTLED + said[:25] + _untimed(said[25:], 30.0), voice, 30.0)
    assert found is not None
    assert found.wpm == pytest.approx(150.0, rel=0.02)


def test_a_pause_of_the_turn_holds_none_of_them() -> None:
    said = _words(10.0, 24.0, 150.0)
    voice = _voice(SETTLED).union(Timeline.of([Interval(10.0, 17.0), Interval(18.0, 25.0)]))
    found = LiveTempo(150.0).push(SETTLED + _untimed(said, 25.0), voice, 25.0)
    assert found is not None
    assert found.wpm == pytest.approx(150.0, rel=0.03)


def test_voice_before_the_turn_is_not_theirs() -> None:
    said = _words(20.0, 34.0, 150.0)
    cough = Timeline.of([Interval(12.0, 16.0)])
    voice = _voice(SETTLED).union(cough).union(Timeline.of([Interval(20.0, 34.0)]))
    found = LiveTempo(150.0).push(SETTLED + _untimed(said, 34.0), voice, 34.0)
    assert found is not None
    assert found.wpm == pytest.approx(150.0, rel=0.03)


@pytest.mark.parametrize(("conf", "measured"), [(0.84, False), (0.85, True), (None, False)])
def test_how_clearly_they_are_heard_is_said_by_the_settled_ones(conf: float | None, measured: bool) -> None:
    settled = [] if conf is None else _words(0.0, 4.0, 150.0, conf)
    said = _words(10.0, 24.0, 150.0)
    voice = _voice(SETTLED).union(Timeline.of([Interval(10.0, 24.0)]))
    assert (LiveTempo(150.0).push(settled + _untimed(said, 24.0), voice, 24.0) is not None) is measured


class Looked(Sequence[Word]):
    """Words that count how often one of them is looked at."""

    def __init__(self, words: list[Word]) -> None:
        self._words = words
        self.times = 0

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        found = self._words[at]
        self.times += len(found) if isinstance(found, list) else 1
        return found


def test_a_long_call_is_no_more_work_than_a_short_one() -> None:
    looked = []
    for minutes in (2, 10):
        said = [word for n in range(minutes * 6) for word in _words(n * 10.0, n * 10.0 + 6.0, 150.0)]
        words = Looked(said)
        assert LiveTempo(150.0).push(words, _voice(said), minutes * 60.0) is not None
        looked.append(words.times)
    assert looked[1] <= looked[0] + 5
