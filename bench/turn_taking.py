"""How well overlaps, their kinds, onsets and gaps are found in the duets of `bench.duets`; prints JSON.

The voices are parted in two halves: rules may be improved on the first, the second only checks them. An overlap found
is compared with the true one of the same side that begins within 0.3 s; what is missed or invented counts as "none".

    python -m bench.turn_taking [--half first|second] [--seed N] [--snr DB …] [--cache FOLDER]
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from bench.duet_material import HALVES
from bench.duets import SNRS_DB, Duet, TrueOverlap, build
from bench.human_speech import speech_folder
from voicedrill.engines.ports import Recogniser, SpeechToText
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.runtime.measuring import measure_recording
from voicedrill.speech.measurement import Gap, Measurement, Overlap
from voicedrill.speech.samples import Samples
from voicedrill.speech.words import Word

INTERRUPTIONS = frozenset(["interruption", "butting_in", "pause_interruption"])
BACKCHANNELS = frozenset(["backchannel"])
NONE = "none"
ONSET_S = 0.3
GAP_S = 0.5


@dataclass(frozen=True)
class Pair:
    """A true overlap and the one found; either may be missing."""

    true: TrueOverlap | None
    found: Overlap | None

    @property
    def kinds(self) -> tuple[str, str]:
        """The true kind and the kind found."""
        return (self.true.kind if self.true else NONE, self.found.kind if self.found else NONE)

    @property
    def in_pause(self) -> bool:
        """Whether somebody came in while the other paused: an open sentence or not is all that decides."""
        return self.true is not None and self.true.kind in ("pause_interruption", "invited")


class CachedSpeechToText:
    """A recogniser's answers, kept by the sound they were given for."""

    def __init__(self, load: Callable[[], SpeechToText], folder: Path) -> None:
        self._load, self._folder, self._loaded = load, folder, None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def model_name(self) -> str:
        """Name of the recogniser's model."""
        return self._stt().model_name

    def recogniser(self) -> "CachedRecogniser":
        """Return a recogniser that decodes only sound it has not met."""
        return CachedRecogniser(lambda: self._stt().recogniser(), self._folder)

    def _stt(self) -> SpeechToText:
        if self._loaded is None:
            self._loaded = self._load()
        return self._loaded


class CachedRecogniser:
    """`Recogniser` that keeps its answers as files."""

    def __init__(self, new: Callable[[], Recogniser], folder: Path) -> None:
        self._new, self._folder = new, folder
        self._heard: list[Samples] = []

    def accept(self, samples: Samples) -> None:
        """Take the next samples of the turn."""
        self._heard.append(samples)

    def partial(self) -> list[Word]:
        """Return nothing: recordings ask only for the final words."""
        return []

    def final(self) -> list[Word]:
        """Return the words, from the file when the sound is known."""
        sound = np.concatenate(self._heard)
        path = self._folder / f"{hashlib.sha256(sound.tobytes()).hexdigest()}.json"
        if path.exists():
            return [Word(**word) for word in json.loads(path.read_text(encoding="utf-8"))]
        recogniser = self._new()
        recogniser.accept(sound)
        words = recogniser.final()
        path.write_text(json.dumps([asdict(word) for word in words]), encoding="utf-8")
        return words


def pairs(true: Sequence[TrueOverlap], found: Sequence[Overlap]) -> list[Pair]:
    """Match what was found with what is true, the nearest onsets first."""
    near = sorted(
        (abs(one.start_s - other.start_s), n, m)
        for n, one in enumerate(true)
        for m, other in enumerate(found)
        if one.by == other.by and abs(one.start_s - other.start_s) <= ONSET_S
    )
    matched: dict[int, int] = {}
    for _, n, m in near:
        if n not in matched and m not in matched.values():
            matched[n] = m
    rows = [Pair(one, found[matched[n]] if n in matched else None) for n, one in enumerate(true)]
    return rows + [Pair(None, one) for m, one in enumerate(found) if m not in matched.values()]


def f1(rows: Iterable[Pair], kinds: frozenset[str]) -> float | None:
    """Return F1 of the ``kinds`` against all others."""
    marks = [(true in kinds, found in kinds) for true, found in (row.kinds for row in rows)]
    hits = sum(true and found for true, found in marks)
    asked = sum(true + found for true, found in marks)
    return round(2 * hits / asked, 3) if asked else None


def gap_errors(duet: Duet, found: Sequence[Gap]) -> tuple[list[float], int]:
    """Return the absolute errors of the gaps found, and how many were not found."""
    errors: list[float] = []
    for gap in duet.gaps:
        near = [
            abs(one.duration_s - (gap.end_s - gap.start_s))
            for one in found
            if one.after == gap.after and max(abs(one.start_s - gap.start_s), abs(one.end_s - gap.end_s)) <= GAP_S
        ]
        errors += [min(near)] if near else []
    return errors, len(duet.gaps) - len(errors)


def agreement(duets: Sequence[Duet], measured: Sequence[Measurement]) -> dict[str, object]:
    """Return how well the measurements agree with the truth."""
    rows = [row for duet, one in zip(duets, measured, strict=True) for row in pairs(duet.overlaps, one.overlaps)]
    onsets_s = [abs(row.found.start_s - row.true.start_s) for row in rows if row.true and row.found]
    gaps = [gap_errors(duet, one.gaps) for duet, one in zip(duets, measured, strict=True)]
    errors_s = [error for errors, _ in gaps for error in errors]
    return {
        "overlaps": sum(len(duet.overlaps) for duet in duets),
        "f1_interruption_like": f1(rows, INTERRUPTIONS),
        "f1_interruption_like_but_in_pauses": f1([row for row in rows if not row.in_pause], INTERRUPTIONS),
        "f1_backchannel": f1(rows, BACKCHANNELS),
        "onset_error_s": {
            "median": round(float(np.median(onsets_s)), 3),
            "p95": round(float(np.percentile(onsets_s, 95)), 3),
        },
        "gaps": sum(len(duet.gaps) for duet in duets),
        "gaps_mae_s": round(float(np.mean(errors_s)), 3) if errors_s else None,
        "gaps_missed": sum(missed for _, missed in gaps),
        "confusion": _confusion(rows),
    }


def _confusion(rows: Iterable[Pair]) -> dict[str, dict[str, int]]:
    """Return how often each scene was taken for which kind."""
    counts = Counter((row.true.scene if row.true else NONE, row.kinds[1]) for row in rows)
    return {
        scene: {found: number for (one, found), number in sorted(counts.items()) if one == scene}
        for scene in sorted({scene for scene, _ in counts})
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure overlaps and gaps on duets of known truth.")
    parser.add_argument("--half", choices=sorted(HALVES), action="append", help="only this half of the voices")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--snr", type=float, nargs="+", default=SNRS_DB, metavar="DB")
    parser.add_argument("--cache", type=Path, help="folder that keeps the recogniser's answers")
    options = parser.parse_args()
    speech = speech_folder()
    if isinstance(speech, str):
        print(json.dumps({"bench": "turn_taking", "not run": speech}))
        return
    stt: SpeechToText = load_speech_to_text() if options.cache is None else _cached(options.cache)
    result: dict[str, object] = {"bench": "turn_taking", "seed": options.seed}
    for half in options.half or sorted(HALVES):
        duets = build(speech, half, options.seed)
        result[half] = {f"{snr_db:g} dB": _measured(duets, snr_db, options.seed, stt) for snr_db in options.snr}
    json.dump(result, sys.stdout, indent=1)
    print()


def _cached(folder: Path) -> SpeechToText:
    return CachedSpeechToText(load_speech_to_text, folder)


def _measured(duets: Sequence[Duet], snr_db: float, seed: int, stt: SpeechToText) -> dict[str, object]:
    measured = [measure_recording(*duet.mixed(snr_db, seed), stt, SileroActivity) for duet in duets]
    return agreement(duets, measured)


if __name__ == "__main__":
    main()
