"""What is kept: a safety copy, bringing it back, and how long calls stay."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from voicedrill.ui.controls import Card, IconButton, ProgressBar, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.preferences import KEEP_DAYS
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr


class FilesCard(Card):
    """Buttons, how far the work is, and what came of it.

    Signals
    -------
    folder_wanted
        The folder with everything is to be shown.
    copy_wanted, restore_wanted
        Everything is to be put into one file, or taken from one.
    stop_wanted
        What is under way is to stop.
    days_chosen(int)
        How long calls are to stay; 0 until they are deleted by hand.
    """

    folder_wanted = Signal()
    copy_wanted = Signal()
    restore_wanted = Signal()
    stop_wanted = Signal()
    days_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(tr("Your files"))
        self._folder = IconButton(tr("Show my files"), "mdi6.folder-open-outline", tip=tr("Calls and customers"))
        self._folder.clicked.connect(self.folder_wanted)
        self._copy = IconButton(tr("Save a copy …"), "mdi6.archive-arrow-down-outline", tip=tr("All calls in one file"))
        self._copy.clicked.connect(self.copy_wanted)
        self._restore = IconButton(tr("Bring back …"), "mdi6.archive-arrow-up-outline", tip=tr("From a saved copy"))
        self._restore.clicked.connect(self.restore_wanted)
        self._stop = IconButton(tr("Stop"), "mdi6.stop", role="small")
        self._stop.clicked.connect(self.stop_wanted)
        self._said = text_label("", "quiet", SMALL)
        self._progress = ProgressBar()
        self._days = QComboBox()
        self._days.setAccessibleName(tr("How long calls stay"))
        self._days.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for days in KEEP_DAYS:
            words = tr("Calls stay until I delete them") if not days else tr("Calls are deleted after {days} days")
            self._days.addItem(words.format(days=days), days)
        self._days.activated.connect(lambda _: self.days_chosen.emit(self._days.currentData()))
        self._arrange()
        self.show_done("")

    def show_days(self, days: int) -> None:
        """Show how long calls stay."""
        self._days.setCurrentIndex(self._days.findData(days))

    def show_busy(self, text: str, fraction: float | None) -> None:
        """Show how far the work is."""
        self._said.setText(f"{text} …")
        self._said.show()
        self._progress.show_fraction(fraction)
        self._progress.show()
        self._stop.show()
        self._copy.setEnabled(False)
        self._restore.setEnabled(False)

    def show_done(self, message: str) -> None:
        """Say what came of it; empty when there is nothing to say."""
        self._said.setText(message)
        self._said.setVisible(bool(message))
        self._progress.hide()
        self._stop.hide()
        self._copy.setEnabled(True)
        self._restore.setEnabled(True)

    def _arrange(self) -> None:
        buttons = FlowRow()
        for button in (self._folder, self._copy, self._restore):
            buttons.add(button)
        days = QHBoxLayout()
        days.addWidget(self._days)
        days.addStretch()
        under_way = QHBoxLayout()
        under_way.addWidget(self._progress, 1)
        under_way.addWidget(self._stop)
        self.body.addWidget(buttons)
        self.body.addWidget(self._said)
        self.body.addLayout(under_way)
        self.body.addLayout(days)
