"""One spoken reply as the window holds it, until its thread has ended."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voicedrill.runtime.reply_updates import ReplyUpdate, Said
from voicedrill.runtime.updates import Failed
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend


class ReplyRun(QObject):
    """Starts a reply, brings its updates to the window's thread, and tells when the devices are free again.

    Signals
    -------
    told(ReplyUpdate)
        What the reply told, in order; nothing after `leave`.
    ended
        The reply's thread has ended.
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
        self._reply = backend.reply(input_device, output_device, self._came.emit)
        self._reply.start()

    def finish(self) -> None:
        """End it with what was heard."""
        self._reply.finish()

    def leave(self) -> None:
        """End it; nobody wants to know any more what was said."""
        self._left = True
        self._reply.finish()

    @Slot(object)
    def _deliver(self, update: ReplyUpdate) -> None:
        if not self._left:
            self.told.emit(update)
        if isinstance(update, Said | Failed):
            self._jobs.run(self._reply.join, lambda _: self.ended.emit(), lambda _: self.ended.emit())
