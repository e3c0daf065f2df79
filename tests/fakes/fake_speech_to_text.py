"""A recogniser that knows the script: each burst of sound is the next word, where it really stands."""

import numpy as np

from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.words import Word

WORD_S = 0.3
GAP_S = 0.1
_FRAME = 160
_LOUD = 300


def spoken(text: str) -> Samples:
    """Return the sound of a text: for each word a tone of `WORD_S` and `GAP_S` of silence."""
    time_s = np.arange(round(WORD_S * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    word = np.rint(6000 * np.sin(2 * np.pi * 250 * time_s)).astype(np.int16)
    gap = np.zeros(round(GAP_S * SAMPLE_RATE_HZ), np.int16)
    return np.concatenate([part for _ in text.split() for part in (word, gap)])


class FakeRecogniser:
    """Hears the bursts of one turn."""

    def __init__(self, words: list[str], conf: float) -> None:
        self._words = words
        self._conf = conf
        self._parts: list[Samples] = []
        self.ended = False

    def accept(self, samples: Samples) -> None:
        assert not self.ended
        self._parts.append(samples)

    @property
    def sound(self) -> Samples:
        """All it was given."""
        return np.concatenate([np.zeros(0, np.int16), *self._parts])

    def partial(self) -> list[Word]:
        """Return the words as Vosk does before a stretch is settled: without times or confidence of their own."""
        heard_s = len(self.sound) / SAMPLE_RATE_HZ
        return [Word(word.word, heard_s, heard_s) for word in self._heard()]

    def final(self) -> list[Word]:
        self.ended = True
        return self._heard()

    def _heard(self) -> list[Word]:
        sound = self.sound
        frames = sound[: len(sound) // _FRAME * _FRAME].reshape(-1, _FRAME)
        loud = np.abs(frames.astype(np.int32)).max(axis=1, initial=0) > _LOUD
        edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(int)))
        spans = edges.reshape(-1, 2) * (_FRAME / SAMPLE_RATE_HZ)
        return [
            Word(word, float(start_s), float(end_s), self._conf)
            for word, (start_s, end_s) in zip(self._words, spans, strict=False)
        ]


class FakeSpeechToText:
    """Gives each turn the words of the next text; turns beyond the script have none.

    Parameters
    ----------
    texts : str
        What the trainee says, turn by turn.
    conf : float
        Confidence of every word.
    """

    model_name = "fake 1"

    def __init__(self, *texts: str, conf: float = 1.0) -> None:
        self._texts = list(texts)
        self._conf = conf
        self.recognisers: list[FakeRecogniser] = []

    def recogniser(self) -> FakeRecogniser:
        place = len(self.recognisers)
        words = self._texts[place].split() if place < len(self._texts) else []
        self.recognisers.append(FakeRecogniser(words, self._conf))
        return self.recognisers[-1]
