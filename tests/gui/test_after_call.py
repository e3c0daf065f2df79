"""Between a call and its report: the wrap-up and the trainee's own view."""

import pytest
from fakes.steps import Steps, button, says
from fakes.window import FakeBackend, persona
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from voicedrill.errors import UserError
from voicedrill.runtime.updates import Finished
from voicedrill.ui.ports import Customer, Shelf

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


def write(text: str) -> None:
    """Write into the field that has the keyboard, and go on with Enter."""
    QTest.keyClicks(QApplication.focusWidget(), text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def over(steps: Steps) -> None:
    call = steps.talk()
    QTest.keyClicks(steps.window.call._notes._field, "three calls")
    call.tell(Finished(call.folder, "resolved"))


def test_both_pages_are_answered_by_keyboard_and_kept_before_the_report(steps: Steps) -> None:
    over(steps)
    after = steps.window._after_desk
    steps.qtbot.waitUntil(after.wrap_up.isVisible)
    assert says(after.wrap_up, "three calls")
    for text in ("parcel lost", "a new one by express", "Thursday at ten"):
        write(text)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # Go on
    steps.qtbot.waitUntil(after.reflect.isVisible)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    steps.qtbot.waitUntil(lambda: "own_judgement" in after.reflect.written)
    after.reflect._next_time.setFocus()
    write("let her finish")
    write("call back in time")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # To the report
    steps.qtbot.waitUntil(steps.window.report._view.isVisible)
    ((folder, kept),) = steps.backend.own_views
    assert folder == steps.backend.folder
    assert kept == {
        "problem": "parcel lost", "promise": "a new one by express", "by_when": "Thursday at ten",
        "own_judgement": "mixed", "learning_note": "let her finish", "company_note": "call back in time",
    }  # fmt: skip


def test_skipping_keeps_nothing_and_the_next_call_begins_empty(steps: Steps) -> None:
    steps.report()
    assert steps.backend.own_views == []
    assert steps.window._after_desk.wrap_up.written == {}


def test_an_interview_has_nothing_to_wrap_up(qtbot, open_window, backend: FakeBackend) -> None:
    backend.on_shelf = Shelf((Customer(persona(kind="interview"), ""),))
    steps = Steps(qtbot, open_window(), backend)
    over(steps)
    qtbot.waitUntil(steps.window._after_desk.reflect.isVisible)
    assert not steps.window._after_desk.wrap_up.isVisible()


def test_what_cannot_be_kept_is_told_beside_the_report(steps: Steps) -> None:
    over(steps)
    after = steps.window._after_desk
    steps.qtbot.waitUntil(after.wrap_up.isVisible)
    steps.qtbot.waitUntil(lambda: not steps.window._jobs.busy)
    steps.backend.note_refusal = UserError("A note cannot be kept: the disk is full. Free some space.")
    write("parcel lost")
    button(after.wrap_up, "Go on").click()
    button(after.reflect, "To the report").click()
    steps.qtbot.waitUntil(lambda: says(steps.window.report, "the disk is full"))


def test_closing_in_between_keeps_what_was_written(steps: Steps) -> None:
    over(steps)
    steps.qtbot.waitUntil(steps.window._after_desk.wrap_up.isVisible)
    write("parcel lost")
    steps.window.close()
    assert steps.backend.own_views == [(steps.backend.folder, {"problem": "parcel lost"})]


def test_closing_in_between_leaves_nothing_of_a_passing_call(steps: Steps) -> None:
    steps.brief()
    form = steps.window.brief.devices
    form.keep.setCurrentIndex(form.keep.findData("nothing"))
    button(steps.window.brief, "Start the call").click()
    steps.qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[-1].started)
    call = steps.backend.calls[-1]
    call.talk()
    call.tell(Finished(call.folder, "resolved"))
    steps.qtbot.waitUntil(steps.window._after_desk.wrap_up.isVisible)
    write("parcel lost")
    steps.window.close()
    assert steps.backend.own_views == []
    assert steps.backend.discarded == [call.folder]
