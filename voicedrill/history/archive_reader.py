"""Reading an archive of calls that may come from anyone: nothing it says is taken on trust."""

import contextlib
import errno
import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from voicedrill.errors import DataError
from voicedrill.history.archive_list import (
    BLOCK_BYTES,
    FORMAT_VERSION,
    LIST_JSON,
    MAX_LIST_BYTES,
    MAX_MEMBERS,
    ArchiveList,
    ListVersion,
    Member,
    is_bomb,
    why_not,
)

_MAX_DIRECTORY_BYTES = MAX_MEMBERS * 320
"""Room for the longest names; every entry costs ten times its bytes in memory."""
_END = struct.Struct("<4s8xLLH")
"""The end of a zip file: signature, bytes of the directory, where it starts, length of a comment."""
_ZIP64 = struct.Struct("<4s36xQ8x4s16x")
"""What stands before it in a large one: signature, bytes of the directory, signature of the locator."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OverflowError)
"""What `zipfile` raises when a file is not what it says."""


class ArchiveReader:
    """An archive whose list, names and sizes are checked; its contents are checked while they are read."""

    def __init__(self, file: Path, opened: zipfile.ZipFile, packed_bytes: int) -> None:
        self._file = file
        self._opened = opened
        self._entries = self._checked_entries()
        self.members = self._checked_members(packed_bytes)
        """Everything but the list, in the order of the list."""

    def blocks(self, member: Member) -> Iterator[bytes]:
        """Return the contents of a member, a block at a time.

        Raises
        ------
        voicedrill.errors.DataError
            When they are not what the list says; at the latest after the last block.
        """
        digest, left = hashlib.sha256(), member.size
        for block in self._unpacked(member.name):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            yield block
        if left or digest.hexdigest() != member.sha256:
            raise damaged(self._file, f"{member.name!r} is not what its list says")

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        entries = {entry.orig_filename: entry for entry in self._opened.infolist()}  # filename has been tidied up
        if LIST_JSON not in entries:
            raise DataError(
                f"'{self._file}' is no voicedrill archive: it has no {LIST_JSON}. Choose a file that voicedrill wrote."
            )
        if len(entries) != len(self._opened.infolist()):
            raise damaged(self._file, "it holds a file twice")
        for name, entry in entries.items():
            if stat.S_IFMT(entry.external_attr >> 16) not in {0, stat.S_IFREG}:
                raise damaged(self._file, f"{name!r} is a folder, a link or a device")
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise damaged(self._file, f"{name!r} is packed in another way")  # some unpack without a limit
        return entries

    def _checked_members(self, packed_bytes: int) -> tuple[Member, ...]:
        members = self._list().members
        sizes = {member.name: member.size for member in members}
        if len(sizes) != len(members):
            raise damaged(self._file, "its list names a file twice")
        for listed in (dict.fromkeys(self._entries.keys() - {LIST_JSON}, 0), sizes):
            if reason := why_not(listed):
                raise damaged(self._file, reason)
        if unlike := sizes.keys() ^ (self._entries.keys() - {LIST_JSON}):
            raise damaged(self._file, f"{min(unlike)!r} is only in its list or not in its list")
        if is_bomb(sum(sizes.values()), packed_bytes):
            raise damaged(self._file, "it unpacks to far more than any calls do")
        return members

    def _list(self) -> ArchiveList:
        content = b""
        for block in self._unpacked(LIST_JSON):
            content += block
            if len(content) > MAX_LIST_BYTES:
                raise damaged(self._file, "its list is too large")
        try:
            version = ListVersion.model_validate_json(content).format_version
            if version > FORMAT_VERSION:
                raise DataError(
                    f"'{self._file}' was written by a newer voicedrill (format {version}, this one knows "
                    f"{FORMAT_VERSION}). Install the newer version."
                )
            return ArchiveList.model_validate_json(content)
        except ValidationError as error:
            where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "its beginning"
            raise damaged(self._file, f"its list is damaged at {where}") from None

    def _unpacked(self, name: str) -> Iterator[bytes]:
        with _explained(self._file), self._opened.open(self._entries[name]) as packed:
            while block := packed.read(BLOCK_BYTES):
                yield block


@contextlib.contextmanager
def open_archive(file: Path) -> Iterator[ArchiveReader]:
    """Open an archive and check everything that can be known without its contents.

    Raises
    ------
    voicedrill.errors.DataError
        When it cannot be read, is no archive of voicedrill or of a newer one, is damaged, or is not to be trusted.
    """
    with contextlib.ExitStack() as stack:
        with _explained(file):
            raw = stack.enter_context(file.open("rb"))
            packed_bytes = _checked_end(file, raw)
            opened = stack.enter_context(zipfile.ZipFile(raw))
        yield ArchiveReader(file, opened, packed_bytes)


def damaged(file: Path, reason: str) -> DataError:
    """Return the error for an archive that is not as it was written, by accident or on purpose."""
    return DataError(f"'{file}' is damaged, so nothing was restored: {reason}. Take another copy of the archive.")


@contextlib.contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise damaged(file, "it is cut short or was changed") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # zipfile was led to before the archive's start
            raise damaged(file, "it is cut short or was changed") from error
        raise DataError(f"The archive '{file}' cannot be read: {error.strerror}.") from error


def _checked_end(file: Path, raw: BinaryIO) -> int:
    """Return the size of the file in bytes; `zipfile` would read a directory of any length at once."""
    size = raw.seek(0, 2)
    raw.seek(max(0, size - _END.size - _ZIP64.size))
    tail = raw.read().rjust(_END.size + _ZIP64.size, b"\0")
    signature, directory_bytes, _, comment_bytes = _END.unpack(tail[_ZIP64.size :])
    if signature != b"PK\5\6" or comment_bytes:
        raise DataError(f"'{file}' is no voicedrill archive, or its end is missing. Take another copy of the archive.")
    before, large_directory_bytes, locator = _ZIP64.unpack(tail[: _ZIP64.size])
    if (before, locator) == (b"PK\6\6", b"PK\6\7"):
        directory_bytes = max(directory_bytes, large_directory_bytes)
    if directory_bytes > _MAX_DIRECTORY_BYTES:
        raise damaged(file, "it holds too many files")
    return size
