"""What the history tells of one trainee."""

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from voicedrill import paths
from voicedrill.history.index import Filter, History
from voicedrill.persona.schema import Persona, Skill
from voicedrill.runtime.call_history import delete, older_than, open_history
from voicedrill.runtime.past_calls import PastCall, PastCalls
from voicedrill.runtime.standing import Best, Latest, Standing
from voicedrill.scoring import learning_path
from voicedrill.scoring.learning_path import THEMES, Mark, help_at, next_call
from voicedrill.scoring.trend import trends


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


def path_of(history: History, trainee: str, personas: Iterable[Persona]) -> dict[Path, learning_path.PastCall]:
    """Return what the learning path has to know of a trainee's calls, by folder, the latest last; no interviews."""
    themes = {persona.id: persona.skills[:THEMES] for persona in personas}
    shown = history.marks_of_calls(Filter(trainee=trainee))
    return {
        paths.calls_dir() / row.id: learning_path.PastCall(
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


def past_calls(trainee: str | None, tell: Callable[[float], None] = lambda _: None) -> PastCalls:
    """Return the calls of a trainee, of all for None; the history is brought up to date first.

    Raises
    ------
    voicedrill.errors.UserError
        When the history cannot be used.
    """
    with open_history(tell) as opened:
        history = opened.history
        rows = history.calls(Filter(trainee=trainee))
        trainees = tuple(history.trainees())
        alone = trainee if trainee is not None or len(trainees) != 1 else trainees[0]
        found = trends(history.marks(Filter(trainee=alone))) if alone is not None else {}
        calls = tuple(
            PastCall(
                row.id, paths.calls_dir() / row.id, row.problem, row.started_at or "", row.trainee, row.name,
                row.case_title, row.outcome, row.score,
                None if row.range_low is None else (row.range_low, row.range_high), row.band,
            )
            for row in reversed(rows)
        )  # fmt: skip
        return PastCalls(calls, found, trainees, history.size_bytes())


def delete_call(name: str) -> None:
    """Delete a call for good; raises `UserError` when it cannot be."""
    with open_history() as opened:
        delete(opened.history, [name])


def count_old(days: int) -> int:
    """Return how many calls began more than so many days ago."""
    with open_history() as opened:
        return len(older_than(opened.history, days, _today()))


def delete_old(days: int) -> int:
    """Delete the calls that began more than so many days ago, and return how many they were."""
    with open_history() as opened:
        names = older_than(opened.history, days, _today())
        if names:
            delete(opened.history, names)
        return len(names)


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
