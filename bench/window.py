"""How free the window's thread is in a call, and how soon the window is there: ``python -m bench.window``.

The call is a real one on a simulated stream in real time: real voice, recogniser and detector. Its delays of the event
loop stand beside those of a bare Qt window in a process of its own at the same time; its start stands beside that of a
bare PySide6 window, started in turn. Needs a display (``xvfb-run``) and the models.
"""

# ruff: noqa: SLF001 (a bench presses what a hand would press)

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.stream import CallStream
from voicedrill.engines.voices import open_synthesiser
from voicedrill.persona.casting import cast
from voicedrill.persona.loader import load_persona
from voicedrill.runtime.demo import scripted_trainee
from voicedrill.runtime.live import CallSetup

CUSTOMER, CASE, SEED = "hartley_parcel", "lost", 1
BEAT_MS = 10
_BARE = """
import os, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("bare")
label.resize(1280, 800)
label.show()
if sys.argv[1] == "start":
    QTimer.singleShot(0, lambda: (print(time.time() - float(os.environ["BEGAN"])), app.quit()))
else:
    late, last = [], [time.monotonic()]
    def beat():
        now = time.monotonic()
        late.append(max(0.0, now - last[0] - 0.010))
        last[0] = now
    timer = QTimer()
    timer.setTimerType(__import__("PySide6.QtCore", fromlist=["Qt"]).Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(10)
    QTimer.singleShot(int(float(sys.argv[1]) * 1000), app.quit)
app.exec()
if sys.argv[1] != "start":
    import json
    print(json.dumps(late))
"""
OURS = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from voicedrill.app import Opened
app = QApplication([])
opened = Opened(app)
opened.frame.show()
began = float(os.environ["BEGAN"])
shown = []
QTimer.singleShot(0, lambda: shown.append(time.time() - began))
timer = QTimer()
def look():
    pages = opened.frame.content
    if shown and pages is not None and pages.home._cards.isVisible() and pages.home._cards.model().rowCount():
        print(shown[0], time.time() - began - shown[0])
        timer.stop()
        opened.frame.close()
        app.quit()
timer.timeout.connect(look)
timer.start(20)
app.exec()
opened.close()
"""


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0, help="length of the call at most")
    parser.add_argument("--starts", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["VOICEDRILL_DATA_DIR"] = scratch
        Path(scratch, "window.ini").write_text("[General]\npurpose=calls\n", encoding="utf-8")
        print(json.dumps({"start": _starts(arguments.starts), "call": _delays(arguments.seconds, Path(scratch))}))


def _starts(times: int) -> dict[str, float]:
    bare, shown, ready = [], [], []
    for _ in range(times + 1):  # the first one warms the disk
        bare.append(float(_run(_BARE, "start")))
        ours = _run(OURS).split()
        shown.append(float(ours[0]))
        ready.append(float(ours[1]))
    return {
        "bare_s": median(bare[1:]),
        "shown_s": median(shown[1:]),
        "ratio": median(shown[1:]) / median(bare[1:]),
        "ready_after_s": median(ready[1:]),
    }


def _run(program: str, *arguments: str) -> str:
    began = {**os.environ, "BEGAN": str(time.time())}
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=began, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def _delays(seconds: float, scratch: Path) -> dict[str, float]:
    from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: PLC0415 (a display is needed here alone)
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from voicedrill.program import Program  # noqa: PLC0415
    from voicedrill.ui.main_window import MainWindow  # noqa: PLC0415
    from voicedrill.ui.ports import CallChoice  # noqa: PLC0415
    from voicedrill.ui.preferences import Preferences  # noqa: PLC0415
    from voicedrill.ui.theme import Theme  # noqa: PLC0415

    app = QApplication([])
    preferences = Preferences(scratch / "window.ini")
    preferences.purpose = "calls"
    program = Program(_open, rings=False)
    window = MainWindow(program, Theme(app), preferences, lambda: SEED)
    window.show()

    def until(holds: object, limit_s: float) -> None:
        end_s = time.monotonic() + limit_s
        while not holds() and time.monotonic() < end_s:
            loop = QEventLoop()
            QTimer.singleShot(50, loop.quit)
            loop.exec()

    until(lambda: window._home_desk.customer(CUSTOMER) is not None and not window._jobs.busy, 60)
    customer = window._home_desk.customer(CUSTOMER)
    window._choose_customer(customer, CASE)
    window._open_brief(customer)
    window._dial(CallChoice(customer, CASE, SEED, None, None, headset=True, keep="recording"))
    until(lambda: bool(window.call._captions.texts), 60)
    bare = subprocess.Popen([sys.executable, "-c", _BARE, str(seconds)], stdout=subprocess.PIPE, text=True)
    late: list[float] = []
    last = [time.monotonic()]

    def beat() -> None:
        now = time.monotonic()
        late.append(max(0.0, now - last[0] - BEAT_MS / 1000))
        last[0] = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(BEAT_MS)
    until(lambda: not window._call_desk.busy, seconds)
    timer.stop()
    captions = len(window.call._captions.texts)
    window._end_and_close()
    until(lambda: not window.isVisible(), 30)
    program.close()
    control = json.loads(bare.communicate()[0])
    ours, theirs = (float(np.quantile(one, 0.999)) * 1000 for one in (late, control))
    return {
        "beats": len(late),
        "captions": captions,
        "p999_ms": ours,
        "bare_p999_ms": theirs,
        "beyond_ms": ours - theirs,
        "worst_ms": max(late) * 1000,
    }


def _open(setup: CallSetup) -> CallStream:
    casting = cast(load_persona(setup.persona_text, "the customer"), setup.case_id, setup.seed)
    synthesiser = open_synthesiser()
    try:
        return SimulatedStream(scripted_trainee(casting.case.trainee.good, casting, synthesiser), realtime=True)
    finally:
        synthesiser.close()


if __name__ == "__main__":
    main()
