"""The question before the first recording, and calls of which nothing stays."""

import pytest
from fakes.steps import Steps, button, says, skip_to_report
from PySide6.QtWidgets import QMessageBox

from voicedrill.runtime.updates import Finished, PhaseChanged

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


def start(steps: Steps, keep: str = "recording", trainee: str = "") -> None:
    steps.brief()
    form = steps.window.brief.devices
    form.keep.setCurrentIndex(form.keep.findData(keep))
    steps.window.brief.trainee.setText(trainee)
    button(steps.window.brief, "Start the call").click()


def box(steps: Steps) -> QMessageBox:
    steps.qtbot.waitUntil(lambda: steps.window.findChild(QMessageBox) is not None)
    return steps.window.findChild(QMessageBox)


@pytest.mark.parametrize(
    ("answer", "keep"),
    [("Keep the recording and the words", "recording"), ("Keep only the words", "words"), ("Keep nothing", "nothing")],
)
def test_the_first_recording_is_asked_for(steps: Steps, answer: str, keep: str) -> None:
    steps.backend.consents.clear()
    start(steps, trainee=" anna ")
    asked = box(steps)
    assert "May voicedrill record your calls?" in asked.text()
    assert steps.backend.choices == []
    button(asked, answer).click()
    steps.qtbot.waitUntil(lambda: bool(steps.backend.choices))
    assert steps.backend.choices[0].keep == keep
    assert steps.backend.choices[0].trainee == "anna"
    assert steps.backend.consents == {"anna": keep}


def test_without_an_answer_nothing_happens(steps: Steps) -> None:
    steps.backend.consents.clear()
    start(steps)
    button(box(steps), "Back").click()
    steps.qtbot.waitUntil(lambda: steps.window.findChild(QMessageBox) is None)
    assert steps.page() is steps.window.brief
    assert steps.backend.choices == []


def test_what_needs_no_consent_is_not_asked(steps: Steps) -> None:
    steps.backend.consents.clear()
    start(steps, "words")
    steps.qtbot.waitUntil(lambda: bool(steps.backend.choices))
    assert steps.window.findChild(QMessageBox) is None


def test_a_call_of_which_nothing_stays_goes_when_its_report_is_left(steps: Steps) -> None:
    start(steps, "nothing")
    steps.qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[-1].started)
    steps.backend.calls[-1].tell(PhaseChanged("ended"), Finished(steps.backend.folder, "resolved"))
    skip_to_report(steps.qtbot, steps.window)
    assert steps.backend.discarded == []
    button(steps.window.report, "Back to the customers").click()
    assert steps.backend.discarded == [steps.backend.folder]
    steps.window.home.take_focus()
    assert not says(steps.window, "Nothing is lost")


def test_a_kept_call_stays(steps: Steps) -> None:
    steps.report()
    button(steps.window.report, "Back to the customers").click()
    assert steps.backend.discarded == []
