"""What to keep and what to change: the few findings a person should read first."""

from dataclasses import dataclass

from voicedrill.scoring.rubric import AUTO_FAIL_ITEM
from voicedrill.scoring.scorecard import Finding, Scorecard

KEEP_FROM = 0.8
"""Score (0..1) from which a finding is worth keeping."""
CHANGE_BELOW = 0.75
"""Score (0..1) below which a finding is worth changing."""
MOST_KEPT, MOST_CHANGED = 2, 3


@dataclass(frozen=True, slots=True)
class Highlights:
    """At most two findings to keep, at most three to change, the heaviest first."""

    keep: tuple[Finding, ...]
    change: tuple[Finding, ...]


def highlights(card: Scorecard) -> Highlights:
    """Choose by what each finding gave or cost, one a skill; what can be heard or failed the call comes first."""
    first = {AUTO_FAIL_ITEM[name] for name in card.auto_fail}
    counted = [finding for finding in card.findings if finding.weight > 0 or finding.id in first]
    scored = [finding for finding in counted if finding.score is not None]
    good = [finding for finding in scored if _score(finding) >= KEEP_FROM]
    bad = [finding for finding in scored if _score(finding) < CHANGE_BELOW]
    good.sort(key=lambda one: (not one.evidence, -one.weight * _score(one) * one.confidence, one.id))
    bad.sort(key=lambda one: (one.id not in first, -one.weight * (1 - _score(one)) * one.confidence, one.id))
    return Highlights(_distinct(good)[:MOST_KEPT], _distinct(bad)[:MOST_CHANGED])


def _score(finding: Finding) -> float:
    assert finding.score is not None
    return finding.score


def _distinct(findings: list[Finding]) -> tuple[Finding, ...]:
    """Leave out what speaks of a skill or of a moment that a heavier finding has taken."""
    chosen: list[Finding] = []
    for finding in findings:
        skills = {one.skill for one in chosen}
        moments = {moment for one in chosen for moment in one.evidence}
        if finding.skill not in skills and not moments.intersection(finding.evidence[:1]):
            chosen.append(finding)
    return tuple(chosen)
