"""The child processes of pyttsx3: one for each line, its time limited."""

import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from voicedrill.engines import tts_child
from voicedrill.engines.tts_attempt import AttemptFailedError, reply_of, sound_of, started, twice
from voicedrill.engines.word_times import expected_duration_s
from voicedrill.errors import EngineError
from voicedrill.speech.samples import Samples

_HELP = "Install a speech engine (Debian, Ubuntu: `apt install espeak-ng`; elsewhere eSpeak NG's own packages)."


class TtsProcess:
    """Starts one process for each request.

    Parameters
    ----------
    limit_s : float
        Time after which a process is killed.
    command : list of str
        The program to start; tests put a broken one here.
    """

    def __init__(self, limit_s: float = 20.0, command: list[str] | None = None) -> None:
        # -P: the folder of that file must not shadow other modules.
        self._command = command or [sys.executable, "-P", str(Path(tts_child.__file__).resolve())]
        self._limit_s = limit_s
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def describe(self) -> dict[str, Any]:
        """Return the engine's ``name``, whether it is ``espeak`` and its ``voices``."""
        return twice(lambda: self._ask({"do": "describe"}), "be started")

    def speak(self, text: str, voice: str, rate: int) -> Samples:
        """Return the line as the engine speaks it, untrimmed.

        Parameters
        ----------
        text : str
            What to say.
        voice : str
            The engine's id of the voice.
        rate : int
            The engine's own words per minute.

        Raises
        ------
        EngineError
            When the voice is unknown or two attempts failed.
        """
        return twice(lambda: self._speak(text, voice, rate), f"speak the line '{text}'")

    def close(self) -> None:
        """Kill what runs; nothing can be asked afterwards."""
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()

    def _speak(self, text: str, voice: str, rate: int) -> Samples:
        with tempfile.TemporaryDirectory(prefix="voicedrill-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "line.wav"
            reply = self._ask({"do": "speak", "text": text, "voice": voice, "rate": rate, "file": str(file)})
            variant = voice.partition("+")[2]
            if variant and not str(reply["voice"]).endswith(f"+{variant}"):
                # eSpeak falls back to the plain voice without a word
                raise EngineError(f"eSpeak has no voice variant '{variant}' (in '{voice}'): use one like f2 or m3.")
            return sound_of(file, expected_duration_s(text, rate))

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._start() as process:
            try:
                output, complaints = process.communicate(json.dumps(request), timeout=self._limit_s)
            except subprocess.TimeoutExpired as expired:
                process.kill()
                raise AttemptFailedError(f"it did not answer within {self._limit_s:g} s.") from expired
            finally:
                with self._lock:
                    self._running.discard(process)
        if self._closed:
            raise EngineError("The speech engine was closed while it was at work.")
        return reply_of(output, complaints, _HELP)

    def _start(self) -> "subprocess.Popen[str]":
        with self._lock:
            if self._closed:
                raise EngineError("The speech engine is closed.")
            process = started(self._command, subprocess.PIPE)
            self._running.add(process)
            return process
