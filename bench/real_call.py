"""The real two-person call beside what was seen in its picture: turns, gaps and overlaps row by row; prints JSON.

What was seen is in ``tests/data/marks/call``; ``VOICEDRILL_EVAL_DATA`` names the folder with the sound. With
``--tables`` the rows are printed as they stand in ``docs/turn-taking.md``.

    python -m bench.real_call [--tables]
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from voicedrill.audio.sound import read_sound
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.runtime.measuring import measure_recording
from voicedrill.speech.measurement import Measurement, Overlap, TurnSpan

SEEN = Path(__file__).resolve().parent.parent / "tests" / "data" / "marks" / "call" / "auto-repairs.json"
VARIABLE = "VOICEDRILL_EVAL_DATA"
NEAR_S = 0.5
"""An overlap seen and one measured this near are the same."""


@dataclass(frozen=True)
class TurnRow:
    """A turn as it was seen and as it was measured; either may be missing."""

    seen: TurnSpan | None
    measured: TurnSpan | None

    def to_json(self) -> dict:
        """Return plain values."""
        either = self.seen or self.measured
        assert either is not None
        return {"speaker": either.speaker, "seen": _span(self.seen), "measured": _span(self.measured)}


def turn_rows(seen: Sequence[TurnSpan], measured: Sequence[TurnSpan]) -> list[TurnRow]:
    """Pair every turn seen with the one of the same speaker that shares most of its time."""
    rest, rows = list(measured), []
    for turn in seen:
        shared_s = {number: _shared_s(turn, other) for number, other in enumerate(rest)}
        best = max(shared_s, key=shared_s.__getitem__, default=None)
        found = rest.pop(best) if best is not None and shared_s[best] > 0 else None
        rows.append(TurnRow(turn, found))
    rows += [TurnRow(None, other) for other in rest]
    return sorted(rows, key=lambda row: (row.seen or row.measured).start_s)


def gap_rows(rows: Sequence[TurnRow]) -> list[dict]:
    """Return the floor transfer offset after every turn that was seen; below 0 the next speaker came in early."""
    pairs = [(before, after) for before, after in pairwise(row for row in rows if row.seen)]
    return [
        {
            "after": before.seen.speaker,
            "at_s": before.seen.end_s,
            "seen_s": round(after.seen.start_s - before.seen.end_s, 2),
            "measured_s": None
            if before.measured is None or after.measured is None
            else round(after.measured.start_s - before.measured.end_s, 2),
        }
        for before, after in pairs
    ]


def overlap_rows(seen: Sequence[dict], measured: Sequence[Overlap]) -> list[dict]:
    """Return every overlap that was seen or measured."""
    rest, rows = list(measured), []
    for one in seen:
        near = [o for o in rest if o.by == one["by"] and abs(o.start_s - one["start_s"]) <= NEAR_S]
        found = min(near, key=lambda o: abs(o.start_s - one["start_s"]), default=None)
        if found is not None:
            rest.remove(found)
        rows.append({"by": one["by"], "seen": one, "measured": _overlap(found)})
    rows += [{"by": other.by, "seen": None, "measured": _overlap(other)} for other in rest]
    return sorted(rows, key=lambda row: (row["seen"] or row["measured"])["start_s"])


def compare(seen: dict, measured: Measurement) -> dict:
    """Return the rows and what they add up to."""
    turns = turn_rows(
        [TurnSpan(speaker, start_s, end_s, "") for speaker, start_s, end_s in seen["turns"]], measured.turns
    )
    gaps = gap_rows(turns)
    errors = [
        abs(gap["seen_s"] - gap["measured_s"])
        for gap, (before, after) in zip(gaps, pairwise(row for row in turns if row.seen), strict=True)
        if gap["measured_s"] is not None and before.seen.end_s not in seen["doubtful_s"]
    ]
    return {
        "turns_seen": len(seen["turns"]),
        "turns_measured": len(measured.turns),
        "turns_paired": sum(row.seen is not None and row.measured is not None for row in turns),
        "gap_mean_error_s": round(sum(errors) / len(errors), 3) if errors else None,
        "turns": [row.to_json() for row in turns],
        "gaps": gaps,
        "overlaps": overlap_rows(seen["overlaps"], measured.overlaps),
    }


def tables(result: dict) -> str:
    """Return the rows as Markdown: every turn with the silence before it, then the overlaps."""
    lines = ["| speaker | seen | measured | silence before, seen | measured |", "|---|---|---|---|---|"]
    before = iter([None, *result["gaps"]])
    for row in result["turns"]:
        gap = next(before) if row["seen"] else None
        silences = [_number(gap and gap["seen_s"]), _number(gap and gap["measured_s"])]
        lines.append(f"| {' | '.join([row['speaker'], _cell(row['seen']), _cell(row['measured']), *silences])} |")
    lines += ["", "| came in | seen | measured |", "|---|---|---|"]
    for row in result["overlaps"]:
        kinds = [
            one and f"{one['kind']}, {one['start_s']:.2f}–{one['end_s']:.2f}" for one in (row["seen"], row["measured"])
        ]
        lines.append(f"| {row['by']} | {' | '.join(kind or '–' for kind in kinds)} |")
    return "\n".join(lines)


def _span(turn: TurnSpan | None) -> list[float] | None:
    return None if turn is None else [round(turn.start_s, 2), round(turn.end_s, 2)]


def _overlap(one: Overlap | None) -> dict | None:
    if one is None:
        return None
    return {"kind": one.kind, "start_s": round(one.start_s, 2), "end_s": round(one.end_s, 2), "text": one.text}


def _shared_s(turn: TurnSpan, other: TurnSpan) -> float:
    if turn.speaker != other.speaker:
        return 0.0
    return min(turn.end_s, other.end_s) - max(turn.start_s, other.start_s)


def _cell(span: list[float] | None) -> str:
    return "–" if span is None else f"{span[0]:.2f}–{span[1]:.2f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", action="store_true", help="print the rows as Markdown")
    arguments = parser.parse_args()
    seen = json.loads(SEEN.read_text(encoding="utf-8"))
    folder = os.environ.get(VARIABLE)
    if folder is None or not Path(folder, seen["customer"]).is_file():
        why = f"{VARIABLE} is not set" if folder is None else f"{VARIABLE} names a folder without the call"
        print(json.dumps({"bench": "real_call", "not run": why}))
        return
    customer, trainee = (read_sound(Path(folder, seen[side]))[0] for side in ("customer", "trainee"))
    result = compare(seen, measure_recording(customer, trainee, load_speech_to_text(), SileroActivity))
    if arguments.tables:
        print(tables(result))
        return
    json.dump({"bench": "real_call", **result}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
