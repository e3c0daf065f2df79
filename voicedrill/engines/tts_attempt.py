"""What all child processes that speak have in common: how they are started, answer, fail and are tried once more."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

import numpy as np
import soundfile
import soxr

from voicedrill.errors import EngineError
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

_T = TypeVar("_T")

_PLAUSIBLE_RATIO = 4.0
"""A file this many times longer or shorter than expected holds something else than the line."""

_ODD_WORD_S = 0.5
"""A lone letter or a name may take this much longer than expected."""

_SILENT_PEAK = 0.001
"""Peak (of full scale) under which a file holds no speech."""


class AttemptFailedError(Exception):
    """One attempt went wrong; a fresh process may do better."""


def twice(attempt: Callable[[], _T], what: str) -> _T:
    """Return what ``attempt`` gives, at the second time if the first failed.

    Raises
    ------
    EngineError
        "The speech engine could not `what`", and why, when both failed.
    """
    try:
        return attempt()
    except AttemptFailedError:
        pass
    try:
        return attempt()
    except AttemptFailedError as failure:
        raise EngineError(f"The speech engine could not {what}: {failure}") from failure


def started(command: list[str], stderr: int | IO[bytes]) -> "subprocess.Popen[str]":
    """Start a program of ours that is asked by its stdin and answers by its stdout."""
    return subprocess.Popen(  # noqa: S603 (our own program)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        encoding="utf-8",
        errors="replace",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def reply_of(output: str, complaints: str, remedy: str) -> dict[str, Any]:
    """Return the JSON object a child wrote.

    Parameters
    ----------
    output, complaints : str
        What came from its stdout and its stderr.
    remedy : str
        A sentence for the user whose engine does not even start.

    Raises
    ------
    EngineError
        When the engine is not there: a second attempt would not help.
    AttemptFailedError
        When it answered with an error or not at all.
    """
    try:
        reply: dict[str, Any] = json.loads(output)
    except ValueError as error:
        last = complaints.strip().splitlines()[-1:] or ["it ended without an answer."]
        raise AttemptFailedError(last[0]) from error
    if reply.get("at") == "start":
        raise EngineError(f"No speech engine could be started: {reply['error']} {remedy}")
    if "error" in reply:
        raise AttemptFailedError(reply["error"])
    return reply


def sound_of(file: Path, expected_s: float) -> Samples:
    """Read whatever the engine wrote (macOS writes AIFF) as 16 kHz mono.

    Raises
    ------
    AttemptFailedError
        When that is no sound, is silent or is far from ``expected_s`` long.
    """
    try:
        sound, rate_hz = soundfile.read(file, dtype="float32", always_2d=True)
    except (OSError, soundfile.LibsndfileError) as error:
        raise AttemptFailedError("it left no sound file.") from error
    mono = soxr.resample(sound.mean(axis=1), rate_hz, SAMPLE_RATE_HZ, quality="HQ")
    samples: Samples = np.clip(np.rint(mono * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    return _checked(samples, expected_s)


def _checked(samples: Samples, expected_s: float) -> Samples:
    if not len(samples) or np.abs(samples.astype(np.int32)).max() < _SILENT_PEAK * FULL_SCALE:
        raise AttemptFailedError("its sound file is silent.")
    found_s = len(samples) / SAMPLE_RATE_HZ
    if not expected_s / _PLAUSIBLE_RATIO <= found_s <= (expected_s + _ODD_WORD_S) * _PLAUSIBLE_RATIO:
        raise AttemptFailedError(f"its sound file lasts {found_s:.1f} s where about {expected_s:.1f} s were expected.")
    return samples
