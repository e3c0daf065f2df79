"""Columns that stand below each other where there is no room for them beside each other."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from voicedrill.ui.theme import scaled
from voicedrill.ui.tokens import L


class Columns(QWidget):
    """Widgets side by side from a width on that grows with the size of text.

    Parameters
    ----------
    beside : int
        That width, in pixels at 100 %.
    """

    def __init__(self, beside: int) -> None:
        super().__init__()
        self._beside = beside
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(L)

    def add(self, widget: QWidget, share: int) -> None:
        """Add a widget at the end, with its share of the width."""
        self._row.addWidget(widget, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where it is needed."""
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()

    def _turn(self) -> None:
        direction = QBoxLayout.Direction
        beside = self.width() >= scaled(self._beside)
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
