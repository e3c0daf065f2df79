"""What judging many calls costs with one process and with two, and a recorded call on one core; prints JSON.

``python -m bench.score_jobs [--calls N] [--rounds N] [--recorded CALL_DIR]``. The calls are copies of the golden ones,
kept as text; ``voicedrill score`` judges them with ``--jobs 1`` and ``--jobs 2`` in turns, from start to end of the
program, which prints the same. A recorded call, given or else made by ``demo``, is judged by a process bound to
one core where the system allows it: how many times faster than it lasted, with and without the start of the program.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "calls"
JOBS = (1, 2)
PROGRAM = (sys.executable, "-m", "voicedrill.cli.main")


def copies(folder: Path, count: int) -> list[Path]:
    """Copy the golden calls into ``folder``, one after the other, until there are so many."""
    sources = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
    made = []
    for number, source in enumerate(islice(cycle(sources), count)):
        made.append(folder / f"{number:04}_{source.name}")
        shutil.copytree(source, made[-1])
    return made


def side_by_side(calls: list[Path], rounds: int) -> dict[str, object]:
    """Judge the calls with each number of jobs in turns; return the median wall times and their ratio."""
    walls: dict[int, list[float]] = {jobs: [] for jobs in JOBS}
    printed = set()
    for _ in range(rounds):
        for jobs in JOBS:
            command = [*PROGRAM, "score", *map(str, calls), "--json", "--jobs", str(jobs)]
            start_s = perf_counter()
            printed.add(subprocess.run(command, check=True, capture_output=True).stdout)
            walls[jobs].append(perf_counter() - start_s)
    one, two = (median(walls[jobs]) for jobs in JOBS)
    return {
        "calls": len(calls),
        "rounds": rounds,
        "wall_s": {str(jobs): [round(wall, 2) for wall in walls[jobs]] for jobs in JOBS},
        "ratio": round(one / two, 2),
        "same_output": len(printed) == 1,
    }


def one_call(call: Path) -> dict[str, object]:
    """Judge a recorded call in this process, bound to one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    start_s = perf_counter()
    from voicedrill.runtime.debrief import debrief  # noqa: PLC0415 (its import is measured)

    loaded_s = perf_counter()
    length_s = debrief(call).folder.duration_s
    ended_s = perf_counter()
    return {
        "length_s": round(length_s, 1),
        "wall_s": round(ended_s - loaded_s, 3),
        "wall_with_start_s": round(ended_s - start_s, 3),
        "times_real_time": round(length_s / (ended_s - loaded_s), 1),
        "times_real_time_with_start": round(length_s / (ended_s - start_s), 1),
    }


def recorded(call: Path | None, folder: Path) -> dict[str, object]:
    """Judge the call, or a simulated one made in ``folder``, in a process of its own."""
    if call is None:
        call = folder / "demo"
        made = subprocess.run(
            [*PROGRAM, "demo", "--fast", "--out", str(call)], capture_output=True, text=True, check=False
        )
        if made.returncode:
            return {"not run": made.stderr.strip()}
    command = [sys.executable, "-m", "bench.score_jobs", "--one", str(call)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100, help="how many copies of golden calls")
    parser.add_argument("--rounds", type=int, default=3, help="how often each number of jobs is measured")
    parser.add_argument("--recorded", type=Path, metavar="CALL_DIR", help="a call with audio.wav; else one is made")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(one_call(arguments.one)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = side_by_side(copies(folder, arguments.calls), arguments.rounds)
        print(
            json.dumps(
                {
                    "bench": "score_jobs",
                    "cores": os.cpu_count(),
                    **result,
                    "recorded": recorded(arguments.recorded, folder),
                },
                indent=1,
            )
        )


if __name__ == "__main__":
    main()
