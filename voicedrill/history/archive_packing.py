"""Writing an archive of calls: the same bytes for the same contents, at any time and on any system."""

import contextlib
import hashlib
import os
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from voicedrill import __version__
from voicedrill.errors import DataError
from voicedrill.history.archive_list import BLOCK_BYTES, FORMAT_VERSION, LIST_JSON, ArchiveList, Member
from voicedrill.history.folder import AUDIO_WAV

_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


@contextlib.contextmanager
def part_beside(file: Path) -> Iterator[Path]:
    """Make an empty file beside another one, for its owner only; it is removed unless it was renamed.

    Raises
    ------
    OSError
        When it cannot be made.
    """
    descriptor, name = tempfile.mkstemp(".part", ".voicedrill-", file.parent)
    os.close(descriptor)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def pack(
    part: Path, sources: Mapping[str, Path], sizes: Mapping[str, int], tell: Callable[[float], None]
) -> tuple[Member, ...]:
    """Write the zip file, its list last, and hand it to the disk.

    Parameters
    ----------
    part : Path
        The zip file; what it holds is lost.
    sources : mapping of str to Path
        The files to pack, by their names in the archive.
    sizes : mapping of str to int
        How many bytes to pack of each, in the order in which they are packed.
    tell : callable
        Told the share of the bytes that are packed, 0 to 1.

    Raises
    ------
    voicedrill.errors.DataError
        When one of the sources cannot be read.
    OSError
        When the zip file cannot be written.
    """
    members: list[Member] = []
    done, total = 0, max(1, sum(sizes.values()))
    with part.open("wb") as raw:
        with zipfile.ZipFile(raw, "w") as archive:
            for name, size in sizes.items():
                with archive.open(_entry(name, size), "w") as packed:
                    digest, packed_bytes = hashlib.sha256(), 0
                    for block in _blocks(sources[name], size):
                        packed.write(block)
                        digest.update(block)
                        packed_bytes += len(block)
                        tell((done + packed_bytes) / total)
                done += packed_bytes
                members.append(Member(name=name, size=packed_bytes, sha256=digest.hexdigest()))
            _write_list(archive, tuple(members))
        raw.flush()
        os.fsync(raw.fileno())  # else a power cut could leave an empty file under the final name
    return tuple(members)


@contextlib.contextmanager
def readable(path: Path) -> Iterator[None]:
    """Tell of a file that cannot be read as a `voicedrill.errors.DataError`."""
    try:
        yield
    except OSError as error:
        raise DataError(f"'{path}' cannot be read: {error.strerror}. No archive was written.") from error


def _write_list(archive: zipfile.ZipFile, members: tuple[Member, ...]) -> None:
    content = ArchiveList(format_version=FORMAT_VERSION, app_version=__version__, members=members).as_bytes()
    archive.writestr(_entry(LIST_JSON, len(content)), content)


def _entry(name: str, size: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIXED_TIME)
    entry.create_system = _UNIX
    entry.external_attr = (stat.S_IFREG | 0o600) << 16
    entry.file_size = size  # zipfile makes room for the sizes of a large file only when it knows
    if not name.endswith(AUDIO_WAV):  # sound hardly shrinks, but takes long; and silence shrinks like a zip bomb
        entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _blocks(path: Path, size: int) -> Iterator[bytes]:
    """Return the first bytes of a file: a call that goes on meanwhile is packed as it was."""
    with readable(path), path.open("rb") as opened:
        while block := opened.read(min(BLOCK_BYTES, size)):
            size -= len(block)
            yield block
