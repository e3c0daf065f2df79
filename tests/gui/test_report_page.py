"""The report: transcript in step with timeline and sound, what people hold against it, saving, deleting."""

from pathlib import Path

import pytest
from fakes.steps import Steps, button, has_button, says
from fakes.window import FakeBackend
from golden import parcel
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMainWindow, QMessageBox

from voicedrill.errors import UserError
from voicedrill.program import Program
from voicedrill.ui.controls import IconButton
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.report_desk import ReportDesk, ReportedCall
from voicedrill.ui.report_page import SILENT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


class Read:
    """A report of a call of the golden ones, judged by the real program; only the sound is not there."""

    def __init__(self, qtbot, desk: ReportDesk, jobs: Jobs) -> None:
        self.qtbot, self.desk, self.page, self.jobs = qtbot, desk, desk.page, jobs

    @property
    def score(self) -> int:
        return self.desk._result.scorecard.score

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.jobs.busy and self.page._view.isVisible(), timeout=30_000)

    def choose_own_turn(self) -> None:
        listed = self.page.transcript._list
        entries = [listed.item(row).data(Qt.ItemDataRole.UserRole) for row in range(listed.count())]
        listed.setCurrentRow(next(row for row, one in enumerate(entries) if one.speaker == "trainee"))

    def dialog(self) -> QDialog:
        self.qtbot.waitUntil(lambda: self.page.findChild(QDialog) is not None)
        return self.page.findChild(QDialog)


@pytest.fixture
def read(qtbot, tmp_path: Path):
    folder = parcel.write_call(tmp_path / "call", parcel.poor_call())
    window = QMainWindow()  # owns all, as the real one does
    qtbot.addWidget(window)
    jobs = Jobs(window)
    desk = ReportDesk(Program(), jobs, window)
    window.setCentralWidget(desk.page)
    window.resize(1280, 800)
    window.show()
    desk.open(ReportedCall(folder))
    read = Read(qtbot, desk, jobs)
    read.settle()
    yield read
    desk.leave()
    jobs.close()


def test_a_corrected_turn_is_judged_again_and_undone(read: Read) -> None:
    before = read.score
    listed = read.page.transcript._list
    own = next(
        row for row in range(listed.count()) if listed.item(row).data(Qt.ItemDataRole.UserRole).speaker == "trainee"
    )
    listed.setCurrentRow(own)
    button(read.page, "Correct the words").click()
    field = read.dialog().findChild(QLineEdit)
    field.setText("I am so sorry that your lamp has not arrived. I can hear how frustrating that is for you.")
    button(read.dialog(), "Judge it again").click()
    read.settle()
    assert says(read.page, "Put right by you")
    assert read.score != before
    button(read.page, "Undo the last change").click()
    read.settle()
    assert read.score == before
    assert not says(read.page, "Put right by you")
    assert not button_visible(read, "Undo the last change")


def button_visible(read: Read, name: str) -> bool:
    return any(one.isVisible() for one in read.page.findChildren(IconButton) if one.accessibleName() == name)


def test_i_did_here_names_the_turn_and_is_marked(read: Read) -> None:
    buttons = [one for one in read.page.findChildren(IconButton) if one.accessibleName().startswith("I did, here")]
    assert buttons
    asks = buttons[0].accessibleName().removeprefix("I did, here: ")
    buttons[0].click()
    dialog = read.dialog()
    assert says(dialog, asks)
    button(dialog, "I did, here").click()
    read.settle()
    assert says(read.page, "Disputed by you")
    assert button_visible(read, "Undo the last change")


def test_escape_leaves_all_as_it_is(read: Read) -> None:
    listed = read.page.transcript._list
    own = next(
        row for row in range(listed.count()) if listed.item(row).data(Qt.ItemDataRole.UserRole).speaker == "trainee"
    )
    listed.setCurrentRow(own)
    button(read.page, "Correct the words").click()
    dialog = read.dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    read.qtbot.waitUntil(lambda: read.page.findChild(QDialog) is None)
    assert not button_visible(read, "Undo the last change")


@pytest.mark.parametrize("kind", ["html", "pdf", "vtt", "csv", "xapi"])
def test_every_format_is_saved(read: Read, tmp_path: Path, kind: str) -> None:
    to = tmp_path / f"mine.{kind}"
    read.desk.export(kind, to, "trainee 7")
    read.qtbot.waitUntil(lambda: says(read.page, f"Saved as {to}."), timeout=30_000)
    assert to.stat().st_size > 100


@pytest.mark.parametrize(("chosen", "audio"), [("html", True), (SILENT, False)])
def test_a_page_is_saved_with_or_without_sound(
    read: Read, tmp_path: Path, monkeypatch, chosen: str, audio: bool
) -> None:
    asked = []
    monkeypatch.setattr(read.desk._backend, "export", lambda *given, audio: asked.append((given[1], audio)))
    read.page.export_wanted.emit(chosen)
    read.qtbot.waitUntil(lambda: read.page.findChild(QFileDialog) is not None)
    read.page.findChild(QFileDialog).fileSelected.emit(str(tmp_path / "mine.html"))
    read.page.findChild(QFileDialog).reject()
    read.qtbot.waitUntil(lambda: asked == [("html", audio)])
    read.qtbot.waitUntil(lambda: read.page.findChild(QDialog) is None)


def test_statements_ask_for_a_pseudonym_first(read: Read) -> None:
    read.page.export_wanted.emit("xapi")
    read.dialog().findChild(QLineEdit).setText("trainee 7")
    button(read.dialog(), "Go on").click()
    read.qtbot.waitUntil(lambda: read.page.findChild(QFileDialog) is not None)
    read.page.findChild(QFileDialog).reject()
    read.qtbot.waitUntil(lambda: read.page.findChild(QDialog) is None)


def test_a_place_that_cannot_be_written_is_told(read: Read, tmp_path: Path) -> None:
    read.desk.export("pdf", tmp_path / "no" / "such" / "place.pdf")
    read.qtbot.waitUntil(lambda: says(read.page, "cannot be written"), timeout=30_000)


def test_the_transcript_and_the_timeline_follow_each_other(read: Read) -> None:
    listed, timeline = read.page.transcript._list, read.page.timeline.view
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    entry = listed.currentItem().data(Qt.ItemDataRole.UserRole)
    assert timeline.playhead_s == entry.start_s
    last = listed.item(listed.count() - 1).data(Qt.ItemDataRole.UserRole)
    timeline.chosen.emit((last.start_s + last.end_s) / 2)
    assert listed.currentRow() == listed.count() - 1


# -- with a program that answers at once ----------------------------------------------------------------


def test_the_way_to_save_asks_where(steps: Steps) -> None:
    steps.report()
    steps.window.report.export_wanted.emit("pdf")
    dialog = steps.window.report.findChild(QFileDialog)
    steps.qtbot.waitUntil(dialog.isVisible)
    assert "report.pdf" in dialog.selectedFiles()[0]
    dialog.reject()
    steps.qtbot.waitUntil(lambda: steps.window.report.findChild(QFileDialog) is None)


def test_what_is_refused_leaves_the_report_as_it_was(steps: Steps) -> None:
    steps.report()
    steps.backend.appeal_refusal = UserError("The finding has full marks, so there is nothing to dispute.")
    steps.window.report.disputed.emit("firm", 3.0)
    steps.qtbot.waitUntil(lambda: says(steps.window.report, "nothing to dispute"))
    assert steps.window.report._view.isVisible()
    assert steps.backend.appeals == [("dispute", "firm", 3.0)]


def test_deleting_asks_first_and_leads_to_the_other_calls(steps: Steps) -> None:
    call = steps.report()
    for answer in ("Keep it", "Delete it"):
        button(steps.window.report, "Delete this call").click()
        steps.qtbot.waitUntil(lambda: steps.window.report.findChild(QMessageBox) is not None)
        button(steps.window.report.findChild(QMessageBox), answer).click()
        steps.qtbot.waitUntil(lambda: steps.window.report.findChild(QMessageBox) is None)
    steps.qtbot.waitUntil(lambda: steps.page() is steps.window.history)
    assert steps.backend.deleted == [call.folder.name]


def test_an_auto_fail_is_confirmed_or_denied(steps: Steps, backend: FakeBackend) -> None:
    steps.report()
    card = steps.window.report._auto_fail
    card.show_items("One moment keeps this call low.", ("insult",))
    steps.qtbot.waitUntil(lambda: has_button(card, "No, I did not"))
    button(card, "No, I did not").click()
    steps.qtbot.waitUntil(lambda: backend.appeals == [("confirm", "insult", False)])
