"""A call stream without devices: the customer's player at one end, a simulated trainee at the other."""

import threading
import time
from collections.abc import Iterator

from voicedrill.audio.player import Player
from voicedrill.audio.simulated_trainee import TraineeSource
from voicedrill.audio.stream import BLOCK_S, BLOCK_SAMPLES, Block
from voicedrill.speech.samples import Samples


class SimulatedStream:
    """A `voicedrill.audio.stream.CallStream` in which nothing is random and nobody waits.

    Every block is made when it is asked for, so a line that is played or stopped on seeing one block is
    heard in the next: the same inputs always give the same call.

    Parameters
    ----------
    trainee : TraineeSource
        Who hears the customer and answers.
    realtime : bool
        Give one block every 20 ms instead of as fast as they are taken.
    """

    half_duplex = False
    silent_input = False
    latency_s = 0.0
    input_name = output_name = ""

    def __init__(self, trainee: TraineeSource, realtime: bool = False) -> None:
        self._trainee = trainee
        self._realtime = realtime
        self._player = Player()
        self._closed = threading.Event()

    def blocks(self) -> Iterator[Block]:
        """Yield blocks until the stream is closed; they go on for ever otherwise."""
        began_s = time.monotonic()
        number = 0
        while not self._closed.is_set():
            customer, line = self._player.next_block(BLOCK_SAMPLES)
            trainee = self._trainee.hear(customer, number * BLOCK_S)
            number += 1
            if self._realtime:
                self._closed.wait(began_s + number * BLOCK_S - time.monotonic())
            yield Block(customer, trainee, line)

    def play(self, samples: Samples) -> int:
        """Start ``samples`` with the next block; return the ticket."""
        return self._player.play(samples)

    def stop(self, fade_s: float = 0.05) -> None:
        """Fade out what plays."""
        self._player.stop(fade_s)

    def close(self) -> None:
        """End `blocks`; safe to call twice and from another thread."""
        self._closed.set()
