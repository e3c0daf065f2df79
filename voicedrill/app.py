"""The window's entry point: opens the frame at once, and wires the program into it."""

import ctypes
import importlib
import os
import signal
import sys
from pathlib import Path

from voicedrill import paths
from voicedrill.errors import UserError

try:
    from PySide6.QtCore import QLibraryInfo
    from PySide6.QtWidgets import QApplication, QWidget

    from voicedrill.ui.frame import Frame, Furnish
    from voicedrill.ui.garbage import GarbageCollector
    from voicedrill.ui.look import Look
    from voicedrill.ui.single_instance import SingleInstance
    from voicedrill.ui.theme import Theme
except ImportError as error:  # a wheel that is missing, or a library of the system that Qt needs
    raise UserError(
        f"The window cannot open: {error}. Install what is missing with your system's package manager, "
        "or practise in the terminal with: voicedrill call"
    ) from error


def run() -> int:
    """Open the window and return the exit code when it is closed.

    Raises
    ------
    voicedrill.errors.UserError
        When there is no display, or a library that Qt needs is missing.
    """
    _check_display()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("voicedrill")
    app.setDesktopFileName("voicedrill")
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would not let Python see it
    instance = SingleInstance(paths.data_dir())
    if not instance.take():
        return 0  # the window that is open comes to the front
    opened = Opened(app)
    instance.called.connect(opened.frame.come_to_the_front)
    opened.frame.show()
    code = app.exec()
    opened.close()
    instance.close()
    return code


class Opened:
    """The window and the program behind it, which is loaded while the window is there already."""

    def __init__(self, app: QApplication) -> None:
        look = Look(paths.window_ini())
        self._theme = Theme(app, look.appearance, look.text_percent)
        self._theme.set_still(look.still)
        self._program = None
        self._garbage = GarbageCollector(app)
        self.frame = Frame(self._load, look)

    def close(self) -> None:
        """Let go of the devices."""
        if self._program is not None:
            self._program.close()
        self._garbage.close()

    def _load(self) -> Furnish:
        try:
            program = importlib.import_module("voicedrill.program").Program()
            main_window = importlib.import_module("voicedrill.ui.main_window").MainWindow
            preferences = importlib.import_module("voicedrill.ui.preferences").Preferences
        except ImportError as error:
            raise UserError(
                f"voicedrill is not whole: {error}. Install it again; your calls and settings are not touched by it."
            ) from error
        self._program = program

        def furnish(parent: QWidget) -> QWidget:
            pages = main_window(program, self._theme, preferences(paths.window_ini()), parent=parent)
            self._garbage.settle()
            return pages

        return furnish


def _check_display() -> None:
    # Qt ends the whole process when it finds no display, so look before it does.
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise UserError(
            "The window cannot open: there is no display here. Start voicedrill on a desktop, "
            "or practise in the terminal with: voicedrill call"
        )
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        library = str(error).split(":", maxsplit=1)[0]
        raise UserError(
            f"The window cannot open: the library {library} is missing. Install it with your system's package "
            "manager (Debian and Ubuntu: sudo apt install libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 "
            "libxkbcommon-x11-0) and try again."
        ) from None
