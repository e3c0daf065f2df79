"""Leads through what is kept: the safety copy, bringing it back, and deleting what is old."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from voicedrill.engines.progress import Progress
from voicedrill.ui.fetch import Fetch
from voicedrill.ui.files_card import FilesCard
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.question_box import ask
from voicedrill.ui.translation import tr

_FILE = "voicedrill-copy.zip"


class FilesDesk(QObject):
    """Connects the card of the files with the program behind the window.

    Signals
    -------
    changed
        There are other calls or customers than before.
    """

    changed = Signal()

    def __init__(
        self, backend: Backend, preferences: Preferences, card: FilesCard, jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._backend, self._preferences, self._card, self._jobs = backend, preferences, card, jobs
        self._swept = False
        self._fetch = Fetch(self)
        self._fetch.progressed.connect(card.show_busy)
        card.show_days(preferences.keep_days)
        card.copy_wanted.connect(lambda: self._ask_where(save=True))
        card.restore_wanted.connect(lambda: self._ask_where(save=False))
        card.stop_wanted.connect(self._stop)
        card.days_chosen.connect(self._choose_days)

    def sweep(self) -> None:
        """Delete the calls that are older than they are to stay, once a start."""
        days = self._preferences.keep_days
        if days and not self._swept:
            self._swept = True
            self._jobs.run(lambda: self._backend.delete_old(days), lambda _: None, self._card.show_done)

    def leave(self) -> None:
        """Stop what is under way."""
        self._fetch.stop()

    def save_copy(self, to: Path) -> None:
        """Put everything into one file."""
        self._run(lambda tell: self._backend.back_up(to, tell), tr("Saved: {said}"))

    def bring_back(self, file: Path) -> None:
        """Take everything from a file; what is there stays as it is."""
        self._run(lambda tell: self._backend.restore(file, tell), "{said}", changes=True)

    def _run(self, work: Callable[[Progress], str], done: str, *, changes: bool = False) -> None:
        def end(said: str) -> None:
            self._card.show_done(done.format(said=said))
            if changes:
                self.changed.emit()

        def fail(message: str) -> None:
            self._card.show_done(tr("Stopped. Nothing was changed.") if self._fetch.stopped else message)

        self._fetch.begin()
        self._card.show_busy(tr("Beginning"), None)
        self._jobs.run(lambda: work(self._fetch.tell), end, fail)

    def _stop(self) -> None:
        self._fetch.stop()

    def _choose_days(self, days: int) -> None:
        if not days:
            self._preferences.keep_days = 0
            return
        self._jobs.run(lambda: self._backend.count_old(days), lambda count: self._ask_days(days, count), self._refuse)

    def _refuse(self, message: str) -> None:
        self._card.show_days(self._preferences.keep_days)
        self._card.show_done(message)

    def _ask_days(self, days: int, count: int) -> None:
        explanation = tr(
            "Calls are then deleted for good when they are {days} days old, at each start. Now these are {count}."
        )
        self._card.show_days(self._preferences.keep_days)
        ask(
            self._card,
            tr("Delete calls that are older than {days} days?").format(days=days),
            explanation.format(days=days, count=count),
            {tr("Yes, delete them"): lambda: self._keep_days(days)},
            stay=tr("No, keep them"),
        )

    def _keep_days(self, days: int) -> None:
        self._preferences.keep_days = days
        self._swept = True
        self._card.show_days(days)

        def end(count: int) -> None:
            self._card.show_done(tr("{count} calls were deleted.").format(count=count) if count else "")
            self.changed.emit()

        self._jobs.run(lambda: self._backend.delete_old(days), end, self._card.show_done)

    def _ask_where(self, *, save: bool) -> None:
        place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
        dialog = QFileDialog(self._card, tr("Save a copy") if save else tr("Bring back"))
        mode = QFileDialog.AcceptMode
        dialog.setAcceptMode(mode.AcceptSave if save else mode.AcceptOpen)
        if save:
            dialog.selectFile(str(place / _FILE))
        else:
            dialog.setDirectory(str(place))
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: (self.save_copy if save else self.bring_back)(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
