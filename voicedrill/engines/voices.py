"""The one place where the rest of the program gets the customer's voice."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

from voicedrill.engines.manifest import load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.engines.voice_engine import Choice, choose
from voicedrill.paths import cache_dir

_LOG = logging.getLogger(__name__)

CACHE_VARIABLE = "VOICEDRILL_VOICE_CACHE"


def voice_cache_dir() -> Path:
    """Return the folder of rendered lines and calibrations."""
    moved = os.environ.get(CACHE_VARIABLE)
    return Path(moved) if moved else cache_dir() / "voices"


def open_synthesiser(warn: Callable[[str], None] | None = None) -> NamedSynthesiser:
    """Return the best synthesiser of this machine; close it after use. The engine starts with the first line.

    ``warn`` is told in a sentence, on any thread, when an installed voice cannot speak; without it the log is.
    """
    return choose_voice(warn).synthesiser


def choose_voice(warn: Callable[[str], None] | None = None) -> Choice:
    """Return the best synthesiser of this machine and why it is that one; close it after use."""
    manifest = load_manifest()
    store = ModelStore(models_dir(), manifest)
    return choose(voice_cache_dir(), store, manifest, warn=warn or _LOG.warning)


def voice_names() -> list[str]:
    """Return the ids of the engine's voices, for ``voicedrill doctor``.

    Raises
    ------
    EngineError
        When there is no speech engine.
    """
    synthesiser = Pyttsx3Synthesiser(voice_cache_dir() / "calibration")
    return [voice.id for voice in synthesiser.voices]
