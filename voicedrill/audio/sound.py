"""Sound files: reading whatever a user has, writing what others can play."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from voicedrill.audio.wav_header import MendedFile
from voicedrill.errors import DataError
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ

FORMATS = "WAV, AIFF, FLAC or OGG"
_MAGIC = (b"RIFF", b"RIFX", b"RF64", b"riff", b"FORM", b"fLaC", b"OggS")
_WRITABLE = {".wav": "WAV", ".flac": "FLAC"}
_RATES_HZ = range(4_000, 768_001)
_BLOCK_FRAMES = 65_536
_LONGEST_S = 24 * 3600
"""Longer is no call; a damaged header may claim any length, and room is made before reading."""


def read_sound(path: Path, tell: Callable[[float], None] = lambda _: None) -> npt.NDArray[np.int16]:
    """Read a sound file, whatever its sample rate, width and number of channels.

    A WAV file whose header was left behind by a writer that was killed is read to its real end. No more memory
    is used than the samples take that are returned.
    Values beyond full scale are clipped; a file that holds NaN or infinity is refused.

    Parameters
    ----------
    path : Path
        A WAV, AIFF, FLAC or OGG file.
    tell : callable
        Told the part that is read, 0..1, again and again.

    Returns
    -------
    ndarray of int16, shape (channels, n)
        The sound at 16 kHz; n is at least 1.

    Raises
    ------
    voicedrill.errors.DataError
        When there is no such file, or it is no sound, damaged, without a single sample or longer than 24 hours.
    """
    if not path.exists():
        raise DataError(f"There is no file {path}; check the name.")
    if not path.is_file():
        raise DataError(f"{path} is not a file; give a sound file ({FORMATS}).")
    try:
        with path.open("rb") as file:
            if not file.read(4).startswith(_MAGIC):
                raise DataError(f"{path} is not a sound file that can be read here; give it as {FORMATS}.")
            sound = _read(path, MendedFile(file), tell)
    except (OSError, soundfile.SoundFileError) as error:
        raise DataError(f"{path} cannot be read ({_reason(error)}); export or copy it again.") from error
    if not sound.shape[1]:
        raise DataError(f"{path} holds no sound at all; record or export it again.")
    return sound


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


def _read(path: Path, file: MendedFile, tell: Callable[[float], None]) -> npt.NDArray[np.int16]:
    """Return the sound at 16 kHz; its blocks go straight to their place."""
    with soundfile.SoundFile(file) as sound:
        if sound.samplerate not in _RATES_HZ:
            raise DataError(f"{path} has a sample rate of {sound.samplerate} Hz; export it again with 16000 Hz.")
        if sound.frames > _LONGEST_S * sound.samplerate:
            raise DataError(f"{path} is longer than 24 hours, or says so by mistake; cut it or export it again.")
        expected = -(-sound.frames * SAMPLE_RATE_HZ // sound.samplerate)
        samples = np.empty((sound.channels, expected), np.int16)
        count = 0
        for block in _resampled(sound):
            part = _as_int16(path, block[: expected - count]).T
            samples[:, count : count + part.shape[1]] = part
            count += part.shape[1]
            tell(count / max(expected, 1))
    return samples[:, :count]


def _resampled(sound: soundfile.SoundFile) -> Iterator[npt.NDArray[np.float32]]:
    """Yield blocks of shape (frames, channels) at 16 kHz."""
    stream = soxr.ResampleStream(sound.samplerate, SAMPLE_RATE_HZ, sound.channels, dtype="float32", quality="HQ")
    while len(block := sound.read(_BLOCK_FRAMES, dtype="float32", always_2d=True)):
        yield block if sound.samplerate == SAMPLE_RATE_HZ else stream.resample_chunk(block)
    if sound.samplerate != SAMPLE_RATE_HZ:
        yield stream.resample_chunk(np.zeros((0, sound.channels), np.float32), last=True)


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
