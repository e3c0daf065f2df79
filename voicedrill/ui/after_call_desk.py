"""Leads from a call to its report: the wrap-up, then the trainee's own view."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from voicedrill.persona.schema import Persona
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend
from voicedrill.ui.reflect_page import ReflectPage
from voicedrill.ui.wrap_up_page import WrapUpPage


class AfterCallDesk(QObject):
    """Connects both pages with the program behind the window.

    Signals
    -------
    page_wanted(QWidget)
        This page is to be shown.
    not_kept(str)
        Why what was written could not be kept.
    done(Path)
        The report of this call is to be shown; what was written is kept by then.
    """

    page_wanted = Signal(object)
    not_kept = Signal(str)
    done = Signal(object)

    def __init__(self, backend: Backend, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._jobs = backend, jobs
        self._folder: Path | None = None
        self._passing = False
        self.wrap_up = WrapUpPage()
        self.reflect = ReflectPage()
        self.wrap_up.done.connect(self._reflect)
        self.wrap_up.left.connect(self._reflect)
        self.reflect.done.connect(self._finish)
        self.reflect.left.connect(self._finish)

    def open(self, folder: Path, persona: Persona, notes: tuple[str, ...], *, passing: bool) -> None:
        """Ask about a call; an interview has nothing to wrap up. Of a passing one nothing stays after its report."""
        self._folder, self._passing = folder, passing
        self.wrap_up.begin(notes)
        self.reflect.begin()
        self._show(self.wrap_up if persona.kind == "call" else self.reflect)

    def leave(self) -> None:
        """Keep what is written when the window closes in between, or nothing at all of a passing call."""
        folder, self._folder = self._folder, None
        if folder is not None and self._passing:
            self._backend.discard(folder)
        elif folder is not None and (written := self._written):
            self._backend.keep_own_view(folder, written)

    @property
    def _written(self) -> dict[str, str]:
        return {**self.wrap_up.written, **self.reflect.written}

    def _reflect(self) -> None:
        self._show(self.reflect)

    def _show(self, page: WrapUpPage | ReflectPage) -> None:
        self.page_wanted.emit(page)
        page.take_focus()

    def _finish(self) -> None:
        folder, self._folder = self._folder, None
        if folder is None:
            return
        written = self._written
        if not written:
            self.done.emit(folder)
            return

        def refused(message: str) -> None:
            self.done.emit(folder)
            self.not_kept.emit(message)

        self._jobs.run(lambda: self._backend.keep_own_view(folder, written), lambda _: self.done.emit(folder), refused)
