"""Changes of sample rate, of a whole sound or of a stream."""

import numpy as np
import soxr

from voicedrill.speech.samples import Samples


def resampled(samples: Samples, from_hz: float, to_hz: float) -> Samples:
    """Return a whole sound at another rate; the length in seconds stays."""
    if from_hz == to_hz or not len(samples):
        return samples
    result: Samples = soxr.resample(samples, from_hz, to_hz, quality="HQ").astype(np.int16, copy=False)
    return result


class StreamResampler:
    """Changes the rate of a stream block by block, without seams.

    The first samples come out a few milliseconds late, but nothing is shifted: sample 0 stays sample 0.
    """

    def __init__(self, from_hz: float, to_hz: float) -> None:
        same = from_hz == to_hz
        self._stream = None if same else soxr.ResampleStream(from_hz, to_hz, 1, dtype="int16", quality="HQ")

    def push(self, samples: Samples) -> Samples:
        """Take the next samples of the stream; return those that are ready."""
        if self._stream is None:
            return samples
        result: Samples = self._stream.resample_chunk(samples)
        return result
