"""The live rate on a virtual clock."""

import pytest

from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.tempo import LiveTempo, Rate
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
