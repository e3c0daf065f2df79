"""Two calls laid beside each other, skill by skill."""

from dataclasses import dataclass
from pathlib import Path

from voicedrill.errors import UserError
from voicedrill.history.call_result import CallResult
from voicedrill.scoring.before_after import SkillChange, changes
from voicedrill.scoring.score_range import skill_estimates


@dataclass(frozen=True, slots=True)
class TwoCalls:
    """The earlier call, the later one, and each skill that counted in both."""

    before: CallResult
    after: CallResult
    changes: tuple[SkillChange, ...]

    @property
    def alike(self) -> bool:
        """Whether they were equally difficult, so that a change says something about the trainee."""
        return self.before.difficulty == self.after.difficulty and self.before.kind == self.after.kind


def compare_calls(one: Path, other: Path) -> TwoCalls:
    """Lay two calls beside each other, whichever came first.

    Raises
    ------
    voicedrill.errors.UserError
        When one of them cannot be read, or has no score.
    """
    from voicedrill.runtime.exports import results_of  # noqa: PLC0415 - slow to load

    found = results_of([one, other])
    for problem in found.problems:
        raise UserError(problem)
    before, after = sorted(found.calls, key=lambda call: (call.started_at, call.id))
    for call in (before, after):
        if call.card.score is None:
            raise UserError(f"The call with {call.name} on {call.started_at[:10]} has no score: choose another one.")
    return TwoCalls(before, after, changes(skill_estimates(before.card), skill_estimates(after.card)))
