"""The window's entry point: wires the program to the window and runs it."""

import ctypes
import datetime as dt
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from voicedrill import paths
from voicedrill.audio.devices import names, refresh
from voicedrill.audio.playback import ClipPlayer
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import CallStream
from voicedrill.engines.progress import Progress
from voicedrill.errors import UserError
from voicedrill.history.baselines import Baselines, CheckedHeadset
from voicedrill.history.consent import Consents, Keep
from voicedrill.history.notes import keep_notes, keep_own_view
from voicedrill.persona.schema import Persona
from voicedrill.runtime import appealing
from voicedrill.runtime.call_history import WINDOW_INI
from voicedrill.runtime.customer_voices import (
    CustomerVoices,
    customer_voices,
    get_natural_voice,
    natural_sample,
    remove_natural_voice,
    system_sample,
)
from voicedrill.runtime.debrief import Debrief, debrief, save, write_reports
from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.first_models import MissingModels, get_models, missing_models
from voicedrill.runtime.headset_check import HeadsetCheck
from voicedrill.runtime.headset_updates import CheckUpdate, HeadsetResult
from voicedrill.runtime.library import list_personas
from voicedrill.runtime.live import CallSetup, LiveCall, discard, now_text, open_devices
from voicedrill.runtime.model_call import ModelCall
from voicedrill.runtime.past_calls import PastCalls, delete_call, past_calls
from voicedrill.runtime.report_files import Kind, report_file
from voicedrill.runtime.standing import Standing, standing
from voicedrill.runtime.updates import Update

try:
    from PySide6.QtCore import QLibraryInfo
    from PySide6.QtWidgets import QApplication

    from voicedrill.ui.main_window import MainWindow
    from voicedrill.ui.ports import BrokenFile, Call, CallChoice, Check, Customer, Devices, Recording, Result, Shelf
    from voicedrill.ui.preferences import Preferences
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
    preferences = Preferences(paths.data_dir() / WINDOW_INI)
    theme = Theme(app, preferences.appearance, preferences.text_percent)
    theme.set_still(preferences.still)
    program = Program()
    window = MainWindow(program, theme, preferences)
    instance.called.connect(window.come_to_the_front)
    window.show()
    code = app.exec()
    program.close()
    instance.close()
    return code


class Program:
    """The real program behind the window (`voicedrill.ui.ports.Backend`).

    Parameters
    ----------
    open_stream : callable
        Opens the devices of a call; tests give a stream of their own.
    rings : bool
        The phone rings until it is answered; else it is answered by itself.
    """

    def __init__(self, open_stream: Callable[[CallSetup], CallStream] = open_devices, *, rings: bool = True) -> None:
        self._open_stream, self._rings = open_stream, rings
        self._sound = threading.Lock()
        """Looking for devices ends every open stream, so never while a clip is being opened."""
        self._player = ClipPlayer()

    def shelf(self) -> Shelf:
        """Read the customers."""
        entries = list_personas()
        return Shelf(
            tuple(Customer(entry.persona, entry.text) for entry in entries if entry.persona is not None),
            tuple(BrokenFile(entry.path, entry.problems[0].at(entry.path.name)) for entry in entries if entry.problems),
        )

    def devices(self) -> Devices:
        """Look for devices, also those plugged in since the last time."""
        with self._sound:
            self._player.close()
            refresh()
            return Devices(names("input"), names("output"))

    def call(self, choice: CallChoice, listener: Callable[[Update], None]) -> Call:
        """Return a call that is not yet started; moments of it are played on its loudspeaker afterwards."""
        self._player = ClipPlayer(choice.output_device)
        setup = CallSetup(
            persona_text=choice.customer.text,
            case_id=choice.case_id,
            seed=choice.seed,
            input_device=choice.input_device,
            output_device=choice.output_device,
            half_duplex=not choice.headset,
            keep=choice.keep,
            trainee=choice.trainee,
            cues=choice.help != "none",
            push_to_talk=choice.push_to_talk,
            line=choice.line,
            rings=self._rings,
        )
        return LiveCall(setup, listener, self._open_stream)

    def model_call(self, choice: CallChoice, listener: Callable[[Update], None]) -> Call:
        """Return a call, not yet started, in which the computer is a good trainee."""
        self._player = ClipPlayer(choice.output_device)
        return ModelCall(choice.customer.text, choice.case_id, choice.seed, listener)

    def standing(self, trainee: str, personas: tuple[Persona, ...]) -> Standing:
        """Return where a trainee stands."""
        return standing(trainee, personas)

    def missing_models(self) -> MissingModels:
        """Look which models a call would have to fetch."""
        return missing_models()

    def get_models(self, progress: Progress) -> MissingModels:
        """Fetch them."""
        return get_models(progress)

    def files(self) -> Path:
        """Return the folder with everything that is kept."""
        return paths.data_dir()

    def voices(self) -> CustomerVoices:
        """Look which voice the customers have."""
        return customer_voices()

    def voice_sample(self, *, natural: bool) -> Recording:
        """Return a sentence in the natural or the system's voice."""
        return natural_sample() if natural else system_sample()

    def get_voice(self, progress: Progress) -> CustomerVoices:
        """Fetch the natural voice and try it."""
        get_natural_voice(progress)
        progress("Trying it out", None)
        return customer_voices()

    def remove_voice(self) -> CustomerVoices:
        """Delete the natural voice."""
        remove_natural_voice()
        return customer_voices()

    def check(
        self, input_device: str | None, output_device: str | None, listener: Callable[[CheckUpdate], None]
    ) -> Check:
        """Return a headset check that is not yet started."""
        self._player.close()
        return HeadsetCheck(input_device, output_device, listener)

    def headsets(self) -> tuple[CheckedHeadset, ...]:
        """Return what is known of the microphones that were checked."""
        return Baselines(paths.data_dir()).all()

    def keep_headset(self, result: HeadsetResult) -> tuple[CheckedHeadset, ...]:
        """Keep what a check found now."""
        Baselines(paths.data_dir()).keep(result.kept(dt.datetime.now().astimezone().isoformat(timespec="seconds")))
        return self.headsets()

    def forget_headset(self, input_device: str) -> tuple[CheckedHeadset, ...]:
        """Delete what is known of a microphone."""
        Baselines(paths.data_dir()).forget(input_device)
        return self.headsets()

    def result(self, folder: Path) -> Result:
        """Measure and score a call and write its report."""
        return _result(debrief(folder))

    def consent(self, trainee: str) -> Keep | None:
        """Return what this trainee chose to keep of calls."""
        return Consents(paths.data_dir()).of(trainee)

    def keep_consent(self, trainee: str, keep: Keep) -> None:
        """Keep the trainee's choice."""
        Consents(paths.data_dir()).keep(trainee, keep, now_text())

    def discard(self, folder: Path) -> None:
        """Delete a call of which nothing is to stay."""
        discard(folder)

    def past_calls(self, trainee: str | None, tell: Callable[[float], None]) -> PastCalls:
        """Read the calls of a trainee, of all for None."""
        return past_calls(trainee, tell)

    def delete_call(self, name: str) -> None:
        """Delete a call for good."""
        delete_call(name)

    def keep_notes(self, folder: Path, notes: tuple[str, ...]) -> None:
        """Keep what was noted and did not reach the call before it ended."""
        keep_notes(folder, notes)

    def keep_own_view(self, folder: Path, fields: dict[str, str]) -> None:
        """Keep the wrap-up and the reflection."""
        keep_own_view(folder, **fields)

    def dispute(self, folder: Path, finding: str, t_s: float) -> Result:
        """Say "I did, here" of a finding, and judge the call again."""
        return _result(appealing.dispute(folder, finding, t_s))

    def correct(self, folder: Path, t_s: float, text: str) -> Result:
        """Put the words of a turn right, and judge the call again."""
        return _result(appealing.correct(folder, t_s, text, load_detector()))

    def confirm(self, folder: Path, item: str, *, said: bool) -> Result:
        """Confirm or deny an auto-fail, and judge the call again."""
        return _result(appealing.confirm(folder, item, said))

    def undo(self, folder: Path) -> Result:
        """Take the last of these back."""
        return _result(appealing.undo(folder))

    def export(self, folder: Path, kind: Kind, to: Path, actor: str) -> None:
        """Write a report of the call to a file."""
        save(to, report_file(folder, kind, actor=actor))

    def play(self, samples: Recording) -> None:
        """Play a moment of a recording."""
        with self._sound:
            self._player.play(samples)

    def stop(self) -> None:
        """Stop what plays."""
        self._player.stop()

    def close(self) -> None:
        """Let go of the loudspeaker."""
        self._player.close()


def _result(found: Debrief) -> Result:
    """Write the report of a judged call, and return what the window shows of it."""
    report, _transcript = write_reports(found)
    audio = found.folder.audio_path
    recording = read_sound(audio) if audio else None
    return Result(found.folder, found.measurement, found.scorecard, report, recording, found.notes)


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
