"""Leads through a model call: the computer takes the trainee's place."""

from PySide6.QtCore import QObject, Signal

from voicedrill.persona.casting import Casting
from voicedrill.runtime.updates import Failed, Finished
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.line import Line
from voicedrill.ui.model_call_page import ModelCallPage
from voicedrill.ui.ports import Backend, CallChoice


class ModelCallDesk(QObject):
    """Connects the page of a model call with the program behind the window.

    Signals
    -------
    finished(Path)
        The call is made and lies in this folder.
    given_up
        It was stopped.
    free
        The line is free again, however the call ended; comes before the others.
    """

    finished = Signal(object)
    given_up = Signal()
    free = Signal()

    def __init__(self, backend: Backend, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._jobs = backend, jobs
        self._line: Line | None = None
        self.page = ModelCallPage()
        self.page.stop_wanted.connect(self.hang_up)

    @property
    def busy(self) -> bool:
        """Whether a call is being made."""
        return self._line is not None

    def make(self, choice: CallChoice, casting: Casting) -> None:
        """Begin to make the call."""
        self.page.begin(casting)
        line = Line(lambda listener: self._backend.model_call(choice, listener), self._jobs, self)
        line.bridge.preparing.connect(self.page.show_preparing)
        line.bridge.caption.connect(self.page.show_caption)
        line.ended.connect(self._ended)
        self._line = line
        line.start()

    def hang_up(self) -> None:
        """Stop making it."""
        if self._line is not None:
            self.page.show_ending()
            self._line.hang_up()

    def _ended(self, update: Finished | Failed) -> None:
        assert self._line is not None
        given_up = self._line.wants_end
        self._line.deleteLater()
        self._line = None
        if not given_up and isinstance(update, Failed):
            self.page.show_failed(update)
        self.free.emit()
        if given_up:
            self.given_up.emit()
        elif isinstance(update, Finished):
            self.finished.emit(update.folder)
