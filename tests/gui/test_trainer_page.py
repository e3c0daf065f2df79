"""The trainer's corner: copies, changes with live checks, and sheets."""

from pathlib import Path

import pytest
from fakes.steps import Steps, button, says
from fakes.window import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from voicedrill import paths
from voicedrill.errors import UserError
from voicedrill.persona.loader import load_persona
from voicedrill.ui.draft_page import DraftPage
from voicedrill.ui.line_editor import LineEditor
from voicedrill.ui.ports import Customer, Shelf
from voicedrill.ui.trainer_page import TrainerPage

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


@pytest.fixture
def corner(steps: Steps, backend: FakeBackend) -> TrainerPage:
    files = [paths.shipped("personas") / f"{name}.yaml" for name in ("hartley_parcel", "singh_delivery")]
    texts = [file.read_text(encoding="utf-8") for file in files]
    backend.on_shelf = Shelf(
        tuple(Customer(load_persona(text, "x"), text, own=number == 1) for number, text in enumerate(texts))
    )
    steps.library()
    button(steps.window.home, "Trainer's corner").click()
    page = steps.window.trainer
    steps.qtbot.waitUntil(lambda: page._list.count() == 2)
    return page


@pytest.fixture
def form(steps: Steps, corner: TrainerPage) -> DraftPage:
    corner.choose("hartley_parcel")
    button(corner, "Duplicate").click()
    steps.qtbot.waitUntil(steps.window.draft.isVisible)
    return steps.window.draft


def editor(form: DraftPage, name: str):
    return next(one for one in form._part._editors.values() if one.accessibleName() == name)


def write(form: DraftPage, name: str, text: str) -> None:
    field = editor(form, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def answer(steps: Steps, page, words: str) -> None:
    steps.qtbot.waitUntil(lambda: page.findChild(QMessageBox) is not None)
    button(page.findChild(QMessageBox), words).click()


def test_only_ones_own_can_be_changed_or_deleted(corner: TrainerPage) -> None:
    for persona_id, own in (("hartley_parcel", False), ("singh_delivery", True)):
        corner.choose(persona_id)
        assert button(corner, "Change").isEnabled() is own
        assert button(corner, "Delete").isEnabled() is own
        assert button(corner, "Duplicate").isEnabled()


def test_a_mistake_is_told_beside_its_field_and_keeps_it_from_being_saved(steps: Steps, form: DraftPage) -> None:
    assert button(form, "Save").isEnabled()
    write(form, "Difficulty", "seven")
    steps.qtbot.waitUntil(lambda: not form._keep.isEnabled())
    assert says(form, "This has to be mended before it can be kept:")
    assert says(form._part, "must be a whole number")
    assert "whole number" in editor(form, "Difficulty").accessibleDescription()
    write(form, "Difficulty", "3")
    steps.qtbot.waitUntil(form._keep.isEnabled)
    assert not says(form, "must be a whole number")


def test_what_was_typed_stays_when_another_part_is_shown(steps: Steps, form: DraftPage) -> None:
    write(form, "Sector", "spaceflight")
    form.open_part(1)
    steps.qtbot.waitUntil(lambda: says(form, "The case: Lost in the depot"))
    form.open_part(0)
    assert editor(form, "Sector").text() == "spaceflight"


def test_the_first_mistake_is_shown_from_another_part(steps: Steps, form: DraftPage) -> None:
    write(form, "Difficulty", "9")
    form.open_part(2)
    steps.qtbot.waitUntil(form._show_first.isVisible)
    form._show_first.click()
    steps.qtbot.waitUntil(lambda: editor(form, "Difficulty").hasFocus())


def test_a_word_is_replaced_in_every_part(steps: Steps, form: DraftPage) -> None:
    QTest.keyClicks(form._old, "telescope")
    QTest.keyClicks(form._new, "microscope")
    QTest.keyClick(form._new, Qt.Key.Key_Return)
    assert says(form, "“telescope” was replaced in 40 places.")
    button(form, "Save").click()
    steps.qtbot.waitUntil(lambda: len(steps.backend.kept_drafts) == 1)
    assert "telescope" not in str(steps.backend.kept_drafts[0].content).lower()
    steps.qtbot.waitUntil(lambda: says(form, "Saved."))
    form._old.setText("zebra")
    form._reword()
    assert says(form, "“zebra” stands nowhere in this customer.")


def test_a_list_is_written_a_line_each(steps: Steps, form: DraftPage) -> None:
    form.open_part(1)
    goals = editor(form, "Goals of the call")
    assert isinstance(goals, LineEditor)
    goals.selectAll()
    QTest.keyClicks(goals, "Listen.")
    QTest.keyClick(goals, Qt.Key.Key_Return)
    QTest.keyClick(goals, Qt.Key.Key_Return)
    QTest.keyClicks(goals, "Solve it.")
    QTest.keyClick(goals, Qt.Key.Key_Tab)
    assert not goals.hasFocus()
    button(form, "Save").click()
    steps.qtbot.waitUntil(lambda: len(steps.backend.kept_drafts) == 1)
    assert steps.backend.kept_drafts[0].content["cases"][0]["brief"]["goals"] == ["Listen.", "Solve it."]
    assert isinstance(steps.backend.kept_drafts[0].content["cases"][0]["brief"]["situation"], str)


def test_saving_and_calling_opens_the_brief_of_the_new_customer(steps: Steps, form: DraftPage) -> None:
    write(form, "Name", "Mrs. Brown")
    button(form, "Save and call").click()
    steps.qtbot.waitUntil(steps.window.brief.isVisible)
    assert steps.window.windowTitle().startswith("Mrs. Brown")
    assert {one.persona.id for one in steps.backend.shelf().customers} >= {"hartley_parcel", "hartley_parcel_own"}


def test_a_refusal_is_told_and_nothing_is_lost(steps: Steps, form: DraftPage) -> None:
    steps.backend.keep_refusal = UserError("The disk is full.")
    write(form, "Name", "Mrs. Brown")
    button(form, "Save").click()
    steps.qtbot.waitUntil(lambda: says(form, "The disk is full."))
    assert editor(form, "Name").text() == "Mrs. Brown"
    assert form._keep.isEnabled()


@pytest.mark.parametrize("stay", [True, False])
def test_leaving_with_changes_asks(steps: Steps, form: DraftPage, stay: bool) -> None:
    write(form, "Name", "Mrs. Brown")
    button(form, "Back").click()
    answer(steps, form, "Go on changing" if stay else "Leave without saving")
    steps.qtbot.waitUntil((form if stay else steps.window.trainer).isVisible)
    assert steps.backend.kept_drafts == []


def test_leaving_what_is_saved_does_not_ask(steps: Steps, form: DraftPage) -> None:
    button(form, "Save").click()
    steps.qtbot.waitUntil(lambda: says(form, "Saved."))
    button(form, "Back").click()
    steps.qtbot.waitUntil(steps.window.trainer.isVisible)
    steps.qtbot.waitUntil(lambda: steps.window.trainer._list.count() == 3)


def test_deleting_asks_first(steps: Steps, corner: TrainerPage) -> None:
    corner.choose("singh_delivery")
    button(corner, "Delete").click()
    answer(steps, corner, "Delete it")
    steps.qtbot.waitUntil(lambda: corner._list.count() == 1)
    assert says(corner, "was deleted.")


def test_a_sheet_is_saved_where_one_wants_it(steps: Steps, corner: TrainerPage, tmp_path: Path) -> None:
    corner.choose("hartley_parcel")
    steps.window._trainer_desk.save_sheet(corner.chosen, tmp_path / "sheet.pdf")
    steps.qtbot.waitUntil(lambda: says(corner, "Print it for everybody who watches."))
    assert steps.backend.sheets == [("hartley_parcel", tmp_path / "sheet.pdf")]
