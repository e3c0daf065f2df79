"""The models that a call needs and that are not on this machine yet."""

import os
from dataclasses import dataclass

from voicedrill.engines.manifest import SENTENCE_MODEL, SPEECH_MODEL, load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.progress import Progress
from voicedrill.engines.speech_to_text import VOSK_MODEL_VARIABLE


@dataclass(frozen=True, slots=True)
class MissingModels:
    """Names of the models that have to be fetched, and what that takes in megabytes."""

    names: tuple[str, ...]
    size_mb: float


def missing_models() -> MissingModels:
    """Look which models of a call are missing; a speech model of the user's own counts as there."""
    manifest = load_manifest()
    store = ModelStore(models_dir(), manifest)
    needed = (SENTENCE_MODEL,) if os.environ.get(VOSK_MODEL_VARIABLE) else (SPEECH_MODEL, SENTENCE_MODEL)
    missing = tuple(name for name in needed if store.path(name) is None)
    return MissingModels(missing, sum(manifest.entry(name).sources[0].size for name in missing) / 1e6)


def get_models(progress: Progress) -> MissingModels:
    """Fetch what is missing, and return what is then still missing: nothing.

    Raises
    ------
    voicedrill.errors.EngineError
        When a model cannot be fetched or stored.
    """
    store = ModelStore(models_dir(), load_manifest())
    for name in missing_models().names:
        store.get(name, progress)
    return missing_models()
