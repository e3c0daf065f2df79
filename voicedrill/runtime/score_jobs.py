"""Many calls judged one after the other, in processes side by side, or on a cluster: always in the order given."""

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, connection, get_context, parent_process
from pathlib import Path
from typing import TypeVar

from voicedrill.errors import UserError

Result = TypeVar("Result")

Numbered = tuple[int, Path]
"""A call folder and its place among those given."""

_IN_HAND = 2
"""Calls a worker has, with the one it judges: it need not wait for the next one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result for a call, in one sentence."""

    message: str


def judged(
    judge: Callable[[Path], Result],
    call_dirs: Sequence[Path],
    *,
    jobs: int = 1,
    done: Callable[[int], None] = lambda _: None,
) -> Generator[Result | Failure, None, None]:
    """Judge calls and yield their results in the order given, each as soon as those before it are there.

    Parameters
    ----------
    judge : callable
        Gives the result of one call folder. With several jobs it has to be a function of a module, and its result
        picklable. A `voicedrill.errors.UserError` that it raises becomes a `Failure`; anything else is raised here.
    call_dirs : sequence of Path
        The calls.
    jobs : int
        Processes, at least 1; with 1 everything runs in this one.
    done : callable
        Told how many calls are done, whenever one more is.
    """
    finished = _in_processes(judge, call_dirs, jobs) if jobs > 1 else _here(judge, call_dirs)
    return in_order(finished, done)


def attempt(judge: Callable[[Path], Result], call_dir: Path) -> Result | Failure:
    """Judge one call; what a person can put right is a result too, so that it does not stop the other calls."""
    try:
        return judge(call_dir)
    except UserError as error:
        return Failure(str(error))


def in_order(finished: Iterable[tuple[int, Result]], done: Callable[[int], None]) -> Generator[Result, None, None]:
    """Yield results by their place, whatever order they come in; ``done`` is told their number."""
    early: dict[int, Result] = {}
    place = 0
    for count, (index, result) in enumerate(finished, 1):
        done(count)
        early[index] = result
        while place in early:
            yield early.pop(place)
            place += 1


def killed(call_dir: Path) -> Failure:
    """Return what is said of a call whose process was killed when it was judged, and again when it was tried anew."""
    return Failure(
        f"'{call_dir}' cannot be judged: the process that does it is killed each time. See whether the memory is "
        "enough, or leave this call out."
    )


def _here(judge: Callable[[Path], Result], call_dirs: Sequence[Path]) -> Iterator[tuple[int, Result | Failure]]:
    for index, call_dir in enumerate(call_dirs):
        yield index, attempt(judge, call_dir)


def _in_processes(
    judge: Callable[[Path], Result], call_dirs: Sequence[Path], jobs: int
) -> Iterator[tuple[int, Result | Failure]]:
    """Judge the calls in processes and yield the results as they come.

    When a worker is killed, each call that was under way is judged again by itself: only so is it known which of them
    kills its worker.
    """
    waiting = deque(enumerate(call_dirs))
    while waiting:
        suspects = deque((yield from _round(judge, waiting, min(jobs, len(waiting)), _IN_HAND)))
        while suspects:
            for index, call_dir in (yield from _round(judge, suspects, 1, 1)):
                yield index, killed(call_dir)


def _round(
    judge: Callable[[Path], Result], waiting: deque[Numbered], workers: int, in_hand: int
) -> Generator[tuple[int, Result | Failure], None, list[Numbered]]:
    """Judge calls until none is waiting or a worker is killed; return those whose results were lost with it."""
    under_way: dict[Future[Result | Failure], Numbered] = {}
    lost: list[Numbered] = []
    broken = False
    with _pool(workers) as pool:
        while under_way or (waiting and not broken):
            try:
                while waiting and not broken and len(under_way) < in_hand * workers:
                    with _without_ctrl_c():
                        future = pool.submit(attempt, judge, waiting[0][1])
                    under_way[future] = waiting.popleft()
            except BrokenProcessPool:
                broken = True
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                index, call_dir = under_way.pop(future)
                try:
                    result = future.result()
                except BrokenProcessPool:
                    broken = True
                    lost.append((index, call_dir))
                else:
                    yield index, result
    return sorted(lost)


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Give a pool of fresh processes; when it is left by an exception, nobody waits for the calls under way."""
    others = set(active_children())
    # A fork would copy locks that other threads hold, the progress bar's among them.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker) as pool:
        try:
            yield pool
        except BaseException:
            for process in set(active_children()) - others:
                process.terminate()
            raise


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Keep Ctrl+C from processes started within, which inherit that: Python would print a traceback while it starts."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: from `_start_worker` on they are spared
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """Leave Ctrl+C to the main process, and end with it, also when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
