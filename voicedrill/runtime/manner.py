"""How the customer sounds in her temper."""

from typing import NamedTuple

from voicedrill.engines.ports import Voicing
from voicedrill.persona.schema import Manner, Voice


class _Band(NamedTuple):
    """A step of anger: factors on rate and pitch range, gain in dB, semitones up (measures.md §5, Prosody)."""

    below: float
    rate: float
    gain_db: float
    pitch_st: float
    range_factor: float


_BANDS = (
    _Band(0.3, 1.0, 0.0, 0.0, 1.0),
    _Band(0.6, 1.06, 2.0, 0.7, 1.3),
    _Band(0.8, 1.12, 4.0, 1.4, 1.65),
    _Band(1.01, 1.2, 5.5, 2.0, 2.0),
)
"""Four steps, so that rendered lines can be kept; +6 dB over the usual level is the cap for hearing safety."""

_QUIET = _Band(0.0, 0.93, -4.0, -0.5, 0.7)
_LOUD = _Band(0.0, 1.02, 1.5, 0.5, 1.1)


def voicing(voice: Voice, anger: float, manner: Manner | None = None) -> Voicing:
    """Return how a line sounds for an anger of 0..1, said as usual, more quietly (cold anger) or more loudly."""
    band = next(band for band in _BANDS if anger < band.below)
    also = {"quiet": _QUIET, "loud": _LOUD}.get(manner or "", _Band(0.0, 1.0, 0.0, 0.0, 1.0))
    return Voicing(
        voice.espeak,
        round(voice.rate_wpm * band.rate * also.rate),
        band.gain_db + also.gain_db,
        round(voice.pitch_st + band.pitch_st + also.pitch_st, 2),
        voice.formant,
        round(voice.range_factor * band.range_factor * also.range_factor, 2),
    )
