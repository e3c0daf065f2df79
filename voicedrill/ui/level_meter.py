"""How loud a voice is now."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from voicedrill.ui.theme import tokens_of
from voicedrill.ui.tokens import METER_WIDTH

FLOOR_DBFS = -60.0
_BARS = 20
_GAP = 2.0


class LevelMeter(QWidget):
    """A row of bars from -60 to 0 dBFS in the colour of ``role`` (``customer`` or ``trainee``)."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._role = role
        self._fraction = 0.0
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def fraction(self) -> float:
        """Shown part, 0 (silent) to 1 (full scale)."""
        return self._fraction

    def show_level(self, dbfs: float) -> None:
        """Show a level in dBFS."""
        fraction = min(1.0, max(0.0, 1.0 - dbfs / FLOOR_DBFS))
        if round(fraction * _BARS) != round(self._fraction * _BARS):
            self.update()
        self._fraction = fraction

    def sizeHint(self) -> QSize:
        """Return the usual width; the layout may make it smaller."""
        return QSize(METER_WIDTH, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        lit = round(self._fraction * _BARS)
        width = (self.width() - _GAP * (_BARS - 1)) / _BARS
        for bar in range(_BARS):
            painter.setBrush(QColor(getattr(tokens, self._role) if bar < lit else tokens.line))
            painter.drawRoundedRect(QRectF(bar * (width + _GAP), 0, width, self.height()), 2, 2)
