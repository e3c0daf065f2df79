"""How well the behaviour detector agrees with the labelled utterances; prints JSON.

Measured on the utterances as they are, in recogniser style (lower case, no punctuation) and with 10 % of the words
replaced or dropped. ``VOICEDRILL_EVAL_DATA`` names the folder with ``behaviours_dev.jsonl``.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from voicedrill.content.detection import Detector
from voicedrill.runtime.detecting import load_detector

FILE = "behaviours_dev.jsonl"
VARIABLE = "VOICEDRILL_EVAL_DATA"
WELL_COVERED = 10
"""Behaviours with fewer examples do not enter the macro average."""


def as_recognised(text: str) -> str:
    """Return the text as a recogniser would write it: lower case, no punctuation."""
    return " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower()))


def corrupted(text: str, words: list[str], random: Random) -> str:
    """Return the recognised text with one word in ten dropped or replaced by another of the data."""
    heard = []
    for word in as_recognised(text).split():
        if random.random() >= 0.1:
            heard.append(word)
        elif random.random() < 0.7:
            heard.append(random.choice(words))
    return " ".join(heard)


def agreement(rows: list[dict], detector: Detector, changed: Callable[[str], str]) -> dict:
    """Return precision, recall and F1 of every behaviour, and the macro average of the well covered ones."""
    pairs = [(set(row["labels"]), _ids(detector, changed(row["text"]), row["prev"])) for row in rows]
    labels = sorted({label for row in rows for label in row["labels"]})
    per = {label: _scores(label, pairs) for label in labels}
    covered = [one["f1"] for one in per.values() if one["examples"] >= WELL_COVERED]
    return {"macro_f1": round(sum(covered) / len(covered), 3), "behaviours": per}


def _ids(detector: Detector, text: str, prev: str | None) -> set[str]:
    return {one.id for one in detector.detect(text, prev or "")}


def _scores(label: str, pairs: Iterable[tuple[set[str], set[str]]]) -> dict[str, float]:
    pairs = list(pairs)
    hits = sum(label in wanted and label in got for wanted, got in pairs)
    wanted = sum(label in one for one, _ in pairs)
    got = sum(label in one for _, one in pairs)
    precision, recall = hits / got if got else 0.0, hits / wanted
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {"examples": wanted, "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def main() -> None:
    """Measure and print."""
    folder = os.environ.get(VARIABLE)
    path = Path(folder, FILE) if folder else None
    if path is None or not path.is_file():
        why = f"{VARIABLE} is not set" if path is None else f"{VARIABLE} names a folder without {FILE}"
        print(json.dumps({"bench": "detector_accuracy", "not run": why}))
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    detector = load_detector()
    words = [word for row in rows for word in as_recognised(row["text"]).split()]
    random = Random(1)
    json.dump(
        {
            "bench": "detector_accuracy",
            "utterances": len(rows),
            "typed": agreement(rows, detector, str),
            "recognised": agreement(rows, detector, as_recognised),
            "corrupted": agreement(rows, detector, lambda text: corrupted(text, words, random)),
        },
        sys.stdout,
        indent=1,
    )
    print()


if __name__ == "__main__":
    main()
