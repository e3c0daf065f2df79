"""Is this machine ready for a call? What ``voicedrill doctor`` says."""

import importlib.util
import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from voicedrill import __version__, paths
from voicedrill.audio.devices import devices
from voicedrill.engines.manifest import SENTENCE_MODEL, SPEECH_MODEL, load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.voices import voice_names
from voicedrill.errors import UserError
from voicedrill.runtime.customer_voices import customer_voices
from voicedrill.runtime.detecting import WITHOUT_MODEL, sentence_model

State = Literal["ok", "notice", "problem"]

_ENOUGH_DISK_MB = 500


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its state, what was found, and what to do about it."""

    name: str
    state: State
    found: str


def check_up() -> list[Check]:
    """Look at everything a call needs; nothing is fetched and no device is opened."""
    return [
        Check("voicedrill", "ok", f"{__version__} on Python {platform.python_version()}, {platform.platform()}"),
        Check("language", "notice", "voicedrill understands and speaks English only."),
        _check("speech model", _speech_model),
        _check("sentence model", _sentence_model),
        _check("voices", _voices),
        _check("natural voice", _natural_voice),
        _check("microphone", lambda: _devices("input", "microphone")),
        _check("loudspeaker", lambda: _devices("output", "loudspeaker")),
        _window(),
        _check("disk", _disk),
    ]


def _check(name: str, look: Callable[[], tuple[State, str]]) -> Check:
    try:
        state, found = look()
    except UserError as error:
        return Check(name, "problem", str(error))
    return Check(name, state, found)


def _speech_model() -> tuple[State, str]:
    folder = ModelStore(models_dir(), load_manifest()).path(SPEECH_MODEL)
    if folder is None:
        return "notice", f"{SPEECH_MODEL} is not here yet; the first call fetches it, or: voicedrill models get"
    return "ok", f"{SPEECH_MODEL} in {folder}"


def _sentence_model() -> tuple[State, str]:
    folder = sentence_model()
    return ("notice", WITHOUT_MODEL) if folder is None else ("ok", f"{SENTENCE_MODEL} in {folder}")


def _voices() -> tuple[State, str]:
    names = voice_names()
    return "ok", f"{len(names)} voices"


def _natural_voice() -> tuple[State, str]:
    voices = customer_voices()
    if voices.trouble:
        return "notice", voices.trouble
    if not voices.installed:
        return "notice", "not here, so customers sound like a machine; get it with: voicedrill models get natural"
    return "ok", voices.name


def _devices(direction: Literal["input", "output"], word: str) -> tuple[State, str]:
    found = devices(direction)
    if not found:
        return "problem", f"There is no {word}. Plug in a headset; 'voicedrill play' and 'demo' work without."
    chosen = next((one for one in found if one.is_default), found[0])
    return "ok", f"{chosen.full_name} ({len(found)} in all)"


def _window() -> Check:
    if importlib.util.find_spec("PySide6") is None:
        return Check("window", "problem", "The package PySide6-Essentials is missing; install voicedrill again.")
    return Check("window", "ok", "PySide6 is installed")


def _disk() -> tuple[State, str]:
    folder = paths.data_dir()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free_mb = shutil.disk_usage(existing).free // 2**20
    found = f"{free_mb} MB free for calls in {folder}"
    return ("ok", found) if free_mb >= _ENOUGH_DISK_MB else ("notice", f"only {found}; a call takes 4 MB a minute")
