"""Every shipped customer and case against every scripted trainee: ``python -m bench.customers [--runs N]``.

Prints one JSON object: how calls end by trainee, and every call that breaks a promise of the library (a good trainee
can always settle the matter, a bad one never; nothing is said twice, left unfilled or contradicted). Exits 1 when there
is any such call.
"""

import argparse
import itertools
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from voicedrill import __version__
from voicedrill.history.folder import CallFolderWriter, CallHeader
from voicedrill.persona.schema import Persona
from voicedrill.runtime.debrief import debrief
from voicedrill.runtime.detecting import load_patterns
from voicedrill.runtime.library import list_personas
from voicedrill.runtime.simulation import CachedDetector, SimulatedCall, simulate
from voicedrill.runtime.text_trainee import Manner
from voicedrill.scoring.rubric import RUBRIC_VERSION

SETTLED = {"resolved", "accepts_limit"}
ENDS: dict[Manner, tuple[set[str], int]] = {
    Manner.IDEAL: (SETTLED, 12),
    Manner.DEFENSIVE: ({"hang_up", "supervisor"}, 10),
    Manner.OFFENDED: ({"hang_up", "supervisor"}, 15),
    Manner.SILENT: ({"hang_up", "timeout"}, 20),
    Manner.RAMBLING: ({"hang_up", "timeout", "supervisor"}, 40),
}
"""How calls with these trainees end, and after how many exchanges at the latest."""
NEVER_SETTLE = (Manner.APOLOGY_ONLY, Manner.SOLUTION_ONLY, Manner.PARROT)
LENIENT_DIFFICULTY = 1
"""Up to this difficulty a parrot may settle the matter."""
NEARLY = 70
FAIL = (Manner.PARROT, Manner.OVER_PROMISING, Manner.CAVING_IN)
"""Their scorecards stay below ``nearly``."""


def broken(call: SimulatedCall) -> Iterator[str]:
    """Yield each promise of the library that a call breaks."""
    yield from call.flaws()
    if call.manner in ENDS:
        outcomes, most = ENDS[call.manner]
        if call.outcome not in outcomes:
            yield f"ends {call.outcome}"
        if call.exchanges > most:
            yield f"takes {call.exchanges} exchanges"
    lenient = call.manner is Manner.PARROT and call.casting.persona.difficulty <= LENIENT_DIFFICULTY
    if call.manner in NEVER_SETTLE and call.outcome in SETTLED and not lenient:
        yield f"ends {call.outcome}"
    if call.outcome == "endless":
        yield "never ends"


def score(call: SimulatedCall, persona_text: str) -> int | None:
    """Return the score of a simulated call."""
    casting = call.casting
    header = CallHeader(
        persona_id=casting.persona.id, persona_version=casting.persona.version, persona_text=persona_text,
        case=casting.case.id, seed=casting.seed, app_version=__version__, rubric_version=RUBRIC_VERSION, models={},
        baseline=None, settings={},
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "call"
        writer = CallFolderWriter(path, header)
        for event in call.events:
            writer.write(event)
        writer.close()
        return debrief(path).scorecard.score


@dataclass
class Result:
    """What came of the calls about some cases.

    Attributes
    ----------
    ends : dict
        Outcomes by trainee.
    problems : list of str
        Broken promises.
    calls, lines, fallbacks : int
        How many calls and lines of hers there were, and how many of those fit anything.
    """

    ends: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    calls: int = 0
    lines: int = 0
    fallbacks: int = 0

    def add(self, other: "Result") -> None:
        """Take in what came of other calls."""
        for manner, counts in other.ends.items():
            self.ends.setdefault(manner, Counter()).update(counts)
        self.problems += other.problems
        self.calls += other.calls
        self.lines += other.lines
        self.fallbacks += other.fallbacks


@dataclass(frozen=True)
class Job:
    """A case to be played, with seeds from 1 to ``runs``."""

    persona: Persona
    text: str
    case: str
    runs: int


def jobs(runs: int, only: Collection[str] = ()) -> list[Job]:
    """Return a job for each case of the shipped customers."""
    return [
        Job(entry.persona, entry.text, case.id, runs)
        for entry in list_personas()
        if entry.persona is not None and entry.persona.kind == "call" and (not only or entry.persona.id in only)
        for case in entry.persona.cases
    ]


def check(job: Job) -> Result:
    """Play all trainees against one case."""
    detector, result = CachedDetector(load_patterns()), Result()
    for manner, seed in itertools.product(Manner, range(1, job.runs + 1)):
        call = simulate(job.persona, job.case, manner, seed, detector)
        result.ends.setdefault(manner, Counter())[call.outcome] += 1
        result.calls += 1
        result.lines += len(call.answers)
        result.fallbacks += call.fallbacks
        problems = list(broken(call))
        points = score(call, job.text) if seed == 1 and manner in FAIL else None
        if points is not None and points >= NEARLY:
            problems.append(f"scores {points}")
        result.problems += [f"{job.persona.id} {job.case} {manner} {seed}: {one}" for one in problems]
    return result


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=50, help="seeds of each case")
    parser.add_argument("--persona", action="append", default=[], help="only this customer (may be given again)")
    given = parser.parse_args()
    cases, total = jobs(given.runs, given.persona), Result()
    with ProcessPoolExecutor() as pool:
        for result in pool.map(check, cases):
            total.add(result)
    print(json.dumps({"cases": len(cases), **vars(total)}, indent=1))
    sys.exit(1 if total.problems else 0)


if __name__ == "__main__":
    main()
