"""Python's garbage, collected on the window's thread alone."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000


class GarbageCollector(QObject):
    """Keeps Python from collecting wherever it happens to be, and collects on the window's thread in its place.

    A widget or timer that is only held by a cycle is destroyed by whichever thread finds the cycle; Qt allows only the
    one it belongs to, and ends the program otherwise.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def settle(self) -> None:
        """Take what is there now for lasting: it is not looked at again, which keeps each collection short."""
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        """Collect the generations that are due, as Python would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > limits[generation]]
        if due:
            gc.collect(max(due))
