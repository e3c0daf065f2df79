"""Where a trainee stands: the latest call, the best result with each customer, the skills, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from voicedrill import paths
from voicedrill.history.index import Filter, History
from voicedrill.persona.schema import Persona, Skill
from voicedrill.runtime.call_history import open_history
from voicedrill.scoring.learning_path import THEMES, Help, Mark, NextCall, PastCall, help_at, next_call
from voicedrill.scoring.rubric import FAMILIES
from voicedrill.scoring.scorecard import Band
from voicedrill.scoring.trend import Trend, trends


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


def standing(trainee: str, personas: Iterable[Persona]) -> Standing:
    """Return where a trainee stands; the history is brought up to date first.

    Raises
    ------
    voicedrill.errors.UserError
        When the history cannot be used.
    """
    known = tuple(personas)
    with open_history() as opened:
        history = opened.history
        rows = [row for row in history.calls(Filter(trainee=trainee)) if not row.problem]
        best: dict[str, Best] = {}
        for row in rows:
            before = best.get(row.persona_id, Best(None, None, 0))
            better = row.score is not None and (before.score is None or row.score > before.score)
            score, band = (row.score, row.band) if better else (before.score, before.band)
            best[row.persona_id] = Best(score, band, before.calls + 1)
        last = rows[-1] if rows else None
        tries = sum(1 for row in rows if last and (row.persona_id, row.case_id) == (last.persona_id, last.case_id))
        latest = last and Latest(last.persona_id, last.case_id, last.case_title, last.score, tries)
        past = [*path_of(history, trainee, known).values()]
        found = trends(history.marks(Filter(trainee=trainee)))
        help_ = {difficulty: help_at(past, difficulty) for difficulty in range(1, 6)}
        return Standing(latest, best, found, next_call(past, known), help_)


NOBODY = Standing(None, {}, {}, None, dict.fromkeys(range(1, 6), "hints"))
"""Of somebody of whom nothing is known."""


def path_of(history: History, trainee: str, personas: Iterable[Persona]) -> dict[Path, PastCall]:
    """Return what the learning path has to know of a trainee's calls, by folder, the latest last; no interviews."""
    themes = {persona.id: persona.skills[:THEMES] for persona in personas}
    shown = history.marks_of_calls(Filter(trainee=trainee))
    return {
        paths.calls_dir() / row.id: PastCall(
            row.persona_id,
            row.case_id,
            row.difficulty,
            themes.get(row.persona_id, ()),
            row.score,
            {cast("Skill", skill): Mark(one.score, one.weight) for skill, one in shown.get(row.id, {}).items()},
        )
        for row in history.calls(Filter(trainee=trainee))
        if row.kind == "call" and not row.problem
    }
