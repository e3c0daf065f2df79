"""One headset check as the window holds it, until its thread has ended."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voicedrill.runtime.headset_steps import StepName
from voicedrill.runtime.headset_updates import CheckEnded, CheckUpdate
from voicedrill.runtime.updates import Failed
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend, Check


class HeadsetRun(QObject):
    """Starts a check, brings its updates to the window's thread, and tells when the devices are free again.

    Signals
    -------
    told(CheckUpdate)
        What the check told, in order; nothing after `leave`.
    ended
        The check's thread has ended.
    """

    told = Signal(object)
    ended = Signal()
    _came = Signal(object)

    def __init__(
        self, backend: Backend, input_device: str | None, output_device: str | None, jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._left = False
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._check: Check = backend.check(input_device, output_device, self._came.emit)
        self._check.start()

    def finish_step(self, step: StepName) -> None:
        """End the reading or talking."""
        self._check.finish_step(step)

    def again(self, step: StepName) -> None:
        """Go back to a step."""
        self._check.again(step)

    def leave(self) -> None:
        """Stop the check; nobody wants to know its result any more."""
        self._left = True
        self._check.end()

    @Slot(object)
    def _deliver(self, update: CheckUpdate) -> None:
        if not self._left:
            self.told.emit(update)
        if isinstance(update, CheckEnded | Failed):
            self._jobs.run(self._check.join, lambda _: self.ended.emit(), lambda _: self.ended.emit())
