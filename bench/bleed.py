"""How well the customer's voice is found in the trainee's microphone; prints JSON.

Human speech is played, and heard again later, fainter, through a made-up room, over noise and over another person
who speaks. ``VOICEDRILL_EVAL_DATA`` names the folder with ``speech/``.
"""

import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.human_speech import speech_folder
from voicedrill.audio.sound import read_sound
from voicedrill.speech.bleed import bleed
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

SECONDS = 6
SEED = 4
GAINS_DB = (-10, -20, -30, -40)
ROOMS: dict[str, tuple[float | None, float | None]] = {
    "quiet room": (-70.0, None),
    "noise at -50 dBFS": (-50.0, None),
    "another person as loud as the passage": (-70.0, 0.0),
}
"""For each room the noise in dBFS, and another person's level against the passage."""

Wave = npt.NDArray[np.float64]


def clips(folder: Path) -> list[Samples]:
    """Return the first seconds of every other recording that is long enough."""
    sounds = [read_sound(file)[0] for file in sorted(folder.glob("*.flac"))]
    long_enough = [sound for sound in sounds if len(sound) >= SECONDS * SAMPLE_RATE_HZ]
    return [sound[: SECONDS * SAMPLE_RATE_HZ] for sound in long_enough[::2]]


def returned(passage: Samples, gain_db: float, lag: int, random: np.random.Generator) -> Wave:
    """Return the passage as it comes back: later, fainter, with some echoes."""
    heard: Wave = np.zeros(len(passage))
    echoes = zip(lag + random.integers(100, SAMPLE_RATE_HZ // 10, 12), random.normal(0, 0.1, 12), strict=True)
    for later, strength in [(lag, 1.0), *echoes]:
        heard[later:] += passage[: len(passage) - later] * strength * 10 ** (gain_db / 20)
    return heard


def measured(sounds: list[Samples], gain_db: float, noise_dbfs: float | None, other_db: float | None) -> dict:
    """Return how many copies were found, and how far lag and gain are off."""
    random = np.random.default_rng(SEED)
    lags, gains = [], []
    for number, passage in enumerate(sounds):
        lag = int(random.integers(0, SAMPLE_RATE_HZ * 2 // 5))
        copy = returned(passage, gain_db, lag, random)
        heard = copy.copy()
        if noise_dbfs is not None:
            heard += random.normal(0, FULL_SCALE * 10 ** (noise_dbfs / 20), len(heard))
        if other_db is not None:
            other = sounds[(number + 7) % len(sounds)]
            heard += other * 10 ** ((level_dbfs(passage) + other_db - level_dbfs(other)) / 20)
        found = bleed(passage, np.rint(np.clip(heard, -FULL_SCALE, FULL_SCALE - 1)).astype(np.int16))
        if found is not None:
            lags.append(abs(found.lag_s - lag / SAMPLE_RATE_HZ))
            gains.append(abs(found.gain_db - (level_dbfs(np.rint(copy)) - level_dbfs(passage))))
    return {
        "passages": len(sounds),
        "found": len(gains),
        "gain_error_db": {"median": _percentile(gains, 50), "p95": _percentile(gains, 95)},
        "lag_error_s_p95": _percentile(lags, 95),
    }


def _percentile(values: list[float], share: float) -> float | None:
    return round(float(np.percentile(values, share)), 4) if values else None


def main() -> None:
    """Print the results, or why there are none."""
    speech = speech_folder()
    if isinstance(speech, str):
        print(json.dumps({"bench": "bleed", "not run": speech}))
        return
    sounds = clips(speech)
    strangers = [bleed(one, sounds[(number + 5) % len(sounds)]) for number, one in enumerate(sounds)]
    result = {
        name: {f"{gain_db} dB": measured(sounds, gain_db, *room) for gain_db in GAINS_DB}
        for name, room in ROOMS.items()
    }
    found = {"passages": len(sounds), "found": sum(one is not None for one in strangers)}
    json.dump(result | {"not there at all": found}, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
