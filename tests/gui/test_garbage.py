"""Garbage is collected on the window's thread alone."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject

from voicedrill.ui.garbage import GarbageCollector


class Thing:
    """Held by nothing but itself."""

    def __init__(self) -> None:
        self.itself = self
        self.ended_on: list[threading.Thread] = []
        weakref.finalize(self, lambda seen: seen.append(threading.current_thread()), self.ended_on)


@pytest.fixture
def collector(qapp: QObject) -> Iterator[GarbageCollector]:
    collector = GarbageCollector(qapp)
    collector._timer.setInterval(5)
    yield collector
    collector.close()
    collector.deleteLater()
    gc.freeze()
    gc.disable()  # as the other tests want it


def make_garbage() -> list[threading.Thread]:
    """Leave a cycle and far more new objects than Python lets pass before it collects."""
    ended_on = Thing().ended_on
    kept = [[] for _ in range(20_000)]
    del kept
    return ended_on


def test_a_thread_that_makes_garbage_does_not_collect_it(qtbot, collector: GarbageCollector) -> None:
    seen: list[list[threading.Thread]] = []
    collector._timer.stop()
    maker = threading.Thread(target=lambda: seen.append(make_garbage()))
    maker.start()
    maker.join()
    assert seen == [[]]
    collector._timer.start()
    kept = [[] for _ in range(20_000)]
    qtbot.waitUntil(lambda: seen[0] == [threading.main_thread()])
    assert len(kept) == 20_000


def test_when_it_ends_python_collects_by_itself_again(collector: GarbageCollector) -> None:
    assert not gc.isenabled()
    collector.settle()
    collector.close()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
