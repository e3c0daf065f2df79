"""Push-to-talk: the microphone is on only while a key or a button is held."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class PushToTalk(QObject):
    """Tells when the trainee holds Space anywhere on the page (but in a text field), or the button.

    While it is on, Space presses no other button: they still have their own keys and Enter. What is held is
    released when the window is left.

    Parameters
    ----------
    page : QWidget
        Where it works, while the page is visible in the active window.
    button : QAbstractButton
        The same for the mouse.

    Signals
    -------
    talking(bool)
        The microphone is to be on, or off; told once for each change.
    """

    talking = Signal(bool)

    def __init__(self, page: QWidget, button: QAbstractButton) -> None:
        super().__init__(page)
        self._page = page
        self._talking = self._key_held = False
        button.pressed.connect(lambda: self._set(True))
        button.released.connect(lambda: self._set(self._key_held))

    def switch(self, on: bool) -> None:
        """Begin to listen for the key, or stop; what is held is released."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._release()
        if on:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key from whatever has the focus."""
        if event.type() == QEvent.Type.WindowDeactivate and watched is self._page.window():
            self._release()
        if event.type() == QEvent.Type.Hide and watched is self._page and not event.spontaneous():
            self.switch(False)  # the call is over; a window that is only minimised stays ready
        if event.type() not in _KEYS or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Space:
            return False
        if not isinstance(watched, QWidget) or not self._is_ours(watched):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif not event.isAutoRepeat():
            self._key_held = event.type() == QEvent.Type.KeyPress
            self._set(self._key_held)
        return True

    def _is_ours(self, watched: QWidget) -> bool:
        if self._key_held:  # also when a text field got the focus in between
            return True
        here = self._page.isVisible() and watched.window() is self._page.window()
        return here and not isinstance(watched, QLineEdit)

    def _release(self) -> None:
        self._key_held = False
        self._set(False)

    def _set(self, talking: bool) -> None:
        if talking != self._talking:
            self._talking = talking
            self.talking.emit(talking)
