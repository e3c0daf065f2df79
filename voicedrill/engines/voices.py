"""The one place where the rest of the program gets the customer's voice."""

import os
from pathlib import Path

from voicedrill.engines.manifest import load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.engines.voice_engine import choose
from voicedrill.paths import cache_dir

CACHE_VARIABLE = "VOICEDRILL_VOICE_CACHE"


def voice_cache_dir() -> Path:
    """Return the folder of rendered lines and calibrations."""
    moved = os.environ.get(CACHE_VARIABLE)
    return Path(moved) if moved else cache_dir() / "voices"


def open_synthesiser() -> NamedSynthesiser:
    """Return the best synthesiser of this machine; close it after use. The engine starts with the first line."""
    manifest = load_manifest()
    return choose(voice_cache_dir(), ModelStore(models_dir(), manifest), manifest).synthesiser


def voice_names() -> list[str]:
    """Return the ids of the engine's voices, for ``voicedrill doctor``.

    Raises
    ------
    EngineError
        When there is no speech engine.
    """
    synthesiser = Pyttsx3Synthesiser(voice_cache_dir() / "calibration")
    return [voice.id for voice in synthesiser.voices]
