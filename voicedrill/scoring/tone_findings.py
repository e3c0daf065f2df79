"""Rate, loudness and pitch beside the trainee's own usual: for coaching, never in the score (design.md, principle 3).

Only behaviour is described. Nothing is compared with other people, and there is no composite value.
"""

from collections.abc import Mapping

from voicedrill.speech.measurement import SideMeasures

RATE_CHANGE = 0.15
"""Share by which the articulation rate must differ from the usual to be mentioned (measures.md §1)."""
LOUDER_DB, QUIETER_DB = 6.0, -8.0
"""Change of loudness in dB that is mentioned (measures.md §3)."""
FLAT_ST, FLAT_SHARE = 3.0, 0.6
"""A pitch range below this many semitones and below this share of the usual is mentioned (measures.md §3)."""

_MEASURES = {
    "articulation_rate_wpm": "speaking rate",
    "loudness_dbfs": "loudness",
    "pitch_median_hz": "pitch",
    "pitch_range_st": "pitch range",
}


def tone(trainee: SideMeasures, baseline: Mapping[str, float] | None) -> dict[str, object]:
    """Return for each measure its ``value``, the ``usual`` one (None without a baseline) and a sentence ``says``."""
    result: dict[str, object] = {}
    for name, words in _MEASURES.items():
        value = getattr(trainee, name)
        usual = (baseline or {}).get(name)
        if value is None:
            reason = trainee.not_measured.get(name, "the call was kept as text only")
            says = f"Your {words} was not measured here: {reason.rstrip('.')}."
        elif usual is None:
            says = f"There is no usual {words} of yours to compare with yet."
        else:
            says = _compared(name, words, value, usual)
        result[name] = {"value": value, "usual": usual, "says": says}
    return result


def _compared(name: str, words: str, value: float, usual: float) -> str:
    same = f"Your {words} was about as usual."
    if name == "articulation_rate_wpm" and usual > 0:
        change = value - usual
        if abs(change) >= RATE_CHANGE * usual:
            share = 100 * abs(change) / usual
            return f"You spoke {share:.0f} % {'faster' if change > 0 else 'slower'} than your usual."
    if name == "loudness_dbfs":
        change = value - usual
        if change >= LOUDER_DB or change <= QUIETER_DB:
            return f"You spoke {abs(change):.0f} dB {'louder' if change > 0 else 'quieter'} than your usual."
    if name == "pitch_range_st" and value < FLAT_ST and value < FLAT_SHARE * usual:
        return "Your voice moved less than it usually does; a little more melody is easier to listen to."
    if name == "pitch_median_hz":
        return f"Your {words} was {value:.0f} Hz; your usual is {usual:.0f} Hz."
    return same
