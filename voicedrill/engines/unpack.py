"""Unpacking archives from outside: nothing lands outside the target, and nothing fills the disk."""

import errno
import shutil
import stat
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath

MAX_FILES = 1_000
MAX_BYTES = 1 << 30
"""Largest unpacked size, 1 GiB; the standard speech model has 0.07."""


class UnpackError(Exception):
    """The archive is damaged or not one to be trusted; the message is a short reason."""


def unpack(archive: Path, target: Path, folder: str, files: Collection[str] = ()) -> None:
    """Unpack the files below `folder` inside a zip archive into `target`, without that folder's name.

    Parameters
    ----------
    archive : Path
        A zip archive (also ``.aar``, ``.jar``).
    target : Path
        Is created; must not exist.
    folder : str
        Path inside the archive, with ``/``; ``.`` for all of it.
    files : collection of str
        Paths below `folder` to unpack; all when it is empty.

    Raises
    ------
    UnpackError
        When the archive is damaged, lacks `folder` or one of `files`, is encrypted, holds links or names that lead
        elsewhere, or is larger than `MAX_FILES` or `MAX_BYTES`.
    OSError
        When the target cannot be written.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            for member in _wanted(opened, folder, files):
                destination = target / PurePosixPath(member.filename).relative_to(folder)
                destination.parent.mkdir(parents=True, exist_ok=True)
                with opened.open(member) as packed, destination.open("xb") as file:
                    shutil.copyfileobj(packed, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnpackError(f"the archive is damaged ({error})") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise UnpackError("the archive holds a file twice") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # zipfile was led to before the archive's start
            raise UnpackError("the archive is damaged") from error
        raise


def _wanted(opened: zipfile.ZipFile, folder: str, files: Collection[str]) -> list[zipfile.ZipInfo]:
    """Return the files to unpack; a single bad entry anywhere condemns the archive."""
    members = opened.infolist()
    if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_BYTES:
        raise UnpackError("the archive is too large")
    for member in members:
        _check(member)
    wanted = [
        member for member in members if not member.is_dir() and PurePosixPath(member.filename).is_relative_to(folder)
    ]
    if not wanted:
        raise UnpackError(f"the archive has no folder {folder}")
    if not files:
        return wanted
    named = {str(PurePosixPath(member.filename).relative_to(folder)): member for member in wanted}
    missing = [name for name in files if name not in named]
    if missing:
        raise UnpackError(f"the archive has no file {missing[0]}")
    return [named[name] for name in files]


def _check(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or set(member.orig_filename) & set("\\:\0"):
        raise UnpackError(f"the archive holds a name that leads elsewhere: {member.filename!r}")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise UnpackError(f"the archive holds a link or a device: {member.filename!r}")
    if member.flag_bits & 1:
        raise UnpackError("the archive is encrypted")
