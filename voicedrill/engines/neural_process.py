"""The child process of the natural voice: one for all lines, for its model takes a second to load."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

from voicedrill.engines import neural_child
from voicedrill.engines.tts_attempt import AttemptFailedError, reply_of, sound_of, started, twice
from voicedrill.errors import EngineError
from voicedrill.speech.samples import Samples

_T = TypeVar("_T")

_HELP = "Run `pip install \"voicedrill[neural]\"`, then 'voicedrill models get natural'."


class NeuralProcess:
    """Starts the child with the first line and after a failure; one line is spoken at a time.

    Parameters
    ----------
    limit_s : float
        Time for loading and for a short line, after which the child is killed; a line has its own length more. Loading
        takes 1 s; a caller will not wait for two such limits much longer than for these.
    command : list of str
        The program to start; tests put a broken one here.
    """

    def __init__(self, limit_s: float = 8.0, command: list[str] | None = None) -> None:
        # -P: the folder of that file must not shadow other modules.
        self._command = command or [sys.executable, "-P", str(Path(neural_child.__file__).resolve())]
        self._limit_s = limit_s
        self._asking = threading.Lock()
        self._state = threading.Lock()
        self._child: subprocess.Popen[str] | None = None
        self._complaints: IO[bytes] | None = None
        self._closed = False

    def load(self, model: Path) -> None:
        """Load a model now.

        Raises
        ------
        EngineError
            When Piper or ONNX Runtime is missing or refuses, or two attempts failed.
        """
        self._twice(lambda: self._ask({"do": "load", "model": str(model)}, self._limit_s), "be started")

    def speak(self, text: str, model: Path, length_scale: float, expected_s: float) -> Samples:
        """Return the line as the model speaks it, untrimmed.

        Parameters
        ----------
        text : str
            What to say.
        model : Path
            Piper's model, its configuration beside it.
        length_scale : float
            Piper's own measure of slowness.
        expected_s : float
            About how long the line will last.

        Raises
        ------
        EngineError
            As `load`.
        """
        return self._twice(
            lambda: self._speak(text, model, length_scale, expected_s), f"speak the line '{text}' naturally"
        )

    def close(self) -> None:
        """Kill the child, at work or not; nothing can be asked afterwards."""
        with self._state:
            self._closed = True
            if self._child:
                self._child.kill()
        with self._asking:
            self._end()

    def _twice(self, attempt: Callable[[], _T], what: str) -> _T:
        def fresh() -> _T:
            try:
                return attempt()
            except (AttemptFailedError, EngineError):
                self._end()
                raise

        with self._asking:
            return twice(fresh, what)

    def _speak(self, text: str, model: Path, length_scale: float, expected_s: float) -> Samples:
        with tempfile.TemporaryDirectory(prefix="voicedrill-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "line.wav"
            request = {"do": "speak", "model": str(model), "text": text, "length_scale": length_scale}
            self._ask(request | {"file": str(file)}, self._limit_s + expected_s)
            return sound_of(file, expected_s)

    def _ask(self, request: dict[str, Any], limit_s: float) -> dict[str, Any]:
        child = self._running()
        assert child.stdin
        assert child.stdout
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            child.kill()

        timer = threading.Timer(limit_s, expire)
        timer.start()
        try:
            # Twice the limit for the child's own: it counts only where nobody is left to kill it.
            child.stdin.write(json.dumps(request | {"limit_s": 2 * limit_s}) + "\n")
            child.stdin.flush()
            output = child.stdout.readline()
        except OSError:
            output = ""  # it has ended
        finally:
            timer.cancel()
            timer.join()
        if self._closed:
            raise EngineError("The speech engine was closed while it was at work.")
        if expired.is_set():
            raise AttemptFailedError(f"it did not answer within {limit_s:g} s.")
        return reply_of(output, "" if output else self._last_words(child), _HELP)

    def _running(self) -> "subprocess.Popen[str]":
        with self._state:
            if self._closed:
                raise EngineError("The speech engine is closed.")
            if self._child is None:
                self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 (a pipe that nobody empties would fill up)
                self._child = started(self._command, self._complaints)
            return self._child

    def _last_words(self, child: "subprocess.Popen[str]") -> str:
        child.kill()
        child.wait()
        assert self._complaints
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace")

    def _end(self) -> None:
        with self._state:
            child, self._child = self._child, None
            complaints, self._complaints = self._complaints, None
        if child and complaints:
            child.kill()
            child.wait()
            _close_pipes(child)
            complaints.close()


def _close_pipes(child: "subprocess.Popen[str]") -> None:
    for pipe in (child.stdin, child.stdout):
        assert pipe
        try:
            pipe.close()
        except OSError:
            continue  # what it was not told any more
