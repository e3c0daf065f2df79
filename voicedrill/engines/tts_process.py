"""The child process that speaks: start it, limit its time, check what it wrote, try once more."""

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import soundfile
import soxr

from voicedrill.engines import tts_child
from voicedrill.engines.word_times import expected_duration_s
from voicedrill.errors import EngineError
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

_T = TypeVar("_T")

_PLAUSIBLE_RATIO = 4.0
"""A file this many times longer or shorter than expected holds something else than the line."""

_ODD_WORD_S = 0.5
"""A lone letter or a name may take this much longer than expected."""

_SILENT_PEAK = 0.001
"""Peak (of full scale) under which a file holds no speech."""

_HELP = "Install a speech engine (Debian, Ubuntu: `apt install espeak-ng`; elsewhere eSpeak NG's own packages)."


class _AttemptFailedError(Exception):
    """One attempt went wrong; a fresh process may do better."""


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
        return self._twice(lambda: self._ask({"do": "describe"}), "be started")

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
        return self._twice(lambda: self._speak(text, voice, rate), f"speak the line '{text}'")

    def close(self) -> None:
        """Kill what runs; nothing can be asked afterwards."""
        with self._lock:
            self._closed = True
            for process in self._running:
                process.kill()

    def _twice(self, attempt: Callable[[], _T], what: str) -> _T:
        try:
            return attempt()
        except _AttemptFailedError:
            pass
        try:
            return attempt()
        except _AttemptFailedError as failure:
            raise EngineError(f"The speech engine could not {what}: {failure}") from failure

    def _speak(self, text: str, voice: str, rate: int) -> Samples:
        with tempfile.TemporaryDirectory(prefix="voicedrill-", ignore_cleanup_errors=True) as folder:
            file = Path(folder) / "line.wav"
            reply = self._ask({"do": "speak", "text": text, "voice": voice, "rate": rate, "file": str(file)})
            variant = voice.partition("+")[2]
            if variant and not str(reply["voice"]).endswith(f"+{variant}"):
                # eSpeak falls back to the plain voice without a word
                raise EngineError(f"eSpeak has no voice variant '{variant}' (in '{voice}'): use one like f2 or m3.")
            return _checked(_read(file), expected_duration_s(text, rate))

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        with self._start() as process:
            try:
                output, complaints = process.communicate(json.dumps(request), timeout=self._limit_s)
            except subprocess.TimeoutExpired as expired:
                process.kill()
                raise _AttemptFailedError(f"it did not answer within {self._limit_s:g} s.") from expired
            finally:
                with self._lock:
                    self._running.discard(process)
        if self._closed:
            raise EngineError("The speech engine was closed while it was at work.")
        return _reply(output, complaints)

    def _start(self) -> "subprocess.Popen[str]":
        with self._lock:
            if self._closed:
                raise EngineError("The speech engine is closed.")
            process = subprocess.Popen(  # noqa: S603 (our own program)
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._running.add(process)
            return process


def _reply(output: str, complaints: str) -> dict[str, Any]:
    try:
        reply: dict[str, Any] = json.loads(output)
    except ValueError as error:
        last = complaints.strip().splitlines()[-1:] or ["it ended without an answer."]
        raise _AttemptFailedError(last[0]) from error
    if reply.get("at") == "start":
        raise EngineError(f"No speech engine could be started: {reply['error']} {_HELP}")
    if "error" in reply:
        raise _AttemptFailedError(reply["error"])
    return reply


def _read(file: Path) -> Samples:
    """Read whatever the engine wrote (macOS writes AIFF) as 16 kHz mono."""
    try:
        sound, rate_hz = soundfile.read(file, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise _AttemptFailedError("it left no sound file.") from error
    mono = soxr.resample(sound.mean(axis=1), rate_hz, SAMPLE_RATE_HZ, quality="HQ")
    samples: Samples = np.clip(np.rint(mono * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    return samples


def _checked(samples: Samples, expected_s: float) -> Samples:
    if not len(samples) or np.abs(samples.astype(np.int32)).max() < _SILENT_PEAK * FULL_SCALE:
        raise _AttemptFailedError("its sound file is silent.")
    found_s = len(samples) / SAMPLE_RATE_HZ
    if not expected_s / _PLAUSIBLE_RATIO <= found_s <= (expected_s + _ODD_WORD_S) * _PLAUSIBLE_RATIO:
        raise _AttemptFailedError(f"its sound file lasts {found_s:.1f} s where about {expected_s:.1f} s were expected.")
    return samples
