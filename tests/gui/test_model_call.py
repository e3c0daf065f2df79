"""Hearing a model call: from the brief to its report."""

import pytest
from fakes.steps import Steps, button, says, skip_to_report
from PySide6.QtWidgets import QProgressBar

from voicedrill.runtime.updates import Caption, Failed, Finished, Preparing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


def begin(steps: Steps):
    steps.brief()
    button(steps.window.brief, "Hear a model call").click()
    steps.qtbot.waitUntil(lambda: bool(steps.backend.calls) and steps.backend.calls[-1].started)
    assert steps.page() is steps.window.model
    return steps.backend.calls[-1]


def test_a_model_call_is_made_with_progress_and_can_be_heard_whole(steps: Steps) -> None:
    call = begin(steps)
    page = steps.window.model
    call.tell(Preparing("Loading the speech model", 0.25))
    steps.qtbot.waitUntil(lambda: page.findChild(QProgressBar).value() == 250)
    call.tell(Caption("trainee", "Good morning.", 40.0), Caption("customer", "This is the third time I call.", 90.0))
    steps.qtbot.waitUntil(lambda: says(page, "They are talking: 01:30 minutes are done."))
    assert page.findChild(QProgressBar).value() == 1000  # the good trainee there has one line
    call.tell(Finished(call.folder, "resolved"))
    report = steps.window.report
    steps.qtbot.waitUntil(report._view.isVisible)
    assert says(report, "A model call: the computer spoke the trainee's part")
    button(report, "Hear the whole call").click()
    steps.qtbot.waitUntil(lambda: bool(steps.backend.played))
    assert steps.backend.played[0].shape[-1] == 73 * 16_000
    assert steps.backend.models[0].case_id == "parcel"
    assert steps.backend.choices == []
    button(report, "Stop").click()


def test_a_model_call_can_be_stopped(steps: Steps) -> None:
    call = begin(steps)
    button(steps.window.model, "Stop").click()
    steps.qtbot.waitUntil(lambda: steps.page() is steps.window.brief)
    assert call.hung_up == 1
    assert call.joined


def test_why_there_is_no_model_call_is_said(steps: Steps) -> None:
    call = begin(steps)
    call.tell(Failed("The speech model could not be fetched."))
    steps.qtbot.waitUntil(lambda: says(steps.window.model, "The speech model could not be fetched."))
    button(steps.window.model, "Back to the brief").click()
    assert steps.page() is steps.window.brief


def test_the_next_own_call_is_no_model_call(steps: Steps) -> None:
    begin(steps).tell(Finished(steps.backend.folder, "resolved"))
    steps.qtbot.waitUntil(steps.window.report._view.isVisible)
    button(steps.window.report, "Again").click()
    steps.qtbot.waitUntil(steps.window.brief._start.isEnabled)
    button(steps.window.brief, "Start the call").click()
    steps.qtbot.waitUntil(lambda: len(steps.backend.calls) == 2 and steps.backend.calls[-1].started)
    steps.backend.calls[-1].tell(Finished(steps.backend.folder, "resolved"))
    skip_to_report(steps.qtbot, steps.window)
    assert not says(steps.window.report, "A model call")


def test_closing_the_window_ends_a_model_call_without_a_question(steps: Steps) -> None:
    call = begin(steps)
    steps.window.close()
    steps.qtbot.waitUntil(lambda: not steps.window.isVisible())
    assert call.hung_up == 1
