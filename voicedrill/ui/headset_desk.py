"""Leads through the headset check: from the devices to a result that is kept, or to the way back."""

from PySide6.QtCore import QObject, Signal

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.runtime.headset_updates import HeadsetResult
from voicedrill.ui.headset_page import HeadsetPage
from voicedrill.ui.headset_run import HeadsetRun
from voicedrill.ui.jobs import Jobs
from voicedrill.ui.ports import Backend, Devices
from voicedrill.ui.preferences import Preferences


class HeadsetDesk(QObject):
    """Connects the headset page with the program behind the window.

    Signals
    -------
    known(tuple of CheckedHeadset)
        What is known of the microphones was read, or has changed.
    free
        No check has the devices any more.
    """

    known = Signal(object)
    free = Signal()

    def __init__(self, backend: Backend, preferences: Preferences, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._backend, self._preferences, self._jobs = backend, preferences, jobs
        self._run: HeadsetRun | None = None
        self.page = HeadsetPage()
        self.page.begun.connect(self._begin)
        self.page.stopped.connect(self._stop)
        self.page.forgotten.connect(self._forget)
        self.page.devices.retry_wanted.connect(self._look_for_devices)
        self.page.steps.finished.connect(lambda step: self._run and self._run.finish_step(step))
        self.page.steps.again.connect(self._again)
        self.page.result.again.connect(self._again)
        self.page.result.used.connect(self._use)
        self.known.connect(self.page.devices.show_headsets)

    @property
    def busy(self) -> bool:
        """Whether a check has the devices."""
        return self._run is not None

    def open(self) -> None:
        """Show the devices and what is known of them."""
        self.page.show_notice("")
        self.page.show_start()
        self._look_for_devices()
        self.read()

    def read(self) -> None:
        """Read what is known of the microphones."""
        self._jobs.run(self._backend.headsets, self.known.emit, self.page.show_notice)

    def leave(self) -> None:
        """Stop a check that runs; its result is not wanted."""
        if self._run is not None:
            self._run.leave()

    def _look_for_devices(self) -> None:
        if self._run is not None:  # looking would take them from the check that is just ending
            return
        self.page.devices.show_busy()
        self._jobs.run(self._backend.devices, self._show_devices, self.page.devices.show_problem)

    def _show_devices(self, devices: Devices) -> None:
        self.page.devices.show_devices(devices)
        self.page.devices.choose(*self._preferences.devices)
        self.page.take_focus()

    def _begin(self, input_device: str | None, output_device: str | None) -> None:
        self._preferences.remember_devices(input_device, output_device)
        self._run = HeadsetRun(self._backend, input_device, output_device, self._jobs, self)
        self._run.told.connect(self.page.show_update)
        self._run.ended.connect(self._ended)
        self.page.show_running(running=True)

    def _again(self, step: str) -> None:
        if self._run is not None:
            self._run.again(step)

    def _stop(self) -> None:
        self.leave()
        self.page.show_start()

    def _ended(self) -> None:
        assert self._run is not None
        self._run.deleteLater()
        self._run = None
        self.page.show_running(running=False)
        self.free.emit()

    def _use(self, result: HeadsetResult) -> None:
        self._jobs.run(lambda: self._backend.keep_headset(result), self._kept, self.page.result.show_warning)

    def _kept(self, headsets: tuple[CheckedHeadset, ...]) -> None:
        self._stop()
        self.known.emit(headsets)

    def _forget(self, input_device: str) -> None:
        self._jobs.run(lambda: self._backend.forget_headset(input_device), self.known.emit, self.page.show_notice)
