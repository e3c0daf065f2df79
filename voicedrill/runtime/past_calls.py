"""What the window shows of the calls so far."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voicedrill import paths
from voicedrill.history.index import Filter
from voicedrill.runtime.call_history import delete, open_history
from voicedrill.scoring.scorecard import Band
from voicedrill.scoring.trend import Trend, trends


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call of the list; ``problem`` says why it cannot be read, and the rest is then empty.

    ``score_range`` and ``band`` are None where there is no score; ``started_at`` is ISO 8601 or empty.
    """

    id: str
    folder: Path
    problem: str
    started_at: str
    trainee: str
    name: str
    case_title: str
    outcome: str
    score: int | None
    score_range: tuple[int, int] | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class PastCalls:
    """The calls of one trainee or of all, the latest first.

    Attributes
    ----------
    calls : tuple of PastCall
        What fits.
    trends : mapping of str to Trend
        Each skill over all calls of the trainee; empty where several trainees are shown together.
    trainees : tuple of str
        Everybody who practised here.
    size_bytes : int
        What all calls take on the disk.
    """

    calls: tuple[PastCall, ...]
    trends: dict[str, Trend]
    trainees: tuple[str, ...]
    size_bytes: int


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
