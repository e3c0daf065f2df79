"""How many lines a second the behaviour detector reads on one core; prints JSON.

Agents' lines of the project's own corpus and, where ``VOICEDRILL_EVAL_DATA`` names their folder, the labelled
utterances, which are longer; each line once, with the customer's line before it. By patterns alone (wanted: 2,000 lines
a second) and clause by clause with sentence embeddings (wanted: 120).
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from bench.behaviours import load_rows
from voicedrill.content.detection import Detector
from voicedrill.errors import EngineError
from voicedrill.runtime.detecting import load_detector

CORPUS = Path(__file__).parents[1] / "models" / "behaviours"
LINES = 1_000
"""Most lines of a set that are read, drawn with a seed."""
WARM_UP = 20
"""Lines read before the clock starts: the first ones load and compile."""
TARGETS = {"patterns": 2_000, "embeddings": 120}
Line = tuple[str, str]


def corpus_lines() -> list[Line]:
    """Return the texts of the project's corpus, each with the customer's line before it."""
    sys.path.insert(0, str(CORPUS))  # its programs are scripts beside it, not a package
    try:
        from corpus import read_corpus  # noqa: PLC0415
    finally:
        sys.path.remove(str(CORPUS))
    return [(row.text, row.prev) for row in read_corpus()]


def speed(lines: Sequence[Line], detector: Detector) -> dict[str, float]:
    """Return lines a second, by the processor's time and by the clock on the wall."""
    for text, prev in lines[:WARM_UP]:
        detector.detect(text, prev)
    timed = lines[WARM_UP:]
    wall_s, processor_s = perf_counter(), process_time()
    for text, prev in timed:
        detector.detect(text, prev)
    wall_s, processor_s = perf_counter() - wall_s, process_time() - processor_s
    return {
        "lines_per_processor_s": round(len(timed) / processor_s, 1),
        "lines_per_wall_s": round(len(timed) / wall_s, 1),
        "processor_ms_a_line": round(1000.0 * processor_s / len(timed), 3),
    }


def measured(lines: Sequence[Line]) -> dict:
    """Return the speed of both detectors on some of the lines."""
    some = Random(1).sample(lines, min(LINES + WARM_UP, len(lines)))
    result: dict = {
        "of_lines": len(lines),
        "lines": len(some) - WARM_UP,
        "words_a_line": round(sum(len(text.split()) for text, _ in some) / len(some), 1),
    }
    for name, target in TARGETS.items():
        try:
            found = speed(some, load_detector(by_meaning=name == "embeddings"))
        except EngineError as error:
            result[name] = {"not run": str(error)}
        else:
            result[name] = {**found, "target": target}
    return result


def main() -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rows, why = load_rows()
    utterances = [(row["text"], row["prev"] or "") for row in rows]
    result = {
        "bench": "behaviour_speed",
        "corpus": measured(corpus_lines()),
        "labelled": {"not run": why} if why else measured(utterances),
    }
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
