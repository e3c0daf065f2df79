"""A device that stumbles leaves a hole in a line; the line goes on after it."""

from types import SimpleNamespace

import numpy as np
import pytest
from fakes.fake_synthesiser import FakeSynthesiser

from voicedrill.audio.stream import BLOCK_S, Block
from voicedrill.call.commands import Say
from voicedrill.call.events import CustomerLine, CustomerStopped
from voicedrill.persona.schema import Voice
from voicedrill.runtime.speaker import HOLE_S, Speaker

TICKET = 1
NOTHING = np.zeros(320, np.int16)


def heard(*stretches: tuple[int, int]) -> list[CustomerLine | CustomerStopped]:
    """Play a line and hear ``(ticket, blocks)`` after each other."""
    stream = SimpleNamespace(play=lambda samples: TICKET, stop=lambda: None)
    speaker = Speaker(stream, FakeSynthesiser(), Voice(), stepped=True)
    told: list[CustomerLine | CustomerStopped] = []
    speaker.say(Say(1, "story", "I waited at home for two days.", "I waited at home for two days.", False, 0.1))
    speaker.hear(Block(NOTHING, NOTHING), 0.0, told.append)
    number = 1
    for ticket, blocks in stretches:
        for _ in range(blocks):
            speaker.hear(Block(NOTHING, NOTHING, ticket), number * BLOCK_S, told.append)
            number += 1
    speaker.close()
    return told


def test_a_short_hole_does_not_end_the_line() -> None:
    assert [one.type for one in heard((TICKET, 10), (0, 5), (TICKET, 10))] == ["customer_line"]


def test_a_line_that_stays_away_is_over_where_it_was_last_heard() -> None:
    _line, stopped = heard((TICKET, 10), (0, round(HOLE_S / BLOCK_S) + 2))
    assert isinstance(stopped, CustomerStopped)
    assert (stopped.t_s, stopped.played_s) == (pytest.approx(11 * BLOCK_S), pytest.approx(10 * BLOCK_S))
