"""How much of the customer's voice gets into the trainee's microphone."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
import numpy.typing as npt

from voicedrill.speech.loudness import loudness
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Interval, Timeline

_FRAME = 2048
"""Samples of a frame of the cross-spectrum (128 ms): longer than what a near wall adds."""

_Spectrum = npt.NDArray[np.complex128]


@dataclass(frozen=True, slots=True)
class Bleed:
    """A copy of one sound found in another.

    Attributes
    ----------
    lag_s : float
        How much later the copy comes; negative when it comes earlier.
    gain_db : float
        Level of the copy over its original: -30 is a faint one.
    """

    lag_s: float
    gain_db: float


def bleed(played: Samples, heard: Samples, settings: Settings = SETTINGS) -> Bleed | None:
    """Look for a copy of ``played`` in ``heard``; None when there is none that stands out.

    The lag is where the cross-correlation, whitened so that every band counts the same (Knapp & Carter 1976),
    has its peak. The gain is the power that both share band by band (their coherence): noise or a voice that
    speaks meanwhile share nothing with what was played, so the trainee need not be silent.

    Parameters
    ----------
    played, heard : ndarray of int16
        Both on one clock, a few seconds at least; the longer is cut.
    """
    count = min(len(played), len(heard))
    if count < 2 * _FRAME:
        return None
    source, target = (_without_offset(samples[:count]) for samples in (played, heard))
    if not source.any() or not target.any():
        return None
    lag = _lag(source, target, settings)
    if lag is None:
        return None
    gain = _shared_gain(_shifted(source, lag), target)
    return Bleed(lag / SAMPLE_RATE_HZ, 10.0 * float(np.log10(gain))) if gain > 0.0 else None


def heard_in_both(
    customer: Samples,
    trainee: Samples,
    customer_voice: Timeline,
    trainee_voice: Timeline,
    settings: Settings = SETTINGS,
) -> float | None:
    """Return how loud one speaker is in the other's channel, against the other's own voice.

    The customer's voice is looked for in the trainee's channel and the other way round; the worse counts.

    Parameters
    ----------
    customer, trainee : ndarray of int16
        The two channels of a recording.
    customer_voice, trainee_voice : Timeline
        When a voice is found in each.

    Returns
    -------
    float or None
        Decibels, 0 at most: as loud as the other's own voice. Above `Settings.bleed_max_db` the recording does not
        tell who speaks, so overlaps cannot be measured. None when neither voice is in the other's channel.
    """
    levels = [
        _crosstalk_db(customer, trainee, customer_voice, trainee_voice, settings),
        _crosstalk_db(trainee, customer, trainee_voice, customer_voice, settings),
    ]
    return max((level for level in levels if level is not None), default=None)


def _crosstalk_db(
    speaker: Samples, other: Samples, voice: Timeline, other_voice: Timeline, settings: Settings
) -> float | None:
    found: list[Bleed | None] = []
    for passage in _passages(voice, settings):
        first, last = (round(at_s * SAMPLE_RATE_HZ) for at_s in (passage.start_s, passage.end_s))
        found.append(bleed(speaker[first:last], other[first:last], settings))
    gains = [one.gain_db for one in found if one is not None]
    if not gains or 2 * len(gains) < len(found):
        return None
    source = loudness(speaker, voice, settings)
    own = loudness(other, other_voice.without(voice), settings)
    if source is None:
        return None
    # A channel in which nobody speaks alone holds nothing but the copy.
    own_dbfs = source.speech_dbfs + median(gains) if own is None else own.speech_dbfs
    return min(0.0, source.speech_dbfs + median(gains) - own_dbfs)


def _passages(voice: Timeline, settings: Settings) -> Iterator[Interval]:
    """Yield the longest stretches that hold the voice: a copy shows best in those."""
    longest_s = settings.bleed_passage_s
    stretches: list[Interval] = []
    for one in voice:
        if stretches and one.end_s - stretches[-1].start_s <= longest_s:
            stretches[-1] = Interval(stretches[-1].start_s, one.end_s)
        else:
            stretches.append(Interval(one.start_s, min(one.end_s, one.start_s + longest_s)))
    yield from sorted(stretches, key=lambda one: one.length_s, reverse=True)[: int(settings.bleed_passages)]


def _without_offset(samples: Samples) -> npt.NDArray[np.float64]:
    """Return the samples without their mean: two channels with a DC offset share nothing that can be heard."""
    sound: npt.NDArray[np.float64] = samples.astype(np.float64)
    sound -= sound.mean()
    return sound


def _lag(source: npt.NDArray[np.float64], target: npt.NDArray[np.float64], settings: Settings) -> int | None:
    """Return the lag in samples at which the whitened cross-correlation stands out, or None."""
    latest = round(settings.bleed_max_lag_s * SAMPLE_RATE_HZ)
    earliest = -round(settings.bleed_early_s * SAMPLE_RATE_HZ)
    size = 1 << (2 * len(source) - 1).bit_length()
    spectrum: _Spectrum = np.fft.rfft(target, size) * np.conj(np.fft.rfft(source, size))
    strength = np.abs(spectrum)
    # Bands in which one of the two holds next to nothing say nothing of the lag.
    floor = settings.bleed_band_floor * float(np.mean(strength))
    likeness = np.fft.irfft(spectrum / np.maximum(strength, floor), size)
    window = np.concatenate([likeness[earliest:], likeness[: latest + 1]])
    best = int(np.argmax(window))
    spread = 1.4826 * float(np.median(np.abs(window)))
    return best + earliest if window[best] >= settings.bleed_min_peak * spread else None


def _shifted(samples: npt.NDArray[np.float64], lag: int) -> npt.NDArray[np.float64]:
    moved = np.zeros_like(samples)
    if lag >= 0:
        moved[lag:] = samples[: len(samples) - lag]
    else:
        moved[:lag] = samples[-lag:]
    return moved


def _shared_gain(source: npt.NDArray[np.float64], target: npt.NDArray[np.float64]) -> float:
    """Return the power of the copy over the power of its original, as a ratio; 0 when nothing is shared."""
    sources, targets = _frames(source), _frames(target)
    power = np.sum(np.abs(sources) ** 2, axis=0)
    cross = np.abs(np.sum(targets * np.conj(sources), axis=0)) ** 2
    shared = cross / np.maximum(power, 1e-9)
    rest = np.sum(np.abs(targets) ** 2, axis=0) - shared
    # Of what is not shared, one part in so many frames looks as if it were.
    shared -= rest / max(1, len(sources) - 1)
    return max(0.0, float(np.sum(shared))) / float(np.sum(power))


def _frames(samples: npt.NDArray[np.float64]) -> _Spectrum:
    count = len(samples) // _FRAME
    window: npt.NDArray[np.float64] = np.hanning(_FRAME)
    spectrum: _Spectrum = np.fft.rfft(samples[: count * _FRAME].reshape(count, _FRAME) * window, axis=1)
    return spectrum
