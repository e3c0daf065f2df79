"""A Dask cluster in a process of its own, so that its threads and logs are not the test's."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TESTS = Path(__file__).parents[1]


@contextmanager
def dask_cluster(workers: int) -> Iterator[str]:
    """Give the address of a scheduler with so many workers, each a process; they know the tests' fakes."""
    program = f"import sys; sys.path[:0] = {[str(TESTS), str(TESTS.parent)]!r}; "
    program += f"from fakes.dask_cluster import serve; serve({workers})"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def serve(workers: int) -> None:
    """Run the cluster until nobody needs it any more."""
    from distributed import LocalCluster  # noqa: PLC0415 (an extra)

    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1"
    ) as cluster:
        sys.stdout.write(f"{cluster.scheduler_address}\n")
        sys.stdout.flush()
        sys.stdin.read()
