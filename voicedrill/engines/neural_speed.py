"""Whether this machine is fast enough for a natural voice: measured at first use."""

import json
import time
from pathlib import Path

from voicedrill.engines.atomic_file import write_atomically
from voicedrill.engines.neural_process import NeuralProcess
from voicedrill.engines.neural_voices import NeuralVoice
from voicedrill.engines.word_times import expected_duration_s
from voicedrill.speech.samples import SAMPLE_RATE_HZ

PROBE_LINE = "I have been waiting for this parcel for almost three weeks now."
"""Twelve words, as long as a customer's usual line."""

SLOWEST = 0.4
"""Largest share of its own length that a line may take to be rendered. Twelve words last 4 s: an unprepared answer then
comes after 1.6 s, where people begin to ask whether the other is still there. One core of 2020 needs 0.15."""

ATTEMPTS = 3
"""A machine that was busy with something else for a moment has another chance."""

_RATE_WPM = 165.0


def real_time_factor(process: NeuralProcess, voice: NeuralVoice) -> float:
    """Return the seconds that a second of speech takes, the model loaded; raises as `NeuralProcess.speak` does.

    The probe is repeated until it is fast enough, at most `ATTEMPTS` times; the best counts.
    """
    process.load(voice.model)
    factors: list[float] = []
    while len(factors) < ATTEMPTS and (not factors or factors[-1] > SLOWEST):
        factors.append(_probed(process, voice))
    return min(factors)


def _probed(process: NeuralProcess, voice: NeuralVoice) -> float:
    scale, expected_s = voice.length_scale(_RATE_WPM), expected_duration_s(PROBE_LINE, _RATE_WPM)
    began_s = time.perf_counter()
    samples = process.speak(PROBE_LINE, voice.model, scale, expected_s)
    return (time.perf_counter() - began_s) / (len(samples) / SAMPLE_RATE_HZ)


def known_factor(folder: Path, name: str) -> float | None:
    """Return the factor that was kept for this engine, or None."""
    try:
        kept = json.loads((folder / "speed.json").read_text(encoding="utf-8"))
        return float(kept["real_time_factor"]) if kept["engine"] == name else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_factor(folder: Path, name: str, factor: float) -> None:
    """Keep the factor of this engine for the next start."""
    content = json.dumps({"engine": name, "real_time_factor": round(factor, 3)})
    write_atomically(folder / "speed.json", content.encode())
