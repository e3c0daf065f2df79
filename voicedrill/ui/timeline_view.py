"""The timeline of a call: the customer's lane, your lane, overlaps, silences, cues, temper lines, a playhead."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from voicedrill.report.call_timeline import CUE, SILENCES, Timeline
from voicedrill.report.wording import OVERLAP_SIGNS
from voicedrill.scoring.phrasing import clock
from voicedrill.ui.theme import scaled, tokens_of
from voicedrill.ui.tokens import SMALL, XS, L, S, Tokens
from voicedrill.ui.translation import tr

_NAMES = 132.0
_MARK = 18.0
_LANE = 26.0
_TEMPER = 44.0
_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300)


_DRAG = 6.0
"""Pixels from which a press that moves is a drag."""
_LEAST_S = 2.0
"""The shortest part of a call that is shown."""


class TimelineView(QWidget):
    """Click or press Enter to hear a moment, arrows move the playhead, drag or + shows a part of the call larger.

    Signals
    -------
    chosen(float)
        A moment in seconds that is to be heard.
    zoomed(float, float)
        Another part of the call is shown, from and to these seconds.
    """

    chosen = Signal(float)
    zoomed = Signal(float, float)

    def __init__(self) -> None:
        super().__init__()
        self._timeline = Timeline(0.0, "", (), (), ())
        self._playhead_s = 0.0
        self._span_s = (0.0, 0.0)
        self._pressed_at: float | None = None
        self._dragged_to: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Timeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def playhead_s(self) -> float:
        """Where the playhead stands."""
        return self._playhead_s

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another call."""
        self._timeline = timeline
        self._playhead_s = 0.0
        self.show_span(0.0, timeline.duration_s)

    @property
    def span_s(self) -> tuple[float, float]:
        """The part of the call that is shown, in seconds."""
        return self._span_s

    def show_span(self, start_s: float, end_s: float) -> None:
        """Show a part of the call, not shorter than two seconds and within the call."""
        whole_s = self._timeline.duration_s
        length_s = min(whole_s, max(_LEAST_S, end_s - start_s))
        start_s = min(max(0.0, start_s), whole_s - length_s)
        self._span_s = (start_s, start_s + length_s)
        keys = tr(
            "Left and right move by a second, Enter plays from there; + and - show less or more, 0 the whole call."
        )
        part = tr("Shown is {start} to {end}.").format(start=clock(start_s), end=clock(start_s + length_s))
        self.setAccessibleDescription(f"{part} {keys}")
        self.zoomed.emit(*self._span_s)
        self.update()

    def move_playhead(self, t_s: float) -> None:
        """Put the playhead at a time in seconds; the part that is shown goes with it."""
        self._playhead_s = min(max(0.0, t_s), self._timeline.duration_s)
        start_s, end_s = self._span_s
        if not start_s <= self._playhead_s <= end_s:
            length_s = end_s - start_s
            self.show_span(self._playhead_s - length_s / 4, self._playhead_s + 3 * length_s / 4)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height that the lanes need; the layout makes it wider."""
        return QSize(640, round((_MARK * 2 + _LANE * 2 + XS + S + _TEMPER + S + 20) * _scale()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        x = event.position().x() / _scale()
        if event.button() == Qt.MouseButton.LeftButton and x >= _NAMES:
            self._pressed_at, self._dragged_to = x, None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the part that will be shown."""
        x = event.position().x() / _scale()
        if self._pressed_at is not None and (self._dragged_to is not None or abs(x - self._pressed_at) >= _DRAG):
            self._dragged_to = min(max(_NAMES, x), _NAMES + self._width())
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Choose the moment under the pointer, or show the part that was marked."""
        pressed, dragged = self._pressed_at, self._dragged_to
        self._pressed_at = self._dragged_to = None
        if pressed is not None and dragged is not None:
            self.show_span(*sorted((self._time_at(pressed), self._time_at(dragged))))
        elif pressed is not None:
            self._choose(self._time_at(pressed))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the playhead or play."""
        match event.key():
            case Qt.Key.Key_Left:
                self.move_playhead(self._playhead_s - 1)
            case Qt.Key.Key_Right:
                self.move_playhead(self._playhead_s + 1)
            case Qt.Key.Key_Home:
                self.move_playhead(0.0)
            case Qt.Key.Key_End:
                self.move_playhead(self._timeline.duration_s)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(0.5)
            case Qt.Key.Key_Minus:
                self._zoom(2.0)
            case Qt.Key.Key_0:
                self.show_span(0.0, self._timeline.duration_s)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._choose(self._playhead_s)
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell about the moment under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the call."""
        tokens = tokens_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_scale(), _scale())
        font = QFont(self.font())
        font.setPixelSize(SMALL)
        painter.setFont(font)
        top = _MARK
        lanes = {"customer": top, "trainee": top + _LANE + XS}
        temper_top = lanes["trainee"] + _LANE + _MARK + S
        self._paint_names(painter, tokens, lanes, temper_top)
        if self._timeline.duration_s > 0:
            painter.setClipRect(QRectF(_NAMES - L, 0, self.width() / _scale(), self.height() / _scale()))
            self._paint_ticks(painter, tokens, top, temper_top + _TEMPER)
            self._paint_turns(painter, tokens, lanes)
            self._paint_silences(painter, tokens, lanes)
            self._paint_overlaps(painter, tokens, lanes)
            self._paint_cues(painter, tokens, 0.0)
            self._paint_temper(painter, tokens, temper_top)
            self._paint_playhead(painter, tokens, top, temper_top + _TEMPER)
            self._paint_marked(painter, tokens, temper_top + _TEMPER)
            painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.resetTransform()
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_names(self, painter: QPainter, tokens: Tokens, lanes: dict[str, float], temper_top: float) -> None:
        metrics = painter.fontMetrics()
        names = (
            (self._timeline.customer_name, tokens.customer, lanes["customer"], _LANE),
            ("You", tokens.trainee, lanes["trainee"], _LANE),
            ("Anger", tokens.customer, temper_top, _TEMPER / 2),
            ("Trust (dashed)", tokens.trainee, temper_top + _TEMPER / 2, _TEMPER / 2),
        )
        for name, colour, top, height in names:
            painter.setPen(QColor(colour))
            room = QRectF(0, top, _NAMES - S, height)
            elided = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(room.width()))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)

    def _paint_ticks(self, painter: QPainter, tokens: Tokens, top: float, bottom: float) -> None:
        start_s, end_s = self._span_s
        least_s = 64 * (end_s - start_s) / max(1.0, self._width())
        step = next((step for step in _STEPS_S if step >= least_s), _STEPS_S[-1])
        for at in range(-(-int(start_s) // step) * step, int(end_s) + 1, step):
            x = self._x(at)
            painter.setPen(QColor(tokens.line))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            painter.setPen(QColor(tokens.quiet))
            room = self.width() / _scale() - painter.fontMetrics().horizontalAdvance(
                clock(at)
            )  # the last one stays inside
            painter.drawText(QPointF(min(x, room), bottom + 16), clock(at))

    def _paint_silences(self, painter: QPainter, tokens: Tokens, lanes: dict[str, float]) -> None:
        for silence in self._timeline.silences:
            sign, role, _words = SILENCES[silence.kind]
            colour = QColor(getattr(tokens, role))
            box = QRectF(self._x(silence.start_s), lanes["customer"], 0, 2 * _LANE + XS)
            box.setRight(max(box.left() + 2, self._x(silence.end_s)))
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            tint = QColor(colour)
            tint.setAlphaF(0.12)
            painter.setBrush(tint)
            painter.drawRoundedRect(box, 3, 3)
            painter.drawText(box.adjusted(-L, 0, L, 0), Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_cues(self, painter: QPainter, tokens: Tokens, top: float) -> None:
        painter.setPen(QColor(tokens.accent))
        for t_s, _text in self._timeline.cues:
            painter.drawText(QRectF(self._x(t_s) - L, top, L * 2, _MARK), Qt.AlignmentFlag.AlignCenter, CUE[0])

    def _paint_turns(self, painter: QPainter, tokens: Tokens, lanes: dict[str, float]) -> None:
        for turn in self._timeline.turns:
            box = QRectF(self._x(turn.start_s), lanes[turn.speaker], 0, _LANE)
            box.setRight(max(box.left() + 2, self._x(turn.end_s)))
            colour = QColor(getattr(tokens, turn.speaker))
            painter.setPen(QPen(colour, 1))
            if turn.speaker == "customer":
                painter.setBrush(QColor(tokens.card))
                painter.drawRoundedRect(box, 3, 3)
                painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
            else:
                painter.setBrush(colour)
            painter.drawRoundedRect(box, 3, 3)

    def _paint_overlaps(self, painter: QPainter, tokens: Tokens, lanes: dict[str, float]) -> None:
        for overlap in self._timeline.overlaps:
            sign, role = OVERLAP_SIGNS[overlap.kind]
            by_trainee = overlap.by == "trainee"
            colour = QColor(getattr(tokens, role if by_trainee else "customer"))
            x = self._x(overlap.start_s)
            top = lanes["trainee"] + _LANE if by_trainee else 0.0
            painter.setPen(QPen(colour, 2))
            painter.drawLine(QPointF(x, lanes["customer"]), QPointF(x, lanes["trainee"] + _LANE))
            painter.drawText(QRectF(x - L, top, L * 2, _MARK), Qt.AlignmentFlag.AlignCenter, sign)

    def _paint_temper(self, painter: QPainter, tokens: Tokens, top: float) -> None:
        bottom = top + _TEMPER
        painter.setPen(QColor(tokens.line))
        painter.drawLine(QPointF(_NAMES, bottom), QPointF(self.width() / _scale(), bottom))
        lines = (
            (self._timeline.anger, tokens.customer, Qt.PenStyle.SolidLine),
            (self._timeline.trust, tokens.trainee, Qt.PenStyle.DashLine),
        )
        for values, colour, style in lines:
            painter.setPen(QPen(QColor(colour), 2, style))
            painter.drawPolyline(self._steps(values, bottom))

    def _steps(self, values: tuple[tuple[float, float], ...], bottom: float) -> list[QPointF]:
        """Return the corners of a line that holds each value until the next."""
        ends = [*(t_s for t_s, _ in values[1:]), self._timeline.duration_s]
        corners = []
        for (t_s, value), end_s in zip(values, ends, strict=False):
            y = bottom - value * _TEMPER
            corners += [QPointF(self._x(t_s), y), QPointF(self._x(end_s), y)]
        return corners

    def _paint_playhead(self, painter: QPainter, tokens: Tokens, top: float, bottom: float) -> None:
        x = self._x(self._playhead_s)
        painter.setPen(QPen(QColor(tokens.accent), 2))
        painter.drawLine(QPointF(x, top - S), QPointF(x, bottom))
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(QPointF(x, top - S), 4, 4)

    def _paint_marked(self, painter: QPainter, tokens: Tokens, bottom: float) -> None:
        if self._pressed_at is None or self._dragged_to is None:
            return
        tint = QColor(tokens.accent)
        tint.setAlphaF(0.18)
        painter.setPen(QPen(QColor(tokens.accent), 1))
        painter.setBrush(tint)
        left, right = sorted((self._pressed_at, self._dragged_to))
        painter.drawRect(QRectF(left, 1, right - left, bottom))

    def _zoom(self, factor: float) -> None:
        """Show less or more, the playhead in its place."""
        start_s, end_s = self._span_s
        at_s = self._playhead_s
        self.show_span(at_s - (at_s - start_s) * factor, at_s + (end_s - at_s) * factor)

    def _choose(self, t_s: float) -> None:
        self.move_playhead(t_s)
        self.chosen.emit(self._playhead_s)

    def _tell(self, where: QPoint, on_screen: QPoint) -> None:
        x = where.x() / _scale()
        if x < _NAMES or not self._timeline.turns:
            QToolTip.hideText()
            return
        near_s = 6 * (self._span_s[1] - self._span_s[0]) / max(1.0, self._width())
        QToolTip.showText(on_screen, self._timeline.told_at(self._time_at(x), near_s), self)

    def _width(self) -> float:
        return self.width() / _scale() - _NAMES - S

    def _x(self, t_s: float) -> float:
        start_s, end_s = self._span_s
        return _NAMES + self._width() * (t_s - start_s) / (end_s - start_s)

    def _time_at(self, x: float) -> float:
        start_s, end_s = self._span_s
        return start_s + (x - _NAMES) / max(1.0, self._width()) * (end_s - start_s)


def _scale() -> float:
    """Return how much larger than at 100 % all is drawn."""
    return scaled(100) / 100
