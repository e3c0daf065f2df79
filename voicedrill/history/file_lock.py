"""A lock between programs that change the same folder."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """The byte that is locked: Windows lets nobody else read a locked byte, and no file of ours is so long."""

    def _lock(descriptor_of: int) -> None:
        msvcrt.locking(descriptor_of, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    _BEYOND = 0

    def _lock(descriptor_of: int) -> None:
        fcntl.flock(descriptor_of, fcntl.LOCK_EX)


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Wait until no other program holds the lock on a file, and hold it.

    The file is opened for reading only and stays as it is. The system gives the lock up when the program ends, also by
    a crash. Where the disk knows no locks there is none.

    Raises
    ------
    OSError
        When the file cannot be opened.
    """
    with file.open("rb") as opened:
        opened.seek(_BEYOND)
        with contextlib.suppress(OSError):
            _lock(opened.fileno())
        yield
