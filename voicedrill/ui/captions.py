"""What was said, as it is said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from voicedrill.runtime.updates import Caption
from voicedrill.ui.controls import Text, set_role, text_label
from voicedrill.ui.theme import scaled
from voicedrill.ui.tokens import CLASS, FACE, HUGE, LARGE, L, M
from voicedrill.ui.translation import tr

_KEPT = 60
"""Older captions are dropped; the transcript has them all."""


class Captions(QScrollArea):
    """Lines of both sides, the newest at the bottom and larger; the trainee's only on request."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Captions"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(FACE + L, 0, M, 0)  # in line with her mood
        self._column.setSpacing(L)
        self._column.addStretch()
        self.setWidget(inside)
        self._lines: list[tuple[Caption, Text]] = []
        self._own_words = False
        self._sizes = (LARGE, HUGE)
        self.verticalScrollBar().rangeChanged.connect(self._to_the_end)

    def clear(self) -> None:
        """Begin a new call."""
        for _caption, label in self._lines:
            self._remove(label)
        self._lines.clear()

    def show_large(self, large: bool) -> None:
        """Write as large as a class can read, or as usual."""
        self._sizes = (HUGE, CLASS) if large else (LARGE, HUGE)
        self._dress()

    def show_own_words(self, shown: bool) -> None:
        """Show or hide what the trainee said."""
        self._own_words = shown
        self._dress()

    def add(self, caption: Caption) -> None:
        """Add a line; it replaces an unfinished one of the same speaker."""
        for at in reversed(range(len(self._lines))):
            old, label = self._lines[at]
            if old.speaker == caption.speaker:
                if not old.final:
                    label.setText(_words(caption))
                    self._lines[at] = (caption, label)
                    return
                break
        label = text_label(_words(caption))
        label.keep_lines_short()
        self._column.insertWidget(self._column.count() - 1, label)
        self._lines.append((caption, label))
        if len(self._lines) > _KEPT:
            self._remove(self._lines.pop(0)[1])
        self._dress()

    @property
    def texts(self) -> list[str]:
        """What is shown, oldest first."""
        return [label.text() for caption, label in self._lines if self._is_shown(caption)]

    def _is_shown(self, caption: Caption) -> bool:
        return caption.speaker == "customer" or self._own_words

    def _dress(self) -> None:
        newest = next((label for caption, label in reversed(self._lines) if self._is_shown(caption)), None)
        for caption, label in self._lines:
            own = "trainee" if caption.speaker == "trainee" else ""
            set_role(label, own or ("" if label is newest else "quiet"))
            label.show_size(self._sizes[label is newest and scaled(HUGE) < CLASS])  # else a line fills the window
            label.setVisible(self._is_shown(caption))

    def _remove(self, label: Text) -> None:
        self._column.removeWidget(label)
        label.hide()
        label.deleteLater()

    def _to_the_end(self, _low: int, high: int) -> None:
        self.verticalScrollBar().setValue(high)


def _words(caption: Caption) -> str:
    return caption.text if caption.speaker == "customer" else tr("You: {words}").format(words=caption.text)
