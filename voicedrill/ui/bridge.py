"""The border between threads and the window: what happens elsewhere arrives here as queued Qt signals."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from voicedrill.runtime.updates import (
    Caption,
    Cue,
    DeviceLost,
    Failed,
    Finished,
    Levels,
    Mood,
    PhaseChanged,
    Preparing,
    Suggested,
    Update,
    Warned,
)


class CallBridge(QObject):
    """Turns the updates of one call, told on any thread, into signals on the window's thread.

    Every signal carries the update itself (`voicedrill.runtime.updates`).
    """

    preparing = Signal(object)
    phase_changed = Signal(object)
    caption = Signal(object)
    levels = Signal(object)
    mood = Signal(object)
    cue = Signal(object)
    warned = Signal(object)
    device_lost = Signal(object)
    suggested = Signal(object)
    failed = Signal(object)
    finished = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._signals = {
            Preparing: self.preparing, PhaseChanged: self.phase_changed, Caption: self.caption, Levels: self.levels,
            Mood: self.mood, Cue: self.cue, Warned: self.warned, Failed: self.failed, Finished: self.finished,
            DeviceLost: self.device_lost, Suggested: self.suggested,
        }  # fmt: skip
        self._told.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def listener(self, update: Update) -> None:
        """Take an update; may be called from any thread and returns at once."""
        self._told.emit(update)

    @Slot(object)
    def _deliver(self, update: Update) -> None:
        self._signals[type(update)].emit(update)
