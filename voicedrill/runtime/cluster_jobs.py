"""Many calls judged on a Dask cluster that sees the same files."""

import asyncio
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from voicedrill.errors import UserError
from voicedrill.runtime.score_jobs import Failure, attempt, in_order, killed

if TYPE_CHECKING:
    from distributed import Client, Future

Result = TypeVar("Result")

CONNECT_S = 10.0
"""How long a scheduler may take to answer."""
FIRST_WORKER_S = 60.0
"""How long the cluster may take to have its first worker: one that grows by itself begins with none."""

_RETRIES = 2
"""Times that a call is judged again after an error of the cluster, such as a file system away for a moment."""


def judged_on_cluster(
    judge: Callable[[Path], Result],
    call_dirs: Sequence[Path],
    address: str,
    *,
    done: Callable[[int], None] = lambda _: None,
) -> Generator[Result | Failure, None, None]:
    """Judge calls on a cluster and yield their results in the order given (`score_jobs.judged`).

    Parameters
    ----------
    judge : callable
        As for several jobs; the workers need this very voicedrill.
    call_dirs : sequence of Path
        The calls, at the same place for every worker.
    address : str
        Of the scheduler, for example ``tcp://10.0.0.5:8786``.
    done : callable
        Told how many calls are done, whenever one more is.

    Raises
    ------
    voicedrill.errors.UserError
        When the package is missing, no scheduler answers, it has no workers, or they have no voicedrill.
    """
    return in_order(_on_cluster(judge, call_dirs, address), done)


def _on_cluster(
    judge: Callable[[Path], Result], call_dirs: Sequence[Path], address: str
) -> Iterator[tuple[int, Result | Failure]]:
    with _connected(address) as client:
        from distributed import KilledWorker, as_completed  # noqa: PLC0415 (an extra)

        # Not pure: Dask would hand out an older result of the same folder.
        submit = partial(client.map, partial(attempt, judge), pure=False, retries=_RETRIES)
        paths = [path.absolute() for path in call_dirs]
        futures = submit(paths)
        places = {future.key: place for place, future in enumerate(futures)}
        _wait_for_worker(client, address)
        suspects = []
        for future in as_completed(futures, loop=client.loop):
            place = places[future.key]
            try:
                result = _result(future, address)
            except KilledWorker:
                suspects.append(place)
            else:
                yield place, _as_given(result, call_dirs[place])
        # Dask also blames calls that only waited for a worker when it was killed: each is tried by itself.
        for place in suspects:
            try:
                result = _result(submit([paths[place]])[0], address)
            except KilledWorker:
                result = killed(call_dirs[place])
            yield place, _as_given(result, call_dirs[place])


def _result(future: "Future[Any]", address: str) -> Any:
    try:
        return future.result()
    except ImportError as error:
        raise UserError(
            f"A worker of the Dask cluster at {address} cannot load what it needs ({error}). Install this version of "
            "voicedrill on every worker."
        ) from error


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    try:
        from distributed import Client  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise UserError(
            "--dask needs the package distributed, which is not here. Install it: pip install 'voicedrill[cluster]'."
        ) from error
    if not _is_scheduler(address):  # asked first, as a client that finds none leaves threads behind
        raise UserError(
            f"No Dask scheduler answers at '{address}'. Give the address that 'dask scheduler' prints, for example "
            "tcp://10.0.0.5:8786."
        )
    with Client(address, timeout=CONNECT_S, set_as_default=False) as client:
        yield client


def _is_scheduler(address: str) -> bool:
    from distributed import rpc  # noqa: PLC0415 (an extra)

    async def kind() -> str:
        async with rpc(address) as other:
            return str((await other.identity())["type"])

    try:
        return asyncio.run(asyncio.wait_for(kind(), CONNECT_S)) == "Scheduler"
    except (OSError, ValueError, KeyError):  # no answer (a timeout too), no address, something else there
        return False


def _wait_for_worker(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=FIRST_WORKER_S)
    except TimeoutError as error:
        raise UserError(
            f"The Dask scheduler at {address} has no worker. Start one on a machine that sees the calls: "
            f"dask worker {address}"
        ) from error


def _as_given(result: Result | Failure, call_dir: Path) -> Result | Failure:
    """Return a failure with the path as the user wrote it."""
    if isinstance(result, Failure):
        return Failure(result.message.replace(str(call_dir.absolute()), str(call_dir)))
    return result
