"""Makes ``docs/pictures/*.png`` from the real window: the shipped customers, and a call that is run for it.

Only the devices are made up, and the moments of the call page are put there from the call's own events.
Run ``python docs/pictures.py [FOLDER] [WIDTHxHEIGHT]`` where a display is (``xvfb-run`` will do).
"""

import itertools
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
SCRATCH = Path(tempfile.mkdtemp())
os.environ["VOICEDRILL_DATA_DIR"] = str(SCRATCH)

from fakes.window import ESPEAK, NATURAL, PAST, SPEAKERS, FakeCall, FakeCheck, checked  # noqa: E402
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget  # noqa: E402

from voicedrill.audio.simulated_stream import SimulatedStream  # noqa: E402
from voicedrill.call.cues import CueKind, cue_text  # noqa: E402
from voicedrill.call.events import CustomerLine, Temper  # noqa: E402
from voicedrill.history.baselines import CheckedHeadset  # noqa: E402
from voicedrill.history.consent import Keep  # noqa: E402
from voicedrill.persona.casting import cast  # noqa: E402
from voicedrill.persona.schema import ScriptLine  # noqa: E402
from voicedrill.persona.temper import TemperState, mood  # noqa: E402
from voicedrill.program import Program  # noqa: E402
from voicedrill.runtime.call_engine import NO_SOUND  # noqa: E402
from voicedrill.runtime.call_setup import build_call, load_engines  # noqa: E402
from voicedrill.runtime.demo import scripted_trainee  # noqa: E402
from voicedrill.runtime.first_models import MissingModels  # noqa: E402
from voicedrill.runtime.headset_updates import CheckFinished, CheckUpdate, StepBegan, StepProgress  # noqa: E402
from voicedrill.runtime.library import find_persona  # noqa: E402
from voicedrill.runtime.past_calls import PastCalls  # noqa: E402
from voicedrill.runtime.updates import (  # noqa: E402
    Caption,
    Cue,
    DeviceLost,
    Failed,
    Finished,
    Levels,
    Mood,
    PhaseChanged,
    Suggested,
    Update,
    Warned,
)
from voicedrill.runtime.voice_offer import CustomerVoices  # noqa: E402
from voicedrill.speech.loudness import level_dbfs  # noqa: E402
from voicedrill.speech.samples import SAMPLE_RATE_HZ  # noqa: E402
from voicedrill.ui.main_window import MainWindow  # noqa: E402
from voicedrill.ui.ports import CallChoice, Devices, Result  # noqa: E402
from voicedrill.ui.preferences import Preferences  # noqa: E402
from voicedrill.ui.theme import Appearance, Theme  # noqa: E402

CUSTOMER, CASE, SEED = "hartley_parcel", "lost", 1
SCRIPT = (
    ScriptLine(say="Good morning. What is the order number, please?", into_s=5.0),
    ScriptLine(say="I can hear how frustrating this is for you after nine days of waiting."),
    ScriptLine(
        say="So if I understand correctly, you waited for nine days, you called three times and nobody called you "
        "back, and the birthday is on Saturday. Is that right?"
    ),
    ScriptLine(
        say="I will take care of it personally. What I can do is send you a replacement by express. "
        "Would that work for you?"
    ),
    ScriptLine(
        say="The next step is this. I will order the new telescope now, and it will arrive on {arrives}. "
        "I will call you tomorrow before noon to make sure everything is fine."
    ),
    ScriptLine(say="Thank you for your patience. Is there anything else I can help you with?"),
)
"""A trainee who begins badly and goes on well, so that there is something to keep and something to change."""
SHOWN_LINES = 3
"""The call page is shown during this line of hers."""
HEADSET = Devices(("Headset microphone",), ("Headset",))


class Staged(Program):
    """The real program, with made-up devices and a call that is told what to show."""

    def __init__(self, folder: Path, found: Devices) -> None:
        super().__init__()
        self._folder, self._found = folder, found
        self.calls: list[FakeCall] = []
        self.checks: list[FakeCheck] = []
        self.agreed: Keep | None = "recording"

    def devices(self) -> Devices:
        """Return the made-up devices."""
        return self._found

    def call(self, _choice: CallChoice, listener: Callable[[Update], None]) -> FakeCall:
        """Return a call that waits to be told."""
        self.calls.append(FakeCall(listener, self._folder))
        return self.calls[-1]

    def check(self, _input: str | None, _output: str | None, listener: Callable[[CheckUpdate], None]) -> FakeCheck:
        """Return a headset check that waits to be told."""
        self.checks.append(FakeCheck(listener))
        return self.checks[-1]

    def headsets(self) -> tuple[CheckedHeadset, ...]:
        """Return the made-up headset, checked."""
        devices = {"input_device": HEADSET.inputs[0], "output_device": HEADSET.outputs[0]}
        return (checked().kept("2026-11-20T09:00:00+01:00").model_copy(update=devices),)

    def past_calls(self, _trainee: str | None, _tell: Callable[[float], None]) -> PastCalls:
        """Return made-up calls."""
        return PAST

    def consent(self, _trainee: str) -> Keep | None:
        """Return what was agreed."""
        return self.agreed

    def voices(self) -> CustomerVoices:
        """Return a made-up machine on which the natural voice speaks."""
        return NATURAL

    def missing_models(self) -> MissingModels:
        """Return a made-up machine without any model."""
        return MissingModels(("speech", "sentences"), 57.6)

    def keep_notes(self, folder: Path, notes: tuple[str, ...]) -> None:
        """Leave the call as it is."""

    def keep_own_view(self, folder: Path, fields: dict[str, str]) -> None:
        """Leave the call as it is."""


class Studio:
    """Windows of one look and size, the call that was run, and the folder for the pictures."""

    def __init__(self, theme: Theme, size: QSize, folder: Path, call_folder: Path) -> None:
        self._theme, self._size, self._folder, self.call_folder = theme, size, folder, call_folder
        self.result: Result = Program().result(call_folder)

    def window(self, found: Devices = HEADSET, *, first_start: bool = False) -> tuple[MainWindow, Staged]:
        """Open a window."""
        program = Staged(self.call_folder, found)
        preferences = Preferences(SCRATCH / "window.ini")
        preferences.purpose = "" if first_start else "calls"
        window = MainWindow(program, self._theme, preferences, lambda: SEED)
        window.resize(self._size)
        window.show()
        settle(window)
        return window, program

    def take(self, window: MainWindow, name: str) -> None:
        """Take a picture; "-light" or "-dark" is added to its name."""
        settle(window)
        own = "" if self._folder.parent.name == "walk" else f"-{self._theme.appearance.value}"
        save(window, self._folder / f"{name}{own}.png")

    def take_widget(self, window: MainWindow, widget: QWidget, name: str) -> None:
        """Take a picture of a window above this one."""
        settle(window)
        save(widget, self._folder / f"{name}-{self._theme.appearance.value}.png")

    def brief(self, window: MainWindow) -> None:
        """Go on to the brief."""
        window.home._search.setText("Hartley")  # noqa: SLF001
        window.home._open_button.click()  # noqa: SLF001 - as a user would
        settle(window)
        cases = window.brief._cases  # noqa: SLF001
        cases.setCurrentIndex(cases.findData(CASE))

    def call(self, window: MainWindow, program: Staged, *, push_to_talk: bool = False) -> FakeCall:
        """Go on to a moment of the call."""
        self.brief(window)
        window.brief.devices.push_to_talk.setChecked(push_to_talk)
        window.brief._start.click()  # noqa: SLF001
        settle(window)
        call = program.calls[-1]
        call.tell(PhaseChanged("talking"), *moment(self.result))
        return call


def save(widget: QWidget, file: Path) -> None:
    """Keep a picture with 256 colours: enough for a window, and a third of the size."""
    plainly = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    picture = widget.grab().toImage().convertToFormat(QImage.Format.Format_Indexed8, plainly)
    picture.save(str(file), "PNG", 0)  # 0: smallest


def run_call(folder: Path) -> None:
    """Run a whole call with the scripted trainee."""
    persona, text = find_persona(CUSTOMER)
    casting = cast(persona, CASE, SEED)
    engines = load_engines(lambda _text, _fraction: None)
    try:
        stream = SimulatedStream(scripted_trainee(SCRIPT, casting, engines.synthesiser))
        build_call(casting, text, folder, stream, engines, lambda _update: None, stepped=True).run()
    finally:
        engines.close()


def moment(result: Result) -> list[Update]:
    """Return what the call told by the middle of one of her lines."""
    events = result.folder.events
    line = [event for event in events if isinstance(event, CustomerLine)][SHOWN_LINES - 1]
    at_s = (line.t_s + line.end_s) / 2
    told: list[Update] = []
    for event in (event for event in events if event.t_s <= at_s):
        if isinstance(event, CustomerLine):
            told.append(Caption("customer", event.text, event.t_s))
        elif isinstance(event, Temper):
            told.append(Mood(mood(TemperState(event.anger, event.trust, event.patience))))
    assert result.recording is not None
    customer, trainee = result.recording[:, round((at_s - 0.2) * SAMPLE_RATE_HZ) : round(at_s * SAMPLE_RATE_HZ)]
    return [*told, Levels(at_s, level_dbfs(customer), level_dbfs(trainee))]


def settle(window: MainWindow) -> None:
    """Let everything that is under way arrive and be painted."""
    wait(150)
    while window._jobs.busy:  # noqa: SLF001 - nothing else tells
        wait(50)
    wait(150)  # what arrived is laid out


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
    """Library."""
    window, _program = studio.window()
    studio.take(window, "library")
    close(window)


def take_broken_library(studio: Studio) -> None:
    """Library with a file that cannot be used."""
    own = SCRATCH / "personas"
    own.mkdir()
    text = find_persona(CUSTOMER)[1].replace("difficulty:", "dificulty:").replace(f"id: {CUSTOMER}", "id: mine")
    (own / "mine.yaml").write_text(text, encoding="utf-8")
    window, _program = studio.window()
    studio.take(window, "library-broken")
    close(window)
    (own / "mine.yaml").unlink()


def take_brief(studio: Studio) -> None:
    """Brief: ready, and without a microphone."""
    for name, found in (("brief", HEADSET), ("brief-no-microphone", Devices((), ("Headset",)))):
        window, _program = studio.window(found)
        studio.brief(window)
        studio.take(window, name)
        close(window)


def take_voices(studio: Studio) -> None:
    """Voices: the offer before the first call, and while the voice is fetched."""
    window, _program = studio.window()
    window._voices_desk._voices = ESPEAK  # noqa: SLF001 - as on a machine with eSpeak alone
    window._voices_desk._preferences.voices_offered = False  # noqa: SLF001
    window.home._open_button.click()  # noqa: SLF001
    studio.take(window, "voices")
    window.voices.show_busy("Getting the lifelike voice", "Fetching the natural voice (63 MB, once) …", 0.4)
    studio.take(window, "voices-fetching")
    close(window)


def take_history(studio: Studio) -> None:
    """Your calls."""
    window, _program = studio.window()
    window._navigate("history")  # noqa: SLF001
    studio.take(window, "history")
    close(window)


def take_consent(studio: Studio) -> None:
    """Consent: asked before the first recording."""
    window, program = studio.window()
    program.agreed = None
    studio.brief(window)
    window.brief._start.click()  # noqa: SLF001
    settle(window)
    box = window.findChild(QMessageBox)
    assert box is not None
    studio.take_widget(window, box, "consent")
    close(window)


def take_model_call(studio: Studio) -> None:
    """Model call: being made."""
    window, _program = studio.window()
    studio.brief(window)
    window.model.begin(window.brief.casting)
    for t_s in (12.0, 31.0, 55.0):
        window.model.show_caption(Caption("trainee", "", t_s))
    window._pages.setCurrentWidget(window.model)  # noqa: SLF001
    studio.take(window, "model-call")
    close(window)


def take_headset(studio: Studio) -> None:
    """Headset: what is known, reading aloud, and the result."""
    window, program = studio.window()
    window.home._ways["headset"].click()  # noqa: SLF001
    studio.take(window, "headset")
    window.headset._begin.click()  # noqa: SLF001
    check = program.checks[-1]
    check.tell(StepBegan("read"), StepProgress("read", 0.45, -22.0))
    studio.take(window, "headset-read")
    check.tell(CheckFinished(checked(SPEAKERS)))
    studio.take(window, "headset-result")
    close(window)


def take_call(studio: Studio) -> None:
    """Call: she speaks."""
    window, program = studio.window()
    studio.call(window, program)
    window.call._notes._field.setText("three calls, nobody calls back")  # noqa: SLF001
    window.call._notes.keep()  # noqa: SLF001
    studio.take(window, "call")
    close(window)


def take_cue(studio: Studio) -> None:
    """Call: a cue, with push-to-talk."""
    window, program = studio.window()
    call = studio.call(window, program, push_to_talk=True)
    call.tell(Cue(cue_text(CueKind.LET_FINISH, find_persona(CUSTOMER)[0])))
    settle(window)
    window.call._buttons.talk.pressed.emit()  # noqa: SLF001 - as if it were held
    studio.take(window, "call-cue")
    close(window)


def take_troubled_call(studio: Studio) -> None:
    """Call: on hold with a warning and one's own words, and failed."""
    window, program = studio.window()
    call = studio.call(window, program)
    call.tell(Warned(NO_SOUND), PhaseChanged("hold"))
    studio.take(window, "call-hold")
    message = "The microphone 'Headset microphone' is gone. Plug it in again or choose another."
    call.tell(Failed(message, Path("calls") / studio.call_folder.name))
    studio.take(window, "call-failed")
    close(window)


def take_report(studio: Studio) -> None:
    """Report."""
    window, program = studio.window()
    call = studio.call(window, program)
    call.tell(Finished(call.folder, studio.result.folder.outcome))
    settle(window)
    window._after_desk.wrap_up.done.emit()  # noqa: SLF001
    window._after_desk.reflect.done.emit()  # noqa: SLF001
    studio.take(window, "report")
    close(window)


def take_walk(studio: Studio) -> None:
    """Take a new user's way, from the first start to the report, then the other pages."""
    window, program = studio.window(first_start=True)
    studio.take(window, "01-welcome")
    window.welcome._purposes[0].click()  # noqa: SLF001
    studio.take(window, "02-getting-ready")
    window.welcome.check_wanted.emit()
    studio.take(window, "03-headset")
    window.headset.left.emit()
    window.welcome.done.emit()
    studio.take(window, "04-home")
    studio.brief(window)
    studio.take(window, "05-brief")
    window.brief._start.click()  # noqa: SLF001
    settle(window)
    call = program.calls[-1]
    call.tell(PhaseChanged("ringing"))
    studio.take(window, "06-ringing")
    call.tell(PhaseChanged("talking"), *moment(studio.result))
    studio.take(window, "07-call")
    call.tell(PhaseChanged("paused"), Suggested(WAYS))
    studio.take(window, "08-breathe")
    call.tell(DeviceLost("The microphone 'Jabra Evolve' is gone. Plug it in again or choose another.", *NAMES))
    studio.take(window, "09-device-gone")
    call.tell(PhaseChanged("talking"), Finished(call.folder, studio.result.folder.outcome))
    studio.take(window, "10-wrap-up")
    window._after_desk.wrap_up.done.emit()  # noqa: SLF001
    studio.take(window, "11-own-view")
    window._after_desk.reflect.done.emit()  # noqa: SLF001
    studio.take(window, "12-report")
    window._navigate("history")  # noqa: SLF001
    studio.take(window, "13-history")
    window._navigate("settings")  # noqa: SLF001
    studio.take(window, "14-settings")
    window._navigate("skills")  # noqa: SLF001
    studio.take(window, "15-skills")
    window._navigate("trainer")  # noqa: SLF001
    studio.take(window, "16-trainer")
    window.trainer.choose(CUSTOMER)
    window.trainer._buttons["copy"].click()  # noqa: SLF001
    studio.take(window, "17-change-a-customer")
    window._trainer_desk._back_to_list()  # noqa: SLF001 - nothing was changed, so nothing is asked
    close(window)


WAYS = (
    "I can hear how frustrating this is for you after nine days of waiting.",
    "So if I understand correctly, you waited for nine days and nobody called you back. Is that right?",
)
NAMES = (("Headset microphone", "Built-in microphone"), ("Headset", "Speakers"))
WALKS = tuple(itertools.product((Appearance.LIGHT, Appearance.DARK), (100, 200), (QSize(1280, 720), QSize(1920, 1080))))
"""Each look with each size of text and of window."""


LIGHT = (
    take_voices,
    take_history,
    take_consent,
    take_model_call,
    take_headset,
    take_library,
    take_broken_library,
    take_brief,
    take_call,
    take_cue,
    take_troubled_call,
    take_report,
)
DARK = (take_voices, take_history, take_headset, take_call, take_cue, take_report)


def main() -> None:
    """Take every picture in light, the main ones in dark, and the walk of a new user in each of its looks."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    width, height = (int(part) for part in (sys.argv[2] if len(sys.argv) > 2 else "1280x800").split("x"))
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_SCALE_FACTOR", "1")
    app = QApplication([])
    theme = Theme(app)
    call_folder = SCRATCH / "calls" / f"2026-11-22-093100-{CUSTOMER}"
    run_call(call_folder)
    for appearance, takes in ((Appearance.LIGHT, LIGHT), (Appearance.DARK, DARK)):
        theme.set_appearance(appearance)
        for take in takes:
            take(Studio(theme, QSize(width, height), folder, call_folder))
    for appearance, percent, size in WALKS:
        theme.set_appearance(appearance)
        theme.set_text_percent(percent)
        walk = folder / "walk" / f"{appearance.value}-{percent}-{size.width()}x{size.height()}"
        walk.mkdir(parents=True, exist_ok=True)
        take_walk(Studio(theme, size, walk, call_folder))


if __name__ == "__main__":
    main()
