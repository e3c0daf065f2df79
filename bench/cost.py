"""What measuring a recording costs on one core; prints JSON.

A 10-minute call is measured with words, and one of several hours without; each in a process of its own, bound to
one core where the system allows it. Both are the two-person call of ``VOICEDRILL_EVAL_DATA``, repeated. The target
is 1/12 of the length, and less than 1.5 GB for 3 hours.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

import numpy as np
import soundfile

from voicedrill.audio.sound import read_sound
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.runtime.voice import find_voice
from voicedrill.runtime.words import find_words
from voicedrill.speech.measure import measure
from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.speech.sides import SideInput

VARIABLE = "VOICEDRILL_EVAL_DATA"
SIDES = ("speech/*Auto_Repairs*_caller.flac", "speech/*Auto_Repairs*_agent.flac")
TEN_MINUTES_S = 600.0
TARGET = 1 / 12


class Stopwatch:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since_s = process_time()

    def lap(self, stage: str) -> None:
        """Book the time since the last lap under ``stage``."""
        now_s = process_time()
        self.seconds[stage] = round(now_s - self._since_s, 2)
        self._since_s = now_s


def measured(file: Path, *, with_words: bool) -> dict[str, object]:
    """Measure one file as ``voicedrill measure`` does; return what it cost."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    watch = Stopwatch()
    sound = read_sound(file)
    watch.lap("reading")
    voices = [find_voice(side, SileroActivity()) for side in sound]
    watch.lap("voice")
    words: list[tuple] = [(), ()]
    if with_words:
        stt = load_speech_to_text()
        watch.lap("loading the model")
        words = [find_words(side, voice, stt) for side, voice in zip(sound, voices, strict=True)]
        watch.lap("words")
    sides = [SideInput(*one) for one in zip(voices, words, [()] * 2, sound, strict=True)]
    length_s = sound.shape[1] / SAMPLE_RATE_HZ
    measure(length_s, *sides)
    watch.lap("measures")
    total_s = sum(watch.seconds.values())
    without_s = total_s - watch.seconds.get("words", 0.0) - watch.seconds.get("loading the model", 0.0)
    return {
        "length_s": round(length_s),
        "speech_s": round(sum(voice.total_s for voice in voices)),
        "seconds": watch.seconds,
        "share_without_words": round(without_s / length_s, 4),
        "share": round(total_s / length_s, 4),
        "target": round(TARGET, 4),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def in_own_process(sides: np.ndarray, length_s: float, *, with_words: bool) -> dict[str, object]:
    """Write the repeated call to a file and measure it in another process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "call.wav")
        left = round(length_s * SAMPLE_RATE_HZ)
        with soundfile.SoundFile(file, "w", SAMPLE_RATE_HZ, 2, "PCM_16") as sound:
            while left > 0:
                sound.write(sides.T[:left])
                left -= sides.shape[1]
        command = [sys.executable, __file__, "--file", str(file), *(["--words"] if with_words else [])]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=3.0, help="length of the long recording; 0 leaves it out")
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--words", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.file:
        print(json.dumps(measured(arguments.file, with_words=arguments.words)))
        return
    folder = os.environ.get(VARIABLE)
    files = [next(iter(sorted(Path(folder).glob(pattern))), None) for pattern in SIDES] if folder else [None]
    if None in files:
        why = f"{VARIABLE} names a folder without the two-person call" if folder else f"{VARIABLE} is not set"
        print(json.dumps({"bench": "cost", "not run": why}))
        return
    channels = [read_sound(file)[0] for file in files]
    sides = np.stack([channel[: min(map(len, channels))] for channel in channels])
    result: dict[str, object] = {"bench": "cost", "ten_minutes": in_own_process(sides, TEN_MINUTES_S, with_words=True)}
    if arguments.hours:
        result["long"] = in_own_process(sides, arguments.hours * 3600, with_words=False)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
