"""One call as the window holds it, from the first ring until its threads have ended."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from voicedrill.runtime.updates import Failed, Finished, Update
from voicedrill.ui.bridge import CallBridge
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Call

MakeCall = Callable[[Callable[[Update], None]], Call]


class Line(QObject):
    """Makes the call away from the window's thread, passes buttons on, and tells once when all is over.

    Parameters
    ----------
    make : callable
        Returns the call, which is not yet started, for a listener.
    jobs : Jobs
        Where it is made.

    Signals
    -------
    ended(Finished or Failed)
        The call is over and its threads have ended.
    """

    ended = Signal(object)
    wants_end = False
    """The trainee has hung up or given up."""

    def __init__(self, make: MakeCall, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self.bridge = CallBridge(self)
        self.bridge.finished.connect(self._over)
        self.bridge.failed.connect(self._over)
        self._make, self._jobs = make, jobs
        self._call: Call | None = None
        self._is_over = False

    def start(self) -> None:
        """Make the call and start it."""
        self._jobs.run(
            lambda: self._make(self.bridge.listener), self._made, lambda message: self._over(Failed(message))
        )

    def press(self, kind: str, text: str) -> None:
        """Pass a button on."""
        if self._call is not None and not self._is_over:
            self._call.press(kind, text)

    def choose_devices(self, input_device: str | None, output_device: str | None) -> None:
        """Go on with other devices, after one was lost."""
        if self._call is not None and not self._is_over:
            self._call.choose_devices(input_device, output_device)

    def hang_up(self) -> None:
        """End the call, also one that is still being made."""
        self.wants_end = True
        if self._call is not None and not self._is_over:
            self._call.hang_up()

    def _made(self, call: Call) -> None:
        self._call = call
        call.start()
        if self.wants_end:
            call.hang_up()

    def _over(self, update: Finished | Failed) -> None:
        if self._is_over:
            return
        self._is_over = True

        def end(_result: object) -> None:
            self.ended.emit(update)

        if self._call is None:
            end(None)
        else:
            self._jobs.run(self._call.join, end, end)
