"""The customer's voice as a telephone brings it: a narrow band, eight bits, and a line that may be bad.

For the loudspeaker only: what is measured and recorded stays as the voice rendered it.
"""

from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import soxr

from voicedrill.speech.samples import SAMPLE_RATE_HZ as RATE
from voicedrill.speech.samples import Samples

Line = Literal["clear", "telephone", "bad"]

LINE_RATE: Final = 8_000
"""Hz, of G.711."""
BAND: Final = (300.0, 3_400.0)
"""Hz, the telephone band of ITU-T G.712."""
NOISE_DB: Final[dict[Line, float]] = {"telephone": -60.0, "bad": -42.0}
"""The line's noise, in dB relative to full scale; judged by ear."""
LONGEST_DROPOUT: Final = 0.080
"""Seconds; a longer gap would swallow a syllable."""

_MU: Final = 255.0
_FULL: Final = 32_768.0
_TAPS: Final = 511
_DROPOUTS_PER_SECOND: Final = 0.4
_CRACKLES_PER_SECOND: Final = 4.0
_CRACKLE: Final = 0.03


def telephone(samples: Samples, *, line: Line, seed: int) -> Samples:
    """Bring a line of the customer through a telephone.

    Parameters
    ----------
    samples : Samples
        Mono, 16 kHz.
    line : Line
        "clear" changes nothing; "bad" adds crackle, gaps of at most 80 ms and more noise.
    seed : int
        The same seed gives the same noise.

    Returns
    -------
    Samples
        As many as came in, at their level where that does not clip.
    """
    if line == "clear" or samples.size == 0:
        return samples.copy()
    rng = np.random.default_rng(seed)
    voice = samples.astype(np.float64) / _FULL
    heard = _band(voice)
    heard = _at_level(heard, like=voice)
    heard = _companded(heard)
    if line == "bad":
        _drop(heard, rng)
        _crackle(heard, rng)
    heard += rng.standard_normal(heard.size) * 10 ** (NOISE_DB[line] / 20)
    return np.asarray(np.clip(np.rint(heard * _FULL), -32_767, 32_767), dtype=np.int16)


def _band(voice: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    at = np.arange(_TAPS) - _TAPS // 2
    low, high = (2 * edge / RATE * np.sinc(2 * edge / RATE * at) for edge in BAND)
    kernel = (high - low) * np.hamming(_TAPS)
    full = np.convolve(voice, kernel)
    return full[_TAPS // 2 : _TAPS // 2 + voice.size]


def _at_level(heard: npt.NDArray[np.float64], *, like: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    # What lies outside the band carries no more than this gain back: a hum must not become a roar.
    most = 4.0
    level = float(np.sqrt(np.mean(heard**2)))
    gain = min(most, float(np.sqrt(np.mean(like**2))) / level) if level > 0 else 1.0
    peak = float(np.max(np.abs(heard)))
    return heard * (min(gain, 0.9 / peak) if peak > 0 else gain)


def _companded(voice: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    slow = np.asarray(soxr.resample(voice, RATE, LINE_RATE))
    pressed = np.sign(slow) * np.log1p(_MU * np.minimum(np.abs(slow), 1.0)) / np.log1p(_MU)
    kept = np.rint(pressed * 127) / 127
    opened = np.sign(kept) * np.expm1(np.abs(kept) * np.log1p(_MU)) / _MU
    fast = np.asarray(soxr.resample(opened, LINE_RATE, RATE))
    return np.pad(fast, (0, max(0, voice.size - fast.size)))[: voice.size]


def _drop(heard: npt.NDArray[np.float64], rng: np.random.Generator) -> None:
    longest = int(LONGEST_DROPOUT * RATE)
    # One slot per gap, with a gap's room left free, so that two never join into a longer one.
    slot = int(RATE / _DROPOUTS_PER_SECOND)
    for start in range(0, heard.size, slot):
        length = int(rng.integers(longest // 4, longest + 1))
        begin = start + int(rng.integers(longest, slot - 2 * longest))
        heard[begin : begin + length] = 0.0


def _crackle(heard: npt.NDArray[np.float64], rng: np.random.Generator) -> None:
    count = int(rng.poisson(_CRACKLES_PER_SECOND * heard.size / RATE))
    places = rng.integers(0, heard.size, count)
    heard[places] += rng.choice([-1.0, 1.0], count) * _CRACKLE
