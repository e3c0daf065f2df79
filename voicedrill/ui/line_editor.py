"""A field of several lines that is as high as what stands in it."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from voicedrill.ui.theme import scaled
from voicedrill.ui.tokens import S

_LEAST, _MOST = 2, 9
"""Lines that are shown at least and at most."""


class LineEditor(QPlainTextEdit):
    """Plain text, a line each; Tab goes on to the next field.

    Signals
    -------
    edited
        Somebody typed.
    """

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._changed)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in it, without empty lines."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Fill it."""
        self.blockSignals(True)
        self.setPlainText("\n".join(lines))
        self.blockSignals(False)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return room for the lines as they are wrapped."""
        wrapped = sum(max(1, block.lineCount()) for block in self._blocks())
        height = min(_MOST, max(_LEAST, wrapped)) * self.fontMetrics().lineSpacing()
        return QSize(scaled(200), height + 2 * S + round(2 * self.document().documentMargin()))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, and a small width."""
        return self.sizeHint()

    def resizeEvent(self, event: QEvent) -> None:
        """Wrap the lines anew."""
        super().resizeEvent(event)
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show by the frame that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def _blocks(self):
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()

    def _changed(self) -> None:
        self.updateGeometry()
        self.edited.emit()
