"""Brings what was heard and what was played onto one clock."""

from collections import deque
from statistics import median

import numpy as np

from voicedrill.audio.resampling import StreamResampler
from voicedrill.audio.stream import BLOCK_SAMPLES, Block
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

SETTLE_BLOCKS = 10
"""Device blocks that must be timed before the first `Block` is given; single times jitter by milliseconds."""

WINDOW_BLOCKS = 50
"""Device blocks over whose times the median is taken (1 s)."""

TOLERANCE_SAMPLES = 160
"""Misalignment that is left alone: 10 ms, well below anything that is measured."""


class Track:
    """One direction of the device: its samples at 16 kHz and the time at which it began.

    Parameters
    ----------
    rate_hz : float
        The device's rate.
    """

    def __init__(self, rate_hz: float) -> None:
        self.samples: Samples = np.zeros(0, np.int16)
        self._rate_hz = rate_hz
        self._resampler = StreamResampler(rate_hz, SAMPLE_RATE_HZ)
        self._frames = 0
        self._origins_s: deque[float] = deque(maxlen=WINDOW_BLOCKS)
        self._distances_s: deque[float] = deque(maxlen=WINDOW_BLOCKS)

    def add(self, samples: Samples, now_s: float, distance_s: float) -> None:
        """Append a device block.

        Parameters
        ----------
        samples : ndarray of int16
            At the device's rate.
        now_s : float
            When the device handed the block over, on any steady clock.
        distance_s : float
            From then to the moment when the block's first sample is in the air: negative for a microphone.
        """
        self._origins_s.append(now_s + distance_s - self._frames / self._rate_hz)
        self._distances_s.append(distance_s)
        self._frames += len(samples)
        self.samples = np.concatenate([self.samples, self._resampler.push(samples)])

    @property
    def seconds(self) -> float:
        """Sound added so far."""
        return self._frames / self._rate_hz

    @property
    def settled(self) -> bool:
        """True when enough blocks were timed."""
        return len(self._origins_s) >= SETTLE_BLOCKS

    @property
    def origin_s(self) -> float:
        """When the first sample was in the air; moves when the device loses samples or its clock drifts."""
        return median(self._origins_s)

    @property
    def distance_s(self) -> float:
        """Latency of this direction, negative for a microphone."""
        return median(self._distances_s) if self._distances_s else 0.0


class Aligner:
    """Delays the customer's samples until they stand beside what the trainee said while hearing them.

    The microphone's samples are the call clock. When the medians of the two directions' times move apart by
    more than `TOLERANCE_SAMPLES` (lost samples, two devices with two clocks), the customer's row is shifted.
    """

    def __init__(self, input_rate_hz: float, output_rate_hz: float) -> None:
        self.trainee = Track(input_rate_hz)
        self.customer = Track(output_rate_hz)
        self._output_rate_hz = output_rate_hz
        self._lines = np.zeros(0, np.int64)
        self._line_samples = 0
        self._delay: int | None = None
        self._xrun = False

    @property
    def latency_s(self) -> float:
        """The way from a played sample to the loudspeaker and from the microphone back to us."""
        return self.customer.distance_s - self.trainee.distance_s

    def add_input(self, samples: Samples, now_s: float, distance_s: float, xrun: bool = False) -> None:
        """Take a block of the microphone."""
        self.trainee.add(samples, now_s, distance_s)
        self._xrun |= xrun

    def add_output(self, samples: Samples, line: int, now_s: float, distance_s: float, xrun: bool = False) -> None:
        """Take a block that was handed to the loudspeaker, with the ticket of its line."""
        self.customer.add(samples, now_s, distance_s)
        self._xrun |= xrun
        # Counted from the start, so that a rate that is no multiple of 16 kHz adds up.
        end = round(self.customer.seconds * SAMPLE_RATE_HZ)
        self._lines = np.concatenate([self._lines, np.full(end - self._line_samples, line)])
        self._line_samples = end

    def take(self) -> Block | None:
        """Return the next 20 ms, or None until both directions have them."""
        if not (self.trainee.settled and self.customer.settled):
            return None
        self._align()
        ready = min(len(self.trainee.samples), len(self.customer.samples), len(self._lines))
        if ready < BLOCK_SAMPLES:
            return None
        block = Block(
            self.customer.samples[:BLOCK_SAMPLES],
            self.trainee.samples[:BLOCK_SAMPLES],
            int(self._lines[:BLOCK_SAMPLES].max()),
            self._xrun,
        )
        self.trainee.samples = self.trainee.samples[BLOCK_SAMPLES:]
        self._drop(BLOCK_SAMPLES)
        self._xrun = False
        return block

    def _align(self) -> None:
        wanted = round((self.customer.origin_s - self.trainee.origin_s) * SAMPLE_RATE_HZ)
        if self._delay is None:
            self._delay = 0
        elif abs(wanted - self._delay) <= TOLERANCE_SAMPLES:
            return
        shift = max(wanted - self._delay, -len(self.customer.samples))
        if shift > 0:
            self.customer.samples = np.concatenate([np.zeros(shift, np.int16), self.customer.samples])
            self._lines = np.concatenate([np.zeros(shift, np.int64), self._lines])
        else:
            self._drop(-shift)
        self._delay += shift

    def _drop(self, count: int) -> None:
        self.customer.samples = self.customer.samples[count:]
        self._lines = self._lines[count:]
