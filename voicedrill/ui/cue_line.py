"""The one line that gives a hint during a call."""

from collections.abc import Iterable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from voicedrill.ui.controls import text_label
from voicedrill.ui.tokens import LARGE


class CueLine(QWidget):
    """Shows at most one cue, calmly: no colour of alarm, no motion, and its place is kept when it is empty.

    A screen reader tells it when it has finished what it is saying.
    """

    def __init__(self) -> None:
        super().__init__()
        self._label: QLabel = text_label("", "accent", LARGE, wrap=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._label)
        self.clear()

    def make_room(self, texts: Iterable[str]) -> None:
        """Take as much room as the longest of the texts, so that nothing moves when one comes."""
        metrics = self._label.fontMetrics()
        self._label.setMinimumSize(max(map(metrics.horizontalAdvance, texts)), metrics.height())

    @property
    def shown(self) -> str:
        """The cue; empty when there is none."""
        return self._label.text()

    def clear(self) -> None:
        """Take the cue away."""
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Show a cue; an empty text takes it away."""
        self._label.setText(text)
        self._label.setAccessibleName(f"Hint: {text}" if text else "No hint")
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._label, f"Hint: {text}"))  # polite
