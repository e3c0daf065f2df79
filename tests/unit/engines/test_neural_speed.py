"""How fast the natural voice is here, by a clock of our own."""

from pathlib import Path

import pytest
from fakes.neural import TIM, child

from voicedrill.engines import neural_speed
from voicedrill.engines.neural_speed import ATTEMPTS, PROBE_LINE, SLOWEST, keep_factor, known_factor, real_time_factor

WORD_S = 0.35
LINE_S = WORD_S * 12


def test_the_probe_is_as_long_as_the_issue_has_it() -> None:
    assert len(PROBE_LINE.split()) == 12


@pytest.mark.parametrize(
    ("took", "factor", "asked"),
    [([0.1], 0.1, 1), ([0.9, 0.2], 0.2, 2), ([0.9, 0.7, 0.8], 0.7, ATTEMPTS), ([SLOWEST], SLOWEST, 1)],
)
def test_the_best_of_a_few_attempts_counts(
    monkeypatch: pytest.MonkeyPatch, took: list[float], factor: float, asked: int
) -> None:
    times = [time_s for one in took for time_s in (0.0, one * LINE_S)]

    class Clock:
        @staticmethod
        def perf_counter() -> float:
            return times.pop(0)

    monkeypatch.setattr(neural_speed, "time", Clock)
    process = child(WORD_S)
    assert real_time_factor(process, TIM) == pytest.approx(factor)
    assert len(took) == asked
    assert times == []
    process.close()


def test_a_factor_is_kept_for_its_engine(tmp_path: Path) -> None:
    keep_factor(tmp_path, "piper 1", 0.12)
    assert known_factor(tmp_path, "piper 1") == 0.12
    assert known_factor(tmp_path, "piper 2") is None
