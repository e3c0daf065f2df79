"""Which engine speaks on this machine: the natural voice where it is there and works, else the system's."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from voicedrill.engines.fallback_synthesiser import FallbackSynthesiser
from voicedrill.engines.manifest import Manifest
from voicedrill.engines.model_store import ModelStore
from voicedrill.engines.neural_process import NeuralProcess
from voicedrill.engines.neural_speed import SLOWEST, keep_factor, known_factor, real_time_factor
from voicedrill.engines.neural_synthesiser import CastSynthesiser, NeuralSynthesiser
from voicedrill.engines.neural_voices import NeuralVoice, installed_voices
from voicedrill.engines.pyttsx3_synthesiser import Pyttsx3Synthesiser
from voicedrill.engines.voice_cache import CachedSynthesiser, NamedSynthesiser
from voicedrill.engines.voice_shaping import ShapedSynthesiser
from voicedrill.errors import EngineError

_LOG = logging.getLogger(__name__)

_INSTEAD = "the system's voice speaks instead"
_INSTALL = '`pip install "voicedrill[neural]"`'


@dataclass(frozen=True, slots=True)
class Choice:
    """The synthesiser that speaks and, when that is not a natural voice, why: a plain sentence.

    ``installed`` tells whether a natural voice is there at all.
    """

    synthesiser: NamedSynthesiser
    reason: str | None
    installed: bool = True


def choose(
    folder: Path,
    store: ModelStore,
    manifest: Manifest,
    process: NeuralProcess | None = None,
    warn: Callable[[str], None] = _LOG.warning,
) -> Choice:
    """Return the best voice that works here; close it after use.

    The first time a natural voice is chosen on a machine it speaks a line, to see whether it works and is fast enough;
    later it starts with the first line of a call. One that was too slow is tried again the next time: the machine may
    have been busy.

    Parameters
    ----------
    folder : Path
        Where rendered lines and measurements are kept.
    store, manifest : ModelStore, Manifest
        Where the natural voices lie, and which there are.
    process : NeuralProcess, optional
        The child of the natural voice; tests put a broken one here.
    warn : callable
        Told in a sentence, on any thread, when an installed voice cannot speak, now or later.
    """
    system = system_voice(folder)
    voices = installed_voices(store, manifest)
    if not voices:
        reason = f"No natural voice is installed, {_INSTEAD}: run 'voicedrill models get natural'."
        return Choice(system, reason, installed=False)
    process = process or NeuralProcess()
    neural = NeuralSynthesiser(voices, process)
    obstacle = _obstacle(folder, voices, neural.name, process)
    if obstacle:
        process.close()
        warn(obstacle)
        return Choice(system, obstacle)
    return Choice(FallbackSynthesiser(_cast(neural, voices, folder), system, warn), None)


def system_voice(folder: Path) -> CachedSynthesiser:
    """Return the voice of the system; rendered lines are kept in ``folder``."""
    return _cached(Pyttsx3Synthesiser(folder / "calibration"), folder)


def natural_voice(folder: Path, store: ModelStore, manifest: Manifest) -> NamedSynthesiser:
    """Return the natural voice whatever this machine makes of it; `EngineError` when none is installed."""
    voices = installed_voices(store, manifest)
    if not voices:
        raise EngineError("No natural voice is installed: run 'voicedrill models get natural'.")
    return _cast(NeuralSynthesiser(voices), voices, folder)


def _cast(neural: NeuralSynthesiser, voices: Sequence[NeuralVoice], folder: Path) -> CastSynthesiser:
    return CastSynthesiser(_cached(neural, folder), voices)


def _cached(engine: NamedSynthesiser, folder: Path) -> CachedSynthesiser:
    return CachedSynthesiser(ShapedSynthesiser(engine), folder / "lines")


def _obstacle(folder: Path, voices: Sequence[NeuralVoice], name: str, process: NeuralProcess) -> str | None:
    """Return why the natural voice cannot speak, or None."""
    if find_spec("piper") is None:
        return f"The natural voice lacks the Python package piper-tts, {_INSTEAD}: run {_INSTALL}."
    if known_factor(folder, name) is not None:
        return None
    try:
        factor = real_time_factor(process, voices[0])
    except EngineError as error:
        return f"The natural voice does not work here, {_INSTEAD}. {error}"
    if factor > SLOWEST:
        return (
            f"This machine is too slow for the natural voice ({factor:.1f} s for a second of speech, at most "
            f"{SLOWEST:g} s will do), {_INSTEAD}."
        )
    keep_factor(folder, name, factor)
    return None
