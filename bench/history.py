"""How quick the history is: ``python -m bench.history [--calls N]``.

Makes N copies of the golden calls, each judged as after a call, in a folder that is deleted afterwards, and prints:
calls indexed a second by a rebuild, and the slowest of several runs of each query that a list needs, in milliseconds.
"""

import argparse
import itertools
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from voicedrill.history.database import HISTORY_SQLITE, Database
from voicedrill.history.index import Filter, History
from voicedrill.runtime.debrief import debrief

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "golden" / "calls"
_RUNS = 5


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=5000)
    count = parser.parse_args().calls
    with tempfile.TemporaryDirectory() as scratch:
        calls = Path(scratch) / "calls"
        _fill(calls, count)
        database = Database(Path(scratch) / HISTORY_SQLITE)
        history = History(calls, database, _judge)
        rebuilt_s = _took_s(history.rebuild)
        queries: dict[str, Callable[[], object]] = {
            "latest 50": lambda: history.calls(latest=50),
            "all": history.calls,
            "one trainee": lambda: history.calls(Filter(trainee="t3")),
            "words and band": lambda: history.calls(Filter(words="parcel", band="ready"), latest=50),
            "one month": lambda: history.calls(Filter(since="2026-05-01", until="2026-05-31")),
        }
        slowest = {name: max(_took_s(query) for _ in range(_RUNS)) for name, query in queries.items()}
        nothing_s = _took_s(history.refresh)
        database.close()
    print(
        json.dumps(
            {
                "calls": count,
                "rebuild_calls_per_s": round(count / rebuilt_s),
                "query_ms": {name: round(1000 * slow_s, 1) for name, slow_s in slowest.items()},
                "refresh_without_changes_ms": round(1000 * nothing_s),
            },
            indent=1,
        )
    )


def _fill(calls: Path, count: int) -> None:
    originals = [path for path in sorted(GOLDEN.iterdir()) if path.is_dir()]
    for number, original in zip(range(count), itertools.cycle(originals), strict=False):
        day, second = divmod(number, 40)
        name = f"2026-{1 + day // 28 % 12:02d}-{1 + day % 28:02d}-12{second:02d}00-{number}"
        shutil.copytree(original, calls / name)
        header = json.loads((calls / name / "call.json").read_text(encoding="utf-8"))
        header |= {"trainee": f"t{number % 20}", "seed": number}
        (calls / name / "call.json").write_text(json.dumps(header), encoding="utf-8")


def _judge(folder: Path) -> None:
    debrief(folder)


def _took_s(do: Callable[[], object]) -> float:
    began_s = time.perf_counter()
    do()
    return time.perf_counter() - began_s


if __name__ == "__main__":
    main()
