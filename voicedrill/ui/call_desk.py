"""Leads through a call: dialling, what is pressed, devices that get lost, and what stays when it is over."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from voicedrill.persona.casting import Casting
from voicedrill.runtime.updates import DeviceLost, Failed, Finished, PhaseChanged
from voicedrill.ui.call_page import CallPage
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.line import Line
from voicedrill.ui.ports import Backend, CallChoice
from voicedrill.ui.preferences import CallLook


class CallDesk(QObject):
    """Connects the call page with the program behind the window.

    Signals
    -------
    finished(Path)
        The call is over and lies in this folder.
    given_up
        It was given up before it began.
    not_kept(str)
        Why the notes could not be kept.
    free
        The line is free again, however the call ended; comes before the others.
    """

    not_kept = Signal(str)
    finished = Signal(object)
    given_up = Signal()
    free = Signal()

    def __init__(self, backend: Backend, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._jobs = backend, jobs
        self._line: Line | None = None
        self._connected = False
        self.page = CallPage()
        self.page.hung_up.connect(self.hang_up)
        self.page.pressed.connect(self._press)
        self.page.devices_chosen.connect(self._choose_devices)

    @property
    def busy(self) -> bool:
        """Whether a call is going on."""
        return self._line is not None

    def dial(self, choice: CallChoice, casting: Casting, look: CallLook) -> None:
        """Begin a call."""
        self._connected = False
        self.page.begin(casting, look, choice.help, push_to_talk=choice.push_to_talk)
        line = Line(lambda listener: self._backend.call(choice, listener), self._jobs, self)
        bridge = line.bridge
        bridge.preparing.connect(self.page.show_preparing)
        bridge.phase_changed.connect(self._phase_changed)
        bridge.caption.connect(self.page.show_caption)
        bridge.levels.connect(self.page.show_levels)
        bridge.mood.connect(self.page.show_mood)
        bridge.cue.connect(self.page.show_cue)
        bridge.warned.connect(self.page.show_warning)
        bridge.device_lost.connect(self._device_lost)
        bridge.suggested.connect(lambda update: self.page.show_ways_on(update.ways))
        line.ended.connect(self._ended)
        self._line = line
        line.start()

    def hang_up(self) -> None:
        """End the call, also one that is being prepared."""
        if self._line is not None:
            self.page.show_ending()
            self._line.hang_up()

    def _device_lost(self, update: DeviceLost) -> None:
        self.page.show_lost(update.message, update.inputs, update.outputs)

    def _phase_changed(self, update: PhaseChanged) -> None:
        self._connected = self._connected or update.phase == "talking"
        self.page.show_phase(update)

    def _press(self, kind: str, text: str) -> None:
        if self._line is not None:
            self._line.press(kind, text)

    def _choose_devices(self, input_device: str | None, output_device: str | None) -> None:
        if self._line is not None:
            self._line.choose_devices(input_device, output_device)

    def _ended(self, update: Finished | Failed) -> None:
        assert self._line is not None
        given_up = self._line.wants_end and not self._connected
        self._line.deleteLater()
        self._line = None
        self._keep_notes(update.folder)
        if not given_up and isinstance(update, Failed):
            self.page.show_failed(update)
        self.free.emit()
        if given_up:
            self.given_up.emit()
        elif isinstance(update, Finished):
            self.finished.emit(update.folder)

    def _keep_notes(self, folder: Path | None) -> None:
        notes = self.page.notes
        if folder is not None and notes:
            self._jobs.run(lambda: self._backend.keep_notes(folder, notes), lambda _: None, self.not_kept.emit)
