"""A first call through the real window on real devices, as a process of its own: what it reaches is printed.

Run with the environment of `fakes.pulse.Pulse`; each line is a word and the seconds since the start.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from fakes.steps import button
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from voicedrill.app import Opened

BEGAN_S = time.monotonic()


def tell(word: str) -> None:
    sys.stdout.write(f"{word} {time.monotonic() - BEGAN_S:.1f}\n")
    sys.stdout.flush()


def until(holds: Callable[[], bool], limit_s: float = 60.0) -> None:
    end_s = time.monotonic() + limit_s
    while not holds():
        if time.monotonic() > end_s:
            raise TimeoutError("the window did not come so far")
        loop = QEventLoop()
        QTimer.singleShot(30, loop.quit)
        loop.exec()


def ring(window) -> None:
    """Go from the first start to the ringing phone, as somebody with a headset would."""
    until(window.welcome.isVisible)
    button(window.welcome, "Practise calls").click()
    until(lambda: any(one.isVisible() for one in (window.home, window.welcome)))
    if window.welcome.isVisible():
        button(window.welcome, "Go on").click()
    until(window.home._cards.isVisible)
    window.home._search.setText("Hartley")
    until(lambda: window.home._cards.count == 1)
    QTest.keyClick(window.home._cards, Qt.Key.Key_Return)
    until(lambda: window.brief.isVisible() or window.voices.isVisible())
    if window.voices.isVisible():
        button(window.voices, "Go on with the system's voice").click()
    until(window.brief._start.isEnabled)
    window.brief.devices.choose("microphone, ALSA", "headset, ALSA")
    cases = window.brief._cases
    cases.setCurrentIndex(cases.findData("lost"))
    QTest.keyClick(window.brief._start, Qt.Key.Key_Return)
    until(lambda: window.findChild(QMessageBox) is not None)
    button(window.findChild(QMessageBox), "Keep the recording and the words").click()
    until(lambda: window.call._phase == "ringing")


def main() -> None:
    app = QApplication([])
    opened = Opened(app)
    opened.frame.resize(1280, 720)
    opened.frame.show()
    opened.frame.activateWindow()
    until(lambda: opened.frame.content is not None)
    window = opened.frame.content
    ring(window)
    tell("ringing")
    button(window.call, "Answer").click()
    until(lambda: bool(window.call._captions.texts))
    tell("talking")
    window.call._captions.show_own_words(True)
    until(lambda: any(text.startswith("You: ") for text in window.call._captions.texts))
    tell("understood")
    window._call_desk.hang_up()
    until(window._after_desk.wrap_up.isVisible)
    button(window._after_desk.wrap_up, "Skip").click()
    button(window._after_desk.reflect, "Skip").click()
    until(window.report._view.isVisible)
    tell("report")
    until(lambda: not window._jobs.busy)
    opened.frame.close()
    opened.close()


if __name__ == "__main__":
    main()
