"""The port through which a call hears and is heard, whatever the device."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from voicedrill.speech.samples import Samples

BLOCK_SAMPLES = 320
BLOCK_S = 0.02


@dataclass(frozen=True, slots=True)
class Block:
    """20 ms of both directions, on one clock.

    ``customer`` is what the trainee was hearing at the moment ``trainee`` was spoken: the stream has
    already taken the devices' latency out. One block follows the other without gaps.

    Attributes
    ----------
    customer, trainee : ndarray of int16, shape (320,)
    line : int
        Ticket of the line that is being played in this block (what `CallStream.play` returned);
        0 when nothing is played.
    xrun : bool
        The device lost samples just before this block.
    """

    customer: Samples
    trainee: Samples
    line: int = 0
    xrun: bool = False


class CallStream(Protocol):
    """A two-way stream: an endless row of blocks, and a player for the customer's lines."""

    half_duplex: bool
    """The microphone must be ignored while the customer speaks (no headset); to be set before the first block."""

    @property
    def silent_input(self) -> bool:
        """True when the microphone gives nothing but zeros: it is off, or not permitted."""

    @property
    def latency_s(self) -> float:
        """The way out to the ear and back in from the mouth as the devices tell it; already out of the blocks."""

    @property
    def input_name(self) -> str:
        """Full name of the microphone; empty when there is none."""

    @property
    def output_name(self) -> str:
        """Full name of the loudspeaker; empty when there is none."""

    def blocks(self) -> Iterator[Block]:
        """Yield blocks in order, as fast as they come; ends when the stream is closed.

        Raises
        ------
        voicedrill.errors.DeviceError
            When the device gives nothing for a second.
        """

    def play(self, samples: Samples) -> int:
        """Start to play ``samples`` at once, in place of whatever plays; returns the ticket (1, 2, …)."""

    def stop(self, fade_s: float = 0.05) -> None:
        """Fade out and stop what plays; no effect when nothing does."""

    def close(self) -> None:
        """Release the devices; safe to call twice and from another thread."""
