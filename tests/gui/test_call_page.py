"""The page of a call: answering, one card at a time, ways to go on, a lost device, stopping, and the keyboard alone."""

import pytest
from fakes.steps import Steps, button, says
from fakes.window import FakeBackend, persona
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from voicedrill.runtime.updates import Caption, DeviceLost, PhaseChanged, Suggested
from voicedrill.ui.ports import Customer, Shelf
from voicedrill.ui.preferences import CallLook

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform

WAYS = ("“I am so sorry that you had to call three times.”", "“So the lamp is for Saturday, is that right?”")


def key(name: str) -> None:
    QTest.keyClick(QApplication.focusWidget(), getattr(Qt.Key, f"Key_{name}"))


def press(steps: Steps, name: str, kind: str) -> None:
    """Press a key, and wait until the call has taken it as this button: shortcuts animate it."""
    key(name)
    steps.qtbot.waitUntil(lambda: [one for one, _text in steps.backend.calls[-1].pressed[-1:]] == [kind])


def phase(steps: Steps, name: str) -> None:
    steps.backend.calls[-1].tell(PhaseChanged(name))
    steps.qtbot.waitUntil(lambda: steps.window.call._phase == name)


def test_the_phone_rings_until_it_is_answered(steps: Steps) -> None:
    call = steps.call()
    phase(steps, "ringing")
    page = steps.window.call
    assert says(page, "The phone rings")
    assert not page._buttons._hold.isVisible()
    assert button(page, "Answer").hasFocus()
    key("A")
    steps.qtbot.waitUntil(lambda: call.pressed == [("answer", "")])
    phase(steps, "talking")
    assert not page._buttons._answer.isVisible()
    assert page._view.hasFocus(), "Space and Enter press nothing by accident"


def test_a_pause_shows_two_ways_to_go_on_in_place_of_the_captions(steps: Steps) -> None:
    call = steps.talk()
    page = steps.window.call
    phase(steps, "paused")
    call.tell(Suggested(WAYS))
    steps.qtbot.waitUntil(page._ways_on.isVisible)
    assert all(says(page, way) for way in WAYS)
    assert not page._captions.isVisible()
    phase(steps, "talking")
    assert not page._ways_on.isVisible()
    assert page._captions.isVisible()


def test_a_lost_device_is_replaced_and_the_call_goes_on(steps: Steps) -> None:
    call = steps.talk()
    page = steps.window.call
    message = "The microphone 'Jabra Evolve' is gone."
    call.tell(DeviceLost(message, ("Built-in microphone",), ("Speakers",)))
    steps.qtbot.waitUntil(page._lost.isVisible)
    assert says(page._lost, message)
    page._lost._input.setCurrentIndex(page._lost._input.findText("Built-in microphone"))
    go_on = button(page._lost, "Go on with these")
    go_on.click()
    assert call.devices == [("Built-in microphone", None)]
    assert not go_on.isEnabled(), "pressed once, it opens devices once"
    call.tell(DeviceLost("'Built-in microphone' cannot be opened.", (), ("Speakers",)))
    steps.qtbot.waitUntil(lambda: says(page._lost, "cannot be opened"))
    assert go_on.isEnabled()
    go_on.click()
    call.tell(PhaseChanged("talking"))
    steps.qtbot.waitUntil(page._view.isVisible)
    assert page._captions.texts == ["This is the third time I call."]


def test_a_call_can_be_ended_while_the_device_is_gone(steps: Steps) -> None:
    call = steps.talk()
    call.tell(DeviceLost("Gone.", (), ()))
    steps.qtbot.waitUntil(steps.window.call._lost.isVisible)
    button(steps.window.call._lost, "End the call").click()
    steps.qtbot.waitUntil(lambda: call.hung_up == 1)


def test_too_much_stops_kindly_and_keeps_the_note(steps: Steps) -> None:
    call = steps.talk()
    QTest.keyClicks(steps.window.call._notes._field, "she shouts")
    button(steps.window.call, "Too much").click()
    assert ("stop", "") in call.pressed
    assert ("note", "she shouts") in call.pressed


def test_the_easiest_call_shows_one_card_at_a_time(qtbot, open_window, backend: FakeBackend) -> None:
    backend.on_shelf = Shelf((Customer(persona(difficulty=1), ""),))
    steps = Steps(qtbot, open_window(), backend)
    steps.talk()
    page = steps.window.call
    assert says(page._cards, "44719")
    assert not says(page._cards, "express")
    key("K")
    qtbot.waitUntil(lambda: says(page._cards, "express"))
    assert not says(page._cards, "44719")
    key("K")
    qtbot.waitUntil(lambda: says(page._cards, "44719"))


def test_harder_calls_show_all_cards(qtbot, open_window, backend: FakeBackend) -> None:
    backend.on_shelf = Shelf((Customer(persona(), ""),))
    steps = Steps(qtbot, open_window(), backend)
    steps.talk()
    assert says(steps.window.call._cards, "44719")
    assert says(steps.window.call._cards, "express")
    assert not steps.window.call._cards._next.isVisible()


def test_the_script_is_at_hand_where_it_was_chosen(qtbot, open_window, backend: FakeBackend) -> None:
    backend.on_shelf = Shelf((Customer(persona(), ""),))
    steps = Steps(qtbot, open_window(), backend)
    steps.brief()
    brief = steps.window.brief
    brief.help.setCurrentIndex(brief.help.findData("script"))
    steps.qtbot.waitUntil(lambda: says(brief, "I am sorry."))
    brief._start.click()
    steps.qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[-1].started)
    steps.backend.calls[-1].talk()
    steps.qtbot.waitUntil(lambda: bool(steps.window.call._captions.texts))
    assert says(steps.window.call, "I am sorry.")
    assert says(steps.window.call, "Help: script and hints")


def test_for_a_class_the_captions_are_large_and_nothing_else_is_there(steps: Steps) -> None:
    steps.window._preferences.call_look = CallLook(captions=False, projector=True)
    call = steps.talk()
    page = steps.window.call
    call.tell(Caption("customer", "And the birthday is on Saturday.", 4.0))
    steps.qtbot.waitUntil(lambda: len(page._captions.texts) == 2)
    newest = page._captions._lines[-1][1]
    assert newest.isVisible()
    assert newest.font().pixelSize() == 44
    assert not page._desk_area.isVisible()


def test_a_whole_call_with_the_keyboard_alone(steps: Steps) -> None:
    steps.library()
    key("Return")  # the first customer
    steps.qtbot.waitUntil(steps.window.brief._start.isEnabled)
    key("Return")  # Start has the focus
    steps.qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[-1].started)
    call = steps.backend.calls[-1]
    phase(steps, "ringing")
    press(steps, "A", "answer")
    call.talk()
    steps.qtbot.waitUntil(lambda: steps.window.call._captions.texts != [])
    press(steps, "M", "mute")
    press(steps, "M", "unmute")
    press(steps, "R", "repeat")
    key("C")
    steps.qtbot.waitUntil(lambda: not steps.window.call._captions.isVisible())
    key("N")
    QTest.keyClicks(QApplication.focusWidget(), "order 44719")
    press(steps, "Return", "note")
    key("Tab")
    press(steps, "B", "pause")
    phase(steps, "paused")
    press(steps, "B", "continue")
    phase(steps, "talking")
    press(steps, "H", "hold")
    phase(steps, "hold")
    press(steps, "H", "resume")
    phase(steps, "talking")
    assert ("note", "order 44719") in call.pressed
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    steps.qtbot.waitUntil(lambda: call.hung_up == 1)
    steps.qtbot.waitUntil(steps.window._after_desk.wrap_up.isVisible)
    key("Escape")
    steps.qtbot.waitUntil(steps.window._after_desk.reflect.isVisible)
    key("Escape")
    steps.qtbot.waitUntil(steps.window.report._view.isVisible)
    key("Escape")
    steps.qtbot.waitUntil(lambda: steps.page() is steps.window.home)
