"""Leads through the report of a call: judging it, hearing moments of it, and what becomes of it afterwards."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from voicedrill.ui.bridge import Jobs
from voicedrill.ui.playback import Playback
from voicedrill.ui.ports import Backend, Result
from voicedrill.ui.report_page import ReportPage


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
    """Connects the report page with the program behind the window."""

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
        self._playback.failed.connect(self.page.show_warning)

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
            self.page.show_result(result, model=call.model, past=call.past)
            self.page.show_warning(self._warning)
            self._warning = ""

    def _hear(self, start_s: float, end_s: float) -> None:
        self.page.show_warning("")
        if self._result is not None and self._result.recording is not None:
            self._playback.play(self._result.recording, start_s, end_s)
