"""Every control of every page has a name, a place for the keyboard, and room for large text."""

import pytest
from fakes.steps import Steps, skip_to_report
from fakes.window import BROKEN, ESPEAK, FakeBackend, shelf, two_calls
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from voicedrill import paths
from voicedrill.content.skill_card import Verdict
from voicedrill.persona.draft import findings, with_changes
from voicedrill.persona.loader import load_persona
from voicedrill.runtime.updates import Finished
from voicedrill.ui.help_page import KEYS
from voicedrill.ui.main_window import MainWindow
from voicedrill.ui.page import ScrollBody
from voicedrill.ui.ports import Customer, Shelf

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")  # of the offscreen platform

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QTextEdit,
    ScrollBody,
)


def filled(steps: Steps) -> MainWindow:
    """Go through a call, so that every page has something to show."""
    call = steps.talk()
    call.tell(Finished(call.folder, "resolved"))
    skip_to_report(steps.qtbot, steps.window)
    steps.window._navigate("history")
    steps.qtbot.waitUntil(lambda: steps.window.history.shows_calls)
    return steps.window


def _own(widget: QWidget) -> bool:
    """Tell the window's own controls from the parts that Qt makes of them: lists of boxes, scroll bars."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QLineEdit | QAbstractItemView):
            return False
        above = above.parentWidget()
    return not isinstance(widget, QScrollBar) and not widget.objectName().startswith("qt_")


def test_every_control_of_every_page_has_a_name(steps: Steps) -> None:
    window = filled(steps)
    pages = [window._pages.widget(place) for place in range(window._pages.count())]
    assert len(pages) > 10
    nameless = {
        f"{type(page).__name__}: {type(one).__name__}"
        for page in pages
        for one in page.findChildren(QWidget)
        if isinstance(one, CONTROLS) and _own(one) and not one.accessibleName().strip()
    }
    assert not nameless


def test_every_button_tells_its_key(steps: Steps) -> None:
    window = filled(steps)
    untold = {
        one.accessibleName()
        for one in window.findChildren(QAbstractButton)
        if not one.shortcut().isEmpty() and one.shortcut().toString() not in one.toolTip()
    }
    assert not untold


def test_help_names_every_key_and_no_other(steps: Steps) -> None:
    window = filled(steps)
    used = {one.shortcut().toString() for one in window.findChildren(QAbstractButton) if not one.shortcut().isEmpty()}
    told = {key for key, _does in KEYS}
    assert told >= {one for one in used if len(one) == 1}
    assert used <= told | {"Alt+1", "Alt+2", "Alt+3"}
    assert told - used == {"N", "Ctrl+F", "+ − 0"}, "these belong to no button"


def fill_more(steps: Steps, window: MainWindow) -> None:
    """Let the pages that a call does not pass show something, too."""
    text = (paths.shipped("personas") / "hartley_parcel.yaml").read_text(encoding="utf-8")
    steps.backend.on_shelf = Shelf((Customer(load_persona(text, "x"), text), *shelf().customers), (BROKEN,))
    window._home_desk.read()
    window._navigate("skills")
    steps.qtbot.waitUntil(lambda: window.skills.view.card is not None)
    window.skills.view.show_verdict(Verdict(False, "It takes both halves.", ("that is against our policy",)))
    window._navigate("trainer")
    steps.qtbot.waitUntil(lambda: window.trainer._list.count() > 1)
    window.trainer.choose("hartley_parcel")
    window.trainer._buttons["copy"].click()
    steps.qtbot.waitUntil(window.draft.isVisible)
    window.draft.open_part(3)
    window.draft.show_findings(findings(with_changes(window._trainer_desk._draft.content, {("difficulty",): "9"})))
    window.compare.show_calls(two_calls(4))
    window.voices.show_voices(ESPEAK)


def cut_off(page: QWidget) -> set[str]:
    """Return the texts that have less room than they need."""
    bad = set()
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text():
            continue
        if label.wordWrap():
            wide = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
            if label.heightForWidth(label.width()) > label.height() + 2 or wide > label.width() + 2:
                bad.add(label.text())
        elif label.fontMetrics().horizontalAdvance(label.text()) > label.contentsRect().width() + 2:
            bad.add(label.text())
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and _own(button) and button.sizeHint().width() > button.width() + 2:
            bad.add(button.accessibleName())
    return bad


@pytest.mark.parametrize("size", [QSize(1280, 720), QSize(1920, 1080)], ids=["1280x720", "1920x1080"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(steps: Steps, percent: int, size: QSize) -> None:
    window = filled(steps)
    fill_more(steps, window)
    found = {}
    try:
        window._theme.set_text_percent(percent)
        window.resize(size)
        for place in range(window._pages.count()):
            page = window._pages.widget(place)
            window._pages.setCurrentWidget(page)
            for _ in range(3):  # a width gives heights, heights give a scroll bar, a scroll bar another width
                QCoreApplication.sendPostedEvents()
                QApplication.processEvents()
            if cut_off(page):
                found[type(page).__name__] = cut_off(page)
    finally:
        window._theme.set_text_percent(100)
    assert not found


@pytest.mark.parametrize("percent", [100, 200])
def test_no_page_is_wider_than_the_smallest_window(steps: Steps, percent: int) -> None:
    window = filled(steps)
    too_wide = {}
    try:
        window._theme.set_text_percent(percent)
        for place in range(window._pages.count()):
            page = window._pages.widget(place)
            width = page.minimumSizeHint().width()
            if width > (960 if percent == 100 else 1280):
                too_wide[type(page).__name__] = width
    finally:
        window._theme.set_text_percent(100)
    assert not too_wide


def test_the_made_up_program_is_whole(backend: FakeBackend) -> None:
    """Whatever the window asks of the program, the one of the tests answers too."""
    from voicedrill.program import Program  # noqa: PLC0415 - not at the top: it needs a display

    asked = {name for name in vars(Program) if not name.startswith("_") and name != "close"}
    assert asked <= set(dir(backend))
