"""What holds for every test: no leaked threads, no unexpected log records, no user data touched."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

WITHOUT_QT = os.environ.get("VOICEDRILL_TEST_WITHOUT_QT") == "1"


class _NoQt:
    """Makes Qt impossible to import, as on a machine without it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Refuse Qt; leave everything else to the next finder."""
        if name.split(".", maxsplit=1)[0] in {"PySide6", "shiboken6", "qtawesome"}:
            raise ModuleNotFoundError(f"No module named {name!r} (blocked by the tests)", name=name)


if WITHOUT_QT:
    sys.meta_path.insert(0, _NoQt())


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep away from the user's files; lines and calibrations of the voice are shared by all tests of a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEDRILL_VOICE_CACHE", str(tmp_path_factory.mktemp("voices")))
        patch.setenv("VOICEDRILL_DATA_DIR", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(autouse=True)
def _own_folders(_own_cache: None, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICEDRILL_DATA_DIR", str(tmp_path_factory.mktemp("data")))


@pytest.fixture(autouse=True)
def _no_leaked_threads() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    leaked = [thread for thread in threading.enumerate() if thread not in before]
    for thread in leaked:
        thread.join(timeout=2)
    assert not [thread.name for thread in leaked if thread.is_alive()], "the test left threads behind"


@pytest.fixture(autouse=True)
def _no_unexpected_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail on any record of WARNING or above, unless the test is marked ``logs_warnings``."""
    yield
    if request.node.get_closest_marker("logs_warnings"):
        return
    loud = [
        record for when in ("setup", "call") for record in caplog.get_records(when) if record.levelno >= logging.WARNING
    ]
    assert not loud, "unexpected log records: " + "; ".join(record.getMessage() for record in loud)
