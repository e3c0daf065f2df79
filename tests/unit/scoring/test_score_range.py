"""How far a score can be trusted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.scoring.score_range import Estimate, estimate, pooled, score_range, skill_estimates
from voicedrill.scoring.scorecard import Finding, Scorecard

UNIT = st.floats(0, 1)


def finding(score: float | None, confidence: float = 0.9, weight: float = 5.0, skill: str = "empathy") -> Finding:
    return Finding("one", skill, score, weight, score is not None, confidence, (), "", "")


def card(*findings: Finding, score: int | None = 80, auto_fail: tuple[str, ...] = ()) -> Scorecard:
    return Scorecard(score, "nearly" if score else None, auto_fail, "resolved", findings)


def test_a_sure_finding_has_no_error_and_an_unsure_one_has_what_the_model_says() -> None:
    assert estimate([finding(1.0, 1.0)]) == Estimate(1.0, 0.0, 5.0)
    one = estimate([finding(0.5, 0.0)])
    assert one is not None
    assert one.error == pytest.approx((1 / 12) ** 0.5)  # of a number between 0 and 1 of which nothing is known


def test_what_does_not_count_changes_nothing() -> None:
    counted = [finding(1.0), finding(0.0)]
    assert estimate(counted) == estimate([*counted, finding(None), finding(0.3, weight=0.0)])
    assert estimate([finding(None)]) is None
    assert score_range(card(finding(None))) is None
    assert score_range(card(finding(1.0), score=None)) is None


@given(st.lists(st.tuples(UNIT, UNIT, st.floats(0.5, 9)), min_size=1, max_size=30), st.booleans())
def test_the_range_holds_the_score_and_stays_on_the_scale(
    found: list[tuple[float, float, float]], failed: bool
) -> None:
    findings = tuple(finding(*one) for one in found)
    share = estimate(findings)
    assert share is not None
    score = min(int(100 * share.score + 0.5), 69 if failed else 100)
    low, high = score_range(card(*findings, score=score, auto_fail=("profanity",) if failed else ())) or (-1, -1)
    assert 0 <= low <= score <= high <= (69 if failed else 100)


@given(st.lists(st.tuples(UNIT, UNIT), min_size=1, max_size=10))
def test_more_of_the_same_narrows_the_range(found: list[tuple[float, float]]) -> None:
    findings = [finding(*one) for one in found]
    once, twice = estimate(findings), estimate(findings * 2)
    assert once is not None
    assert twice is not None
    assert twice.score == pytest.approx(once.score)
    assert twice.error == pytest.approx(once.error / 2**0.5)


def test_each_skill_is_estimated_by_its_own_findings() -> None:
    found = skill_estimates(card(finding(1.0), finding(0.0, skill="listening"), finding(None, skill="calm")))
    assert list(found) == ["listening", "empathy"]  # in the families' order
    assert (found["listening"].score, found["empathy"].score) == (0.0, 1.0)


def test_calls_are_pooled_by_their_weight() -> None:
    one = Estimate(1.0, 0.1, 3.0)
    assert pooled([one]) == Estimate(1.0, pytest.approx(0.1), 3.0)
    both = pooled([one, replace(one, score=0.0, weight=1.0)])
    assert both.score == pytest.approx(0.75)
    assert both.error == pytest.approx((0.3**2 + 0.1**2) ** 0.5 / 4)
