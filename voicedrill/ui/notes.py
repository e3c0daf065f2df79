"""The trainee's notes during a call."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from voicedrill.ui.controls import Card, text_label
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr


class Notes(Card):
    """A line to write in and the notes so far.

    Signals
    -------
    noted(str)
        A note is to be kept.
    """

    noted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Notes")
        self._notes: list[str] = []
        self._kept = text_label("")
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Write, Enter keeps it"))
        self._field.setAccessibleName(tr("Write a note"))
        self._field.setMaxLength(400)
        self._field.returnPressed.connect(self.keep)
        self._hint = text_label(tr("Kept with the call."), "quiet", SMALL)
        for widget in (self._kept, self._field, self._hint):
            self.body.addWidget(widget)
        self.clear()

    @property
    def written(self) -> tuple[str, ...]:
        """Everything that was written during the call, also the line that Enter did not finish."""
        return tuple(filter(None, (*self._notes, self._field.text().strip())))

    def clear(self) -> None:
        """Begin a new call."""
        self._notes.clear()
        self._field.clear()
        self._kept.clear()
        self._kept.hide()

    def take_focus(self) -> None:
        """Put the keyboard into the line."""
        self._field.setFocus()

    def keep(self) -> None:
        """Keep what is written in the line."""
        note = self._field.text().strip()
        if not note:
            return
        self._field.clear()
        self._notes.append(note)
        self._kept.setText("\n".join(f"• {one}" for one in self._notes))
        self._kept.show()
        self.noted.emit(note)
