import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.dask_cluster import dask_cluster
from fakes.judging import killed_by_some, name_of
from golden import parcel

from voicedrill.errors import UserError
from voicedrill.runtime import cluster_jobs
from voicedrill.runtime.cluster_jobs import judged_on_cluster
from voicedrill.runtime.score_jobs import Failure, judged, killed
from voicedrill.runtime.scored import scored

distributed = pytest.importorskip("distributed")

NOWHERE = "tcp://127.0.0.1:1"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with dask_cluster(workers=2) as address:
        yield address


def test_a_cluster_gives_what_one_process_gives(cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    parcel.write_call(tmp_path / "good", parcel.good_call())
    parcel.write_call(tmp_path / "poor", parcel.poor_call())
    calls = [Path("good"), Path("absent"), Path("poor")]
    before, done = set(threading.enumerate()), list[int]()
    results = list(judged_on_cluster(scored, calls, cluster, done=done.append))
    assert set(threading.enumerate()) <= before
    assert results == list(judged(scored, calls))
    assert isinstance(results[1], Failure)
    assert done == [1, 2, 3]


def test_the_same_calls_are_judged_anew_each_time(cluster: str, tmp_path: Path) -> None:
    call = parcel.write_call(tmp_path / "call", parcel.good_call())
    for _ in range(2):
        list(judged_on_cluster(scored, [call], cluster))
        (call / "score.json").unlink()


@pytest.mark.logs_warnings  # Dask tells of results that were lost and are made again
def test_a_killed_worker_loses_nothing(cluster: str, tmp_path: Path) -> None:
    calls = [tmp_path / name for name in ("a", "once_b", "killer_c", "d")]
    assert list(judged_on_cluster(killed_by_some, calls, cluster)) == ["a", "once_b", killed(calls[2]), "d"]


@pytest.mark.parametrize("address", [NOWHERE, "nonsense", "foo://127.0.0.1:1"])
def test_no_scheduler_is_one_sentence(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_jobs, "CONNECT_S", 0.2)
    with pytest.raises(UserError, match=f"No Dask scheduler answers at '{address}'"):
        list(judged_on_cluster(name_of, [Path("call")], address))


def test_a_worker_is_no_scheduler(cluster: str) -> None:
    with distributed.Client(cluster, set_as_default=False) as client:
        client.wait_for_workers(1)  # an earlier test has some killed
        worker = next(iter(client.scheduler_info()["workers"]))
    with pytest.raises(UserError, match="No Dask scheduler answers"):
        list(judged_on_cluster(name_of, [Path("call")], worker))


def test_a_scheduler_without_workers_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_jobs, "FIRST_WORKER_S", 0.2)
    with dask_cluster(workers=0) as empty, pytest.raises(UserError, match="has no worker"):
        list(judged_on_cluster(name_of, [Path("call")], empty))


def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=r"pip install 'voicedrill\[cluster\]'"):
        list(judged_on_cluster(name_of, [Path("call")], NOWHERE))
