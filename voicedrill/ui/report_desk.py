"""Leads through the report of a call: judging it, hearing moments of it, and what becomes of it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog

from voicedrill.report.kinds import FILES, Kind
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.playback import Playback
from voicedrill.ui.ports import Backend, Result
from voicedrill.ui.report_page import SILENT, ReportPage
from voicedrill.ui.report_questions import ask_pseudonym
from voicedrill.ui.translation import tr


@dataclass(frozen=True, slots=True)
class ReportedCall:
    """The call of a report.

    Attributes
    ----------
    folder : Path
        Where it lies.
    model : bool
        The computer was the trainee.
    past : bool
        It was chosen among the calls so far, and one goes back to them.
    passing : bool
        Nothing of it stays once the report is left.
    """

    folder: Path
    model: bool = False
    past: bool = False
    passing: bool = False


class ReportDesk(QObject):
    """Connects the report page with the program behind the window.

    Signals
    -------
    deleted
        The call is gone.
    """

    deleted = Signal()

    def __init__(self, backend: Backend, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._jobs = backend, jobs
        self._call: ReportedCall | None = None
        self._result: Result | None = None
        self._warning = ""
        self.page = ReportPage()
        self._playback = Playback(backend, jobs, self)
        self.page.retry_wanted.connect(self._judge)
        self.page.heard.connect(self._hear)
        self.page.stop_wanted.connect(self._playback.stop)
        self._playback.moved.connect(self.page.timeline.view.move_playhead)
        self._playback.playing_changed.connect(self.page.timeline.show_playing)
        self._playback.moved.connect(self.page.transcript.follow)
        self._playback.failed.connect(self.page.show_warning)
        self.page.corrected.connect(lambda t_s, text: self._appeal(lambda at: backend.correct(at, t_s, text)))
        self.page.disputed.connect(lambda finding, t_s: self._appeal(lambda at: backend.dispute(at, finding, t_s)))
        self.page.confirmed.connect(lambda item, said: self._appeal(lambda at: backend.confirm(at, item, said=said)))
        self.page.undo_wanted.connect(lambda: self._appeal(backend.undo))
        self.page.export_wanted.connect(self._ask_how)
        self.page.delete_wanted.connect(self._delete)

    @property
    def past(self) -> bool:
        """Whether the call was chosen among the calls so far."""
        return self._call is not None and self._call.past

    @property
    def customer_id(self) -> str:
        """Who called; empty before the first report."""
        return self._result.folder.header.persona_id if self._result else ""

    def open(self, call: ReportedCall) -> None:
        """Judge a call and show its report."""
        self._call = call
        self._judge()

    def warn(self, message: str) -> None:
        """Say something beside the report, also one that is still to be shown."""
        self._warning = message
        self.page.show_warning(message)

    def stop(self) -> None:
        """Stop what plays."""
        self._playback.stop()

    def leave(self) -> None:
        """Stop what plays, and delete the call when nothing of it was to stay."""
        self.stop()
        call, self._call = self._call, None
        if call is not None and call.passing:
            self._backend.discard(call.folder)

    def _judge(self) -> None:
        call = self._call
        assert call is not None
        self.page.show_busy()
        self._jobs.run(
            lambda: self._backend.result(call.folder),
            self._show_result,
            lambda message: self.page.show_error(message, call.folder),
        )

    def _show_result(self, result: Result) -> None:
        call, self._result = self._call, result
        if call is not None:
            self.page.show_result(result, model=call.model, past=call.past, passing=call.passing)
            self.page.show_warning(self._warning)
            self._warning = ""

    def _hear(self, start_s: float, end_s: float) -> None:
        self.page.show_warning("")
        if self._result is not None and self._result.recording is not None:
            self._playback.play(self._result.recording, start_s, end_s)

    def _appeal(self, make: Callable[[Path], Result]) -> None:
        """Judge the call again with what somebody holds against the judgement."""
        if self._call is None:
            return
        folder = self._call.folder
        self.page.show_busy()
        self._jobs.run(lambda: make(folder), self._show_result, self._refuse)

    def _refuse(self, message: str) -> None:
        if self._result is not None:
            self.warn(message)
            self._show_result(self._result)

    def _ask_how(self, chosen: str) -> None:
        kind: Kind = "html" if chosen == SILENT else cast("Kind", chosen)
        if chosen == SILENT:
            self._ask_where(kind, audio=False)
        elif kind == "xapi":
            ask_pseudonym(self.page, lambda actor: self._ask_where(kind, actor))
        else:
            self._ask_where(kind)

    def _ask_where(self, kind: Kind, actor: str = "", *, audio: bool = True) -> None:
        place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())
        call = self._call
        assert call is not None
        dialog = QFileDialog(self.page, tr("Save the report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(str(place / f"{call.folder.name}-{FILES[kind]}"))
        dialog.fileSelected.connect(lambda to: self.export(kind, Path(to), actor, audio=audio))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, kind: Kind, to: Path, actor: str = "", *, audio: bool = True) -> None:
        """Save the report in a format; ``actor`` is the pseudonym that xAPI statements need, ``audio`` is of HTML."""
        assert self._call is not None
        folder = self._call.folder
        self.page.show_warning(tr("Saving …"))
        saved = tr("Saved as {file}.").format(file=to)
        self._jobs.run(
            lambda: self._backend.export(folder, kind, to, actor, audio=audio),
            lambda _: self.page.show_warning(saved),
            self.page.show_warning,
        )

    def _delete(self) -> None:
        if self._call is None:
            return
        self.stop()
        folder, self._call = self._call.folder, None
        self.page.show_busy()
        self._jobs.run(
            lambda: self._backend.delete_call(folder.name),
            lambda _: self.deleted.emit(),
            lambda message: self.page.show_error(message, folder),
        )
