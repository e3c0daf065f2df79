"""The headset check in the window, with a check that the test drives."""

import pytest
from fakes.window import CLIPPED, SPEAKERS, ZEROS, FakeBackend, FakeCheck, checked
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from voicedrill.errors import DataError, DeviceError
from voicedrill.runtime.headset_steps import READING
from voicedrill.runtime.headset_updates import CheckEnded, CheckFinished, StepBegan, StepProgress, StepStuck
from voicedrill.runtime.updates import Failed, Preparing
from voicedrill.ui import headset_words
from voicedrill.ui.main_window import MainWindow
from voicedrill.ui.ports import Devices

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform

KEPT = checked().kept("2026-11-20T09:00:00+01:00")


def button(parent: QWidget, name: str) -> QAbstractButton:
    found = [one for one in parent.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()]
    assert found, f"there is no button “{name}”"
    return found[0]


def says(parent: QWidget, text: str) -> bool:
    labels = (one for one in parent.findChildren(QWidget) if one.isVisible() and hasattr(one, "text"))
    return any(text in one.text() for one in labels)


class Steps:
    """The way through the check as a person goes it."""

    def __init__(self, qtbot, window: MainWindow, backend: FakeBackend) -> None:
        self.qtbot, self.window, self.backend, self.page = qtbot, window, backend, window.headset

    def open(self) -> None:
        self.qtbot.waitUntil(self.window.home._cards.isVisible)
        self.window.home._ways["headset"].click()
        self.qtbot.waitUntil(lambda: not self.window._jobs.busy)

    def begin(self) -> FakeCheck:
        self.open()
        button(self.page, "Begin the check").click()
        assert self.backend.checks[-1].started
        return self.backend.checks[-1]

    def tell(self, check: FakeCheck, *updates: object) -> None:
        check.tell(*updates)
        self.qtbot.wait(1)

    def finish(self, *instead: object) -> FakeCheck:
        check = self.begin()
        self.tell(check, StepBegan("talk"), CheckFinished(checked(*instead)))
        self.qtbot.waitUntil(self.page.result.isVisible)
        return check


@pytest.fixture
def steps(qtbot, open_window, backend: FakeBackend) -> Steps:
    return Steps(qtbot, open_window(), backend)


def test_home_says_whether_a_headset_was_checked(qtbot, open_window, backend: FakeBackend) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: not window._jobs.busy)
    assert window.home._ways["headset"].accessibleName() == "Headset: not checked yet"
    backend.known = (KEPT,)
    window._headset_desk.read()
    qtbot.waitUntil(lambda: window.home._ways["headset"].accessibleName() == "Headset: checked on 20 November 2026")


def test_a_whole_check_is_shown_step_by_step_and_kept(steps: Steps) -> None:
    check = steps.begin()
    page = steps.page
    steps.tell(check, Preparing("Loading the speech model", 0.5))
    assert says(page, "Loading the speech model")
    steps.tell(check, StepBegan("quiet"), StepProgress("quiet", 0.5, -60.0))
    assert says(page, "1 of 4")
    assert page.steps._bar.value() == 500
    assert not page.steps._finish.isVisible()
    steps.tell(check, StepBegan("listen"))
    assert says(page, "Say nothing, and listen")
    steps.tell(check, StepBegan("read"))
    assert says(page, READING)
    assert says(page, "Waiting for your voice")
    steps.tell(check, StepProgress("read", 0.4, -20.0))
    assert not says(page, "Waiting for your voice")
    assert page.steps._meter.fraction == pytest.approx(2 / 3)
    QTest.keyClick(page.steps._finish, Qt.Key.Key_Return)
    steps.tell(check, StepBegan("talk"), CheckFinished(checked()))
    assert says(page, "Your headset is ready")
    assert says(page, "will be compared with how you spoke now")
    assert check.asked == ["finish read"]
    assert page.result._use.hasFocus()
    QTest.keyClick(page.result._use, Qt.Key.Key_Return)
    steps.qtbot.waitUntil(lambda: check.joined and page.devices.isVisible())
    assert says(page, "checked on 22 November 2026")
    assert says(page, "You usually say about 154 words a minute.")
    assert steps.window.home._ways["headset"].accessibleName() == "Headset: checked on 22 November 2026"
    steps.qtbot.waitUntil(page._begin.isEnabled)


def test_a_step_can_be_done_again(steps: Steps) -> None:
    check = steps.begin()
    steps.tell(check, StepBegan("read"))
    button(steps.page, "This step again").click()
    steps.tell(check, StepBegan("talk"), CheckFinished(checked()))
    button(steps.page, "Read and talk again").click()
    button(steps.page, "Check again").click()
    assert check.asked == ["read", "read", "quiet"]


@pytest.mark.parametrize("finding", [CLIPPED, SPEAKERS])
def test_what_was_found_stands_first_with_what_to_do(steps: Steps, finding) -> None:
    steps.finish(finding)
    page = steps.page
    assert says(page, finding.found)
    assert says(page, finding.help)
    assert page.result._use.isVisible() is (finding is SPEAKERS)
    assert says(page, "Something has to be put right first") is (finding is CLIPPED)


def test_a_microphone_of_zeros_can_be_tried_again(steps: Steps) -> None:
    check = steps.begin()
    steps.tell(check, StepBegan("quiet"), StepStuck("quiet", checked(ZEROS)))
    assert says(steps.page, "no sound at all")
    assert steps.page.result._retry.hasFocus()
    QTest.keyClick(steps.page.result._retry, Qt.Key.Key_Return)
    assert check.asked == ["quiet"]
    steps.tell(check, StepBegan("quiet"))
    assert steps.page.steps.isVisible()


def test_a_check_that_fails_leads_back_to_the_devices(steps: Steps) -> None:
    check = steps.begin()
    steps.tell(check, Failed("The headset is gone. Connect it again."))
    assert says(steps.page, "The headset is gone")
    button(steps.page, "To the devices").click()
    steps.qtbot.waitUntil(steps.page._begin.isEnabled)
    assert check.joined


@pytest.mark.parametrize("where", ["steps", "result"])
def test_escape_gives_the_check_up(steps: Steps, where: str) -> None:
    check = steps.begin()
    steps.tell(check, StepBegan("read"))
    if where == "result":
        steps.tell(check, CheckFinished(checked()))
    QTest.keyClick(steps.window.focusWidget(), Qt.Key.Key_Escape)
    steps.qtbot.waitUntil(lambda: check.ended)
    steps.qtbot.waitUntil(steps.page._begin.isEnabled)
    assert steps.backend.known == ()
    QTest.keyClick(steps.window.focusWidget(), Qt.Key.Key_Escape)
    steps.qtbot.waitUntil(lambda: steps.window._pages.currentWidget() is steps.window.home)


def test_what_is_known_can_be_deleted(qtbot, open_window, backend: FakeBackend) -> None:
    backend.known = (KEPT,)
    steps = Steps(qtbot, open_window(), backend)
    steps.open()
    assert says(steps.page, "checked on 20 November 2026")
    button(steps.page, "Delete what is known").click()
    qtbot.waitUntil(lambda: says(steps.page, "This microphone was not checked yet."))
    assert backend.known == ()
    assert not steps.page._forget.isVisible()


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Devices((), ("Speakers",)), "No microphone was found"),
        (DeviceError("The sound system does not start."), "The sound system does not start."),
    ],
)
def test_no_devices(qtbot, open_window, backend: FakeBackend, found, sentence: str) -> None:
    backend.found = found
    steps = Steps(qtbot, open_window(), backend)
    steps.open()
    assert says(steps.page, sentence)
    assert not steps.page._begin.isEnabled()
    backend.found = Devices(("Jabra Evolve",), ("Jabra Evolve",))
    button(steps.page, "Try again").click()
    qtbot.waitUntil(steps.page._begin.isEnabled)


def test_a_damaged_file_is_told(qtbot, open_window, backend: FakeBackend) -> None:
    backend.known = DataError("'baselines.json' is damaged.")
    steps = Steps(qtbot, open_window(), backend)
    steps.open()
    assert says(steps.page, "'baselines.json' is damaged.")
    assert steps.page._begin.isEnabled()


def test_a_result_that_cannot_be_kept_is_told(steps: Steps) -> None:
    steps.finish()
    steps.backend.keep_refusal = DataError("The disk is full.")
    button(steps.page, "Use this").click()
    steps.qtbot.waitUntil(lambda: says(steps.page, "The disk is full."))
    assert steps.page.result.isVisible()


def test_the_brief_offers_the_check_and_comes_back(qtbot, open_window, backend: FakeBackend) -> None:
    window = open_window()
    qtbot.waitUntil(window.home._cards.isVisible)
    QTest.keyClick(window.home._cards, Qt.Key.Key_Return)
    qtbot.waitUntil(window.brief._start.isEnabled)
    case = window.brief._cases.currentText()
    assert says(window.brief, "This microphone was not checked yet.")
    button(window.brief, "Check it").click()
    assert window._pages.currentWidget() is window.headset
    qtbot.waitUntil(lambda: not window._jobs.busy)
    backend.known = (checked(SPEAKERS).kept("2026-11-20T09:00:00+01:00"),)
    window._headset_desk.read()
    qtbot.waitUntil(lambda: not window._jobs.busy)
    button(window.headset, "Back").click()
    qtbot.waitUntil(window.brief._start.isEnabled)
    assert says(window.brief, "checked on 20 November 2026")
    assert says(window.brief, "It hears the loudspeaker")
    assert window.brief._cases.currentText() == case
    assert not window.brief.devices._check.isVisible()


def test_closing_the_window_ends_the_check(steps: Steps) -> None:
    check = steps.begin()
    steps.tell(check, StepBegan("read"))
    steps.window.close()
    assert check.ended
    steps.qtbot.waitUntil(lambda: not steps.window.isVisible())
    assert check.joined


def test_a_window_that_has_to_wait_says_so_and_closes_by_itself(steps: Steps) -> None:
    check = steps.begin()
    steps.tell(check, Preparing("Loading the speech model", None))
    check.ends_at_once = False
    button(steps.page, "Stop").click()
    button(steps.page, "Back").click()
    steps.window.close()
    assert says(steps.window, "The window closes as soon as it has stopped.")
    check.tell(CheckEnded())
    steps.qtbot.waitUntil(lambda: not steps.window.isVisible())
    assert check.joined


def test_devices_are_not_looked_for_while_a_check_still_has_them(qtbot, open_window, backend: FakeBackend) -> None:
    window = open_window()
    qtbot.waitUntil(window.home._cards.isVisible)
    QTest.keyClick(window.home._cards, Qt.Key.Key_Return)
    qtbot.waitUntil(window.brief._start.isEnabled)
    button(window.brief, "Check it").click()
    qtbot.waitUntil(window.headset._begin.isEnabled)
    button(window.headset, "Begin the check").click()
    check = backend.checks[-1]
    check.tell(StepBegan("quiet"))
    qtbot.waitUntil(window.headset.steps.isVisible)
    check.ends_at_once = False
    looked = backend.looked
    button(window.headset, "Stop the check").click()
    button(window.headset, "Back").click()
    assert window._pages.currentWidget() is window.brief
    qtbot.waitUntil(lambda: not window._jobs.busy)
    assert backend.looked == looked
    assert not window.brief._start.isEnabled()
    check.tell(CheckEnded())
    qtbot.waitUntil(window.brief._start.isEnabled)
    assert backend.looked == looked + 1


def test_another_loudspeaker_is_told(qtbot, open_window, backend: FakeBackend) -> None:
    backend.known = (checked(SPEAKERS).kept("2026-11-20T09:00:00+01:00"),)
    window = open_window()
    qtbot.waitUntil(window.home._cards.isVisible)
    QTest.keyClick(window.home._cards, Qt.Key.Key_Return)
    qtbot.waitUntil(window.brief._start.isEnabled)
    form = window.brief.devices
    assert says(form, "It hears the loudspeaker")
    assert not says(form, "at the same time")
    assert not form._check.isVisible()
    form._output.setCurrentIndex(form._output.findData("Speakers"))
    assert says(form, "checked on 20 November 2026, with another loudspeaker.")
    assert not says(form, "It hears the loudspeaker")
    assert says(form, "at the same time")
    assert form._check.isVisible()
    form._output.setCurrentIndex(form._output.findData("Jabra Evolve"))
    assert says(form, "It hears the loudspeaker")


def test_everything_has_a_name_for_screen_readers(steps: Steps) -> None:
    check = steps.begin()
    steps.tell(check, StepBegan("read"), CheckFinished(checked(CLIPPED)))
    for one in steps.page.findChildren(QAbstractButton):
        assert one.accessibleName() or one.text(), one


def test_the_words_of_what_is_known() -> None:
    assert headset_words.state(None) == "not checked yet"
    assert headset_words.day("2026-01-02T03:04:05+00:00") == "2 January 2026"
    assert headset_words.day("yesterday") == "yesterday"
    assert headset_words.usual({}) == []
    assert headset_words.usual({"pitch_median_hz": 120.4}) == ["Your pitch is around 120 Hz."]
    assert len(headset_words.usual(KEPT.baseline)) == 3
