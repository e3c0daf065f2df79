"""The frame that pages share: back, title, what can be done; a body that scrolls; buttons below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from voicedrill.ui.controls import IconButton, text_label
from voicedrill.ui.tokens import HUGE, XL, XS, L, M, S
from voicedrill.ui.translation import tr


class ScrollBody(QScrollArea):
    """An area that scrolls down, never sideways, and follows the keyboard; add to `column`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("role", "page")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, S, 0)
        self.column.setSpacing(M)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self.setAccessibleName(name)


class Page(QWidget):
    """A page with a way back.

    Parameters
    ----------
    title : str
        Its heading.
    back : str
        The words of the button that leaves it; Escape presses it.

    Signals
    -------
    left
        The page is to be left.
    """

    left = Signal()

    def __init__(self, title: str, back: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.title = text_label(title, size=HUGE, strong=True)
        self.subtitle = text_label("", "quiet")
        self.subtitle.hide()
        self.back = IconButton(tr("Back"), "mdi6.arrow-left", key="Esc", tip=back)
        self.back.clicked.connect(self.left)
        self.actions = QHBoxLayout()
        """Buttons beside the title."""
        self.scroll = ScrollBody(title)
        self.body = self.scroll.column
        self.bottom = QHBoxLayout()
        """Buttons below the body."""
        titles = QVBoxLayout()
        titles.setSpacing(XS)
        titles.addWidget(self.title)
        titles.addWidget(self.subtitle)
        top = QHBoxLayout()
        top.setSpacing(L)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(titles, 1)
        self.actions.setSpacing(S)
        self.actions.setAlignment(Qt.AlignmentFlag.AlignTop)
        top.addLayout(self.actions)
        self.bottom.setSpacing(S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addLayout(top)
        layout.addWidget(self.scroll, 1)
        layout.addLayout(self.bottom)

    def say(self, subtitle: str) -> None:
        """Write below the title; empty takes it away."""
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout, and what is in its layouts."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear_layout(inner)
            inner.deleteLater()
