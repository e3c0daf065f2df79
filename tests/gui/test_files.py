"""What is kept: a copy in one file, back again, and how long calls stay."""

from pathlib import Path

import pytest
from fakes.steps import Steps, button, says
from fakes.window import FakeBackend
from PySide6.QtWidgets import QMessageBox, QProgressBar

from voicedrill.errors import DataError
from voicedrill.ui.files_card import FilesCard

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform


@pytest.fixture
def card(steps: Steps) -> FilesCard:
    steps.library()
    button(steps.window.home, "Settings").click()
    return steps.window.settings.files


def choose_days(card: FilesCard, days: int) -> None:
    card._days.setCurrentIndex(card._days.findData(days))
    card._days.activated.emit(card._days.currentIndex())


def answer(steps: Steps, card: FilesCard, words: str) -> None:
    steps.qtbot.waitUntil(lambda: card.findChild(QMessageBox) is not None)
    button(card.findChild(QMessageBox), words).click()
    steps.qtbot.waitUntil(lambda: card.findChild(QMessageBox) is None)


def test_a_copy_is_saved_with_progress(steps: Steps, card: FilesCard, tmp_path: Path) -> None:
    steps.window._files_desk.save_copy(tmp_path / "copy.zip")
    steps.qtbot.waitUntil(lambda: card.findChild(QProgressBar).value() == 400)
    assert not card._copy.isEnabled()
    steps.backend.getting.set()
    steps.qtbot.waitUntil(lambda: says(card, "3 calls and 0 customers"))
    assert card._copy.isEnabled()
    assert not card.findChild(QProgressBar).isVisible()


def test_saving_can_be_stopped(steps: Steps, card: FilesCard, tmp_path: Path) -> None:
    steps.window._files_desk.save_copy(tmp_path / "copy.zip")
    steps.qtbot.waitUntil(card._stop.isVisible)
    button(card, "Stop").click()
    steps.qtbot.waitUntil(lambda: says(card, "Stopped. Nothing was changed."))


def test_what_comes_back_is_shown_at_once(steps: Steps, card: FilesCard, tmp_path: Path) -> None:
    read = []
    steps.window.home._cards.everybody.modelReset.connect(lambda: read.append(1))
    steps.window._files_desk.bring_back(tmp_path / "copy.zip")
    steps.qtbot.waitUntil(lambda: says(card, "2 restored"))
    steps.qtbot.waitUntil(lambda: bool(read))


def test_a_damaged_file_is_told(steps: Steps, card: FilesCard, tmp_path: Path) -> None:
    steps.backend.get_refusal = DataError("'copy.zip' is damaged.")
    steps.window._files_desk.bring_back(tmp_path / "copy.zip")
    steps.qtbot.waitUntil(lambda: says(card, "'copy.zip' is damaged."))


@pytest.mark.parametrize("yes", [True, False])
def test_old_calls_are_deleted_when_that_was_wanted(steps: Steps, card: FilesCard, yes: bool) -> None:
    choose_days(card, 90)
    answer(steps, card, "Yes, delete them" if yes else "No, keep them")
    assert steps.window._preferences.keep_days == (90 if yes else 0)
    assert card._days.currentData() == (90 if yes else 0)
    if yes:
        steps.qtbot.waitUntil(lambda: says(card, "4 calls were deleted."))
    assert steps.backend.swept == ([90] if yes else [])


def test_they_are_deleted_at_each_start(
    qtbot, open_window, steps: Steps, card: FilesCard, backend: FakeBackend
) -> None:
    steps.window._preferences.keep_days = 30
    again = Steps(qtbot, open_window(), backend)
    again.library()
    qtbot.waitUntil(lambda: backend.swept == [30])
    button(again.window.home, "Settings").click()
    choose_days(again.window.settings.files, 0)
    assert again.window._preferences.keep_days == 0
