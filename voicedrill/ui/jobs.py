"""Work away from the window's thread; its results arrive on it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voicedrill.errors import UserError


class Job(QObject):
    """One piece of work on its own thread; its result arrives on the window's thread.

    Signals
    -------
    done(object)
        The value that the work returned.
    failed(str)
        The sentence of a `UserError`, or a plain one for a bug (which is raised again on the work's thread).
    """

    done = Signal(object)
    failed = Signal(str)
    _ended = Signal()
    _came = Signal(object, str)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._dropped = False
        self._thread = threading.Thread(target=self._run, name="voicedrill-job")
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin the work."""
        self._thread.start()

    def drop(self) -> None:
        """Forget about the result: nobody waits for it any more."""
        self._dropped = True

    def wait(self) -> None:
        """Block until the work has ended."""
        self._thread.join()

    def _run(self) -> None:
        try:
            result = self._work()
        except UserError as error:
            self._came.emit(None, str(error))
        except BaseException as error:
            self._came.emit(None, f"Something went wrong in voicedrill ({type(error).__name__}). Nothing is lost.")
            raise
        else:
            self._came.emit(result, "")

    @Slot(object, str)
    def _deliver(self, result: object, message: str) -> None:
        self._thread.join()
        self._ended.emit()
        if self._dropped:
            return
        if message:
            self.failed.emit(message)
        else:
            self.done.emit(result)


class Jobs(QObject):
    """The work that runs for a window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[Job] = []

    def run(self, work: Callable[[], object], done: Callable[[object], None], failed: Callable[[str], None]) -> Job:
        """Do ``work`` on another thread; then call ``done`` or ``failed`` on this one."""
        job = Job(work, self)
        job.done.connect(done)
        job.failed.connect(failed)
        job._ended.connect(lambda: self._forget(job))  # noqa: SLF001
        self._running.append(job)
        job.start()
        return job

    @property
    def busy(self) -> bool:
        """Whether something runs."""
        return bool(self._running)

    def close(self) -> None:
        """Drop what runs and wait until it has ended."""
        for job in self._running:
            job.drop()
            job.wait()
        self._running.clear()

    def _forget(self, job: Job) -> None:
        if job in self._running:
            self._running.remove(job)
        job.deleteLater()
