"""The human speech of the evaluation data: ``speech`` in the folder that ``VOICEDRILL_EVAL_DATA`` names."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from voicedrill.audio.sound import read_sound
from voicedrill.speech.samples import Samples

VARIABLE = "VOICEDRILL_EVAL_DATA"
FILE = "speech.jsonl"


@dataclass(frozen=True, eq=False)
class Clip:
    """One recording of one speaker.

    ``reference`` is empty and ``vosk_wer`` (word error rate of the small English model) 1 where they are unknown.
    """

    name: str
    samples: Samples
    reference: str
    vosk_wer: float
    kind: str


def speech_folder() -> Path | str:
    """Return the folder ``speech`` of the evaluation data, or why there is none."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        return f"{VARIABLE} is not set"
    speech = Path(folder, "speech")
    return speech if speech.is_dir() else f"{VARIABLE} names a folder without speech"


def load_clips(longest_s: float = 60.0) -> tuple[list[Clip], str]:
    """Return the clips up to ``longest_s``, and why there are none (empty when there are)."""
    folder = os.environ.get(VARIABLE)
    path = Path(folder, FILE) if folder else None
    if path is None or not path.is_file():
        return [], f"{VARIABLE} is not set" if path is None else f"{VARIABLE} names a folder without {FILE}"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_clip(path.parent, row) for row in rows if row["duration_s"] <= longest_s], ""


def _clip(folder: Path, row: dict) -> Clip:
    wer = row["vosk_wer"]
    return Clip(
        name=row["file"] if row["channel"] is None else f"{row['file']}:{row['channel']}",
        samples=read_sound(folder / row["file"])[row["channel"] or 0],
        reference=row["reference"] or "",
        vosk_wer=1.0 if wer is None else wer,
        kind=row["kind"],
    )
