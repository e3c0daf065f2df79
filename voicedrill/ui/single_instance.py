"""One window for each data folder: a second start brings the first to the front."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWERS_MS = 1000
"""A window that does not answer within this time is taken for gone, in milliseconds."""


class SingleInstance(QObject):
    """Keeps the place of the first window, a local socket of this user alone.

    Parameters
    ----------
    data_dir : Path
        Windows with the same one share their calls, so only one is open.

    Signals
    -------
    called
        Somebody started voicedrill again.
    """

    called = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = f"voicedrill-{hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:16]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def take(self) -> bool:
        """Take the place, or call the window that has it; return whether it is ours."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_ANSWERS_MS):
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)  # what a crash may have left
        self._server.listen(self._name)
        return True  # also where no socket can be made: better two windows than none

    def close(self) -> None:
        """Give the place up."""
        self._server.close()

    def _answer(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.close()
        self.called.emit()
