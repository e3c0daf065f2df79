"""The history of this machine's calls: opened, kept in step with the folders, and cleared of what is deleted."""

import contextlib
import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicedrill import paths
from voicedrill.errors import UserError
from voicedrill.history.baselines import Baselines
from voicedrill.history.consent import Consents
from voicedrill.history.database import HISTORY_SQLITE, Database
from voicedrill.history.folder import CALL_JSON
from voicedrill.history.index import Changes, Filter, History
from voicedrill.history.removal import delete_calls, sweep


@dataclass(frozen=True)
class OpenHistory:
    """The history, in step with the folders.

    Attributes
    ----------
    history : History
        Answers questions.
    changes : Changes
        What has changed since it was opened last.
    put_aside : Path or None
        Where a damaged file was put, when there was one.
    """

    history: History
    changes: Changes
    put_aside: Path | None


@contextlib.contextmanager
def open_history(tell: Callable[[float], None] = lambda _: None, *, rebuild: bool = False) -> Iterator[OpenHistory]:
    """Open the history and bring it up to date; ``rebuild`` makes it anew from the folders.

    Raises
    ------
    voicedrill.errors.UserError
        When the file is locked, cannot be written or was made by a newer voicedrill.
    """
    sweep(paths.calls_dir())
    file = paths.data_dir() / HISTORY_SQLITE
    if rebuild:
        _remove(file)
    database = Database(file)
    try:
        history = History(paths.calls_dir(), database, _judge)
        yield OpenHistory(history, history.refresh(tell), database.put_aside)
    finally:
        database.close()


def folders_of(names: Sequence[str]) -> list[Path]:
    """Return the folders of these calls.

    Raises
    ------
    voicedrill.errors.UserError
        When there is no such call.
    """
    folders = []
    for name in names:
        folder = paths.calls_dir() / Path(name).name
        if not name or Path(name).name != name or name.startswith(".") or not folder.is_dir():
            raise UserError(f"There is no call '{name}'. See their names with: voicedrill history list")
        folders.append(folder)
    return folders


def delete(history: History, names: Sequence[str]) -> None:
    """Delete calls: their folders, and their rows in the history, without a trace."""
    delete_calls(folders_of(names))
    history.forget(names)


def calls_of(history: History, trainee: str) -> list[str]:
    """Return the calls of one trainee, also those that are too damaged to be read but name them."""
    names = [row.id for row in history.calls(Filter(trainee=trainee))]
    mark = json.dumps(trainee, ensure_ascii=False).encode()
    return names + [row.id for row in history.calls() if row.problem and mark in _header_bytes(row.id)]


def delete_trainee(history: History, trainee: str) -> None:
    """Delete everything of one trainee: calls, headset checks, consent, and damaged files that may name them."""
    from voicedrill.runtime import before_after  # noqa: PLC0415 - slow to load, and not needed to show the calls

    delete(history, calls_of(history, trainee))
    Baselines(paths.data_dir()).forget_trainee(trainee)
    Consents(paths.data_dir()).forget(trainee)
    before_after.forget(trainee)
    _forget_name()
    for aside in paths.data_dir().glob(f"{Path(HISTORY_SQLITE).stem}-damaged-*.sqlite"):
        aside.unlink(missing_ok=True)


def older_than(history: History, days: int, today: dt.date) -> list[str]:
    """Return the calls of which it is known that they began more than so many days ago."""
    last = today - dt.timedelta(days=days + 1)
    return [row.id for row in history.calls(Filter(until=last.isoformat())) if row.started_at]


def _forget_name() -> None:
    """Take the name that was typed last out of the window's settings: whose it is need not be known."""
    settings = paths.window_ini()
    try:
        lines = settings.read_bytes().splitlines(keepends=True)
        settings.write_bytes(b"".join(line for line in lines if not line.startswith(b"trainee=")))
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(f"'{settings}' cannot be changed: {error.strerror}. Make it writable and try again.") from error


def _header_bytes(name: str) -> bytes:
    try:
        return (paths.calls_dir() / name / CALL_JSON).read_bytes()
    except OSError:
        return b""


def _judge(folder: Path) -> None:
    from voicedrill.runtime.debrief import debrief  # noqa: PLC0415 - slow to load, and seldom needed

    debrief(folder)


def _remove(file: Path) -> None:
    try:
        for one in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            one.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"'{file}' cannot be replaced: {error.strerror}. Close other voicedrill windows.") from error
