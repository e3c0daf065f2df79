"""The measures as text for people."""

from collections import Counter
from collections.abc import Iterator
from statistics import median

from voicedrill.scoring.phrasing import OVERLAPS, times
from voicedrill.speech.measurement import Measurement, Overlap, Side, SideMeasures
from voicedrill.speech.settings import SETTINGS

_ROWS = (
    ("words", "words", "", 0),
    ("talk_s", "time of turns", "s", 1),
    ("phonation_s", "time of voice", "s", 1),
    ("talk_share", "share of the talk", "%", 0),
    ("longest_turn_s", "longest turn", "s", 1),
    ("speech_rate_wpm", "speech rate (with pauses)", "words/min", 0),
    ("articulation_rate_wpm", "articulation rate", "words/min", 0),
    ("articulation_rate_sps", "articulation rate, syllables", "syllables/s", 1),
    ("syllables_heard_sps", "syllables heard in the sound", "syllables/s", 1),
    ("loudness_dbfs", "loudness of the speech", "dBFS", 1),
    ("noise_dbfs", "noise floor", "dBFS", 1),
    ("snr_db", "speech above noise", "dB", 0),
    ("clipped_ratio", "clipped speech", "%", 2),
    ("pitch_median_hz", "median pitch", "Hz", 0),
    ("pitch_range_st", "pitch range", "semitones", 1),
)
_LABELS = {name: label for name, label, _, _ in _ROWS} | {"speech_rate_sps": "speech rate (with pauses)"}
_KINDS = {**OVERLAPS, "noise": "a sound without words"}


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
    yield from _turn_taking(measurement)
    for label, side in (("trainee", trainee), ("customer", customer)):
        yield from _fillers(label, side)
        yield from _not_measured(label, side)
    if "um_uh" in trainee.not_measured | customer.not_measured:
        yield (trainee.not_measured | customer.not_measured)["um_uh"]


def _turn_taking(measurement: Measurement) -> Iterator[str]:
    sides: tuple[tuple[Side, Side, dict[str, int]], ...] = (
        ("trainee", "customer", measurement.counts),
        ("customer", "trainee", measurement.counts_customer),
    )
    known = "overlaps" not in measurement.trainee.not_measured
    for by, other, counts in sides:
        if known:
            yield f"the {by} while the {other} spoke: {_counts(counts)}"
        answers = [gap.duration_s for gap in measurement.gaps if gap.after == other]
        if answers:
            middle, longest = median(answers), max(answers)
            yield f"the {by} answered after {middle:.1f} s (median of {len(answers)}; longest {longest:.1f} s)"
    for one in measurement.overlaps if known else ():
        yield f"  {one.start_s:8.2f} s  {_overlap(one)}"
    for silence in measurement.dead_air:
        kind = "announced wait exceeded by" if silence.announced else "dead air of"
        yield f"  {silence.start_s:8.2f} s  {kind} {silence.end_s - silence.start_s:.1f} s"


def _overlap(overlap: Overlap) -> str:
    said = f', with "{overlap.text}"' if overlap.text else ""
    other = "customer" if overlap.by == "trainee" else "trainee"
    cut_off = f'; the {other} was saying "{overlap.cut_off}"' if overlap.cut_off else ""
    return f"{overlap.by}: {_KINDS[overlap.kind]}{said}{cut_off}"


def _fillers(label: str, side: SideMeasures) -> Iterator[str]:
    if side.fillers:
        counts = Counter(one.text for one in side.fillers).most_common()
        found = ", ".join(f'"{text}" {times(count)}' for text, count in counts)
        yield f"fill-in words of the {label}: {found}"


def _not_measured(label: str, side: SideMeasures) -> Iterator[str]:
    missing = {name: reason for name, reason in side.not_measured.items() if name != "um_uh"}
    for reason in dict.fromkeys(missing.values()):
        rows = dict.fromkeys(_LABELS.get(name, name) for name, why in missing.items() if why == reason)
        yield f"not measured for the {label} ({'; '.join(rows)}): {reason}"


def _value(side: SideMeasures, name: str, unit: str, places: int) -> str:
    value = getattr(side, name)
    if value is None:
        return "-"
    return f"{100 * value if unit == '%' else value:.{places}f}"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{_KINDS[kind]} {times(count)}" for kind, count in counts.items() if count) or "nothing"
