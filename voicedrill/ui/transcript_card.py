"""What was said, turn by turn, in step with the timeline and the sound."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from voicedrill.report.transcript import Entry
from voicedrill.scoring.phrasing import clock
from voicedrill.ui.controls import Card, IconButton
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.theme import scaled, tokens_of
from voicedrill.ui.translation import tr

_HEIGHT = 260
"""Of the list, in pixels at 100 %: some eight turns."""
_ENTRY = Qt.ItemDataRole.UserRole


class TranscriptCard(Card):
    """The turns as a list: arrows move, Enter or a double click plays; own words can be put right.

    Signals
    -------
    heard(float, float)
        A turn (seconds) is to be played.
    chosen(float)
        The play head belongs here.
    correction_wanted(Entry)
        The words of this turn of the trainee are to be put right.
    """

    heard = Signal(float, float)
    chosen = Signal(float)
    correction_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Transcript"))
        self._can_hear = False
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Transcript"))
        self._list.setWordWrap(True)
        self._list.setUniformItemSizes(False)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(scaled(_HEIGHT))
        self._list.itemActivated.connect(lambda _: self._hear())
        self._list.currentItemChanged.connect(lambda *_: self._moved())
        self._hear_it = IconButton(tr("Hear it"), "mdi6.play-circle-outline", role="small", tip=tr("Hear this turn"))
        self._hear_it.clicked.connect(self._hear)
        self._correct = IconButton(
            tr("Correct the words"), "mdi6.pencil-outline", role="small",
            tip=tr("You said something else than what was understood; the call is judged again"),
        )  # fmt: skip
        self._correct.clicked.connect(lambda: self.correction_wanted.emit(self._current()))
        buttons = FlowRow()
        buttons.add(self._hear_it)
        buttons.add(self._correct)
        self.body.addWidget(self._list)
        self.body.addWidget(buttons)

    def show_entries(self, entries: tuple[Entry, ...], *, can_hear: bool) -> None:
        """Show a call."""
        self._can_hear = can_hear
        self._list.blockSignals(True)
        self._list.clear()
        tokens = tokens_of(self)
        for entry in entries:
            own = entry.speaker == "trainee"
            name = tr("You") if own else entry.name
            marks = "   ".join(f"[{mark.words}]" for mark in entry.marks)
            said = entry.text or tr("(nothing)")
            item = QListWidgetItem(
                f"{clock(entry.start_s)}  {'      ' if own else ''}{name}: {said}   {marks}".rstrip()
            )
            item.setForeground(QColor(tokens.trainee if own else tokens.customer))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{clock(entry.start_s)} {name}: {said}. {marks}")
            item.setData(_ENTRY, entry)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self._hear_it.setVisible(can_hear)
        self._list.setCurrentRow(0)
        self._moved()

    def follow(self, t_s: float) -> None:
        """Mark the turn of this moment, and scroll to it."""
        for row in range(self._list.count()):
            entry: Entry = self._list.item(row).data(_ENTRY)
            if entry.start_s <= t_s <= entry.end_s:
                if row != self._list.currentRow():
                    self._list.blockSignals(True)
                    self._list.setCurrentRow(row)
                    self._list.blockSignals(False)
                    self._enable()
                return

    def _current(self) -> Entry | None:
        item = self._list.currentItem()
        return item.data(_ENTRY) if item is not None else None

    def _moved(self) -> None:
        self._enable()
        entry = self._current()
        if entry is not None:
            self.chosen.emit(entry.start_s)

    def _enable(self) -> None:
        entry = self._current()
        self._hear_it.setEnabled(entry is not None)
        self._correct.setEnabled(entry is not None and entry.speaker == "trainee")

    def _hear(self) -> None:
        entry = self._current()
        if entry is not None and self._can_hear:
            self.heard.emit(entry.start_s, entry.end_s)
