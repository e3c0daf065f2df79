"""The calls so far: listed, searched, opened, deleted."""

from dataclasses import replace

import pytest
from fakes.steps import Steps, button, says
from fakes.window import PAST, result, two_calls
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from voicedrill.errors import UserError

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


@pytest.fixture
def history(steps: Steps) -> Steps:
    steps.library()
    button(steps.window.home, "Your calls").click()
    steps.qtbot.waitUntil(lambda: steps.window.history.shows_calls)
    return steps


def rows(steps: Steps) -> list[list[str]]:
    table = steps.window.history._table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
        if not table.isRowHidden(row)
    ]


def test_the_calls_stand_with_their_result_the_latest_first(history: Steps) -> None:
    first, second, third, broken = rows(history)
    assert first == ["22 Nov 2026", "Mrs. Hartley", "The parcel", "resolved", "82 (77–87) ◐"]
    assert history.window.history._table.item(0, 4).toolTip() == "09:30, Nearly there"
    assert second[4].startswith("64 (59–69)")
    assert third[3:] == ["cut off", "not scored"]
    assert broken[2:4] == ["'calls/broken' is damaged.", "cannot be read"]
    assert says(history.window.history, "All calls take 12 MB.")


def test_each_skill_has_its_level_and_what_became_of_it(history: Steps) -> None:
    card = history.window.history.trends
    for words in ("Listening", "84", "▲ better", "Empathy", "2 calls", "Calm", "as before"):
        assert says(card, words)


def test_search_and_whose_calls(history: Steps) -> None:
    page = history.window.history
    page._search.setText("okafor line")
    assert [row[1] for row in rows(history)] == ["Mr. Okafor"]
    page._search.clear()
    page._trainee.setCurrentIndex(page._trainee.findData("anna"))
    page._trainee.activated.emit(page._trainee.currentIndex())
    history.qtbot.waitUntil(lambda: page.shows_calls and [row[1] for row in rows(history)] == ["Mrs. Moreau"])
    assert history.backend.whose == [None, "anna"]


def test_a_call_opens_its_report_by_keyboard_and_one_comes_back_to_the_list(history: Steps) -> None:
    page, report = history.window.history, history.window.report
    QTest.keyClick(page._table, Qt.Key.Key_Return)
    history.qtbot.waitUntil(report._view.isVisible)
    button(report, "Back to your calls").click()
    assert history.page() is page
    history.qtbot.waitUntil(lambda: page.shows_calls)
    button(page, "Back").click()
    assert history.page() is history.window.home


def test_again_calls_the_one_who_called_then(history: Steps) -> None:
    history.backend.judged = result(PAST.calls[0].folder)
    button(history.window.history, "Open the report").click()
    history.qtbot.waitUntil(history.window.report._view.isVisible)
    button(history.window.report, "Again").click()
    assert history.page() is history.window.brief
    assert says(history.window.brief, "Mrs. Hartley")
    history.qtbot.waitUntil(history.window.brief._start.isEnabled)


def test_a_damaged_call_can_only_be_deleted(history: Steps) -> None:
    page = history.window.history
    page._table.selectRow(3)
    assert not page._open.isEnabled()
    assert page._delete.isEnabled()


def test_a_call_is_deleted_after_a_question(history: Steps) -> None:
    page = history.window.history
    for answer in ("Keep it", "Delete it"):
        button(page, "Delete this call").click()
        history.qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None)
        button(page.findChild(QMessageBox), answer).click()
        history.qtbot.waitUntil(lambda: page.findChild(QMessageBox) is None)
    history.qtbot.waitUntil(lambda: page.shows_calls and len(rows(history)) == 3)
    assert history.backend.deleted == [PAST.calls[0].id]


@pytest.mark.parametrize("past", [replace(PAST, calls=(), trends={}, trainees=()), UserError("It is locked.")])
def test_empty_and_broken_are_states_with_a_way_out(steps: Steps, past: object) -> None:
    steps.backend.past = past
    steps.library()
    button(steps.window.home, "Your calls").click()
    page = steps.window.history
    if isinstance(past, UserError):
        steps.qtbot.waitUntil(lambda: says(page, "It is locked."))
        steps.backend.past = PAST
        button(page, "Try again").click()
        steps.qtbot.waitUntil(lambda: page.shows_calls)
    else:
        steps.qtbot.waitUntil(lambda: says(page, "No calls yet"))
        button(page, "Choose a customer").click()
        assert steps.page() is steps.window.home


def choose(history: Steps, *numbers: int) -> None:
    table = history.window.history._table
    table.clearSelection()
    for number in numbers:
        item = table.item(number, 0)
        modifier = Qt.KeyboardModifier.ControlModifier
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, table.visualItemRect(item).center())


@pytest.mark.parametrize(("chosen", "comparable"), [((0,), False), ((0, 1), True), ((0, 1, 2), False), ((0, 2), False)])
def test_two_calls_with_a_score_can_be_compared(history: Steps, chosen: tuple[int, ...], comparable: bool) -> None:
    choose(history, *chosen)
    page = history.window.history
    assert page._compare.isEnabled() is comparable
    assert page._open.isEnabled() is (len(chosen) == 1)


def test_what_changed_is_said_skill_by_skill(history: Steps) -> None:
    history.backend.two = two_calls()
    choose(history, 0, 1)
    button(history.window.history, "Compare two").click()
    page = history.window.compare
    history.qtbot.waitUntil(page.isVisible)
    assert [one.name for one in history.backend.compared[0]] == ["Mrs. Hartley", "Mr. Okafor"]
    assert says(page, "Better: Empathy. Weaker: Firmness.")
    assert says(page, "30 → 80  ▲ better")
    assert says(page, "70 → 72  no sure change")
    assert says(page, "90 → 50  ▼ weaker")
    assert not page._notice.isVisible()
    assert not page.grab().isNull()
    button(page, "Back").click()
    assert history.page() is history.window.history


def test_unlike_customers_are_compared_with_a_warning(history: Steps) -> None:
    history.backend.two = two_calls(difficulty=4)
    choose(history, 0, 1)
    button(history.window.history, "Compare two").click()
    history.qtbot.waitUntil(lambda: says(history.window.compare, "were not equally difficult"))


def test_calls_that_cannot_be_compared_say_why(history: Steps) -> None:
    choose(history, 0, 1)
    button(history.window.history, "Compare two").click()
    history.qtbot.waitUntil(lambda: says(history.window.history, "There is no comparison."))
