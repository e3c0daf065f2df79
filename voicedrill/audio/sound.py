"""Sound files: reading whatever a user has, writing what others can play."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from voicedrill.audio.wav_header import mended_wav
from voicedrill.errors import DataError
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ

FORMATS = "WAV, AIFF, FLAC or OGG"
_MAGIC = (b"RIFF", b"RIFX", b"RF64", b"riff", b"FORM", b"fLaC", b"OggS")
_WRITABLE = {".wav": "WAV", ".flac": "FLAC"}
_RATES_HZ = range(4_000, 768_001)
_BLOCK_FRAMES = 65_536


def read_sound(path: Path) -> npt.NDArray[np.int16]:
    """Read a sound file, whatever its sample rate, width and number of channels.

    A WAV file whose header was left behind by a writer that was killed is read to its real end.
    Values beyond full scale are clipped; a file that holds NaN or infinity is refused.

    Parameters
    ----------
    path : Path
        A WAV, AIFF, FLAC or OGG file.

    Returns
    -------
    ndarray of int16, shape (channels, n)
        The sound at 16 kHz; n is at least 1.

    Raises
    ------
    voicedrill.errors.DataError
        When there is no such file, or it is no sound, damaged or without a single sample.
    """
    if not path.exists():
        raise DataError(f"There is no file {path}; check the name.")
    if not path.is_file():
        raise DataError(f"{path} is not a file; give a sound file ({FORMATS}).")
    try:
        content = path.read_bytes()
        if not content.startswith(_MAGIC):
            raise DataError(f"{path} is not a sound file that can be read here; give it as {FORMATS}.")
        pieces = list(_resampled(path, _InMemory(mended_wav(content))))
    except (OSError, soundfile.SoundFileError) as error:
        raise DataError(f"{path} cannot be read ({_reason(error)}); export or copy it again.") from error
    sound = np.concatenate(pieces) if pieces else np.zeros((0, 1), np.int16)
    if not len(sound):
        raise DataError(f"{path} holds no sound at all; record or export it again.")
    return np.ascontiguousarray(sound.T)


def write_sound(path: Path, samples: npt.NDArray[np.int16]) -> None:
    """Write a 16-bit sound file at 16 kHz.

    Parameters
    ----------
    path : Path
        Its name ends in ``.wav`` or ``.flac``; an existing file is replaced.
    samples : ndarray of int16, shape (n,) or (channels, n)

    Raises
    ------
    voicedrill.errors.DataError
        When the name ends otherwise or the file cannot be written.
    """
    file_format = _WRITABLE.get(path.suffix.lower())
    if file_format is None:
        raise DataError(f"{path} cannot be written: give a name that ends in .wav or .flac.")
    sound = io.BytesIO()
    soundfile.write(sound, samples.T, SAMPLE_RATE_HZ, subtype="PCM_16", format=file_format)
    try:
        path.write_bytes(sound.getvalue())
    except OSError as error:
        raise DataError(f"{path} cannot be written ({_reason(error)}); choose another place.") from error


class _InMemory(io.BytesIO):
    """A file that stays where it is when libsndfile, led by a damaged header, seeks to before its start."""

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        try:
            return super().seek(offset, whence)
        except ValueError:
            return self.tell()


def _resampled(path: Path, file: BinaryIO) -> Iterator[npt.NDArray[np.int16]]:
    """Yield blocks of shape (frames, channels) at 16 kHz, so that long files need no more memory than their result."""
    with soundfile.SoundFile(file) as sound:
        if sound.samplerate not in _RATES_HZ:
            raise DataError(f"{path} has a sample rate of {sound.samplerate} Hz; export it again with 16000 Hz.")
        stream = soxr.ResampleStream(sound.samplerate, SAMPLE_RATE_HZ, sound.channels, dtype="float32", quality="HQ")
        while len(block := sound.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)):
            yield _as_int16(path, stream.resample_chunk(block) if sound.samplerate != SAMPLE_RATE_HZ else block)
        if sound.samplerate != SAMPLE_RATE_HZ:
            yield _as_int16(path, stream.resample_chunk(np.zeros((0, sound.channels), np.float32), last=True))


def _as_int16(path: Path, block: npt.NDArray[np.float32]) -> npt.NDArray[np.int16]:
    if not np.isfinite(block).all():
        raise DataError(f"{path} holds values that are not numbers (NaN or infinity); export it again as 16-bit.")
    scaled: npt.NDArray[np.float32] = np.clip(np.rint(block * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1)
    return scaled.astype(np.int16)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, soundfile.LibsndfileError):
        return str(error.error_string).removeprefix("Error : ").strip().rstrip(".")
    return str(error).rstrip(".")
