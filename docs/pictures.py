"""Makes ``docs/pictures/*.png`` from the real windows, with a call that is played by a fake.

Run ``python docs/pictures.py [FOLDER] [WIDTHxHEIGHT]`` where a display is (``xvfb-run`` will do).
"""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fakes import window as fakes  # noqa: E402
from PySide6.QtCore import QEventLoop, QSize, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from voicedrill.errors import DeviceError  # noqa: E402
from voicedrill.runtime.updates import (  # noqa: E402
    Caption,
    Failed,
    Finished,
    Levels,
    Mood,
    PhaseChanged,
    Preparing,
    Warned,
)
from voicedrill.ui.main_window import MainWindow  # noqa: E402
from voicedrill.ui.ports import Devices, Shelf  # noqa: E402
from voicedrill.ui.preferences import Preferences  # noqa: E402
from voicedrill.ui.theme import Appearance, Theme  # noqa: E402

HER_LINES = (
    "This is the third time I call. Where is my parcel?",
    "I gave that number to your colleague twice already!",
    "It is a birthday present. The birthday is on Saturday, and your page says that it was delivered on Monday.",
)


class Studio:
    """A window of one look and size, and the folder for its pictures."""

    def __init__(self, theme: Theme, size: QSize, folder: Path, suffix: str) -> None:
        self._theme, self._size, self._folder, self._suffix = theme, size, folder, suffix
        self._scratch = Path(tempfile.mkdtemp())

    def window(self, **backend: object) -> tuple[MainWindow, fakes.FakeBackend]:
        """Open a window on a fake program."""
        fake = fakes.FakeBackend(Path("calls/2026-11-22-0931"), **backend)
        window = MainWindow(fake, self._theme, Preferences(self._scratch / "window.ini"), lambda: 7)
        window.resize(self._size)
        window.show()
        settle(window)
        return window, fake

    def take(self, window: MainWindow, name: str) -> None:
        """Take a picture."""
        settle(window)
        window.grab().save(str(self._folder / f"{name}-{self._suffix}.png"))

    def call(self, window: MainWindow, fake: fakes.FakeBackend) -> fakes.FakeCall:
        """Go on to a call."""
        window.library.opened.emit(next(one for one in fakes.shelf().customers if one.persona.id == "hartley"))
        settle(window)
        window.brief._start.click()  # noqa: SLF001 - as a user would
        settle(window)
        return fake.calls[-1]


def settle(window: MainWindow) -> None:
    """Let everything that is under way arrive and be painted."""
    wait(150)
    while window._jobs.busy:  # noqa: SLF001 - nothing else tells
        wait(50)


def wait(milliseconds: int) -> None:
    """Run the event loop for a while; `QTest.qWait` would not let other threads run Python."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def close(window: MainWindow) -> None:
    """Close a window, and its call if there is one."""
    window._end_and_close()  # noqa: SLF001
    settle(window)
    window.deleteLater()


def take_library(studio: Studio) -> None:
    """Library: full, searched in vain, with a broken file, empty."""
    window, _ = studio.window()
    studio.take(window, "library")
    window.library._search.setText("zeppelin")  # noqa: SLF001
    studio.take(window, "library-search")
    close(window)
    for name, on_shelf in (("library-broken", fakes.shelf(broken=True)), ("library-empty", Shelf(()))):
        window, _ = studio.window(on_shelf=on_shelf)
        studio.take(window, name)
        close(window)


def take_brief(studio: Studio) -> None:
    """Brief: ready, no microphone, no sound system."""
    troubles = {
        "brief": Devices(("Jabra Evolve",), ("Jabra Evolve",)),
        "brief-no-microphone": Devices((), ("Speakers",)),
        "brief-no-sound": DeviceError(
            "The sound library PortAudio is missing. Install it with your system's package manager "
            "(Debian and Ubuntu: sudo apt install libportaudio2) and try again."
        ),
    }
    for name, found in troubles.items():
        window, _ = studio.window(found=found)
        window.library.opened.emit(next(one for one in fakes.shelf().customers if one.persona.id == "hartley"))
        studio.take(window, name)
        close(window)


def take_call(studio: Studio) -> None:
    """Call: every phase, and a call that fails."""
    window, fake = studio.window()
    call = studio.call(window, fake)
    call.tell(Preparing("Loading the speech model", 0.4))
    studio.take(window, "call-preparing")
    call.tell(PhaseChanged("ringing"))
    studio.take(window, "call-ringing")
    call.tell(PhaseChanged("talking"), Mood("losing patience"), Levels(27.4, -16.0, -52.0))
    for at, line in enumerate(HER_LINES):
        call.tell(Caption("customer", line, 5.0 * at))
    call.tell(Caption("trainee", "Can I have your order number?", 8.0))
    window.call._notes._field.setText("third call, birthday on Saturday")  # noqa: SLF001
    window.call._notes.keep()  # noqa: SLF001
    studio.take(window, "call")
    window.call._captions.show_own_words(True)  # noqa: SLF001
    call.tell(Warned("The microphone is very quiet. Move it nearer to your mouth."), PhaseChanged("hold"))
    studio.take(window, "call-hold")
    window.close()
    settle(window)
    box = QApplication.activeModalWidget()
    box.grab().save(str(studio._folder / f"call-close-{studio._suffix}.png"))  # noqa: SLF001
    box.reject()
    message = "The microphone 'Jabra Evolve' is gone. Plug it in again or choose another."
    call.tell(Failed(message, Path("calls/2026-11-22-0931")))
    studio.take(window, "call-failed")
    close(window)


def take_report(studio: Studio) -> None:
    """Report: whole, scrolled, failed."""
    window, fake = studio.window()
    call = studio.call(window, fake)
    call.talk()
    call.tell(Finished(call.folder, "resolved"))
    studio.take(window, "report")
    bar = window.report._scroll.verticalScrollBar()  # noqa: SLF001
    bar.setValue(bar.maximum())
    studio.take(window, "report-more")
    close(window)
    window, fake = studio.window(judged=DeviceError("The disk is full. Free some space and try again."))
    call = studio.call(window, fake)
    call.talk()
    call.tell(Finished(call.folder, "resolved"))
    studio.take(window, "report-failed")
    close(window)


SETS: tuple[Callable[[Studio], None], ...] = (take_library, take_brief, take_call, take_report)


def main() -> None:
    """Take every picture in light and dark."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    width, height = (int(part) for part in (sys.argv[2] if len(sys.argv) > 2 else "1280x800").split("x"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_SCALE_FACTOR", "1")
    app = QApplication([])
    theme = Theme(app)
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        theme.set_appearance(appearance)
        for take in SETS:
            take(Studio(theme, QSize(width, height), folder, appearance.value))


if __name__ == "__main__":
    main()
