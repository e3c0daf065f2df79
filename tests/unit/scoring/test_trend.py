"""Skills over several calls, with the uncertainty of few."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.scoring.score_range import Estimate
from voicedrill.scoring.trend import PRIOR_SPREAD, RECENT_CALLS, trend, trends

SCORES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def of(*scores: float, error: float = 0.05) -> list[Estimate]:
    return [Estimate(score, error, 8.0) for score in scores]


def test_one_call_tells_little() -> None:
    one = trend(of(0.9))
    assert (one.calls, one.level) == (1, pytest.approx(0.9))
    assert one.reach == pytest.approx(1.2816 * PRIOR_SPREAD)
    assert one.change is None
    assert one.direction == ""


def test_the_level_is_that_of_the_latest_calls() -> None:
    assert trend(of(0.0, *[1.0] * RECENT_CALLS)).level == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("scores", "direction"),
    [
        ([0.2] * 5 + [0.9] * 5, "up"),
        ([0.9] * 5 + [0.2] * 5, "down"),
        ([0.5] * 5 + [0.6] * 5, "same"),
        ([0.2] + [0.9] * 5, "up"),
        ([0.6, 0.2, 0.9, 0.1, 0.9, 0.3, 0.9, 0.2, 0.8, 0.9], "same"),
        ([0.5] * 5, ""),
    ],
)
def test_a_change_is_told_only_when_it_is_more_than_chance(scores: list[float], direction: str) -> None:
    assert trend(of(*scores)).direction == direction


def test_what_the_machine_itself_gets_wrong_is_never_left_out() -> None:
    unsure = [replace(one, error=0.6) for one in of(*[0.5] * 10)]
    assert trend(unsure).reach == pytest.approx(1.2816 * 0.6 / 5**0.5)


@given(SCORES)
def test_levels_stay_on_the_scale_and_more_calls_never_know_less(scores: list[float]) -> None:
    found = trend(of(*scores))
    assert -1e-9 <= found.level <= 1 + 1e-9
    assert found.reach > 0
    assert trend(of(*[scores[0]] * 5)).reach < trend(of(scores[0])).reach


def test_only_skills_that_were_scored_have_a_trend() -> None:
    assert list(trends({"empathy": of(0.5), "calm": []})) == ["empathy"]
