"""Putting calls and customers in place: whole or not at all, never twice, never over something else."""

import contextlib
import enum
import hashlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from voicedrill.history.archive_list import PERSONA_SUFFIX, PERSONAS, Member
from voicedrill.history.file_lock import locked

_PREFIX = ".voicedrill-restore-"
_LOCK = ".voicedrill-restore.lock"


class Placed(enum.Enum):
    """What became of a call or a customer."""

    RESTORED = enum.auto()
    SKIPPED = enum.auto()
    RENAMED = enum.auto()


@dataclass(frozen=True)
class Item:
    """A call folder or a customer file of an archive."""

    kind: str
    """``calls`` or ``personas``."""
    name: str
    members: tuple[Member, ...]

    def names(self) -> Iterator[str]:
        """Return its own name, then those it can have instead."""
        suffix = PERSONA_SUFFIX if self.kind == PERSONAS else ""
        stem = self.name.removesuffix(suffix)
        return itertools.chain([self.name], (f"{stem}-{number}{suffix}" for number in itertools.count(2)))

    def is_at(self, path: Path) -> bool:
        """Tell whether everything it holds is at a path already; there may be more, as notes added since."""
        return all(_is_same(path.joinpath(*member.path[2:]), member) for member in self.members)


@contextlib.contextmanager
def staging(homes: Mapping[str, Path]) -> Iterator[dict[str, Path]]:
    """Make an empty hidden folder in each of some folders, and remove them in the end.

    Restores into the first of them wait for each other; what an earlier one left when it was killed is removed.

    Raises
    ------
    OSError
        When a folder cannot be written.
    """
    for home in homes.values():
        home.mkdir(parents=True, exist_ok=True)
    lock = next(iter(homes.values())) / _LOCK
    lock.touch()  # stays: a program that waits for it would else hold a lock on a file that nobody sees
    with locked(lock), contextlib.ExitStack() as stack:
        for home in homes.values():
            for left_over in home.glob(f"{_PREFIX}*"):
                shutil.rmtree(left_over, ignore_errors=True)
        staged = {}
        for kind, home in homes.items():
            staged[kind] = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
            stack.callback(shutil.rmtree, staged[kind], ignore_errors=True)
        yield staged


def place(staged: Path, home: Path, item: Item, others: Collection[Item]) -> Placed:
    """Move an item to its place, unless it is there already.

    Parameters
    ----------
    staged, home : Path
        Folders in the same file system: where it is and where it belongs.
    item : Item
        What to move.
    others : collection of Item
        Everything that will be moved: their names are not taken away from them.

    Raises
    ------
    OSError
        When it cannot be moved.
    """
    reserved = {other.name.casefold() for other in others if other.kind == item.kind} - {item.name.casefold()}
    for name in item.names():
        target = home / name
        if item.is_at(target):
            return Placed.SKIPPED
        if name.casefold() not in reserved and not os.path.lexists(target):
            (staged / item.name).rename(target)
            return Placed.RESTORED if name == item.name else Placed.RENAMED
    raise AssertionError("names never end")


def _is_same(path: Path, member: Member) -> bool:
    if not path.is_file() or path.stat().st_size != member.size:
        return False
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == member.sha256
