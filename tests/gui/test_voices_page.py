"""The choice of the customers' voice: offered once before the first call, later beside the customers."""

import pytest
from fakes.steps import Steps, button, has_button, says
from fakes.window import ESPEAK, NATURAL, FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QProgressBar

from voicedrill.errors import EngineError
from voicedrill.runtime.voice_offer import CustomerVoices

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


@pytest.fixture
def machine(qtbot, open_window, backend: FakeBackend) -> Steps:
    """A window on a machine where only eSpeak speaks."""
    backend.spoken_by = ESPEAK
    steps = Steps(qtbot, open_window(), backend)
    steps.library()
    qtbot.waitUntil(lambda: steps.window._voices_desk.offers)
    return steps


def offer(steps: Steps) -> None:
    QTest.keyClick(steps.window.home._cards, Qt.Key.Key_Return)
    assert steps.page() is steps.window.voices
    assert says(steps.window.voices, "How should your customers sound?")


def settings(steps: Steps) -> None:
    button(steps.window.home, "Settings").click()
    button(steps.window.settings, "Voices").click()
    steps.qtbot.waitUntil(steps.window.voices._view.isVisible)


def test_the_offer_comes_once_before_the_first_brief(machine: Steps, qtbot, open_window) -> None:
    offer(machine)
    assert says(machine.window.voices, "63 MB, fetched once.")
    button(machine.window.voices, "Go on with the system's voice").click()
    assert machine.page() is machine.window.brief
    machine.window._show_home()
    QTest.keyClick(machine.window.home._cards, Qt.Key.Key_Return)
    assert machine.page() is machine.window.brief
    again = Steps(qtbot, open_window(), machine.backend)
    again.brief()
    assert again.page() is again.window.brief


def test_both_voices_can_be_heard_before_anything_is_fetched(machine: Steps) -> None:
    offer(machine)
    for count, name in enumerate(("Hear the system's voice", "Hear the lifelike voice"), start=1):
        button(machine.window.voices, name).click()
        machine.qtbot.waitUntil(lambda count=count: len(machine.backend.played) == count)
    assert machine.backend.samples == [False, True]
    machine.window._voices_desk.leave()


def test_the_voice_is_fetched_with_progress_and_the_way_goes_on(machine: Steps) -> None:
    offer(machine)
    page = machine.window.voices
    button(page, "Get it").click()
    machine.qtbot.waitUntil(lambda: page.findChild(QProgressBar).value() == 400)
    machine.backend.getting.set()
    machine.qtbot.waitUntil(page._view.isVisible)
    assert says(page._natural, "Your customers speak with it")
    assert not says(page._system, "Your customers speak with it")
    button(page, "Back").click()
    assert machine.page() is machine.window.brief


def test_fetching_can_be_stopped(machine: Steps) -> None:
    offer(machine)
    page = machine.window.voices
    button(page, "Get it").click()
    machine.qtbot.waitUntil(lambda: has_button(page._state, "Stop"))
    button(page, "Stop").click()
    machine.qtbot.waitUntil(page._view.isVisible)
    assert not page._notice.isVisible()
    assert button(page, "Get it").isEnabled()


def test_what_goes_wrong_is_said_and_can_be_tried_again(machine: Steps) -> None:
    offer(machine)
    machine.backend.get_refusal = EngineError("The disk is full.")
    machine.backend.getting.set()
    page = machine.window.voices
    button(page, "Get it").click()
    machine.qtbot.waitUntil(lambda: says(page, "The disk is full."))
    machine.backend.get_refusal = None
    button(page, "Get it").click()
    machine.qtbot.waitUntil(lambda: says(page._natural, "Your customers speak with it"))


def test_a_window_that_closes_while_it_fetches_stops_it(machine: Steps) -> None:
    offer(machine)
    button(machine.window.voices, "Get it").click()
    machine.qtbot.waitUntil(lambda: has_button(machine.window.voices._state, "Stop"))
    machine.window.close()
    assert not machine.window.isVisible()
    assert not machine.window._jobs.busy


def test_it_can_be_removed_after_a_question(steps: Steps) -> None:
    steps.library()
    settings(steps)
    page = steps.window.voices
    for answer, speaks in (("Keep it", NATURAL), ("Remove it", ESPEAK)):
        button(page, "Remove it").click()
        steps.qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None)
        button(page.findChild(QMessageBox), answer).click()
        steps.qtbot.waitUntil(lambda speaks=speaks: steps.backend.spoken_by is speaks)
        steps.qtbot.waitUntil(lambda: page.findChild(QMessageBox) is None)
    steps.qtbot.waitUntil(lambda: says(page._system, "Your customers speak with it"))
    button(page, "Back").click()
    assert steps.page() is steps.window.settings


def test_why_an_installed_voice_does_not_speak_is_said(qtbot, open_window, backend: FakeBackend) -> None:
    backend.spoken_by = CustomerVoices("espeak", True, 63.2, "This machine is too slow for the natural voice.")
    steps = Steps(qtbot, open_window(), backend)
    steps.library()
    settings(steps)
    assert says(steps.window.voices, "This machine is too slow for the natural voice.")
    assert says(steps.window.voices._system, "Your customers speak with it")
