"""The customer's voice by Piper: a neural voice that people believe, on this machine alone."""

import unicodedata
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from voicedrill.engines.neural_process import NeuralProcess
from voicedrill.engines.neural_voices import NeuralVoice, cast
from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.engines.spoken_sound import at_level, trimmed
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.engines.word_times import expected_duration_s, word_times
from voicedrill.errors import EngineError

_UNSPOKEN = {"Cc", "Cf", "Cn", "Co", "Cs", "So", "Sk"}
"""Unicode categories without a sound: control signs, halves of characters, pictures and what modifies them."""


class NeuralSynthesiser:
    """Renders each line in one long-lived child process, at the rate and level asked for.

    Parameters
    ----------
    voices : sequence of NeuralVoice
        The voices there are, at least one.
    process : NeuralProcess, optional
        The child.
    """

    def __init__(self, voices: Sequence[NeuralVoice], process: NeuralProcess | None = None) -> None:
        self._voices = {one.id: one for one in voices}
        self._process = process or NeuralProcess()

    @property
    def name(self) -> str:
        """Engine, version and voices, as written into ``call.json``."""
        voices = ", ".join(f"{one.name} {one.version}" for one in self._voices.values())
        return f"piper-tts {_piper_version()}, {voices}"

    def render(self, text: str, voicing: Voicing) -> Rendered:
        """Speak ``text`` with the voice that ``voicing`` names by its id; its pitch and formants are not applied.

        Raises
        ------
        EngineError
            When there is no such voice, when ``text`` has no words or the child fails twice.
        """
        line = speakable(text)
        if not any(char.isalnum() for char in line):
            raise EngineError(f"There is nothing to speak in the line '{text}': write words into it.")
        voice = self._voices.get(voicing.voice)
        if voice is None:
            raise EngineError(f"The voice '{voicing.voice}' is not known here: there are {', '.join(self._voices)}.")
        expected_s = expected_duration_s(line, voicing.rate_wpm)
        spoken = self._process.speak(line, voice.model, voice.length_scale(voicing.rate_wpm), expected_s)
        samples = at_level(trimmed(spoken), voice.entry.level_dbfs, voicing.gain_db)
        return Rendered(samples, word_times(line, samples))

    def close(self) -> None:
        """End the child."""
        self._process.close()


class CastSynthesiser:
    """Speaks with the natural voice that is nearest to the one asked for, reshaped as `cast` says.

    Parameters
    ----------
    inner : NamedSynthesiser
        What renders and reshapes.
    voices : sequence of NeuralVoice
        The voices it has.
    """

    def __init__(self, inner: NamedSynthesiser, voices: Sequence[NeuralVoice]) -> None:
        self._inner = inner
        self._voices = voices

    @property
    def name(self) -> str:
        """Engine, version and voices."""
        return self._inner.name

    def render(self, text: str, voicing: Voicing) -> Rendered:
        """Speak ``text``; raises as `cast` and the inner synthesiser do."""
        return self._inner.render(text, cast(voicing, self._voices))

    def close(self) -> None:
        """Close the engine."""
        self._inner.close()


def speakable(text: str) -> str:
    """Return ``text`` without what has no sound, and without the brackets in which Piper takes phonemes."""
    kept = "".join(" " if unicodedata.category(char) in _UNSPOKEN else char for char in text)
    return " ".join(kept.replace("[", " ").replace("]", " ").split())


def _piper_version() -> str:
    try:
        return version("piper-tts")
    except PackageNotFoundError:
        return "missing"
