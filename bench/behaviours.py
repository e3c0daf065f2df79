"""How well the behaviour detector agrees with people; prints JSON.

Measured by patterns alone and with sentence embeddings, on labelled utterances of other people's calls: as written, as
a recogniser would write them (lower case, no punctuation), with every tenth word lost or replaced, and, when a folder
to keep sounds and words in is named, spoken and heard. ``VOICEDRILL_EVAL_DATA`` names the folder with
``behaviours_dev.jsonl``. Then on the project's own test sets (`bench.own_behaviours`), which need no data.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

from bench.agreement import agreement
from bench.own_behaviours import interview_sets, own_sets
from bench.spoken import Speak, espeak, heard, piper
from voicedrill.content.detection import Detector
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.errors import EngineError
from voicedrill.runtime.detecting import load_detector

FILE = "behaviours_dev.jsonl"
VARIABLE = "VOICEDRILL_EVAL_DATA"
CORRUPTED = 0.1
DROPPED = 0.3
"""Share of the corrupted words that are lost; the others become another word of the data."""
Rows = list[dict]
Voices = dict[str, Callable[[], Speak]]


def as_recognised(text: str) -> str:
    """Return the text as a recogniser would write it: lower case, no punctuation."""
    return " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text.lower()))


def corrupted(text: str, words: list[str], random: Random) -> str:
    """Return the recognised text with one word in ten lost or replaced by one of ``words``."""
    kept = []
    for word in as_recognised(text).split():
        if random.random() >= CORRUPTED:
            kept.append(word)
        elif random.random() >= DROPPED:
            kept.append(random.choice(words))
    return " ".join(kept)


def versions(rows: Rows) -> dict[str, list[str]]:
    """Return the utterances' texts in every version that needs no voice."""
    texts = [row["text"] for row in rows]
    words = [word for text in texts for word in as_recognised(text).split()]
    random = Random(1)
    return {
        "written": texts,
        "recognised": [as_recognised(text) for text in texts],
        "corrupted": [corrupted(text, words, random) for text in texts],
    }


def spoken(texts: list[str], kept: Path, voices: Voices) -> tuple[dict[str, list[str]], dict[str, dict]]:
    """Return the texts as heard from every voice, and the voices that could not speak, with the reason."""
    found, missing = {}, {}
    for name, make_voice in voices.items():
        try:
            found[name] = heard(texts, name, make_voice, load_speech_to_text(), kept)
        except EngineError as error:
            missing[name] = {"not run": str(error)}
    return found, missing


def measured(rows: Rows, texts: list[str], detector: Detector) -> dict:
    """Return how well the detector agrees with the labels of the utterances in one version."""
    wanted = [set(row["labels"]) for row in rows]
    pairs = zip(rows, texts, strict=True)
    found = [{one.id for one in detector.detect(text, row["prev"] or "")} for row, text in pairs]
    return agreement(wanted, found, sorted(set().union(*wanted)))


def by_detector(measure: Callable[[Detector], dict]) -> dict:
    """Return what is measured of patterns alone and with embeddings; where their model is missing, why not."""
    result: dict = {"patterns": measure(load_detector(by_meaning=False))}
    try:
        result["embeddings"] = measure(load_detector(by_meaning=True))
    except EngineError as error:
        result["embeddings"] = {"not run": str(error)}
    return result


def load_rows() -> tuple[Rows, str]:
    """Return the labelled utterances, and why there are none (empty when there are)."""
    folder = os.environ.get(VARIABLE)
    path = Path(folder, FILE) if folder else None
    if path is None or not path.is_file():
        return [], f"{VARIABLE} is not set" if path is None else f"{VARIABLE} names a folder without {FILE}"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()], ""


def labelled(rows: Rows, kept: Path | None, voices: Voices) -> dict:
    """Measure on the labelled utterances."""
    texts, missing = versions(rows), {"spoken": {"not run": "name a folder for sounds and words with --cache"}}
    if kept:
        from_voices, missing = spoken(texts["written"], kept, voices)
        texts |= from_voices

    def measure(detector: Detector) -> dict:
        return {"detector": detector.name, **{name: measured(rows, some, detector) for name, some in texts.items()}}

    return {"utterances": len(rows), **missing, **by_detector(measure)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--own", action="store_true", help="only the project's own test sets, which need no data")
    parser.add_argument("--cache", type=Path, help="also spoken by Piper (bench extra); keep sounds and words here")
    parser.add_argument("--espeak", action="store_true", help="with --cache: also spoken by the system's voice")
    arguments = parser.parse_args()
    result: dict = {"bench": "behaviours"}
    if not arguments.own:
        rows, why = load_rows()
        if why:
            print(json.dumps(result | {"not run": f"{why}; --own measures the project's own test sets"}))
            return
        voices = {"piper": piper} | ({"espeak": espeak} if arguments.espeak else {})
        result["labelled"] = labelled(rows, arguments.cache, voices)
    result["own"] = by_detector(own_sets) | {"interviews": interview_sets()}
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
