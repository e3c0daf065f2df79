"""A trainee made of two sound pipes: it hears the headset, and speaks into the microphone when told to."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from fakes.pulse import Pulse

from voicedrill.speech.samples import SAMPLE_RATE_HZ

_BLOCK_BYTES = 2 * SAMPLE_RATE_HZ // 50
_AUDIBLE = 300


class RobotTrainee:
    """Hears what the customer's loudspeaker plays, in 20 ms steps."""

    def __init__(self, pulse: Pulse, headset: IO[bytes]) -> None:
        self._pulse = pulse
        self._headset = headset

    def wait_for_voice(self, seconds: float, limit_s: float = 60.0) -> None:
        """Return when the customer has been heard for so long in one stretch (pauses below 0.4 s count)."""
        heard = pause = 0
        for _ in range(round(limit_s * 50)):
            pause = 0 if self._hears() else pause + 1
            heard = heard + 1 if pause < 20 and (heard or not pause) else 0
            if heard >= seconds * 50:
                return
        raise AssertionError(f"the customer was not heard for {seconds} s")

    def wait_for_silence(self, seconds: float, limit_s: float = 60.0) -> None:
        """Return when nothing has been heard for so long."""
        quiet = 0
        for _ in range(round(limit_s * 50)):
            quiet = 0 if self._hears() else quiet + 1
            if quiet >= seconds * 50:
                return
        raise AssertionError("the customer does not stop")

    def say(self, sound: Path) -> None:
        """Speak a sound file into the microphone, to its end; what the headset plays meanwhile is not missed."""
        speaking = subprocess.Popen(
            ["paplay", "--device=mouth", "--latency-msec=20", sound], env=self._pulse.environment
        )
        while speaking.poll() is None:
            self._hears()
        assert speaking.returncode == 0

    def _hears(self) -> bool:
        block = np.frombuffer(self._headset.read(_BLOCK_BYTES), "<i2")
        return bool(len(block)) and int(np.abs(block.astype(int)).max()) > _AUDIBLE


@contextmanager
def robot_trainee(pulse: Pulse) -> Iterator[RobotTrainee]:
    """Give a robot on the headset of ``pulse``."""
    form = ["--format=s16le", f"--rate={SAMPLE_RATE_HZ}", "--channels=1", "--latency-msec=20"]
    pipe = subprocess.Popen(["parec", "--device=headset.monitor", *form], env=pulse.environment, stdout=subprocess.PIPE)
    assert pipe.stdout is not None
    try:
        yield RobotTrainee(pulse, pipe.stdout)
    finally:
        pipe.terminate()
        pipe.stdout.close()
        pipe.wait(timeout=10)
