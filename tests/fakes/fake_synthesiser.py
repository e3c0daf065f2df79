"""A synthesiser without an engine: a tone for each word, exact word times, a count of what was rendered."""

import numpy as np

from voicedrill.engines.ports import Rendered, Voicing
from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.speech.words import Word


class FakeSynthesiser:
    """Speaks each word as a tone as long as the rate says, without pauses."""

    name = "fake 1"

    def __init__(self) -> None:
        self.rendered: list[str] = []
        self.closed = False

    def render(self, text: str, voicing: Voicing) -> Rendered:
        self.rendered.append(text)
        written = text.split()
        word_s = 60.0 / voicing.rate_wpm
        time_s = np.arange(round(len(written) * word_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        loudness = 2000.0 * 10 ** (min(voicing.gain_db, 6.0) / 20)
        samples = np.rint(loudness * np.sin(2 * np.pi * 200.0 * time_s)).astype(np.int16)
        words = tuple(Word(word, place * word_s, (place + 1) * word_s) for place, word in enumerate(written))
        return Rendered(samples, words)

    def close(self) -> None:
        self.closed = True
