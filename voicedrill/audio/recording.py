"""The recording of a call while it happens."""

import errno
import os
import struct
from pathlib import Path

import numpy as np

from voicedrill.audio.stream import BLOCK_S, Block
from voicedrill.errors import UserError
from voicedrill.speech.samples import SAMPLE_RATE_HZ

_CHANNELS = 2
_SAMPLE_BYTES = 2
_FRAME_BYTES = _CHANNELS * _SAMPLE_BYTES
_HEADER_BYTES = 44
_BLOCKS_A_REFRESH = round(1.0 / BLOCK_S)


class CallRecording:
    """Writes ``audio.wav``: two channels PCM_16 at 16 kHz, left the customer, right the trainee.

    Every block goes to the operating system at once and the header is brought up to date every second, so a
    program that is killed leaves a file that any player opens and that lacks at most the last second.

    Parameters
    ----------
    path : Path
        The file; replaced when it exists.

    Raises
    ------
    voicedrill.errors.UserError
        When the file cannot be made, or, once, when the disk is full: what was written by then stays
        readable, and later blocks are dropped so that the call can go on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._blocks = 0
        self._bytes = 0
        self._usable = True
        try:
            self._file = path.open("wb", buffering=0)
        except OSError as error:
            raise self._refused(error) from error
        try:
            self._put(_header(0))
        except OSError as error:
            self._file.close()
            raise self._refused(error) from error

    @property
    def duration_s(self) -> float:
        """Sound written so far."""
        return self._bytes / _FRAME_BYTES / SAMPLE_RATE_HZ

    def write(self, block: Block) -> None:
        """Append one block."""
        if not self._usable:
            return
        frames = np.column_stack([block.customer, block.trainee]).astype("<i2", copy=False)
        try:
            self._put(frames.tobytes())
            self._bytes += frames.nbytes
            self._blocks += 1
            if self._blocks % _BLOCKS_A_REFRESH == 0:
                self._refresh_header()
        except OSError as error:
            self._usable = False
            raise self._refused(error) from error

    def close(self) -> None:
        """Finish the file; safe to call twice."""
        if self._file.closed:
            return
        try:
            self._refresh_header()
            os.fsync(self._file.fileno())
        except OSError as error:
            if self._usable:  # otherwise it was said already, and readers take the length from the file
                raise self._refused(error) from error
        finally:
            self._usable = False
            self._file.close()

    def _refresh_header(self) -> None:
        self._file.seek(0)
        self._put(_header(self._bytes))
        self._file.seek(0, os.SEEK_END)

    def _put(self, data: bytes) -> None:
        if self._file.write(data) != len(data):  # an unbuffered file writes what still fits
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _refused(self, error: OSError) -> UserError:
        return UserError(
            f"The call cannot be recorded in '{self._path}': {error.strerror}. "
            "Free some space or choose another folder."
        )


def _header(data_bytes: int) -> bytes:
    """Return the 44 bytes before the samples of a plain PCM file (Microsoft and IBM 1991, RIFF WAVE)."""
    rate = SAMPLE_RATE_HZ
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", _HEADER_BYTES - 8 + data_bytes, b"WAVE", b"fmt ", 16, 1, _CHANNELS),
        *(rate, rate * _FRAME_BYTES, _FRAME_BYTES, 8 * _SAMPLE_BYTES, b"data", data_bytes),
    )
