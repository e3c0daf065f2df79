"""The way through the window as a person goes it."""

from fakes.window import FakeBackend
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from voicedrill.runtime.updates import Finished, PhaseChanged
from voicedrill.ui.main_window import MainWindow


def button(parent: QWidget, name: str) -> QAbstractButton:
    return next(one for one in parent.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible())


def has_button(parent: QWidget, name: str) -> bool:
    return any(one.accessibleName() == name for one in parent.findChildren(QAbstractButton))


def says(parent: QWidget, text: str) -> bool:
    """Tell whether a visible label has the text."""
    labels = (one for one in parent.findChildren(QWidget) if one.isVisible() and hasattr(one, "text"))
    return any(text in one.text() for one in labels)


def skip_own_view(qtbot, window: MainWindow, timeout: int = 5000) -> None:
    """Skip the wrap-up and the reflection after a call."""
    after = window._after_desk
    qtbot.waitUntil(lambda: after.wrap_up.isVisible() or after.reflect.isVisible(), timeout=timeout)
    if after.wrap_up.isVisible():
        button(after.wrap_up, "Skip").click()
    button(after.reflect, "Skip").click()


def skip_to_report(qtbot, window: MainWindow, timeout: int = 5000) -> None:
    """Go from the end of a call to its report."""
    skip_own_view(qtbot, window, timeout)
    qtbot.waitUntil(window.report._view.isVisible, timeout=timeout)


class Steps:
    """The steps from the library to the report, each of which comes after the one before."""

    def __init__(self, qtbot, window: MainWindow, backend: FakeBackend) -> None:
        self.qtbot, self.window, self.backend = qtbot, window, backend

    def page(self) -> QWidget:
        return self.window._pages.currentWidget()

    def library(self) -> None:
        self.qtbot.waitUntil(self.window.home._cards.isVisible)

    def brief(self) -> None:
        self.library()
        QTest.keyClick(self.window.home._cards, Qt.Key.Key_Return)
        self.qtbot.waitUntil(self.window.brief._start.isEnabled)

    def call(self):
        self.brief()
        button(self.window.brief, "Start the call").click()
        self.qtbot.waitUntil(lambda: bool(self.backend.calls) and self.backend.calls[-1].started)
        return self.backend.calls[-1]

    def talk(self):
        call = self.call()
        call.talk()
        self.qtbot.waitUntil(lambda: self.window.call._captions.texts != [])
        return call

    def report(self):
        call = self.talk()
        call.tell(PhaseChanged("ended"), Finished(call.folder, "resolved"))
        skip_to_report(self.qtbot, self.window)
        return call
