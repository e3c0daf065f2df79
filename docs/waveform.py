"""Draws ``docs/pictures/two-person-call.png``: both sides of the real call and the turns seen in it.

The trainee is above each line, the customer below; loudness is drawn as level, -70 dBFS at the line. The last row
shows the one moment in which both speak. ``VOICEDRILL_EVAL_DATA`` names the folder with the sound.
Run ``python docs/waveform.py [FILE]``.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np  # noqa: E402
import numpy.typing as npt  # noqa: E402
from PySide6.QtCore import QPointF, QRectF, Qt  # noqa: E402
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen, QPolygonF  # noqa: E402

from voicedrill.audio.sound import read_sound  # noqa: E402
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ  # noqa: E402

SEEN = ROOT / "tests" / "data" / "marks" / "call" / "auto-repairs.json"
FILE = ROOT / "docs" / "pictures" / "two-person-call.png"
ROWS = [(start_s, start_s + 50.0) for start_s in range(0, 250, 50)] + [(132.0, 137.0)]
WIDTH, ROW_HEIGHT, LEFT, BETWEEN = 1200, 92, 8, 22
FRAME_S = 0.01
QUIET_DBFS = -70.0
COLOURS = {"trainee": ("#1f6f6b", "#d5ebe9"), "customer": ("#9a4a12", "#f6e3d3")}
INK, OVERLAP = "#333333", "#c2185b"
FRAME_MARGIN_S = 0.25
"""How far the frame around an overlap reaches beyond it."""

Levels = npt.NDArray[np.float64]


def levels(path: Path) -> Levels:
    """Return the level of every 10 ms, 0 at `QUIET_DBFS` or below and 1 at full scale."""
    samples = read_sound(path)[0] / FULL_SCALE
    step = round(FRAME_S * SAMPLE_RATE_HZ)
    power = (samples[: len(samples) // step * step].reshape(-1, step) ** 2).mean(axis=1)
    return np.clip(1 - 10 * np.log10(power + 1e-10) / QUIET_DBFS, 0, 1)


class Drawing:
    """The picture while it is drawn, one row of time below the other."""

    def __init__(self) -> None:
        self.image = QImage(WIDTH, len(ROWS) * (ROW_HEIGHT + BETWEEN) + 4, QImage.Format.Format_RGB32)
        self.image.fill(QColor("white"))
        self._painter = QPainter(self.image)
        font = self._painter.font()
        font.setPixelSize(11)
        self._painter.setFont(font)

    def row(self, number: int, sides: dict[str, Levels], seen: dict) -> None:
        """Draw one row: turns as bands, levels, the overlaps and the time."""
        from_s, to_s = ROWS[number]
        top = number * (ROW_HEIGHT + BETWEEN) + 2
        middle, half = top + ROW_HEIGHT / 2, ROW_HEIGHT / 2
        scale = (WIDTH - 2 * LEFT) / (to_s - from_s)

        def across(t_s: float) -> float:
            return LEFT + (min(max(t_s, from_s), to_s) - from_s) * scale

        for speaker, start_s, end_s in seen["turns"]:
            upper = top if speaker == "trainee" else middle
            band = QRectF(across(start_s), upper, across(end_s) - across(start_s), half)
            self._painter.fillRect(band, QColor(COLOURS[speaker][1]))
        for speaker, side in sides.items():
            up = -1 if speaker == "trainee" else 1
            first, last = round(from_s / FRAME_S), min(round(to_s / FRAME_S), len(side))
            points = [QPointF(across(n * FRAME_S), middle + up * half * side[n]) for n in range(first, last)]
            shape = QPolygonF([QPointF(points[0].x(), middle), *points, QPointF(points[-1].x(), middle)])
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(QColor(COLOURS[speaker][0]))
            self._painter.drawPolygon(shape)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(QColor(OVERLAP), 2))
        for one in seen["overlaps"]:
            if from_s <= one["start_s"] <= to_s:
                left, right = across(one["start_s"] - FRAME_MARGIN_S), across(one["end_s"] + FRAME_MARGIN_S)
                self._painter.drawRect(QRectF(left, top + 1, right - left, ROW_HEIGHT - 2))
        self._painter.setPen(QColor(INK))
        step_s = 5.0 if to_s - from_s > 10 else 0.5
        for t_s in np.arange(from_s, to_s, step_s):
            self._painter.drawLine(QPointF(across(t_s), top + ROW_HEIGHT), QPointF(across(t_s), top + ROW_HEIGHT + 4))
            self._painter.drawText(QPointF(across(t_s) + 3, top + ROW_HEIGHT + 13), f"{t_s:g} s")

    def save(self, path: Path) -> None:
        """Write the picture."""
        self._painter.end()
        self.image.convertToFormat(QImage.Format.Format_Indexed8).save(str(path), "PNG", 0)  # 0: smallest


def main() -> None:
    """Draw the picture."""
    folder = os.environ.get("VOICEDRILL_EVAL_DATA")
    if folder is None:
        sys.exit("VOICEDRILL_EVAL_DATA is not set; it names the folder with the recordings.")
    seen = json.loads(SEEN.read_text(encoding="utf-8"))
    sides = {side: levels(Path(folder, seen[side])) for side in ("trainee", "customer")}
    _app = QGuiApplication([])
    drawing = Drawing()
    for number in range(len(ROWS)):
        drawing.row(number, sides, seen)
    drawing.save(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)


if __name__ == "__main__":
    main()
