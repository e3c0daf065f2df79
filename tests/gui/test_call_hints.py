"""Cues on the call page, and push-to-talk."""

from pathlib import Path

import pytest
from fakes.steps import skip_to_report
from fakes.window import FakeBackend
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from voicedrill.runtime.updates import Cue, Finished, PhaseChanged
from voicedrill.ui.main_window import MainWindow
from voicedrill.ui.preferences import CallLook, Preferences

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform

SPACE = Qt.Key.Key_Space
ON, OFF = ("unmute", "push_to_talk"), ("mute", "push_to_talk")


class Practice:
    """A window with a call that has just been answered."""

    def __init__(self, qtbot, window: MainWindow, backend: FakeBackend, *, cues: bool, push_to_talk: bool) -> None:
        self.qtbot, self.window, self.page = qtbot, window, window.call
        qtbot.waitUntil(window.home._cards.isVisible)
        QTest.keyClick(window.home._cards, Qt.Key.Key_Return)
        qtbot.waitUntil(window.brief._start.isEnabled)
        window.brief.help.setCurrentIndex(window.brief.help.findData("hints" if cues else "none"))
        window.brief.devices.push_to_talk.setChecked(push_to_talk)
        window.brief._start.click()
        qtbot.waitUntil(lambda: bool(backend.calls) and backend.calls[-1].started)
        self.choice, self.call = backend.choices[-1], backend.calls[-1]
        self.call.talk()
        qtbot.waitUntil(lambda: self.page._captions.texts != [])

    def phase(self, phase: str) -> None:
        self.call.tell(PhaseChanged(phase))
        self.qtbot.waitUntil(lambda: self.page._phase == phase)

    def key(self, widget: QWidget, *, down: bool, repeat: bool = False) -> None:
        """Send Space as the system does: with `QTest` an auto-repeat cannot be sent."""
        kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
        event = QKeyEvent(kind, SPACE, Qt.KeyboardModifier.NoModifier, " ", repeat)
        QCoreApplication.sendEvent(widget, event)


@pytest.fixture
def practise(qtbot, open_window, backend: FakeBackend):
    def begin(*, cues: bool = True, push_to_talk: bool = False) -> Practice:
        return Practice(qtbot, open_window(), backend, cues=cues, push_to_talk=push_to_talk)

    return begin


# -- cues -----------------------------------------------------------------------------------------------


def test_a_cue_is_one_calm_line_that_comes_and_goes(qtbot, practise) -> None:
    practice = practise()
    assert practice.choice.help == "hints"
    line = practice.page._cue
    height = practice.page._captions.height()
    practice.call.tell(Cue("Let her finish"))
    qtbot.waitUntil(lambda: line.shown == "Let her finish")
    assert line._label.accessibleName() == "Hint: Let her finish"
    assert line._label.property("role") == "accent"
    assert practice.window.isActiveWindow()
    assert practice.page._view.hasFocus()
    practice.call.tell(Cue("A bit slower"))
    qtbot.waitUntil(lambda: line.shown == "A bit slower")
    practice.call.tell(Cue(""))
    qtbot.waitUntil(lambda: line.shown == "")
    assert line._label.accessibleName() == "No hint"
    assert practice.page._captions.height() == height, "nothing else moves"


def test_the_longest_cue_has_room_in_the_smallest_window(qtbot, practise) -> None:
    practice = practise()
    practice.window.resize(practice.window.minimumSize())
    line, meter = practice.page._cue, practice.page._your_level
    practice.call.tell(Cue("Further from the microphone"))
    qtbot.waitUntil(lambda: line.shown != "")
    qtbot.waitUntil(lambda: practice.window.width() == practice.window.minimumWidth())
    assert line._label.width() >= line._label.fontMetrics().horizontalAdvance(line.shown)
    assert not meter.geometry().intersects(line.geometry())
    assert line.geometry().right() < line.parentWidget().width()
    assert line.geometry().bottom() < line.parentWidget().height()
    width = meter.width()
    practice.call.tell(Cue(""))
    qtbot.waitUntil(lambda: line.shown == "")
    assert abs(meter.width() - width) <= 1, "a layout may round a pixel up or down"


def test_a_cue_of_the_last_call_is_gone_in_the_next(qtbot, practise) -> None:
    practice = practise()
    practice.call.tell(Cue("Shorter"), Finished(practice.call.folder, "resolved"))
    skip_to_report(qtbot, practice.window)
    practice.page.begin(practice.window.brief.casting, CallLook())
    assert practice.page._cue.shown == ""


def test_without_help_there_is_no_line(practise) -> None:
    practice = practise(cues=False)
    assert practice.choice.help == "none"
    assert not practice.page._cue.isVisible()


# -- push-to-talk ---------------------------------------------------------------------------------------


def test_space_is_held_to_talk(practise, tmp_path: Path) -> None:
    practice = practise(push_to_talk=True)
    assert practice.choice.push_to_talk
    assert Preferences(tmp_path / "window.ini").push_to_talk
    talk = practice.page._buttons.talk
    assert talk.isVisible()
    assert not practice.page._buttons._mute.isVisible()
    practice.key(practice.page._view, down=True)
    assert practice.call.pressed == [ON]
    assert talk.accessibleName() == "You are heard"
    assert talk.isDown()
    practice.key(practice.page._view, down=False)
    assert practice.call.pressed == [ON, OFF]
    assert talk.accessibleName() == "Hold Space to talk"
    assert not talk.isDown()


def test_a_key_that_repeats_itself_is_one_key(practise) -> None:
    practice = practise(push_to_talk=True)
    practice.key(practice.page._view, down=True)
    for _ in range(3):
        practice.key(practice.page._view, down=False, repeat=True)
        practice.key(practice.page._view, down=True, repeat=True)
    assert practice.call.pressed == [ON]
    practice.key(practice.page._view, down=False)
    assert practice.call.pressed == [ON, OFF]


def test_leaving_the_window_releases_the_key(practise) -> None:
    practice = practise(push_to_talk=True)
    practice.key(practice.page._view, down=True)
    QCoreApplication.sendEvent(practice.window, QEvent(QEvent.Type.WindowDeactivate))
    assert practice.call.pressed == [ON, OFF]
    practice.key(practice.page._view, down=False)
    assert practice.call.pressed == [ON, OFF]


def test_the_button_is_held_with_the_mouse(practise) -> None:
    practice = practise(push_to_talk=True)
    talk = practice.page._buttons.talk
    QTest.mousePress(talk, Qt.MouseButton.LeftButton)
    assert practice.call.pressed == [ON]
    QTest.mouseRelease(talk, Qt.MouseButton.LeftButton)
    assert practice.call.pressed == [ON, OFF]


def test_space_talks_whatever_was_clicked_last_and_presses_nothing(practise) -> None:
    practice = practise(push_to_talk=True)
    hold = practice.page._buttons._hold
    hold.setFocus()
    practice.key(hold, down=True)
    practice.key(hold, down=False)
    assert practice.call.pressed == [ON, OFF]


def test_space_in_a_note_is_a_space(practise) -> None:
    practice = practise(push_to_talk=True)
    field = practice.page._notes._field
    field.setFocus()
    QTest.keyClicks(field, "third call")
    assert practice.call.pressed == []
    assert field.text() == "third call"
    assert "Space works outside the notes" in practice.page._buttons.talk.toolTip()


def test_a_key_held_while_a_note_is_clicked_is_still_released(practise) -> None:
    practice = practise(push_to_talk=True)
    practice.key(practice.page._view, down=True)
    field = practice.page._notes._field
    field.setFocus()
    practice.key(field, down=True, repeat=True)
    practice.key(field, down=False)
    assert practice.call.pressed == [ON, OFF]
    assert field.text() == ""


@pytest.mark.parametrize("phase", ["hold", "paused"])
def test_off_the_line_nobody_is_heard_and_space_presses_buttons_again(practise, phase: str) -> None:
    practice = practise(push_to_talk=True)
    practice.key(practice.page._view, down=True)
    practice.phase(phase)
    assert practice.call.pressed == [ON, OFF]
    back = practice.page._buttons._hold if phase == "hold" else practice.page._buttons._breathe
    back.setFocus()
    QTest.keyClick(back, SPACE)
    assert practice.call.pressed[2:] == [("resume" if phase == "hold" else "continue", "")]
    practice.phase("talking")
    practice.key(practice.page._view, down=True)
    assert practice.call.pressed[3:] == [ON]


def test_after_the_call_the_key_is_an_ordinary_one(qtbot, practise) -> None:
    practice = practise(push_to_talk=True)
    practice.call.tell(Finished(practice.call.folder, "resolved"))
    skip_to_report(qtbot, practice.window)
    again = practice.window.report.findChildren(QAbstractButton)[0]
    practice.key(again, down=True)
    assert practice.call.pressed == []
    assert again.isDown()
    practice.key(practice.page, down=True)
    assert practice.call.pressed == []


def test_without_it_space_does_not_talk(practise) -> None:
    practice = practise()
    assert not practice.page._buttons.talk.isVisible()
    practice.key(practice.page._view, down=True)
    practice.key(practice.page._view, down=False)
    assert practice.call.pressed == []
