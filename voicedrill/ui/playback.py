"""Plays moments of a recording, and tells where it is."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.ui.jobs import Job, Jobs
from voicedrill.ui.ports import Backend, Recording

_TICK_MS = 40
_BEFORE_S = 0.5
_AFTER_S = 0.7


class Playback(QObject):
    """One moment at a time; the device is opened away from the window's thread.

    Signals
    -------
    moved(float)
        The second of the call that is being heard, about 25 times a second.
    playing_changed(bool)
        It began or stopped.
    failed(str)
        It cannot be played, and why.
    """

    moved = Signal(float)
    playing_changed = Signal(bool)
    failed = Signal(str)

    def __init__(self, backend: Backend, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._jobs = backend, jobs
        self._opening: Job | None = None
        self._start_s = self._end_s = 0.0
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def play(self, recording: Recording, start_s: float, end_s: float) -> None:
        """Play from a little before ``start_s`` to a little after ``end_s``, in place of what plays."""
        if self._opening is not None:
            return
        self.stop()
        self._start_s = max(0.0, start_s - _BEFORE_S)
        self._end_s = min(recording.shape[-1] / SAMPLE_RATE_HZ, end_s + _AFTER_S)
        clip = recording[..., round(self._start_s * SAMPLE_RATE_HZ) : round(self._end_s * SAMPLE_RATE_HZ)]
        if not clip.shape[-1]:
            return
        self._opening = self._jobs.run(lambda: self._backend.play(clip), self._began, self._refused)

    def stop(self) -> None:
        """Stop what plays."""
        if self._timer.isActive():
            self._timer.stop()
            self._backend.stop()
            self.playing_changed.emit(False)

    def _began(self, _result: object) -> None:
        self._opening = None
        self._since.start()
        self._timer.start()
        self.playing_changed.emit(True)

    def _refused(self, message: str) -> None:
        self._opening = None
        self.failed.emit(message)

    def _tick(self) -> None:
        now_s = self._start_s + self._since.elapsed() / 1000
        if now_s >= self._end_s:
            self._timer.stop()
            self.playing_changed.emit(False)
        self.moved.emit(min(now_s, self._end_s))
