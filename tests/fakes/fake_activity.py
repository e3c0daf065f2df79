"""Voice activity without a network: whatever is loud is a voice."""

import numpy as np

from voicedrill.speech.samples import Samples

LOUD = 300
"""Peak from which a sample counts as voice; the rooms of the tests stay far below."""


class FakeActivity:
    """Certain of everything it hears."""

    def __init__(self) -> None:
        self.chunks = 0

    def probability(self, samples: Samples) -> float:
        self.chunks += 1
        return 1.0 if np.abs(samples.astype(np.int32)).max() > LOUD else 0.0

    def reset(self) -> None:
        self.chunks = 0
