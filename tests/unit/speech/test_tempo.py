import pytest

from voicedrill.speech.tempo import Tempo, mean_confidence, tempo
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word


def _spoken(start_s: float, count: int, word_s: float, pause_after: int = 0, pause_s: float = 0.0) -> list[Word]:
    words = []
    for n in range(count):
        at_s = start_s + n * word_s + (pause_s if pause_after and n >= pause_after else 0.0)
        words.append(Word("parcel", at_s, at_s + word_s))
    return words


def _tempo(*turns: list[Word]) -> Tempo | None:
    voice = Timeline.of(Interval(word.start_s, word.end_s) for words in turns for word in words)
    return tempo([(Interval(words[0].start_s, words[-1].end_s), words) for words in turns], voice)


def test_exact_rates() -> None:
    found = _tempo(_spoken(1.0, 20, 0.3))
    assert found is not None
    assert found.speech_rate_wpm == pytest.approx(200.0)
    assert found.articulation_rate_wpm == pytest.approx(200.0)
    assert found.speech_rate_sps == pytest.approx(40 / 6.0)
    assert found.articulation_rate_sps == pytest.approx(40 / 6.0)
    assert found.syllables == 40
    assert found.spans == Timeline.of([Interval(1.0, 7.0)])


def test_a_pause_changes_the_speech_rate_only() -> None:
    found = _tempo(_spoken(1.0, 20, 0.3, pause_after=10, pause_s=4.0))
    assert found is not None
    assert found.speech_rate_wpm == pytest.approx(120.0)
    assert found.articulation_rate_wpm == pytest.approx(200.0)


@pytest.mark.parametrize(("pause_s", "phonation_s"), [(0.24, 6.24), (0.26, 6.0)])
def test_what_counts_as_a_pause(pause_s: float, phonation_s: float) -> None:
    found = _tempo(_spoken(1.0, 20, 0.3, pause_after=10, pause_s=pause_s))
    assert found is not None
    assert found.articulation_rate_wpm == pytest.approx(60 * 20 / phonation_s)


@pytest.mark.parametrize("factor", [0.8, 1.2])
def test_stretching_time_changes_the_rates_alike(factor: float) -> None:
    plain, stretched = _tempo(_spoken(0.0, 20, 0.3)), _tempo(_spoken(0.0, 20, 0.3 * factor))
    assert plain is not None
    assert stretched is not None
    assert stretched.articulation_rate_wpm * factor == pytest.approx(plain.articulation_rate_wpm)


@pytest.mark.parametrize(("words", "measured"), [(6, False), (7, True)])
def test_short_turns_are_not_judged(words: int, measured: bool) -> None:
    assert (_tempo(_spoken(0.0, words, 0.3)) is not None) is measured


def test_a_short_turn_does_not_weigh_in() -> None:
    assert _tempo(_spoken(0.0, 20, 0.3), _spoken(20.0, 3, 1.0)) == _tempo(_spoken(0.0, 20, 0.3))


def test_voice_without_words_is_no_speech() -> None:
    words = _spoken(0.0, 20, 0.3, pause_after=10, pause_s=4.0)
    voice = Timeline.of([Interval(0.0, 3.0), Interval(4.0, 4.8), Interval(7.0, 10.0)])
    found = tempo([(Interval(0.0, 10.0), words)], voice)
    assert found is not None
    assert found.speech_rate_wpm == pytest.approx(120.0)
    assert found.articulation_rate_wpm == pytest.approx(200.0)


def test_a_hold_is_no_time_of_a_turn() -> None:
    words = _spoken(0.0, 20, 0.3, pause_after=10, pause_s=10.0)
    voice = Timeline.of(Interval(word.start_s, word.end_s) for word in words)
    found = tempo([(Interval(0.0, 16.0), words)], voice, excused=Timeline.of([Interval(4.0, 12.0)]))
    assert found is not None
    assert found.speech_rate_wpm == pytest.approx(60 * 20 / 8.0)
    assert found.articulation_rate_wpm == pytest.approx(200.0)


@pytest.mark.parametrize(("confs", "mean"), [([], 0.0), ([0.5], 0.5), ([1.0, 0.5], 0.75)])
def test_mean_confidence(confs: list[float], mean: float) -> None:
    assert mean_confidence([Word("a", 0.0, 1.0, conf) for conf in confs]) == pytest.approx(mean)


def test_nothing_said() -> None:
    assert tempo([], Timeline()) is None
