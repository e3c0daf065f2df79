"""The history: an index of all calls, kept in step with their folders."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from voicedrill.history.call_result import Judge
from voicedrill.history.database import Database
from voicedrill.history.record import is_call, row_of, stamp
from voicedrill.history.tables import CallRow, MarkRow
from voicedrill.scoring.score_range import Estimate

_AT_ONCE = 200
"""So many calls are kept at once: one that is stopped goes on there."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which calls are wanted; None and empty for all.

    Attributes
    ----------
    trainee, persona_id, outcome, band : str or None
        As in the call.
    since, until : str or None
        First and last day, ISO 8601.
    words : str
        All of these words in the customer's name, title, case or sector.
    """

    trainee: str | None = None
    persona_id: str | None = None
    outcome: str | None = None
    band: str | None = None
    since: str | None = None
    until: str | None = None
    words: str = ""


ALL = Filter()


@dataclass(frozen=True, slots=True)
class Changes:
    """What bringing the index up to date has changed: calls that are new or changed, gone, and cannot be read."""

    read: int
    gone: int
    problems: tuple[str, ...]


class History:
    """All calls below one folder.

    Parameters
    ----------
    calls : Path
        The folder that holds the call folders.
    database : Database
        Where the index is kept.
    judge : callable
        Judges calls that were not judged yet.
    """

    def __init__(self, calls: Path, database: Database, judge: Judge) -> None:
        self._calls = calls
        self._database = database
        self._judge = judge

    def refresh(self, tell: Callable[[float], None] = lambda _: None) -> Changes:
        """Read the folders that are new or changed, and forget those that are gone.

        Parameters
        ----------
        tell : callable
            Told the part that is done, 0..1.
        """
        found = sorted(self._calls.iterdir()) if self._calls.is_dir() else []
        folders = {path.name: path for path in found if is_call(path)}
        with self._database.session() as session:
            known = {row.id: row.stamp for row in session.execute(sa.select(CallRow.id, CallRow.stamp))}
            gone = [name for name in known if name not in folders]
            for name in gone:
                session.execute(sa.delete(CallRow).where(CallRow.id == name))
        changed = [path for name, path in folders.items() if known.get(name) != stamp(path)]
        problems = []
        for first in range(0, len(changed), _AT_ONCE):
            some = changed[first : first + _AT_ONCE]
            rows = []
            for path in some:
                rows.append(row_of(path, self._judge))
                tell((first + len(rows)) / len(changed))
            problems += [row.problem for row in rows if row.problem]
            with self._database.session() as session:
                session.execute(sa.delete(CallRow).where(CallRow.id.in_([path.name for path in some])))
                session.add_all(rows)
        return Changes(len(changed), len(gone), tuple(problems))

    def rebuild(self, tell: Callable[[float], None] = lambda _: None) -> Changes:
        """Make the whole index again from the folders."""
        with self._database.session() as session:
            session.execute(sa.delete(CallRow))
        return self.refresh(tell)

    def calls(self, wanted: Filter = ALL, *, latest: int | None = None) -> Sequence[sa.Row[Any]]:
        """Return calls in order of time, those without a time first; only so many of the latest.

        Returns
        -------
        sequence of Row
            With the columns of `CallRow`.
        """
        query = _chosen(sa.select(CallRow.__table__), wanted)
        if latest is not None:
            query = query.order_by(CallRow.started_at.desc(), CallRow.id.desc()).limit(latest)
        else:
            query = query.order_by(CallRow.started_at, CallRow.id)
        with self._database.session() as session:
            rows = session.execute(query).all()
        return rows if latest is None else rows[::-1]

    def marks(self, wanted: Filter = ALL) -> dict[str, list[Estimate]]:
        """Return what the calls with a score showed of each skill, in order of time."""
        query = sa.select(MarkRow.skill, MarkRow.score, MarkRow.error, MarkRow.weight).join(CallRow)
        query = _chosen(query, wanted).where(CallRow.score.is_not(None)).order_by(CallRow.started_at, CallRow.id)
        found: dict[str, list[Estimate]] = {}
        with self._database.session() as session:
            for skill, score, error, weight in session.execute(query):
                found.setdefault(skill, []).append(Estimate(score, error, weight))
        return found

    def marks_of_calls(self, wanted: Filter = ALL) -> dict[str, dict[str, Estimate]]:
        """Return what each call showed of each skill, by the call's id."""
        query = sa.select(MarkRow.call_id, MarkRow.skill, MarkRow.score, MarkRow.error, MarkRow.weight).join(CallRow)
        found: dict[str, dict[str, Estimate]] = {}
        with self._database.session() as session:
            for call, skill, score, error, weight in session.execute(_chosen(query, wanted)):
                found.setdefault(call, {})[skill] = Estimate(score, error, weight)
        return found

    def trainees(self) -> list[str]:
        """Return everybody who practised."""
        with self._database.session() as session:
            query = sa.select(CallRow.trainee).where(CallRow.trainee != "").distinct().order_by(CallRow.trainee)
            return list(session.scalars(query))

    def size_bytes(self) -> int:
        """Return what all calls take on the disk."""
        with self._database.session() as session:
            return session.scalar(sa.select(sa.func.sum(CallRow.size_bytes))) or 0

    def forget(self, names: Sequence[str]) -> None:
        """Take calls out of the index, without a trace."""
        with self._database.session() as session:
            for name in names:
                session.execute(sa.delete(MarkRow).where(MarkRow.call_id == name))
                session.execute(sa.delete(CallRow).where(CallRow.id == name))
        self._database.wipe()


def _chosen(query: sa.Select[Any], wanted: Filter) -> sa.Select[Any]:
    for column, value in (
        (CallRow.trainee, wanted.trainee),
        (CallRow.persona_id, wanted.persona_id),
        (CallRow.outcome, wanted.outcome),
        (CallRow.band, wanted.band),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.since is not None:
        query = query.where(sa.func.substr(CallRow.started_at, 1, 10) >= wanted.since)
    if wanted.until is not None:
        query = query.where(sa.func.substr(CallRow.started_at, 1, 10) <= wanted.until)
    text = CallRow.name + " " + CallRow.title + " " + CallRow.case_title + " " + CallRow.sector
    for word in wanted.words.split():
        query = query.where(text.icontains(word, autoescape=True))
    return query
