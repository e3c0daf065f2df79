"""The frame is there before what it holds."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QWidget

from voicedrill.errors import UserError
from voicedrill.ui.frame import Frame
from voicedrill.ui.look import Look


class Pages(QWidget):
    """Pages that agree to close, or do not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.agrees = True
        self.setWindowTitle("Home")

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.agrees)


@pytest.fixture
def look(tmp_path: Path) -> Look:
    return Look(tmp_path / "window.ini")


def test_the_frame_is_there_while_the_program_loads(qtbot, look: Look) -> None:
    may_go_on = threading.Event()

    def load():
        may_go_on.wait(20)
        return Pages

    frame = Frame(load, look)
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitExposed(frame)
    assert frame.content is None
    assert [one.text() for one in frame.findChildren(QLabel)] == ["Opening voicedrill …"]
    may_go_on.set()
    qtbot.waitUntil(lambda: frame.content is not None)
    assert frame.content.isVisible()
    assert frame.windowTitle() == "Home"
    frame.content.setWindowTitle("Mrs. Hartley")
    assert frame.windowTitle() == "Mrs. Hartley"
    assert frame.close()


def test_closing_while_it_loads_waits_for_the_end_and_makes_no_pages(qtbot, look: Look) -> None:
    loaded = []
    frame = Frame(lambda: loaded.append(1) or Pages, look)
    frame.show()
    assert frame.close()
    qtbot.wait(1)
    assert loaded == [1]
    assert frame.content is None
    frame.deleteLater()


def test_what_cannot_be_loaded_is_said_in_the_window(qtbot, look: Look) -> None:
    def load():
        raise UserError("voicedrill is not whole: no module named 'vosk'.")

    frame = Frame(load, look)
    qtbot.addWidget(frame)
    frame.show()
    notice = frame.findChild(QLabel)
    qtbot.waitUntil(lambda: "not whole" in notice.text())
    assert frame.close()


def test_the_pages_may_refuse_and_the_place_is_kept_when_they_agree(qtbot, look: Look, tmp_path: Path) -> None:
    frame = Frame(lambda: Pages, look)
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitUntil(lambda: frame.content is not None)
    frame.resize(1111, 777)
    frame.content.agrees = False
    assert not frame.close()
    assert frame.isVisible()
    frame.content.agrees = True
    assert frame.close()
    again = Frame(lambda: Pages, Look(tmp_path / "window.ini"))
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (1111, 777)
    qtbot.waitUntil(lambda: again.content is not None)
    assert again.close()
