"""Where a trainee stands: the latest call, the best result with each customer, the skills, and what comes next."""

from dataclasses import dataclass

from voicedrill.scoring.learning_path import Help, NextCall
from voicedrill.scoring.rubric import FAMILIES
from voicedrill.scoring.scorecard import Band
from voicedrill.scoring.trend import Trend


@dataclass(frozen=True, slots=True)
class Best:
    """The best result with one customer, and how often she called."""

    score: int | None
    band: Band | None
    calls: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The call that a trainee made last: who called about which case, and its score if it has one."""

    persona_id: str
    case_id: str
    case_title: str
    score: int | None
    tries: int
    """How many calls about this case there were."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a trainee stands.

    Attributes
    ----------
    latest : Latest or None
        None before the first call.
    best : mapping of str to Best
        By the customer's id; only customers who called.
    skills : mapping of str to Trend
        Each skill that was ever scored.
    advice : NextCall or None
        What to practise next; None when there is nothing to go on to.
    help : mapping of int to Help
        How much help to give at each difficulty, 1 to 5.
    """

    latest: Latest | None
    best: dict[str, Best]
    skills: dict[str, Trend]
    advice: NextCall | None
    help: dict[int, Help]

    def family(self, name: str) -> float | None:
        """Return the mean level, 0..1, of the skills of a family (`FAMILIES`); None when none was scored."""
        levels = [self.skills[skill].level for skill in FAMILIES[name] if skill in self.skills]
        return sum(levels) / len(levels) if levels else None


NOBODY = Standing(None, {}, {}, None, dict.fromkeys(range(1, 6), "hints"))
"""Of somebody of whom nothing is known."""
