"""WAV headers that lie: left behind by a writer that was killed, or by one that never knew the length."""

import io
import struct
from typing import BinaryIO

_RIFF_HEADER = 12
_CHUNK_HEADER = 8
_LONGEST = 0xFFFF_FFFF


class MendedFile(io.RawIOBase):
    """A sound file as it should be read: with the length fields of a stale WAV header set to what is really there.

    A header is stale when its sound (the ``data`` chunk) ends before the file does, and what follows are no
    chunks. Any other file is read as it is. Seeking before the start, to which a damaged header leads
    libsndfile, stays where it is.

    Parameters
    ----------
    file : BinaryIO
        Open for reading; the caller closes it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._fields = _mended_fields(file)
        file.seek(0)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be sought in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move to a place in the file."""
        try:
            return self._file.seek(offset, whence)
        except (OSError, ValueError):
            return self._file.tell()

    def tell(self) -> int:
        """Return the place in the file."""
        return self._file.tell()

    def readinto(self, buffer: memoryview, /) -> int:
        """Fill ``buffer`` with the next bytes; return how many there were."""
        target = memoryview(buffer).cast("B")
        start = self._file.tell()
        content = self._file.read(len(target))
        target[: len(content)] = content
        for place, field in self._fields.items():
            for number, byte in enumerate(field, start=place - start):
                if 0 <= number < len(content):
                    target[number] = byte
        return len(content)


def _mended_fields(file: BinaryIO) -> dict[int, bytes]:
    """Return the bytes that should stand at which places of the header; none when it is right."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(_RIFF_HEADER)
    if len(head) < _RIFF_HEADER or head[:4] != b"RIFF" or head[8:] != b"WAVE":
        return {}
    riff_end = _CHUNK_HEADER + struct.unpack_from("<I", head, 4)[0]
    frame_bytes = 0
    start = _RIFF_HEADER
    while (chunk := _chunk(file, start)) is not None:
        name, length = chunk
        start += _CHUNK_HEADER
        if name == b"fmt ":
            frame_bytes = int.from_bytes(file.read(14)[12:], "little")
        if name == b"data":
            end = start + length
            if not frame_bytes or end >= size or (end < riff_end and _only_chunks(file, end, size)):
                return {}
            data_bytes = (size - start) // frame_bytes * frame_bytes
            if start + data_bytes > _LONGEST:  # a length that the header cannot hold is left to libsndfile
                return {}
            return {
                4: struct.pack("<I", start + data_bytes - _CHUNK_HEADER),
                start - 4: struct.pack("<I", data_bytes),
            }
        start += length + length % 2
    return {}


def _chunk(file: BinaryIO, start: int) -> tuple[bytes, int] | None:
    """Return name and length of the chunk that begins at ``start``, or None at the end of the file."""
    file.seek(start)
    header = file.read(_CHUNK_HEADER)
    if len(header) < _CHUNK_HEADER:
        return None
    name, length = struct.unpack("<4sI", header)
    return name, length


def _only_chunks(file: BinaryIO, start: int, size: int) -> bool:
    """Tell whether the file consists of chunks (tags, cue points) from ``start`` to its end."""
    start += start % 2
    while (chunk := _chunk(file, start)) is not None:
        name, length = chunk
        if not all(0x20 <= byte < 0x7F for byte in name):
            return False
        start += _CHUNK_HEADER + length
        if start > size:
            return False
        start += length % 2
    return True
