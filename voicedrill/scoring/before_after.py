"""Two calls compared skill by skill: what changed by more than the machine's own error."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from voicedrill.scoring.score_range import Z_80, Estimate

Direction = Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True)
class SkillChange:
    """One skill before and after.

    Attributes
    ----------
    skill : str
        Its id.
    before, after : Estimate
        What each call showed.
    """

    skill: str
    before: Estimate
    after: Estimate

    @property
    def change(self) -> float:
        """Score after minus score before, -1..1."""
        return self.after.score - self.before.score

    @property
    def reach(self) -> float:
        """The true change lies within ``change`` ± this in 8 of 10 cases, going by the machine's own error alone."""
        return Z_80 * sqrt(self.before.error**2 + self.after.error**2)

    @property
    def direction(self) -> Direction:
        """``up`` or ``down`` where the change is larger than that error, else ``same``."""
        if abs(self.change) <= self.reach:
            return "same"
        return "up" if self.change > 0 else "down"


def changes(before: Mapping[str, Estimate], after: Mapping[str, Estimate]) -> tuple[SkillChange, ...]:
    """Return the skills that counted in both calls, in the order of the first."""
    return tuple(SkillChange(skill, one, after[skill]) for skill, one in before.items() if skill in after)
