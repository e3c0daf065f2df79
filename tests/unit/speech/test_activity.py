import math

import pytest

from voicedrill.speech.activity import CHUNK_S, ActivityTracker, Edge
from voicedrill.speech.settings import Settings

LOUD, QUIET = -25.0, -70.0


def _run(chunks: list[tuple[float, float]], tracker: ActivityTracker | None = None) -> list[Edge]:
    tracker = tracker or ActivityTracker()
    edges = [tracker.push(p, level, (n + 1) * CHUNK_S) for n, (p, level) in enumerate(chunks)]
    return [edge for edge in [*edges, tracker.finish()] if edge is not None]


def _silence(chunks: int) -> list[tuple[float, float]]:
    return [(0.01, QUIET)] * chunks


def _voice(chunks: int, probability: float = 0.9, level: float = LOUD) -> list[tuple[float, float]]:
    return [(probability, level)] * chunks


def test_edges_are_dated_back_to_the_voice() -> None:
    edges = _run(_silence(10) + _voice(20) + _silence(20))
    assert edges == [Edge("start", pytest.approx(10 * CHUNK_S)), Edge("end", pytest.approx(30 * CHUNK_S))]


def test_the_rise_before_the_threshold_belongs_to_the_voice() -> None:
    edges = _run(_silence(10) + _voice(2, 0.4) + _voice(10) + _silence(20))
    assert edges[0] == Edge("start", pytest.approx(10 * CHUNK_S))


def test_a_start_is_told_once_the_voice_is_long_enough() -> None:
    tracker = ActivityTracker()
    told = [tracker.push(0.9, LOUD, (n + 1) * CHUNK_S) for n in range(5)]
    assert [edge is not None for edge in told] == [False, False, False, True, False]  # 4 chunks are 128 ms
    assert tracker.speaking


@pytest.mark.parametrize(("chunks", "heard"), [(3, False), (4, True)])
def test_short_voice_is_ignored(chunks: int, heard: bool) -> None:
    assert bool(_run(_silence(10) + _voice(chunks) + _silence(20))) is heard


@pytest.mark.parametrize(("gap", "voices"), [(4, 1), (5, 2)])  # 128 and 160 ms
def test_short_silence_does_not_end_the_voice(gap: int, voices: int) -> None:
    edges = _run(_silence(10) + _voice(10) + _silence(gap) + _voice(10) + _silence(20))
    assert len(edges) == 2 * voices


@pytest.mark.parametrize(("probability", "heard"), [(0.499, False), (0.5, True)])
def test_threshold_to_begin(probability: float, heard: bool) -> None:
    assert bool(_run(_voice(20, probability))) is heard


@pytest.mark.parametrize(("probability", "end"), [(0.349, 10), (0.35, 30)])
def test_threshold_to_go_on(probability: float, end: int) -> None:
    edges = _run(_voice(10) + _voice(20, probability) + _silence(20))
    assert edges[-1] == Edge("end", pytest.approx(end * CHUNK_S))


@pytest.mark.parametrize(("level", "heard"), [(-55.1, False), (-55.0, True)])
def test_very_quiet_sound_is_no_voice(level: float, heard: bool) -> None:
    assert bool(_run(_voice(20, level=level))) is heard


@pytest.mark.parametrize(("above_db", "heard"), [(2.9, False), (3.1, True)])
def test_voice_stands_above_the_noise(above_db: float, heard: bool) -> None:
    noise = [(0.1, -40.0)] * 30
    assert bool(_run(noise + _voice(20, level=-40.0 + above_db))) is heard


def test_digital_silence_and_a_stop_consonant_are_understood() -> None:
    closure = [(0.8, -math.inf)] * 3
    edges = _run([(0.0, -math.inf)] * 10 + _voice(2) + closure + _voice(10) + [(0.0, -math.inf)] * 10)
    assert edges == [Edge("start", pytest.approx(10 * CHUNK_S)), Edge("end", pytest.approx(25 * CHUNK_S))]


def test_two_clicks_are_no_voice() -> None:
    assert _run((_voice(2) + _silence(6)) * 10) == []


def test_a_voice_that_is_open_at_the_end_is_closed() -> None:
    assert _run(_voice(20))[-1] == Edge("end", pytest.approx(20 * CHUNK_S))


def test_reset_forgets_the_voice() -> None:
    tracker = ActivityTracker()
    for n in range(10):
        tracker.push(0.9, LOUD, (n + 1) * CHUNK_S)
    tracker.reset()
    assert not tracker.speaking
    assert tracker.last_voice_s is None
    assert tracker.finish() is None


CREST_DB = Settings().gate_crest_db


@pytest.mark.parametrize(("above_db", "heard"), [(-0.1, False), (0.1, True)])
def test_only_a_voice_that_is_loud_enough_is_this_persons(above_db: float, heard: bool) -> None:
    tracker = ActivityTracker(gate_dbfs=-30.0)
    assert bool(_run(_voice(20, level=-30.0 + CREST_DB + above_db), tracker)) is heard


@pytest.mark.parametrize(("others", "soft_chunks"), [(False, 15), (True, 0)])
def test_soft_sound_belongs_to_the_voice_for_half_a_second(others: bool, soft_chunks: int) -> None:
    tracker = ActivityTracker(gate_dbfs=-30.0)
    tracker.others = others
    edges = _run(_silence(5) + _voice(10, level=-20.0) + _voice(40, level=-40.0) + _silence(10), tracker)
    assert edges[0] == Edge("start", pytest.approx(5 * CHUNK_S))
    assert edges[1].t_s == pytest.approx((15 + soft_chunks) * CHUNK_S, abs=2.1 * CHUNK_S)


@pytest.mark.parametrize(("below_db", "end"), [(4.9, 60), (5.1, 20)])
def test_while_others_speak_the_voice_does_not_go_on_through_them(below_db: float, end: int) -> None:
    tracker = ActivityTracker(gate_dbfs=-30.0)
    tracker.others = True
    edges = _run(_voice(20, level=-20.0) + _voice(40, level=-30.0 + CREST_DB - below_db) + _silence(10), tracker)
    assert edges[-1] == Edge("end", pytest.approx(end * CHUNK_S))


def test_while_others_speak_a_voice_begins_shortly_before_it_is_loud() -> None:
    tracker = ActivityTracker(gate_dbfs=-30.0)
    tracker.others = True
    soft, loud = -30.0 + CREST_DB - 4.0, -20.0
    edges = _run(_voice(60, level=soft) + _voice(20, level=loud) + _silence(10), tracker)
    assert 61 * CHUNK_S - edges[0].t_s == pytest.approx(Settings().gate_lead_s, abs=2 * CHUNK_S)
