"""The project's own test sets of behaviours (``tests/data/behaviours``), written apart from the patterns.

They hold what the labelled utterances lack. A set's figures are for the behaviour that it is named after: its examples
and its near misses. The facts as spoken hold only right ones, half of them with one error of the recogniser.
"""

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path

from bench.agreement import agreement
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import Detector
from voicedrill.content.interview import InterviewDetector
from voicedrill.content.patterns import compile_patterns
from voicedrill.content.text import normalise
from voicedrill.persona.casting import Casting
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.detecting import listener_for
from voicedrill.runtime.library import find_persona
from voicedrill.scoring.interview_points import POINTS, covered

FOLDER = Path(__file__).parents[1] / "tests" / "data"
OF_WORDS = ("ownership", "paraphrase", "profanity", "taking_offence", "judging")
OF_CASES = ("over_promise", "liability", "wrong_fact", "repeat_question", "unverified_disclosure", "scripted")
OF_INTERVIEWS = ("situation", "action", "outcome", "specific", "hypothetical", "ranting")
HOW_SET = "interview_how"
"""One set for all points of a "how would you" answer: what shows one point is a near miss of the others."""
SPOKEN_FACTS = ("spoken_facts", "spoken_facts_misheard")
Row = dict
Hear = Callable[[Row], set[str]]


def own_sets(detector: Detector) -> dict:
    """Return the figures of every set of calls: behaviours that the words show, those bound to a case, and facts."""
    words = {name: _figures(name, _by_words(detector)) for name in OF_WORDS}
    cases = {name: _figures(name, lambda row: in_case(row, detector)) for name in OF_CASES}
    facts = {name: spoken_facts(read_set(name), detector) for name in SPOKEN_FACTS}
    return {**words, **cases, **facts}


def interview_sets() -> dict:
    """Return the figures of every set of interview answers; their detector has patterns only."""
    text = resources.files("voicedrill.content").joinpath("interview.yaml").read_text(encoding="utf-8")
    detector = InterviewDetector(compile_patterns(text))
    told = {name: _figures(name, _by_words(detector)) for name in OF_INTERVIEWS}
    return {**told, **{point.id: _figures(point.id, points_covered, HOW_SET) for point in POINTS}}


def points_covered(row: Row) -> set[str]:
    """Return the points that are found in a "how would you" answer."""
    said = normalise(row["text"])
    return {point.id for point in POINTS if covered(point, said)}


def read_set(name: str) -> list[Row]:
    """Return the rows of a set."""
    lines = (FOLDER / "behaviours" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def in_case(row: Row, detector: Detector) -> set[str]:
    """Return what is heard in a turn of a call, after the turns ``before`` it."""
    listener = listener_for(casting(row["persona"], row["case"], row["seed"]), detector)
    told = frozenset(row["told"])
    for text in row.get("before", []):
        listener.hear(text, 1.0, told)
    return {one.id for one in listener.hear(row["text"], 1.0, told, row["prev"])}


def spoken_facts(rows: list[Row], detector: Detector) -> dict[str, int]:
    """Count the turns whose fact is matched, not heard clearly, passed over, or called wrong, which none is."""
    matched = unclear = wrong = 0
    for row in rows:
        reader = CaseReader(casting(row["persona"], row["case"], row["seed"]))
        told = frozenset(row["told"])
        matched += row["fact"] in reader.repeated(row["text"])
        unclear += row["fact"] in reader.unclear_facts(row["text"], told)
        wrong += "wrong_fact" in in_case(row, detector)
    return {"facts": len(rows), "matched": matched, "unclear": unclear, "called_wrong": wrong}


@cache
def casting(persona: str, case: str, seed: int) -> Casting:
    """Cast a case of the tests' own customers or of a shipped one."""
    own = FOLDER / "personas" / f"{persona}.yaml"
    return cast_case(find_persona(str(own) if own.exists() else persona)[0], case, seed)


def _by_words(detector: Detector) -> Hear:
    return lambda row: {one.id for one in detector.detect(row["text"], row["prev"])}


def _figures(name: str, hear: Hear, of_set: str = "") -> dict:
    rows = read_set(of_set or name)
    figures = agreement([set(row["labels"]) for row in rows], [hear(row) for row in rows], [name])
    return {"near_misses": sum(name not in row["labels"] for row in rows), **figures["behaviours"][name]}
