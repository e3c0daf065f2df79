"""The playback slot between the worker that orders a line and the callback that plays it."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

REPLACE_FADE_S = 0.005
"""How long a line lives on under the one that replaces it: short enough to be no overlap, long enough for no click."""

_NOTHING: npt.NDArray[np.int16] = np.zeros((2, 0), np.int16)
_KEPT, _HEARD = 0, 1
"""Rows: the line as it is recorded, and as it sounds."""


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """What shall play from now on; ``fade`` is the ramp laid over what played before."""

    ticket: int = 0
    rows: npt.NDArray[np.int16] = field(default_factory=lambda: _NOTHING)
    fade: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))


class Player:
    """Plays one line at a time, without locks.

    One thread orders (`play`, `stop`), another fetches (`next_block`). All they share is one reference that
    the first swaps and the second reads, so the callback never waits. A line that is stopped or replaced dies
    away along a raised cosine, so that there is no click.

    Parameters
    ----------
    rate_hz : int
        Rate of the samples that are given and fetched.
    """

    def __init__(self, rate_hz: int = SAMPLE_RATE_HZ) -> None:
        self.rate_hz = rate_hz
        self._last_ticket = 0
        self._order = _Order()
        # From here on touched by the fetching thread only.
        self._current = self._order
        self._position = 0
        self._tail = _NOTHING
        self._tail_ticket = 0

    def play(self, samples: Samples, heard: Samples | None = None) -> int:
        """Start ``samples`` with the next block, in place of whatever plays; return the ticket (1, 2, …).

        ``heard``: how they sound, as many, where that differs from what is to be recorded.
        """
        self._last_ticket += 1
        rows = np.stack([samples, samples if heard is None else heard])
        self._order = _Order(self._last_ticket, rows, self._ramp(REPLACE_FADE_S))
        return self._last_ticket

    def stop(self, fade_s: float = 0.05) -> None:
        """Fade out what plays; no effect when nothing does."""
        self._order = _Order(fade=self._ramp(fade_s))

    def next_block(self, count: int) -> tuple[Samples, int]:
        """Return the next ``count`` samples and the ticket of the line in them (0 when there is none).

        A line that fades after `stop` keeps its ticket until it is silent; a line that was replaced does not.
        """
        rows, ticket = self.next_rows(count)
        return rows[_KEPT], ticket

    def next_rows(self, count: int) -> tuple[npt.NDArray[np.int16], int]:
        """Return the next ``count`` samples twice, as they are recorded and as they sound, and their ticket."""
        order = self._order
        if order is not self._current:
            self._change_to(order)
        block = np.zeros((2, count), np.int16)
        line = self._current.rows[:, self._position : self._position + count]
        length = line.shape[1]
        block[:, :length] = line
        self._position += length
        ticket = self._current.ticket if length else 0
        if self._tail.size:
            tail, self._tail = self._tail[:, :count], self._tail[:, count:]
            mixed = block[:, : tail.shape[1]].astype(np.int32) + tail
            block[:, : tail.shape[1]] = np.clip(mixed, -32_768, 32_767)
            ticket = ticket or self._tail_ticket
        return block, ticket

    def _change_to(self, order: _Order) -> None:
        """Begin ``order``; what played before becomes a tail that dies away."""
        rest = self._current.rows[:, self._position : self._position + len(order.fade)]
        if rest.size:
            # A tail that is still dying is at most one fade old and all but silent: the louder line takes its place.
            self._tail = (rest * order.fade[: rest.shape[1]]).astype(np.int16)
            self._tail_ticket = self._current.ticket
        self._current = order
        self._position = 0

    def _ramp(self, fade_s: float) -> npt.NDArray[np.float32]:
        count = round(fade_s * self.rate_hz)
        return (0.5 + 0.5 * np.cos(np.pi * (np.arange(count) + 1) / (count + 1))).astype(np.float32)
