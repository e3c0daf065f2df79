"""The frame of the window: there at once, while what it is going to hold is still being loaded."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QProgressBar, QVBoxLayout, QWidget

from voicedrill.ui.jobs import Jobs
from voicedrill.ui.look import Look
from voicedrill.ui.theme import is_still, scaled
from voicedrill.ui.tokens import L, M
from voicedrill.ui.translation import tr

_SIZE = QSize(1280, 800)
SMALLEST = QSize(960, 640)
_BAR = 240

Furnish = Callable[[QWidget], QWidget]


class Frame(QMainWindow):
    """Says that voicedrill is opening, then holds its pages; remembers where it was.

    Parameters
    ----------
    load : callable
        Loads the program away from the window's thread, and returns what makes the pages as a child of a widget.
    look : Look
        What is remembered of the window.
    """

    def __init__(self, load: Callable[[], Furnish], look: Look) -> None:
        super().__init__()
        self._look = look
        self._jobs = Jobs(self)
        self._content: QWidget | None = None
        self._notice = QLabel(tr("Opening voicedrill …"))
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(tr("Opening"))
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(scaled(_BAR))
        self._bar.setRange(0, 1 if is_still() else 0)
        self.setWindowTitle("voicedrill")
        self.setMinimumSize(SMALLEST)
        self.setCentralWidget(self._opening())
        if not self.restoreGeometry(look.place):
            self.resize(_SIZE)
        self._jobs.run(load, self._furnish, self._show_problem)

    @property
    def content(self) -> QWidget | None:
        """The pages, as soon as they are there."""
        return self._content

    def come_to_the_front(self) -> None:
        """Show the window above the others, also one that is minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when the pages agree."""
        if self._content is not None and not self._content.close():
            event.ignore()
            return
        self._look.place = self.saveGeometry()
        self.hide()
        self._jobs.close()
        event.accept()

    def _opening(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addStretch()
        column.addWidget(self._notice)
        column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        return page

    def _furnish(self, furnish: Furnish) -> None:
        self._content = furnish(self)
        self._content.windowTitleChanged.connect(self.setWindowTitle)
        self.setWindowTitle(self._content.windowTitle())
        self.setCentralWidget(self._content)

    def _show_problem(self, message: str) -> None:
        self._bar.hide()
        self._notice.setText(message)
