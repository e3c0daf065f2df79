"""Something that is being fetched, tells how far it is, and can be stopped."""

import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voicedrill.errors import UserError


class _StoppedError(UserError):
    """Fetching was stopped in the window."""


class Fetch(QObject):
    """Brings the progress of a job to the window's thread, and stops the job from there.

    Signals
    -------
    progressed(str, float or None)
        What is being done, and the part done, 0..1; nothing is told after `stop`.
    """

    progressed = Signal(str, object)
    _told = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()
        self._told.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    @property
    def stopped(self) -> bool:
        """Whether it was stopped."""
        return self._stopped.is_set()

    def begin(self) -> None:
        """Make ready for another one."""
        self._stopped.clear()

    def stop(self) -> None:
        """Let the job end at its next word."""
        self._stopped.set()

    def tell(self, text: str, fraction: float | None) -> None:
        """Take the progress on the thread of the work (`voicedrill.engines.progress.Progress`)."""
        if self._stopped.is_set():
            raise _StoppedError("Stopped.")
        self._told.emit(text, fraction)

    @Slot(str, object)
    def _pass_on(self, text: str, fraction: float | None) -> None:
        if not self._stopped.is_set():
            self.progressed.emit(text, fraction)
