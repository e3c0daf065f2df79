"""The measures as text for people."""

from collections.abc import Iterator

from voicedrill.speech.measurement import Measurement, SideMeasures
from voicedrill.speech.settings import SETTINGS

_ROWS = (
    ("words", "words", "", 0),
    ("talk_s", "time of turns", "s", 1),
    ("phonation_s", "time of voice", "s", 1),
    ("talk_share", "share of the talk", "%", 0),
    ("longest_turn_s", "longest turn", "s", 1),
    ("speech_rate_wpm", "speech rate (with pauses)", "words/min", 0),
    ("articulation_rate_wpm", "articulation rate", "words/min", 0),
    ("articulation_rate_sps", "articulation rate", "syllables/s", 1),
    ("loudness_dbfs", "loudness of the speech", "dBFS", 1),
    ("snr_db", "speech above noise", "dB", 0),
    ("pitch_median_hz", "median pitch", "Hz", 0),
    ("pitch_range_st", "pitch range", "semitones", 1),
)


def as_text(measurement: Measurement, title: str = "") -> str:
    """Return one call's measures as lines of text."""
    return "\n".join([*([title] if title else []), *_lines(measurement)])


def explanation() -> str:
    """Return every threshold as a line: name, value and unit, meaning, source."""
    lines = [
        f"{one.name:<24}{one.value:>8g} {one.unit:<14}{one.meaning} ({one.source})" for one in SETTINGS.explained()
    ]
    return "\n".join(["Thresholds", *lines])


def _lines(measurement: Measurement) -> Iterator[str]:
    customer, trainee = measurement.customer, measurement.trainee
    yield f"{measurement.duration_s:.1f} s"
    yield f"{'':<28}{'trainee':>16}{'customer':>16}"
    for name, label, unit, places in _ROWS:
        values = "".join(f"{_value(side, name, unit, places):>16}" for side in (trainee, customer))
        yield f"{label:<28}{values} {unit}".rstrip()
    pauses = "".join(f"{f'{side.pauses.count} ({side.pauses.total_s:.1f} s)':>16}" for side in (trainee, customer))
    yield f"{'pauses in turns':<28}{pauses}"
    yield f"the trainee came in: {_counts(measurement.counts)}"
    yield f"the customer came in: {_counts(measurement.counts_customer)}"
    for one in measurement.overlaps:
        said = f' "{one.text}"' if one.text else ""
        yield f"  {one.start_s:8.2f} s  {one.by:<9}{one.kind.replace('_', ' ')}{said}"
    for silence in measurement.dead_air:
        yield f"  {silence.start_s:8.2f} s  dead air of {silence.end_s - silence.start_s:.1f} s"
    for label, side in (("trainee", trainee), ("customer", customer)):
        for reason in dict.fromkeys(side.not_measured.values()):
            names = [name for name, why in side.not_measured.items() if why == reason]
            yield f"not measured for the {label} ({', '.join(names)}): {reason}"


def _value(side: SideMeasures, name: str, unit: str, places: int) -> str:
    value = getattr(side, name)
    if value is None:
        return "-"
    return f"{100 * value if unit == '%' else value:.{places}f}"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items() if count) or "none"
