"""The trainee's own usual: how one speaks in a calm guided minute, with this microphone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

import numpy as np

from voicedrill.speech.loudness import Loudness, level_dbfs, loudness
from voicedrill.speech.measure import measure
from voicedrill.speech.measurement import SideMeasures
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

USUAL = ("articulation_rate_wpm", "speech_rate_wpm", "loudness_dbfs", "pitch_median_hz", "pitch_range_st")
"""What a baseline says of the voice, under the names of `voicedrill.speech.measurement.SideMeasures`."""

_SPREAD = USUAL[:4]
"""A pitch range needs a longer stretch than those whose spread is looked at."""


@dataclass(frozen=True, slots=True)
class Take:
    """One part of the guided minute: read aloud, or talked freely.

    Attributes
    ----------
    measures : SideMeasures
        The whole part, measured as a call is.
    stretches : tuple of SideMeasures
        The same for stretches of some words each.
    level : Loudness or None
        Level, noise and clipping, also where `measures` gives none; None when no speech was heard.
    rms_dbfs : float
        RMS level of all of the voice: the level gate counts from it, not from the loudness without faint frames.
    """

    measures: SideMeasures
    stretches: tuple[SideMeasures, ...]
    level: Loudness | None
    rms_dbfs: float


@dataclass(frozen=True, slots=True)
class Room:
    """What is heard while the trainee says nothing.

    Attributes
    ----------
    noise_dbfs : float or None
        Noise floor; None when the microphone gives no sound at all.
    neighbours_dbfs : float or None
        Level of other people's voices; None when there are none.
    bleed_dbfs : float or None
        Level of the customer's voice in the microphone; None when it was not found there, or not tried yet.
    latency_s : float or None
        The way of the sound out and back in.
    latency_measured : bool
        It was found in the sound; else it is what the devices state.
    """

    noise_dbfs: float | None
    neighbours_dbfs: float | None = None
    bleed_dbfs: float | None = None
    latency_s: float | None = None
    latency_measured: bool = False


@dataclass(frozen=True, slots=True)
class Baseline:
    """The trainee's usual with one microphone.

    Attributes
    ----------
    usual : dict
        The names of `USUAL` that could be measured: words per minute, dBFS, Hz, semitones.
    spread : dict
        Median absolute deviation between stretches, in the same units, where known.
    noise_dbfs : float
        Noise floor of the room.
    gate_dbfs : float
        Sound below this level is not this trainee.
    neighbours_dbfs : float or None
        Level of other people's voices; None when there were none.
    bleed_db : float or None
        The customer's voice in the microphone against the trainee's own; None when it is not heard there.
    latency_s : float or None
        The way of the sound out and back in.
    """

    usual: dict[str, float]
    noise_dbfs: float
    gate_dbfs: float
    neighbours_dbfs: float | None = None
    bleed_db: float | None = None
    latency_s: float | None = None
    spread: dict[str, float] = field(default_factory=dict)

    def as_mapping(self) -> dict[str, float]:
        """Return it flat, as a call's header keeps it; spreads get ``_mad`` behind their names."""
        room = {
            "noise_dbfs": self.noise_dbfs,
            "gate_dbfs": self.gate_dbfs,
            "neighbours_dbfs": self.neighbours_dbfs,
            "bleed_db": self.bleed_db,
            "latency_s": self.latency_s,
        }
        spread = {f"{name}_mad": value for name, value in self.spread.items()}
        known = {name: value for name, value in room.items() if value is not None}
        return self.usual | known | spread


def take_of(samples: Samples, voice: Timeline, words: Sequence[Word], settings: Settings = SETTINGS) -> Take:
    """Measure one part of the guided minute.

    Parameters
    ----------
    samples : ndarray of int16
        The microphone, from time 0.
    voice : Timeline
        When the trainee speaks.
    words : sequence of Word
        What was understood.
    """
    stretches = tuple(
        _measured(samples, voice.within(one.start_s, one.end_s), words, one, settings)
        for one in _stretches(voice, words, settings)
    )
    whole = _measured(samples, voice, words, Interval(0.0, len(samples) / SAMPLE_RATE_HZ), settings)
    spoken = [samples[round(one.start_s * SAMPLE_RATE_HZ) : round(one.end_s * SAMPLE_RATE_HZ)] for one in voice]
    rms_dbfs = level_dbfs(np.concatenate([samples[:0], *spoken]))
    return Take(whole, stretches, loudness(samples, voice, settings), rms_dbfs)


def baseline_of(takes: Sequence[Take], room: Room, settings: Settings = SETTINGS) -> Baseline:
    """Return the baseline of all parts together.

    A value is the mean of the parts, each measured as a call is, so that a call can be held against it; the
    spread is the median absolute deviation between stretches. Whether the parts are good enough for a baseline
    is said by `voicedrill.speech.headset_findings.findings`.

    Raises
    ------
    ValueError
        When no speech was heard, or the microphone gave no sound at all.
    """
    own_dbfs = speech_dbfs(takes)
    if own_dbfs is None or room.noise_dbfs is None:
        raise ValueError("a baseline needs speech")
    usual = {name: fmean(known) for name in USUAL if (known := _known(name, [take.measures for take in takes]))}
    stretches = [one for take in takes for one in take.stretches]
    spread: dict[str, float] = {}
    for name in _SPREAD:
        values = _known(name, stretches)
        if len(values) >= settings.baseline_min_stretches:
            middle = median(values)
            spread[name] = median(abs(value - middle) for value in values)
    return Baseline(
        usual=usual,
        noise_dbfs=room.noise_dbfs,
        gate_dbfs=gate_dbfs(fmean(take.rms_dbfs for take in takes if take.level is not None), settings),
        neighbours_dbfs=room.neighbours_dbfs,
        bleed_db=None if room.bleed_dbfs is None else room.bleed_dbfs - own_dbfs,
        latency_s=room.latency_s,
        spread=spread,
    )


def speech_dbfs(takes: Sequence[Take]) -> float | None:
    """Return the trainee's speech level over all parts; None when no speech was heard."""
    levels = [take.level.speech_dbfs for take in takes if take.level is not None]
    return fmean(levels) if levels else None


def gate_dbfs(own_dbfs: float, settings: Settings = SETTINGS) -> float:
    """Return the level below which a sound is not the trainee, who speaks at ``own_dbfs``."""
    return own_dbfs - settings.gate_below_db


def _measured(
    samples: Samples, voice: Timeline, words: Sequence[Word], span: Interval, settings: Settings
) -> SideMeasures:
    first, last = (round(at_s * SAMPLE_RATE_HZ) for at_s in (span.start_s, span.end_s))
    side = SideInput(
        voice=Timeline.of(Interval(one.start_s - span.start_s, one.end_s - span.start_s) for one in voice),
        words=[word.shifted(-span.start_s) for word in words if span.start_s <= word.start_s < span.end_s],
        samples=samples[first:last],
    )
    return measure(span.length_s, SideInput(voice=Timeline()), side, settings=settings).trainee


def _stretches(voice: Timeline, words: Sequence[Word], settings: Settings) -> Iterator[Interval]:
    """Yield voice after voice until they hold enough words; what is left over at the end is not used."""
    start_s: float | None = None
    for one in voice:
        start_s = one.start_s if start_s is None else start_s
        if sum(start_s <= word.start_s < one.end_s for word in words) >= settings.baseline_stretch_words:
            yield Interval(start_s, one.end_s)
            start_s = None


def _known(name: str, measured: Sequence[SideMeasures]) -> list[float]:
    values = [getattr(one, name) for one in measured]
    return [float(value) for value in values if value is not None]
