"""How well the inter-pausal units (IPUs) that are found agree with those marked by hand; prints JSON.

The marks are in ``tests/data/marks``, times only; ``VOICEDRILL_EVAL_DATA`` names the folder with the sound. What could
not be decided by eye (``doubtful``) counts as speech on both sides, and no border there is judged.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from voicedrill.audio.sound import read_sound
from voicedrill.engines.ports import VoiceActivity
from voicedrill.engines.silero import SileroActivity
from voicedrill.runtime.voice import find_voice
from voicedrill.speech.floor import units
from voicedrill.speech.timeline import Interval, Timeline

MARKS = Path(__file__).resolve().parent.parent / "tests" / "data" / "marks"
VARIABLE = "VOICEDRILL_EVAL_DATA"
TOLERANCE_S = 0.1
"""A unit is matched when both its borders are this near."""
_ON_EDGE_S = 1e-6


@dataclass(frozen=True)
class Marks:
    """What was marked by eye in one file between ``from_s`` and ``to_s``."""

    name: str
    file: str
    from_s: float
    to_s: float
    marked: Timeline
    doubtful: Timeline

    @classmethod
    def read(cls, path: Path) -> "Marks":
        """Read one file of marks."""
        plain = json.loads(path.read_text(encoding="utf-8"))
        marked, doubtful = (Timeline.of(Interval(*one) for one in plain[key]) for key in ("marked", "doubtful"))
        return cls(path.stem, plain["file"], plain["from_s"], plain["to_s"], marked, doubtful)

    def settled(self, speech: Timeline) -> Timeline:
        """Return the units of ``speech`` in the marked stretch, with the doubtful parts taken as speech."""
        return units(speech.union(self.doubtful).within(self.from_s, self.to_s))

    def judged(self, t_s: float) -> bool:
        """Tell whether a border at ``t_s`` was decided by eye: not doubtful, not where the marks begin or end."""
        inside = any(one.start_s - _ON_EDGE_S <= t_s <= one.end_s + _ON_EDGE_S for one in self.doubtful)
        return not inside and self.from_s < t_s < self.to_s


@dataclass
class Comparison:
    """What agrees and what does not, of one file or of several."""

    marked: int = 0
    found: int = 0
    matched: int = 0
    starts_s: list[float] = field(default_factory=list)
    ends_s: list[float] = field(default_factory=list)
    differing_s: float = 0.0
    compared_s: float = 0.0
    wrong: list[dict] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares of marked and of found units that are matched."""
        return 2 * self.matched / (self.marked + self.found)

    def add(self, other: "Comparison") -> None:
        """Take in another file."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def to_json(self) -> dict:
        """Return plain values; a positive error is late."""
        return {
            "marked": self.marked,
            "found": self.found,
            "f1": round(self.f1, 3),
            "start_error_s": _spread(self.starts_s),
            "end_error_s": _spread(self.ends_s),
            "time_agreeing": round(1 - self.differing_s / self.compared_s, 4),
            "wrong": self.wrong,
        }


def compare(marks: Marks, voice: Timeline) -> Comparison:
    """Compare the voice found in a whole file with its marks.

    Border errors are of the units that stand one to one; what was split, joined, missed or invented is listed in
    ``wrong``, as are borders further off than `TOLERANCE_S`.
    """
    wanted, got = marks.settled(marks.marked), marks.settled(voice)
    result = Comparison(len(wanted), len(got))
    result.compared_s = marks.to_s - marks.from_s - marks.doubtful.total_s
    result.differing_s = wanted.without(got).total_s + got.without(wanted).total_s
    for ours, theirs in _groups(wanted, got):
        if len(ours) != 1 or len(theirs) != 1:
            result.wrong.append({"file": marks.name, "marked": _times(ours), "found": _times(theirs)})
            continue
        start_s, end_s = theirs[0].start_s - ours[0].start_s, theirs[0].end_s - ours[0].end_s
        off = []
        for kind, at_s, error_s, errors in (
            ("start", ours[0].start_s, start_s, result.starts_s),
            ("end", ours[0].end_s, end_s, result.ends_s),
        ):
            if marks.judged(at_s):
                errors.append(error_s)
                if abs(error_s) > TOLERANCE_S:
                    off.append({"file": marks.name, kind: round(at_s, 3), "late_s": round(error_s, 3)})
        result.wrong += off
        result.matched += not off
    return result


def _groups(wanted: Timeline, got: Timeline) -> Iterator[tuple[list[Interval], list[Interval]]]:
    """Yield marked and found units that hang together by overlapping."""
    for whole in wanted.union(got):
        ours, theirs = ([one for one in side if whole.start_s <= one.start_s < whole.end_s] for side in (wanted, got))
        yield ours, theirs


def _times(intervals: Sequence[Interval]) -> list[list[float]]:
    return [[round(one.start_s, 3), round(one.end_s, 3)] for one in intervals]


def _spread(errors: Sequence[float]) -> dict[str, float] | None:
    if not errors:
        return None
    sizes = np.abs(errors)
    return {
        "median": round(float(np.median(sizes)), 3),
        "p95": round(float(np.percentile(sizes, 95)), 3),
        "mean_late": round(float(np.mean(errors)), 3),
    }


def measure_all(folder: Path, new_activity: Callable[[], VoiceActivity] = SileroActivity) -> dict[str, Comparison]:
    """Compare every marked file of the evaluation data in ``folder``, by name of its marks."""
    results = {}
    for path in sorted(MARKS.glob("*.json")):
        marks = Marks.read(path)
        results[marks.name] = compare(marks, find_voice(read_sound(folder / marks.file)[0], new_activity()))
    return results


def main() -> None:
    """Measure and print."""
    folder = os.environ.get(VARIABLE)
    if folder is None or not Path(folder, "speech").is_dir():
        why = f"{VARIABLE} is not set" if folder is None else f"{VARIABLE} names a folder without speech"
        print(json.dumps({"bench": "ipus", "not run": why}))
        return
    results = measure_all(Path(folder))
    total = Comparison()
    for one in results.values():
        total.add(one)
    files = {name: one.to_json() for name, one in results.items()}
    json.dump({"bench": "ipus", "tolerance_s": TOLERANCE_S, **total.to_json(), "files": files}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
