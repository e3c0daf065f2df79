"""Every control of every page has a name, a place for the keyboard, and room for large text."""

import pytest
from fakes.steps import Steps, skip_to_report
from fakes.window import FakeBackend
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QProgressBar,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from voicedrill.runtime.updates import Finished
from voicedrill.ui.help_page import KEYS
from voicedrill.ui.main_window import MainWindow
from voicedrill.ui.page import ScrollBody

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
    assert told - used == {"N", "Ctrl+F"}, "these belong to no button"


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
