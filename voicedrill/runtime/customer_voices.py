"""How the customers sound on this machine: which voice speaks, how both sound, getting and removing the natural one."""

from voicedrill import paths
from voicedrill.audio.sound import read_sound
from voicedrill.engines.manifest import NATURAL, load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.neural_packages import install_packages
from voicedrill.engines.ports import Voicing
from voicedrill.engines.progress import Progress
from voicedrill.engines.voice_engine import system_voice
from voicedrill.engines.voices import choose_voice, voice_cache_dir
from voicedrill.runtime.voice_offer import CustomerVoices
from voicedrill.speech.samples import Samples

COMPARED = "I have called three times about this now, and nobody has ever called me back!"
"""Said by both voices: about five seconds."""

COMPARED_VOICING = Voicing("en-gb+f2", 165.0)
"""A woman, neither calm nor furious."""

_NATURAL_SAMPLE = "models/voices/natural.ogg"


def customer_voices() -> CustomerVoices:
    """Look which voice speaks; the first time after it was installed, the natural one is tried."""
    choice = choose_voice(warn=lambda _: None)
    try:
        size = sum(model.sources[0].size for model in load_manifest().named(NATURAL)) / 1e6
        trouble = (choice.reason or "") if choice.installed else ""
        return CustomerVoices(choice.synthesiser.name, choice.installed, size, trouble)
    finally:
        choice.synthesiser.close()


def get_natural_voice(progress: Progress) -> None:
    """Install what the natural voice needs and fetch it; what is damaged is fetched again.

    Raises
    ------
    voicedrill.errors.EngineError
        When something cannot be fetched or stored.
    """
    install_packages(progress)
    manifest = load_manifest()
    store = ModelStore(models_dir(), manifest)
    for model in manifest.named(NATURAL):
        store.mend(model.name, progress)


def remove_natural_voice() -> None:
    """Delete the natural voice; the system's speaks from now on. Raises `EngineError` when it cannot be deleted."""
    manifest = load_manifest()
    store = ModelStore(models_dir(), manifest)
    for model in manifest.named(NATURAL):
        store.remove(model.name)


def system_sample() -> Samples:
    """Return `COMPARED` in the system's voice, as it is on this machine; raises `EngineError` when it has none."""
    voice = system_voice(voice_cache_dir())
    try:
        return voice.render(COMPARED, COMPARED_VOICING).samples
    finally:
        voice.close()


def natural_sample() -> Samples:
    """Return `COMPARED` in the natural voice, which sounds the same on every machine."""
    sample: Samples = read_sound(paths.shipped(_NATURAL_SAMPLE))[0]
    return sample
