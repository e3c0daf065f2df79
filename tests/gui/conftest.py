"""What holds for every test of the window: no display needed, nothing left behind, no Qt warning."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "linux" and not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

try:
    from fakes.steps import Steps
    from fakes.window import FakeBackend
    from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
    from PySide6.QtWidgets import QApplication

    from voicedrill.ui.frame import SMALLEST
    from voicedrill.ui.main_window import MainWindow
    from voicedrill.ui.preferences import Preferences
    from voicedrill.ui.theme import Appearance, Theme
except ModuleNotFoundError as error:
    if error.name != "PySide6":
        raise
    collect_ignore_glob = ["test_*.py"]

Open = Callable[..., "MainWindow"]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture(scope="session")
def _lasting() -> Iterator[None]:
    gc.collect()
    gc.freeze()  # keeps the many collections short
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _garbage_on_this_thread_only(_lasting: None) -> Iterator[None]:
    """As in the program (`voicedrill.ui.garbage`)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    before = set(qapp.topLevelWidgets())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    left = [widget for widget in qapp.topLevelWidgets() if widget not in before]
    assert not left, f"the test left windows behind: {left}"
    threads = qapp.findChildren(QThread)
    assert not [thread for thread in threads if thread.isRunning()], "the test left a QThread running"
    timers = qapp.findChildren(QTimer)
    assert not [timer for timer in timers if timer.isActive()], "the test left a QTimer running"


@pytest.fixture(autouse=True)
def _no_qt_warning(qtlog) -> Iterator[None]:
    """Fail on anything Qt has to say, unless the test is marked ``qt_log_ignore``."""
    yield
    said = [record.message for record in qtlog.records if not record.ignored]
    assert not said, f"Qt said: {said}"


@pytest.fixture
def backend(tmp_path: Path) -> FakeBackend:
    return FakeBackend(tmp_path / "call")


@pytest.fixture
def open_window(qtbot, theme: Theme, backend: FakeBackend, tmp_path: Path) -> Iterator[Open]:
    """Open real windows on the fake program; they are closed afterwards, with their calls."""
    windows: list[MainWindow] = []

    def open_one(*, first_start: bool = False) -> MainWindow:
        preferences = Preferences(tmp_path / "window.ini")
        if not first_start:
            preferences.purpose = "calls"
        window = MainWindow(backend, theme, preferences, lambda: 7)
        window.setMinimumSize(SMALLEST)
        window.resize(1280, 800)
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield open_one
    for window in windows:
        window._end_and_close()
        qtbot.waitUntil(lambda one=window: not one.isVisible())
        window.deleteLater()


@pytest.fixture
def steps(qtbot, open_window: Open, backend: FakeBackend) -> Steps:
    return Steps(qtbot, open_window(), backend)
