"""The few building blocks of every page: texts, icons, buttons, cards."""

import qtawesome
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from voicedrill.ui.theme import is_still, scaled, tokens_of
from voicedrill.ui.tokens import BODY, LINE_CHARS, L, M, S
from voicedrill.ui.translation import tr


class Text(QLabel):
    """Plain text of a size that grows with the size of text that the user chose."""

    def __init__(self, text: str, size: int, *, strong: bool) -> None:
        super().__init__(text)
        self._size, self._strong = size, strong
        self._short_lines = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._dress()

    def show_size(self, size: int) -> None:
        """Take another of the sizes, in pixels at 100 %."""
        self._size = size
        self._dress()

    def keep_lines_short(self) -> None:
        """Limit it to the longest line that reads well."""
        self._short_lines = True
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size when the user chose another, or a role of the style sheet brought the first font back."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.StyleChange):
            self._dress()

    def _dress(self) -> None:
        font = QFont(self.font())
        font.setPixelSize(scaled(self._size))
        font.setWeight(QFont.Weight.DemiBold if self._strong else QFont.Weight.Normal)
        if font != self.font():
            self.setFont(font)
        if self._short_lines:
            self.setMaximumWidth(self.fontMetrics().averageCharWidth() * LINE_CHARS)


def text_label(text: str = "", role: str = "", size: int = BODY, *, strong: bool = False, wrap: bool = True) -> Text:
    """Return a label for plain text in one of the roles of the style sheet; running text wraps."""
    label = Text(text, size, strong=strong)
    label.setProperty("role", role)
    if wrap:
        label.setWordWrap(True)
        policy = label.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        label.setSizePolicy(policy)
    return label


class _Narrow(QWidget):
    """As wide at most as so many pixels at 100 %."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width
        self.setMaximumWidth(scaled(width))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.setMaximumWidth(scaled(self._width))


def put_in_the_middle(page: QWidget, column: QLayout, width: int) -> None:
    """Give a page one column of this width, a little above its middle."""
    inside = _Narrow(width)
    inside.setLayout(column)
    middle = QHBoxLayout()  # not an alignment: that would cut off wrapped lines
    middle.addStretch()
    middle.addWidget(inside, 100)
    middle.addStretch()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(L, L, L, L)
    layout.addStretch(2)
    layout.addLayout(middle)
    layout.addStretch(3)


def set_role(widget: QWidget, role: str) -> None:
    """Give another role of the style sheet to a widget that is already shown."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Glyph(QLabel):
    """An icon that stands beside a text; it takes the colour of its role, also after a change of light and dark."""

    def __init__(self, icon: str, role: str = "quiet", size: int = 20) -> None:
        super().__init__()
        self._icon, self._role, self._size = icon, role, size
        self._draw()

    def show_icon(self, icon: str, role: str) -> None:
        """Show another icon."""
        self._icon, self._role = icon, role
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again in the new colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        colour = getattr(tokens_of(self), self._role)
        size = QSize(scaled(self._size), scaled(self._size))
        self.setFixedSize(size)
        self.setPixmap(qtawesome.icon(self._icon, color=colour).pixmap(size, self.devicePixelRatio()))


class IconButton(QPushButton):
    """A button with icon, words, tooltip and an accessible name; ``key`` is its shortcut, shown in the tooltip.

    Parameters
    ----------
    text : str
        What it does; also the accessible name.
    icon : str
        Name in qtawesome.
    role : str
        ``""``, ``primary``, ``danger`` or ``small``.
    """

    def __init__(self, text: str, icon: str, *, key: str = "", tip: str = "", role: str = "") -> None:
        super().__init__()
        self._key, self._tip, self._icon = key, tip, icon
        self.setProperty("role", role)
        self.setAutoDefault(True)  # Enter presses it on every platform
        self.say(text, icon)

    def say(self, text: str, icon: str) -> None:
        """Change words and icon; shortcut and place stay."""
        self.setText(f" {text}  {self._key}" if self._key else f" {text}")  # Fusion leaves no room beside the icon
        self.setAccessibleName(text)
        tip = self._tip or text
        self.setToolTip(f"{tip} ({self._key})" if self._key else tip)
        self.setShortcut(self._key)  # setText forgets it
        self._icon = icon
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the new colours."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange, QEvent.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        tokens = tokens_of(self)
        size = scaled(16 if self.property("role") == "small" else 20)
        self.setIconSize(QSize(size, size))
        strong = self.property("role") in ("primary", "danger")
        if not self.isEnabled():
            colour = tokens.quiet if strong else tokens.edge
        else:
            colour = tokens.on_accent if strong else tokens.text
        self.setIcon(qtawesome.icon(self._icon, color=colour, color_disabled=colour))


_BOX = 18
"""Side of the box of a check box, in pixels at 100 %."""


class CheckBox(QCheckBox):
    """A check box whose frame can be seen in light and in dark; Fusion's cannot.

    ``key`` is its shortcut, shown in the tooltip.
    """

    def __init__(self, text: str, *, key: str = "") -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        if key:
            self.setShortcut(key)
            self.setToolTip(f"{text} ({key})")

    def sizeHint(self) -> QSize:
        """Return the room for box and words."""
        metrics = self.fontMetrics()
        box = scaled(_BOX)
        return QSize(box + S + metrics.horizontalAdvance(self.text()) + 2, max(box, metrics.height()) + S)

    def hitButton(self, pos: QPoint) -> bool:
        """Let the words be clicked too."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, tick, words and focus."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = scaled(_BOX)
        box = QRectF(1, (self.height() - side) / 2 + 1, side - 2, side - 2)
        painter.setPen(QPen(QColor(tokens.accent if self.hasFocus() or self.isChecked() else tokens.edge), 2))
        painter.setBrush(QColor(tokens.accent if self.isChecked() else tokens.card))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.on_accent), 2))
            tick = (QPointF(4, 8), QPointF(7, 11), QPointF(12, 5))
            painter.drawPolyline([box.topLeft() + point * (side / _BOX) for point in tick])
        painter.setPen(QColor(tokens.text))
        words = self.rect().adjusted(side + S, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawLine(words.left(), self.height() - 2, self.width() - 2, self.height() - 2)


class ProgressBar(QProgressBar):
    """How far something is; it moves only where that is not known, and not where nothing is to move."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setAccessibleName(tr("Progress"))

    def show_fraction(self, fraction: float | None) -> None:
        """Show a part, 0..1; None when unknown."""
        self.setRange(0, 0 if fraction is None and not is_still() else 1000)
        if fraction is not None:
            self.setValue(round(fraction * 1000))


class Card(QFrame):
    """A framed group with an optional heading; add to `body`."""

    def __init__(self, heading: str = "", *, role: str = "card", spacing: int = S) -> None:
        super().__init__()
        self.setProperty("role", role)
        self.setAccessibleName(heading)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(L, M, L, M)
        self.body.setSpacing(spacing)
        if heading:
            self.body.addWidget(text_label(heading, "quiet", strong=True, wrap=False))
