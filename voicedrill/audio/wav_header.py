"""WAV headers that were not brought up to date because the writer was killed."""

import struct

_RIFF_HEADER = 12
_CHUNK_HEADER = 8


def mended_wav(content: bytes) -> bytes:
    """Return a file's content with the length fields of a stale WAV header set to what is really there.

    A header is stale when the sound (its ``data`` chunk) is the last thing it knows of, and the file goes on
    behind it. Any other content is returned as it is.
    """
    found = _stale_data_chunk(content)
    if found is None:
        return content
    data_start, frame_bytes = found
    data_bytes = (len(content) - data_start) // frame_bytes * frame_bytes
    mended = bytearray(content)
    struct.pack_into("<I", mended, 4, data_start + data_bytes - 8)
    struct.pack_into("<I", mended, data_start - 4, data_bytes)
    return bytes(mended)


def _stale_data_chunk(content: bytes) -> tuple[int, int] | None:
    """Return where the samples begin and the bytes of a frame, when the header ends before the file does."""
    if len(content) < _RIFF_HEADER or content[:4] != b"RIFF" or content[8:_RIFF_HEADER] != b"WAVE":
        return None
    riff_end = 8 + struct.unpack_from("<I", content, 4)[0]
    frame_bytes = 0
    start = _RIFF_HEADER
    while start + _CHUNK_HEADER <= len(content):
        name, length = struct.unpack_from("<4sI", content, start)
        start += _CHUNK_HEADER
        if name == b"fmt " and start + 14 <= len(content):
            frame_bytes = struct.unpack_from("<12xH", content, start)[0]
        if name == b"data":
            stale = riff_end <= start + length < len(content) and frame_bytes
            return (start, frame_bytes) if stale else None
        start += length + length % 2
    return None
