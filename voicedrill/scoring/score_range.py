"""How far a score can be trusted: the range that follows from how sure each of its findings is.

A finding with confidence c is taken to be right with probability c; when it is wrong, nothing is known of what it
should have been: any score from 0 to 1 is as likely. Findings are taken as independent of each other. This is a model
of ours of the machine's own error; what another customer or another day would give is not in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from voicedrill.scoring.rubric import FAMILIES, NEARLY_AT
from voicedrill.scoring.scorecard import Finding, Scorecard

COVERS = 0.8
"""Share of cases in which the true score lies in the range, by the model."""
Z_80 = 1.2816
"""Standard deviations on both sides of the mean that hold 80 % of a normal distribution."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score with its standard error, both 0..1; ``weight`` is its share in the call."""

    score: float
    error: float
    weight: float


def score_range(card: Scorecard) -> tuple[int, int] | None:
    """Return the lowest and highest score, 0..100, between which the true one lies in 8 of 10 cases; None without one.

    A call that fails by one moment stays below ``nearly`` in its range as in its score.
    """
    whole = estimate(card.findings)
    if card.score is None or whole is None:
        return None
    reach = 100 * Z_80 * whole.error
    highest = NEARLY_AT - 1 if card.auto_fail else 100
    return max(0, round(card.score - reach)), max(card.score, min(highest, round(card.score + reach)))


def skill_estimates(card: Scorecard) -> dict[str, Estimate]:
    """Return what the call shows of each skill that counted in it, in the families' order."""
    by_skill = {
        skill: [one for one in card.findings if one.skill == skill] for own in FAMILIES.values() for skill in own
    }
    found = {skill: estimate(findings) for skill, findings in by_skill.items()}
    return {skill: one for skill, one in found.items() if one is not None}


def estimate(findings: Iterable[Finding]) -> Estimate | None:
    """Return the weighted mean of the findings that count, with its error; None when none does."""
    counted = [(one.weight, one.score, one.confidence) for one in findings if one.score is not None and one.weight > 0]
    total = sum(weight for weight, _, _ in counted)
    if not counted:
        return None
    mean = sum(weight * score for weight, score, _ in counted) / total
    variance = sum(weight**2 * _variance(score, confidence) for weight, score, confidence in counted) / total**2
    return Estimate(mean, sqrt(variance), total)


def pooled(estimates: Sequence[Estimate]) -> Estimate:
    """Return the mean of several calls, each by its weight, with the error that the machine's own makes in it."""
    total = sum(one.weight for one in estimates)
    mean = sum(one.weight * one.score for one in estimates) / total
    variance = sum((one.weight * one.error) ** 2 for one in estimates) / total**2
    return Estimate(mean, sqrt(variance), total)


def _variance(score: float, confidence: float) -> float:
    """Return the mean square of what is wrong with a finding's score."""
    return (1 - confidence) * ((score - 0.5) ** 2 + 1 / 12)
