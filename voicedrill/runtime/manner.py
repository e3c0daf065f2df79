"""How the customer sounds in her temper."""

from voicedrill.engines.ports import Voicing
from voicedrill.persona.schema import Voice

_BANDS: tuple[tuple[float, float, float], ...] = (
    (0.3, 1.0, 0.0),
    (0.6, 1.06, 2.0),
    (0.8, 1.12, 4.0),
    (1.01, 1.18, 6.0),
)
"""Anger below, factor on the rate, gain in dB (measures.md §5, Prosody; +6 dB is the cap for hearing safety)."""


def voicing(voice: Voice, anger: float) -> Voicing:
    """Return rate and loudness for an anger of 0..1; four steps, so that rendered lines can be kept."""
    _, rate, gain_db = next(band for band in _BANDS if anger < band[0])
    return Voicing(voice.espeak, round(voice.rate_wpm * rate), gain_db)
