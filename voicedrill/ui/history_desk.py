"""Leads through the calls so far: reading, choosing whose, deleting."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voicedrill.runtime.past_calls import PastCall, PastCalls
from voicedrill.runtime.two_calls import TwoCalls
from voicedrill.ui.compare_page import ComparePage
from voicedrill.ui.history_page import HistoryPage
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend
from voicedrill.ui.translation import tr


class HistoryDesk(QObject):
    """Connects the history page with the program behind the window.

    Signals
    -------
    compared
        Two calls are shown in `compare`.
    """

    compared = Signal()
    _progressed = Signal(float)

    def __init__(self, backend: Backend, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._jobs = backend, jobs
        self._trainee: str | None = None
        self.page = HistoryPage()
        self.page.retry_wanted.connect(self.read)
        self.page.trainee_chosen.connect(self._choose)
        self.page.delete_wanted.connect(self._delete)
        self.page.compare_wanted.connect(self._compare)
        self.compare = ComparePage()
        self._progressed.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    def read(self) -> None:
        """Read the calls."""
        self.page.show_busy()
        trainee = self._trainee
        self._jobs.run(
            lambda: self._backend.past_calls(trainee, self._progressed.emit), self._show, self.page.show_error
        )

    def _show(self, past: PastCalls) -> None:
        if self._trainee is not None and not past.calls and past.trainees:
            self._choose(None)  # the last call of this trainee is gone
        else:
            self.page.show_calls(past, self._trainee)

    def _choose(self, trainee: str | None) -> None:
        self._trainee = trainee
        self.read()

    def _delete(self, call: PastCall) -> None:
        self.page.show_busy()
        self._jobs.run(lambda: self._backend.delete_call(call.id), lambda _: self.read(), self.page.show_error)

    def _compare(self, one: PastCall, other: PastCall) -> None:
        self.page.show_notice(tr("Laying the two calls beside each other …"))
        self._jobs.run(
            lambda: self._backend.compare(one.folder, other.folder), self._show_compared, self.page.show_notice
        )

    def _show_compared(self, two: TwoCalls) -> None:
        self.page.show_notice("")
        self.compare.show_calls(two)
        self.compared.emit()

    @Slot(float)
    def _show_progress(self, fraction: float) -> None:
        if not self.page.shows_calls:
            self.page.show_busy(fraction)
