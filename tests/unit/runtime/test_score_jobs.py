import subprocess
import sys
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest
from fakes.judging import buggy, endless_after_first, killed_by_some, name_of

from voicedrill.runtime.score_jobs import Failure, in_order, judged, killed

ROOT = Path(__file__).parents[3]


def paths(*names: str, at: Path = Path("calls")) -> list[Path]:
    return [at / name for name in names]


def test_results_stand_in_the_order_given_each_as_soon_as_it_can() -> None:
    done: list[int] = []
    results = in_order([(2, "c"), (0, "a"), (3, "d"), (1, "b")], done.append)
    assert next(results) == "a"
    assert done == [1, 2]
    assert list(results) == ["b", "c", "d"]
    assert done == [1, 2, 3, 4]


@pytest.mark.parametrize("jobs", [1, 2, 9])
def test_a_call_that_fails_does_not_stop_the_others(jobs: int) -> None:
    names = [f"call{number}" for number in range(7)]
    names[3] = "bad"
    done: list[int] = []
    expected: list[str | Failure] = [*names[:3], Failure(f"'{Path('calls', 'bad')}' is bad."), *names[4:]]
    assert list(judged(name_of, paths(*names), jobs=jobs, done=done.append)) == expected
    assert done == [1, 2, 3, 4, 5, 6, 7]
    assert not active_children()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_bug_is_raised(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError, match="call"):
        list(judged(buggy, paths("call"), jobs=jobs))
    assert not active_children()


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    calls = paths("a", "once_b", "c", "bad_d", "e", "once_f", at=tmp_path)
    bad = Failure(f"'{calls[3]}' is bad.")
    assert list(judged(killed_by_some, calls, jobs=2)) == ["a", "once_b", "c", bad, "e", "once_f"]


def test_a_call_that_kills_its_worker_twice_has_failed_and_its_neighbours_have_not() -> None:
    calls = paths("a", "killer_b", "c", "killer_d", "e")
    expected = ["a", killed(calls[1]), "c", killed(calls[3]), "e"]
    assert list(judged(killed_by_some, calls, jobs=2)) == expected
    assert "killed each time" in killed(calls[1]).message


def test_nobody_waits_for_calls_under_way_when_the_results_are_not_wanted_any_more() -> None:
    with closing(judged(endless_after_first, paths("first", "b", "c", "d", "e", "f"), jobs=2)) as results:
        assert next(results) == "first"
        assert active_children()
    assert not active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="there the output of a killed process is not closed")
def test_workers_end_when_the_program_is_killed() -> None:
    program = (
        "import sys; sys.path[:0] = ['tests', '.']\n"
        "from pathlib import Path; from fakes.judging import endless_after_first\n"
        "from voicedrill.runtime.score_jobs import judged\n"
        "list(judged(endless_after_first, [Path('b'), Path('c')], jobs=2))"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"judging\n"
        process.kill()
        process.stdout.read()  # returns when the last process that could write has ended
