"""The customer's voice by pyttsx3: eSpeak NG on Linux, SAPI 5 on Windows, NSSpeechSynthesizer on macOS."""

from functools import cached_property
from pathlib import Path
from typing import Any

from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.engines.spoken_sound import at_level, trimmed
from voicedrill.engines.tts_process import TtsProcess
from voicedrill.engines.voice_calibration import (
    CALIBRATION_TEXT,
    NOMINAL_RATE,
    Calibration,
    CalibrationStore,
    calibrated,
)
from voicedrill.engines.voice_choice import EngineVoice, chosen_voice
from voicedrill.engines.word_times import word_times
from voicedrill.errors import EngineError


class Pyttsx3Synthesiser:
    """Renders each line in a process of its own, at a calibrated rate and level.

    Parameters
    ----------
    calibration_dir : Path
        Where the measured rate and level of each voice are kept.
    process : TtsProcess, optional
        What starts the processes.
    """

    def __init__(self, calibration_dir: Path, process: TtsProcess | None = None) -> None:
        self._process = process or TtsProcess()
        self._calibrations = CalibrationStore(calibration_dir)

    @property
    def name(self) -> str:
        """Engine and version, as written into ``call.json``."""
        return str(self._engine["name"])

    @cached_property
    def voices(self) -> tuple[EngineVoice, ...]:
        """The engine's voices."""
        return tuple(
            EngineVoice(one["id"], one["name"], tuple(one["languages"]), one["gender"])
            for one in self._engine["voices"]
        )

    def render(self, text: str, voicing: Voicing) -> Rendered:
        """Speak ``text``.

        eSpeak keeps its own rate within 80 to 450, which is heard as about 106 to 600 words per minute.

        Raises
        ------
        EngineError
            When there is no engine or no such voice, when ``text`` has no words or the engine fails twice.
        """
        line = " ".join(text.split())
        if not any(char.isalnum() for char in line):
            raise EngineError(f"There is nothing to speak in the line '{text}': write words into it.")
        voice = chosen_voice(voicing.voice, self.voices, espeak=bool(self._engine["espeak"]))
        calibration = self._calibrations.get(f"{self.name}, {voice}", lambda: self._calibrate(voice))
        spoken = self._process.speak(line, voice, calibration.engine_rate(voicing.rate_wpm))
        samples = at_level(trimmed(spoken), calibration.level_dbfs, voicing.gain_db)
        return Rendered(samples, word_times(line, samples))

    def close(self) -> None:
        """Kill what still renders."""
        self._process.close()

    @cached_property
    def _engine(self) -> dict[str, Any]:
        return self._process.describe()

    def _calibrate(self, voice: str) -> Calibration:
        return calibrated(self._process.speak(CALIBRATION_TEXT, voice, NOMINAL_RATE))
