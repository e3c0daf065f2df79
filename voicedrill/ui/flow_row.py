"""Widgets in a row that goes on in the next line where the window is narrow or the text large."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from voicedrill.ui.tokens import S


class FlowRow(QWidget):
    """Places its widgets from left to right, then downwards.

    A widget and no `QLayout`: who owns the items of a layout written in Python is easy to get wrong.
    """

    def __init__(self, spacing: int = S) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        self._spacing = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Return that its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        """Return the size of one line with everything."""
        sizes = [one.sizeHint() for one in self._shown()]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest widget, and the height at the present width."""
        width = max((one.minimumSizeHint().width() for one in self._shown()), default=0)
        return QSize(width, self._place(max(width, self.width()), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the widgets anew."""
        super().resizeEvent(event)
        self._place(self.width(), move=True)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Follow the widgets when one is shown, hidden or says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place(self.width(), move=True)
            self.updateGeometry()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [one for one in self._widgets if not one.isHidden()]

    def _place(self, width: int, *, move: bool) -> int:
        x = y = line_height = 0
        for widget in self._shown():
            size = widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
            size.setWidth(min(size.width(), max(width, widget.minimumSizeHint().width())))
            if x > 0 and x + size.width() > width:
                x, y, line_height = 0, y + line_height + self._spacing, 0
            if move:
                widget.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._spacing
            line_height = max(line_height, size.height())
        return y + line_height
