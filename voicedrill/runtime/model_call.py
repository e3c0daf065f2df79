"""A model call: a customer and the good trainee of her file, spoken by the computer, to listen to and learn from."""

import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from voicedrill import paths
from voicedrill.errors import UserError
from voicedrill.persona.loader import load_persona
from voicedrill.runtime.call_setup import cast_case, load_engines
from voicedrill.runtime.demo import run_demo
from voicedrill.runtime.updates import Failed, Finished, Preparing, Update

_LOG = logging.getLogger(__name__)


def model_calls_dir() -> Path:
    """Return the folder of the model calls: they are nobody's practice, and can be made again."""
    return paths.cache_dir() / "model-calls"


class ModelCall:
    """Makes one model call as fast as the machine can; it is told as `voicedrill.runtime.live.LiveCall` tells.

    Parameters
    ----------
    persona_text : str
        The customer's whole file.
    case_id : str or None
        The case; drawn by the seed when None.
    seed : int
        Draws facts and wordings.
    listener : callable
        Told what happens, on the call's own thread; the last update is `Finished` or `Failed`.
    """

    def __init__(self, persona_text: str, case_id: str | None, seed: int, listener: Callable[[Update], None]) -> None:
        self._text, self._case_id, self._seed = persona_text, case_id, seed
        self._tell = listener
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="model-call")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def hang_up(self) -> None:
        """Give the call up."""
        self._given_up.set()

    def press(self, kind: str, text: str = "") -> None:
        """Do nothing: nobody is on this call who could press a button."""

    def join(self) -> None:
        """Wait until the call is over."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._tell(Finished(*self._made()))
        except UserError as error:
            self._tell(Failed(str(error)))
        except OSError as error:
            self._tell(Failed(f"The model call cannot be kept in {model_calls_dir()}: {error.strerror or error}."))
        except Exception:  # noqa: BLE001
            # The window must learn of it, whatever it was; the traceback is for the log.
            _LOG.exception("the model call stopped")
            self._tell(Failed("The model call stopped because of a fault in the program."))

    def _made(self) -> tuple[Path, str]:
        casting = cast_case(load_persona(self._text, "the chosen customer"), self._case_id, self._seed)
        if not casting.case.trainee.good:
            raise UserError(f"The file of {casting.persona.name} has no good trainee for this case.")
        folder = model_calls_dir() / f"{casting.persona.id}-{casting.case.id}-{self._seed}"
        engines = load_engines(self._prepare)
        try:
            shutil.rmtree(folder, ignore_errors=True)
            call = run_demo(
                casting, self._text, "good", folder, engines, self._tell, self._prepare,
                fast=True, gives_up=self._given_up.is_set,
            )  # fmt: skip
        finally:
            engines.close()
        self._stop_if_given_up()
        return folder, call.outcome

    def _prepare(self, text: str, fraction: float | None) -> None:
        self._stop_if_given_up()
        self._tell(Preparing(text, fraction))

    def _stop_if_given_up(self) -> None:
        if self._given_up.is_set():
            raise UserError("The model call was given up.")
