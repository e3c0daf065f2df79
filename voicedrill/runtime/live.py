"""A live call on real devices, in a thread of its own."""

import datetime as dt
import itertools
import logging
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from voicedrill import paths
from voicedrill.audio.duplex_stream import DuplexStream
from voicedrill.audio.reconnecting_stream import ReconnectingStream
from voicedrill.audio.stream import CallStream
from voicedrill.audio.telephone import Line
from voicedrill.errors import DataError, UserError
from voicedrill.history.baselines import Baselines, CheckedHeadset
from voicedrill.history.consent import Keep
from voicedrill.history.folder import ME
from voicedrill.persona.casting import Promise
from voicedrill.persona.loader import load_persona
from voicedrill.runtime.call_engine import CallEngine
from voicedrill.runtime.call_setup import build_call, cast_case, load_engines
from voicedrill.runtime.updates import Failed, Finished, Preparing, Update, Warned

_LOG = logging.getLogger(__name__)

HALF_DUPLEX = (
    "Your microphone hears the customer, as the headset check found, so it is off while the customer speaks. "
    "Who came in over whom is not measured."
)
GIVEN_UP = "The call was given up before it began."
_PASSING = "voicedrill-passing-"
OTHER_LOUDSPEAKER = (
    "This microphone was checked with another loudspeaker, so it is not known whether it hears this one. "
    "Check your headset again after the call."
)


@dataclass(frozen=True)
class CallSetup:
    """What the trainee chose before a call.

    Attributes
    ----------
    persona_text : str
        The customer's whole file.
    case_id : str or None
        The case; drawn by the seed when None.
    seed : int
        Draws case, facts and wordings.
    input_device, output_device : str or None
        Names of microphone and loudspeaker; None for the system's own choice.
    half_duplex : bool
        No headset: the microphone is ignored while the customer speaks.
    keep : Keep
        What stays of the call; where it is nothing, the folder lies among the system's temporary files.
    trainee : str
        Who practises.
    cues : bool
        Give hints during the call.
    push_to_talk : bool
        The microphone is off but for the times between ``unmute`` and ``mute``.
    line : Line
        What the customer sounds like: as in the room, by telephone, or on a bad line.
    rings : bool
        The phone rings until ``answer`` is pressed, half a minute at most.
    promise : Promise or None
        What comes back from an earlier call, in a case that follows another.
    """

    persona_text: str
    case_id: str | None = None
    seed: int = 0
    input_device: str | None = None
    output_device: str | None = None
    half_duplex: bool = False
    keep: Keep = "recording"
    trainee: str = ME
    cues: bool = True
    push_to_talk: bool = False
    line: Line = "clear"
    rings: bool = False
    promise: Promise | None = None


def new_call_folder(persona_id: str) -> Path:
    """Return a folder name for a call that begins now; the folder is not made."""
    now = dt.datetime.now().astimezone()
    name = f"{now:%Y-%m-%d-%H%M%S}-{persona_id}"
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    return next(folder for folder in map(paths.calls_dir().joinpath, names) if not folder.exists())


def passing_folder(persona_id: str) -> Path:
    """Return a folder for a call of which nothing is to stay; `discard` deletes it."""
    return Path(tempfile.mkdtemp(prefix=_PASSING)) / persona_id


def discard(folder: Path) -> None:
    """Delete a call of which nothing is to stay; any other is left alone."""
    if folder.parent.name.startswith(_PASSING) and folder.parent.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(folder.parent, ignore_errors=True)


def now_text() -> str:
    """Return the wall time, ISO 8601 with the offset from UTC."""
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")


def open_devices(setup: CallSetup) -> CallStream:
    """Open microphone and loudspeaker."""
    return DuplexStream(setup.input_device, setup.output_device, half_duplex=setup.half_duplex, line=setup.line)


class LiveCall:
    """Prepares and runs one call; everything that happens is told to the listener on the call's own thread.

    The last update is always `Finished` or `Failed`.

    Parameters
    ----------
    setup : CallSetup
        What was chosen.
    listener : callable
        Told what happens.
    open_stream : callable
        Opens the devices; tests give a stream of their own.
    """

    def __init__(
        self,
        setup: CallSetup,
        listener: Callable[[Update], None],
        open_stream: Callable[[CallSetup], CallStream] = open_devices,
    ) -> None:
        self._setup = setup
        self._tell = listener
        self._open_stream = open_stream
        self._engine: CallEngine | None = None
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="call")

    def start(self) -> None:
        """Begin to prepare the call."""
        self._thread.start()

    def hang_up(self) -> None:
        """Hang up, or give up a call that is still being prepared."""
        self._given_up.set()
        if self._engine is not None:
            self._engine.hang_up()

    def press(self, kind: str, text: str = "") -> None:
        """Press a button of the call; no effect before it runs."""
        if self._engine is not None:
            self._engine.press(kind, text)

    def choose_devices(self, input_device: str | None, output_device: str | None) -> None:
        """Go on with these devices after one was lost; None for the system's usual one."""
        if self._engine is not None:
            self._engine.choose_devices(input_device, output_device)

    def join(self) -> None:
        """Wait until the call is over."""
        self._thread.join()

    def _run(self) -> None:
        folder: Path | None = None
        try:
            persona = load_persona(self._setup.persona_text, "the chosen customer")
            folder = passing_folder(persona.id) if self._setup.keep == "nothing" else new_call_folder(persona.id)
            self._call(folder)
        except UserError as error:
            self._tell(Failed(str(error), _if_there(folder)))
        except Exception:  # noqa: BLE001
            # The window must learn of it, whatever it was; the traceback is for the log.
            _LOG.exception("the call stopped")
            self._tell(Failed("The call stopped because of a fault in the program.", _if_there(folder)))

    def _call(self, folder: Path) -> None:
        setup = self._setup
        casting = cast_case(
            load_persona(setup.persona_text, "the chosen customer"), setup.case_id, setup.seed, setup.promise
        )
        engines = load_engines(
            lambda text, fraction: self._tell(Preparing(text, fraction)), lambda message: self._tell(Warned(message))
        )
        try:
            if self._given_up.is_set():
                self._tell(Failed(GIVEN_UP))
                return
            self._tell(Preparing("Opening microphone and loudspeaker", None))
            stream = ReconnectingStream(self._open_devices, setup.input_device, setup.output_device)
            try:
                headset = self._headset(stream)
                if headset is not None and headset.half_duplex and not stream.half_duplex:
                    stream.half_duplex = True
                    self._tell(Warned(HALF_DUPLEX))
                self._engine = build_call(
                    casting,
                    setup.persona_text,
                    folder,
                    stream,
                    engines,
                    self._tell,
                    stepped=False,
                    keep_audio=setup.keep != "words",
                    trainee=setup.trainee,
                    started_at=now_text(),
                    consent={"recording": setup.keep == "recording"},
                    headset=headset,
                    cues=setup.cues,
                    push_to_talk=setup.push_to_talk,
                    rings=setup.rings,
                    line=setup.line,
                )
                if self._given_up.is_set():
                    self._engine.hang_up()
                outcome = self._engine.run()
            finally:
                stream.close()
            if self._engine.connected:
                self._tell(Finished(folder, outcome))
            else:  # nothing was said: nothing stays
                shutil.rmtree(folder, ignore_errors=True)
                self._tell(Failed(GIVEN_UP))
        finally:
            engines.close()

    def _open_devices(self, input_device: str | None, output_device: str | None) -> CallStream:
        return self._open_stream(replace(self._setup, input_device=input_device, output_device=output_device))

    def _headset(self, stream: CallStream) -> CheckedHeadset | None:
        try:
            known = Baselines(paths.data_dir()).find(stream.input_name, self._setup.trainee)
        except DataError as error:  # no reason not to call
            self._tell(Warned(str(error)))
            return None
        if known is None or known.output_device == stream.output_name:
            return known
        if not stream.half_duplex:
            self._tell(Warned(OTHER_LOUDSPEAKER))
        return known.beside(stream.output_name)


def _if_there(folder: Path | None) -> Path | None:
    return folder if folder is not None and folder.is_dir() else None
