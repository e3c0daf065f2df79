"""Speech to text by Vosk, wholly on this machine."""

import json
import os
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from voicedrill.engines.manifest import SPEECH_MODEL, load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.progress import Progress
from voicedrill.errors import DataError, EngineError
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.words import Word

if TYPE_CHECKING:
    import vosk

VOSK_MODEL_VARIABLE = "VOICEDRILL_VOSK_MODEL"
CHUNK_SAMPLES = 1_600
"""Vosk's results depend on how the sound is cut, so it always gets 0.1 s at a time. (They also depend on
Kaldi's dither, random noise in the features: the standard model is installed with it switched off.)"""

_RESTED_S = 3600.0
"""A Kaldi recogniser that has heard so much is not used again: it counts its time as a 32-bit float."""

_SILENT = -3
"""Vosk's log level at which it does not print its errors: we say them."""

_LAYOUTS = (
    ("am/final.mdl", "conf/model.conf", "graph/HCLG.fst"),
    ("am/final.mdl", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst"),
    ("final.mdl", "mfcc.conf", "HCLG.fst"),
    ("final.mdl", "mfcc.conf", "HCLr.fst", "Gr.fst"),
)
"""What a Vosk model holds at least: with one or two graphs, in the newer and the older arrangement."""


class VoskSpeechToText:
    """`voicedrill.engines.ports.SpeechToText` by Vosk.

    Parameters
    ----------
    model_dir : Path
        An unpacked Vosk model; the folder's name is the model's name.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder holds no Vosk model.
    voicedrill.errors.EngineError
        When Vosk cannot load it, or does not run on this machine.
    """

    def __init__(self, model_dir: Path) -> None:
        _check_model_dir(model_dir)
        try:
            import vosk  # noqa: PLC0415 (loads a native library)
        except (ImportError, OSError, TypeError) as error:
            raise EngineError(
                f"The speech recogniser does not run here ({error}); install the package vosk again."
            ) from error
        vosk.SetLogLevel(_SILENT)
        try:
            self._model = vosk.Model(str(model_dir))
            vosk.KaldiRecognizer(self._model, SAMPLE_RATE_HZ)
        except Exception as error:  # vosk raises nothing narrower
            raise EngineError(
                f"The speech model in {model_dir} cannot be loaded; it is incomplete or damaged. "
                "Run 'voicedrill models verify', or unpack your own model again."
            ) from error
        self._name = model_dir.resolve().name
        self._spare: deque[_Kaldi] = deque()

    @property
    def model_name(self) -> str:
        """Name and version of the model."""
        return self._name

    def recogniser(self) -> "VoskRecogniser":
        """Return a fresh recogniser for one turn.

        It may stand on a Kaldi recogniser that has finished another turn: that one forgets what it heard but
        keeps the part of the language graph it has unfolded, which gives the same words in two thirds of the
        time. Recognisers of several threads never share one.
        """
        try:
            return VoskRecogniser(self._spare.pop(), self._spare)
        except IndexError:
            return VoskRecogniser(_Kaldi(self._model), self._spare)


class _Kaldi:
    """Vosk's recogniser, one turn after another; its times count from the first sample it ever got."""

    def __init__(self, model: "vosk.Model") -> None:
        import vosk  # noqa: PLC0415 (loads a native library)

        self._recogniser = vosk.KaldiRecognizer(model, SAMPLE_RATE_HZ)
        self._recogniser.SetWords(True)
        self._samples = 0
        self._turn_start_s = 0.0

    @property
    def heard_s(self) -> float:
        """Sound heard in all turns."""
        return self._samples / SAMPLE_RATE_HZ

    def accept(self, samples: Samples) -> list[Word]:
        """Take the next samples; return the words of a stretch that ended with them."""
        ended = self._recogniser.AcceptWaveform(samples.tobytes())
        self._samples += len(samples)
        return self._words(self._recogniser.Result()) if ended else []

    def partial(self) -> list[str]:
        """Return the words since the last stretch ended."""
        return str(json.loads(self._recogniser.PartialResult()).get("partial", "")).split()

    def finish(self) -> list[Word]:
        """Return the words since the last stretch ended; the next samples begin a new turn."""
        words = self._words(self._recogniser.FinalResult())
        self._turn_start_s = self.heard_s
        return words

    def _words(self, result: str) -> list[Word]:
        found: list[dict[str, Any]] = json.loads(result).get("result", [])
        return [
            Word(
                word["word"],
                round(word["start"] - self._turn_start_s, 3),
                round(word["end"] - self._turn_start_s, 3),
                min(word["conf"], 1.0),
            )
            for word in found
        ]


class VoskRecogniser:
    """`voicedrill.engines.ports.Recogniser` by Vosk: how the samples are cut up on their way here changes nothing."""

    def __init__(self, kaldi: _Kaldi, spare: "deque[_Kaldi]") -> None:
        self._kaldi = kaldi
        self._spare = spare
        self._waiting = np.zeros(0, np.int16)
        self._heard_s = 0.0
        self._settled: list[Word] = []
        self._finished = False

    def accept(self, samples: Samples) -> None:
        """Take the next samples of the turn.

        Raises
        ------
        ValueError
            After `final`.
        """
        if self._finished:
            raise ValueError("the recogniser has given its final result")
        waiting = np.concatenate([self._waiting, samples])
        whole = len(waiting) - len(waiting) % CHUNK_SAMPLES
        for start in range(0, whole, CHUNK_SAMPLES):
            self._settled += self._kaldi.accept(waiting[start : start + CHUNK_SAMPLES])
        self._waiting = waiting[whole:]
        self._heard_s += whole / SAMPLE_RATE_HZ

    def partial(self) -> list[Word]:
        """Return the words so far, some tenths of a second behind.

        Those of the last stretch may still change; their times are the moment up to which the turn was heard.
        Vosk could time them, but then it would give them a second later.
        """
        if self._finished:
            return list(self._settled)
        return self._settled + [Word(word, self._heard_s, self._heard_s) for word in self._kaldi.partial()]

    def final(self) -> list[Word]:
        """Return the words of the whole turn; nothing can be accepted afterwards."""
        if not self._finished:
            if len(self._waiting):
                self._settled += self._kaldi.accept(self._waiting)
            self._settled += self._kaldi.finish()
            self._finished = True
            if self._kaldi.heard_s < _RESTED_S:
                self._spare.append(self._kaldi)
        return list(self._settled)


def load_speech_to_text(progress: Progress | None = None, model: str | Path | None = None) -> VoskSpeechToText:
    """Load the recogniser with the user's own model, or else the standard one, fetched at first use.

    Parameters
    ----------
    progress : callable, optional
        Told how far the fetching is.
    model : str or Path, optional
        Folder of any Vosk model; the variable ``VOICEDRILL_VOSK_MODEL`` does the same.

    Raises
    ------
    voicedrill.errors.DataError
        When the user's own folder holds no Vosk model.
    voicedrill.errors.EngineError
        When the model is not there and cannot be fetched, or cannot be loaded.
    """
    own = model or os.environ.get(VOSK_MODEL_VARIABLE)
    if own:
        return VoskSpeechToText(Path(own))
    return VoskSpeechToText(ModelStore(models_dir(), load_manifest()).get(SPEECH_MODEL, progress))


def _check_model_dir(model_dir: Path) -> None:
    if not model_dir.is_dir():
        raise DataError(f"There is no folder {model_dir} with a Vosk model; give the folder of an unpacked one.")
    if not any(all((model_dir / name).is_file() for name in layout) for layout in _LAYOUTS):
        raise DataError(
            f"{model_dir} is not a complete Vosk model ({', '.join(_LAYOUTS[0])}); give an unpacked one's folder."
        )
