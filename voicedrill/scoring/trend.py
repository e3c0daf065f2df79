"""How a skill has gone over several calls, with the uncertainty that few calls have.

Only skills are compared over calls, never totals: the totals of different customers do not mean the same. The rules
are ours. One call differs from the next by more than the machine's own error, so the spread is learned from the calls
themselves; as few calls tell little of it, `PRIOR_SPREAD` counts like `PRIOR_CALLS` more of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from voicedrill.scoring.score_range import Z_80, Estimate, pooled

RECENT_CALLS = 5
"""The latest calls are the level of today."""
PRIOR_SPREAD = 0.25
"""Standard deviation (scores are 0..1) of a skill from call to call before anything is known of this trainee."""
PRIOR_CALLS = 3


@dataclass(frozen=True, slots=True)
class Trend:
    """One skill over time; all scores 0..1.

    Attributes
    ----------
    calls : int
        In so many calls it was scored.
    level, reach : float
        Mean of the latest `RECENT_CALLS`; the true level lies within ``level`` ± ``reach`` in 8 of 10 cases.
    change, change_reach : float or None
        Level now minus the mean of up to as many calls before, and how far that can be trusted in the same way; None
        where there were none before.
    """

    calls: int
    level: float
    reach: float
    change: float | None = None
    change_reach: float | None = None

    @property
    def direction(self) -> str:
        """``up`` or ``down`` where the change is larger than chance makes it in 8 of 10 cases, else ``same``.

        Empty where there is nothing to compare with.
        """
        if self.change is None or self.change_reach is None:
            return ""
        if abs(self.change) <= self.change_reach:
            return "same"
        return "up" if self.change > 0 else "down"


def trend(estimates: Sequence[Estimate]) -> Trend:
    """Return the trend of one skill from its estimates in order of time, at least one."""
    latest = estimates[-RECENT_CALLS:]
    before = estimates[-2 * RECENT_CALLS : -RECENT_CALLS]
    spread = _spread(latest, before)
    now = pooled(latest)
    error = max(now.error, spread / sqrt(len(latest)))
    if not before:
        return Trend(len(estimates), now.score, Z_80 * error)
    then = pooled(before)
    then_error = max(then.error, spread / sqrt(len(before)))
    reach = Z_80 * sqrt(error**2 + then_error**2)
    return Trend(len(estimates), now.score, Z_80 * error, now.score - then.score, reach)


def trends(marks: Mapping[str, Sequence[Estimate]]) -> dict[str, Trend]:
    """Return the trend of each skill that was ever scored."""
    return {skill: trend(found) for skill, found in marks.items() if found}


def _spread(*groups: Sequence[Estimate]) -> float:
    """Return the standard deviation from call to call around each group's own mean."""
    squares, free = PRIOR_CALLS * PRIOR_SPREAD**2, float(PRIOR_CALLS)
    for group in groups:
        if group:
            mean = sum(one.score for one in group) / len(group)
            squares += sum((one.score - mean) ** 2 for one in group)
            free += len(group) - 1
    return sqrt(squares / free)
