"""Each skill over the calls: a bar for its range, a mark for its level, and words for where it goes."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from voicedrill.report.wording import SKILLS
from voicedrill.scoring.rubric import FAMILIES
from voicedrill.scoring.trend import Trend
from voicedrill.ui.controls import Card, text_label
from voicedrill.ui.theme import tokens_of
from voicedrill.ui.tokens import SMALL, M, S
from voicedrill.ui.translation import tr

_DIRECTIONS = {"up": ("▲ better", "good"), "down": ("▼ weaker", "notice"), "same": ("as before", "quiet")}
_FEW = ("", "quiet")
_LEGEND = "The bar holds the true level in 8 of 10 cases. Skills are compared, never totals."


class TrendBar(QWidget):
    """The level of a skill on a line from 0 to 100, with the range that holds it in 8 of 10 cases."""

    _HEIGHT = 18

    def __init__(self, trend: Trend) -> None:
        super().__init__()
        self._level, self._reach = trend.level, trend.reach
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)

    def sizeHint(self) -> QSize:
        """Return room for the bar."""
        return QSize(140, self._HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, range and level."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, width = self.height() / 2, self.width() - 10.0
        painter.setBrush(QColor(tokens.line))
        painter.drawRoundedRect(QRectF(5, middle - 2, width, 4), 2, 2)
        low, high = max(0.0, self._level - self._reach), min(1.0, self._level + self._reach)
        painter.setBrush(QColor(tokens.edge))
        painter.drawRoundedRect(QRectF(5 + low * width, middle - 2, (high - low) * width, 4), 2, 2)
        painter.setBrush(QColor(tokens.trainee))
        painter.drawEllipse(QRectF(self._level * width, middle - 5, 10, 10))


class TrendsCard(Card):
    """All skills that were scored, by family; without any a sentence says why there is none."""

    def __init__(self) -> None:
        super().__init__("Your skills", spacing=M)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._fill({})
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(tr("Your skills"))
        scroll.setWidget(self._inside)
        self._inside.setProperty("role", "page")
        self._scroll = scroll
        self._empty = text_label("", "quiet")
        self.body.addWidget(self._empty)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(
            text_label(
                "The bar holds the true level in 8 of 10 cases. Skills are compared, never totals.", "quiet", SMALL
            )
        )

    def show_trends(self, trends: Mapping[str, Trend]) -> None:
        """Show each skill; without any, say that one person has to be chosen or a call scored."""
        self._empty.setText("" if trends else "Choose one person to see how each skill goes over the calls.")
        self._empty.setVisible(not trends)
        self._inside = QWidget()
        self._inside.setProperty("role", "page")
        self._grid = QGridLayout(self._inside)
        self._fill(trends)
        self._scroll.setWidget(self._inside)

    def _fill(self, trends: Mapping[str, Trend]) -> None:
        self._grid.setContentsMargins(0, 0, S, 0)
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(S)
        row = 0
        for family, skills in FAMILIES.items():
            found = [skill for skill in skills if skill in trends]
            if not found:
                continue
            self._grid.addWidget(text_label(family, "quiet", SMALL, strong=True, wrap=False), row, 0, 1, 4)
            for skill in found:
                row += 1
                self._add(row, SKILLS[skill], trends[skill])
            row += 1
        self._grid.setRowStretch(row, 1)
        self._grid.setColumnStretch(1, 1)

    def _add(self, row: int, name: str, trend: Trend) -> None:
        low, high = max(0.0, trend.level - trend.reach), min(1.0, trend.level + trend.reach)
        words, role = _DIRECTIONS.get(trend.direction, _FEW)
        calls = "1 call" if trend.calls == 1 else f"{trend.calls} calls"
        level = text_label(f"{100 * trend.level:.0f}", strong=True, wrap=False)
        said = f"{name}: {100 * trend.level:.0f}, between {100 * low:.0f} and {100 * high:.0f}, {calls}. {words}"
        level.setAccessibleName(said)
        bar = TrendBar(trend)
        bar.setToolTip(said)
        self._grid.addWidget(text_label(name, wrap=False), row, 0)
        self._grid.addWidget(bar, row, 1)
        self._grid.addWidget(level, row, 2)
        self._grid.addWidget(text_label(words or calls, role, SMALL, wrap=False), row, 3)
