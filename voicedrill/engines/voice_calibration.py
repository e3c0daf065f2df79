"""What a voice really does: its words per minute at the engine's own rate, and its level. Measured once, then kept."""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from voicedrill.engines.atomic_file import write_atomically
from voicedrill.engines.spoken_sound import speech_level_dbfs, trimmed
from voicedrill.engines.word_times import spoken_words
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

NOMINAL_RATE = 140
"""The engine's own words per minute at which a voice is measured."""

CALIBRATION_TEXT = (
    "I have called about this delivery three times already, and nobody was able to help me. It should have arrived "
    "last Monday! Can you tell me where my order is? And when will somebody finally refund the money?"
)
"""As many syllables and pauses a word as customers' lines have: a text of longer words is slower at the same tempo."""

_PLAUSIBLE_RATIOS = (0.3, 3.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a voice differs from what its engine says.

    Attributes
    ----------
    rate_ratio : float
        Words per minute as heard, pauses included, over the engine's own words per minute.
    level_dbfs : float
        Speech level of its plain output.
    """

    rate_ratio: float
    level_dbfs: float

    def engine_rate(self, rate_wpm: float) -> int:
        """Return the engine's own rate for the words per minute wanted."""
        return max(1, round(rate_wpm / self.rate_ratio))


def calibrated(samples: Samples) -> Calibration:
    """Return the calibration of a voice that spoke `CALIBRATION_TEXT` at `NOMINAL_RATE`."""
    minutes = len(trimmed(samples)) / SAMPLE_RATE_HZ / 60
    return Calibration(len(spoken_words(CALIBRATION_TEXT)) / minutes / NOMINAL_RATE, speech_level_dbfs(samples))


class CalibrationStore:
    """Keeps the calibrations of voices in a folder, one file each; a damaged one is measured again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Calibration] = {}
        self._lock = threading.Lock()

    def get(self, voice: str, measure: Callable[[], Calibration]) -> Calibration:
        """Return the calibration of ``voice`` (engine, version and id), by ``measure`` when it is not known."""
        with self._lock:
            if voice not in self._known:
                self._known[voice] = self._read(voice) or self._measured(voice, measure)
            return self._known[voice]

    def _path(self, voice: str) -> Path:
        key = hashlib.sha256(f"{voice}\n{NOMINAL_RATE}\n{CALIBRATION_TEXT}".encode()).hexdigest()
        return self._folder / f"{key[:32]}.json"

    def _read(self, voice: str) -> Calibration | None:
        try:
            data = json.loads(self._path(voice).read_text(encoding="utf-8"))
            found = Calibration(float(data["rate_ratio"]), float(data["level_dbfs"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        low, high = _PLAUSIBLE_RATIOS
        return found if low <= found.rate_ratio <= high and -80 <= found.level_dbfs <= 0 else None

    def _measured(self, voice: str, measure: Callable[[], Calibration]) -> Calibration:
        found = measure()
        content = json.dumps({"voice": voice, **asdict(found)}, indent=1)
        write_atomically(self._path(voice), content.encode())
        return found
