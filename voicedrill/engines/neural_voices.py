"""The natural voices of this machine, and how one of them becomes each customer's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log2
from pathlib import Path

import numpy as np

from voicedrill.engines.manifest import NATURAL, Manifest, ModelEntry, VoiceEntry
from voicedrill.engines.model_store import ModelStore
from voicedrill.engines.ports import Voicing
from voicedrill.engines.voice_choice import NEURAL_PREFIX, EngineVoice, chosen_voice

USUAL_HZ = {"male": 115.0, "female": 195.0}
"""Median pitch of a customer whose persona asks for no other: the middle of what Traunmüller and Eriksson (1995) found
in the literature for adults, a little lower for women, because a voice is the more natural the less it is moved."""

FORMANTS = {"male": 1.0, "female": 1.17}
"""Formants relative to a man's: a woman's lie about 17 % higher (Peterson and Barney, 1952)."""

LARGER = frozenset({"f3", "m3"})
LARGER_ST, LARGER_FORMANT = -1.0, 0.95
"""These variants are larger speakers, so that customers whom only eSpeak's variant tells apart are not made alike."""


@dataclass(frozen=True, slots=True)
class NeuralVoice:
    """A voice whose model is installed.

    Attributes
    ----------
    name, version : str
        Of its model.
    model : Path
        Piper's model file.
    entry : VoiceEntry
        What is known of the voice.
    """

    name: str
    version: str
    model: Path
    entry: VoiceEntry

    @property
    def id(self) -> str:
        """What `Voicing.voice` calls it: ``piper:joe-us``."""
        return NEURAL_PREFIX + self.name

    def length_scale(self, rate_wpm: float) -> float:
        """Return Piper's length scale at which the voice is heard at that rate, pauses included."""
        scales, rates = np.array(self.entry.pace).T
        held = np.clip(rate_wpm, rates[-1], rates[0])
        scale = np.interp(np.log(held), np.log(rates[::-1]), scales[::-1])
        return float(scale * held / rate_wpm)


def natural_entries(manifest: Manifest) -> list[tuple[ModelEntry, VoiceEntry]]:
    """Return the models of the natural voices."""
    return [(model, model.voice) for model in manifest.models if model.bundle == NATURAL and model.voice]


def installed_voices(store: ModelStore, manifest: Manifest) -> tuple[NeuralVoice, ...]:
    """Return the voices whose models are in the store, in the manifest's order."""
    found = ((model, voice, store.path(model.name)) for model, voice in natural_entries(manifest))
    return tuple(
        NeuralVoice(model.name, model.version, folder / voice.file, voice) for model, voice, folder in found if folder
    )


def cast(voicing: Voicing, voices: Sequence[NeuralVoice]) -> Voicing:
    """Return how one of ``voices`` speaks as the voice that was asked for.

    A voice asked for by its own id stays as it is. For any other, as eSpeak's ``en-gb+f2``, the nearest is taken
    and reshaped: its median pitch is moved to `USUAL_HZ` of the gender asked for (``f2`` is a woman, all else a man),
    its formants by the ratio of `FORMANTS`, both a little more for the `LARGER`; the persona's own pitch and
    formants come on top of that.

    Raises
    ------
    EngineError
        When no voice is like the one asked for.
    """
    known = [EngineVoice(one.id, one.name, (one.entry.language,), one.entry.gender) for one in voices]
    chosen = chosen_voice(voicing.voice, known, espeak=False)
    if voicing.voice == chosen:
        return voicing
    own = next(one.entry for one in voices if one.id == chosen)
    variant = voicing.voice.casefold().partition("+")[2]
    gender = "female" if variant.startswith("f") else "male"
    size_st, size = (LARGER_ST, LARGER_FORMANT) if variant in LARGER else (0.0, 1.0)
    return replace(
        voicing,
        voice=chosen,
        pitch_st=voicing.pitch_st + size_st + 12 * log2(USUAL_HZ[gender] / own.median_hz),
        formant=voicing.formant * size * FORMANTS[gender] / FORMANTS[own.gender],
    )
