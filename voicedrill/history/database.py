"""The file of the history: opened, brought up to date, and put aside when it is damaged."""

import contextlib
import itertools
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from voicedrill.errors import DataError, UserError

HISTORY_SQLITE = "history.sqlite"
_STEPS = Path(__file__).with_name("migrations") / "versions"
_BUSY_S = 5.0
_UPGRADING = threading.Lock()
"""Alembic keeps what it works on in globals: one thread at a time."""
_AGAIN = "The calls themselves are not touched by it"


class Database:
    """The history's file. Every method raises `UserError` when it is locked for long, or the disk is full.

    Parameters
    ----------
    file : Path
        Made when it is not there; only its owner can read it.

    Raises
    ------
    voicedrill.errors.DataError
        When a newer voicedrill made it, or it is damaged and cannot be put aside.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.put_aside: Path | None = None
        """Where a damaged file was put; the history is then made anew from the calls."""
        self._engine = self._opened()
        try:
            self._bring_up_to_date()
        except sa.exc.DatabaseError as error:
            if not _is_damaged(error):
                raise self._refused(error) from error
            self._put_aside()
            self._engine = self._opened()
            with self._told():
                self._bring_up_to_date()

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session; what was done in it is kept as a whole or not at all."""
        with self._told(), Session(self._engine) as session, session.begin():
            yield session

    def wipe(self) -> None:
        """Overwrite what was deleted, so that no trace of it is left in the file."""
        with self._told(), self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the file; safe to call twice."""
        self._engine.dispose()

    def _opened(self) -> sa.Engine:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.touch(mode=0o600)
        except OSError as error:
            raise UserError(f"The history cannot be kept in '{self.file}': {error.strerror}.") from error
        engine = sa.create_engine(f"sqlite:///{self.file}", connect_args={"timeout": _BUSY_S}, poolclass=sa.NullPool)
        sa.event.listen(engine, "connect", _set_up)
        return engine

    def _bring_up_to_date(self) -> None:
        newest = max(step.name.split("_")[1] for step in _STEPS.glob("step_*.py"))
        with self._engine.begin() as connection:
            if _revision(connection) == newest:
                return
        from voicedrill.history.upgrade import upgrade  # noqa: PLC0415 - rarely needed, and slow to load

        with _UPGRADING, self._engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # another program may be at it, too: then wait
            if _revision(connection) != newest:
                upgrade(connection, self.file)

    def _put_aside(self) -> None:
        self._engine.dispose()
        names = (self.file.with_name(f"{self.file.stem}-damaged-{number}.sqlite") for number in itertools.count(1))
        aside = next(name for name in names if not name.exists())
        try:
            self.file.rename(aside)
            for more in ("-wal", "-shm"):
                Path(f"{self.file}{more}").unlink(missing_ok=True)
        except OSError as error:
            raise DataError(
                f"'{self.file}' is damaged and cannot be moved away: {error.strerror}. Delete it; {_AGAIN.lower()}."
            ) from error
        self.put_aside = aside

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DatabaseError as error:
            raise self._refused(error) from error

    def _refused(self, error: sa.exc.DatabaseError) -> UserError:
        text = str(error.orig).lower()
        if "locked" in text or "busy" in text:
            why = "Another program holds it. Close other voicedrill windows and try again."
        elif "full" in text:
            why = "The disk is full. Free some space and try again."
        elif "readonly" in text or "unable to open" in text:
            why = "The file or its folder cannot be written. Make it writable."
        else:
            why = f"It is damaged ({text}). Run 'voicedrill history rebuild'."
        return UserError(f"The history in '{self.file}' cannot be used. {why} {_AGAIN}.")


def _set_up(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _is_damaged(error: sa.exc.DatabaseError) -> bool:
    text = str(error.orig).lower()
    return "not a database" in text or "malformed" in text or os.strerror(5).lower() in text
