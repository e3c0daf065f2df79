"""How the five families of skills go, as bars to press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from voicedrill.runtime.standing import Standing
from voicedrill.scoring.rubric import FAMILIES
from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.theme import scaled, tokens_of
from voicedrill.ui.tokens import SMALL, XS, S
from voicedrill.ui.translation import tr


class Bar(QWidget):
    """A level from 0 to 1, or nothing yet."""

    def __init__(self) -> None:
        super().__init__()
        self._level: float | None = None
        self.setMinimumWidth(scaled(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_level(self, level: float | None) -> None:
        """Show a level; None for nothing yet."""
        self._level = level
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar in its frame."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(0, 0, -1, -1)
        room.setHeight(scaled(10))
        room.moveCenter(self.rect().center())
        painter.setPen(QPen(QColor(tokens.edge), 1))
        painter.setBrush(QColor(tokens.ground))
        painter.drawRoundedRect(room, 3, 3)
        if self._level is not None:
            room.setWidth(max(6, round(room.width() * self._level)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(room, 3, 3)


class FamilyBars(Card):
    """Listen, Care, Solve, Stand, Tell: the mean of the latest calls in each.

    Signals
    -------
    chosen(str, tuple)
        The customers who practise a skill of this family are wanted: its name and its skills.
    """

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__(tr("Your skills"))
        self._rows: dict[str, tuple[IconButton, Bar, QWidget]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(1, 1)
        icons = ("mdi6.ear-hearing", "mdi6.heart-outline", "mdi6.wrench-outline", "mdi6.shield-outline",
                 "mdi6.message-text-outline")  # fmt: skip
        for row, ((family, skills), icon) in enumerate(zip(FAMILIES.items(), icons, strict=True)):
            button = IconButton(family, icon, role="small", tip=tr("Customers who practise this"))
            button.clicked.connect(lambda _=False, one=family, of=skills: self.chosen.emit(one, of))
            bar, level = Bar(), text_label("", "quiet", SMALL, wrap=False)
            grid.addWidget(button, row, 0)
            grid.addWidget(bar, row, 1)
            grid.addWidget(level, row, 2, Qt.AlignmentFlag.AlignRight)
            self._rows[family] = (button, bar, level)
        self.body.addLayout(grid)
        self.hide()

    def show_standing(self, standing: Standing) -> None:
        """Show how the families go."""
        for family, (button, bar, level) in self._rows.items():
            mean = standing.family(family)
            words = tr("not yet") if mean is None else f"{mean * 100:.0f}"
            bar.show_level(mean)
            level.setText(words)
            button.setAccessibleDescription(words if mean is None else tr("{mean} of 100").format(mean=words))
