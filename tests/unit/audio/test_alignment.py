import numpy as np
import pytest

from voicedrill.audio.alignment import SETTLE_BLOCKS, Aligner, Track
from voicedrill.audio.stream import BLOCK_S, BLOCK_SAMPLES, Block
from voicedrill.speech.samples import Samples

LATENCY = 1_000
"""Samples from the player to the ear and from the mouth back."""


class _Room:
    """A device pair in which the microphone hears the loudspeaker; every sample has its own value."""

    def __init__(self, aligner: Aligner, started_late: int = 0) -> None:
        self.aligner = aligner
        self.air: Samples = np.zeros(400_000, np.int16)
        self.played = 0
        self.heard = 0
        self.late = started_late

    def tick(self, jitter_s: float = 0.0, line: int = 0, lost: int = 0, xrun: bool = False) -> list[Block]:
        """Run both callbacks once; ``lost`` samples of the microphone vanish before."""
        self.heard += lost
        out = (np.arange(self.played, self.played + BLOCK_SAMPLES) % 30_000 + 1).astype(np.int16)
        in_the_air = self.played + self.late + LATENCY
        self.air[in_the_air : in_the_air + BLOCK_SAMPLES] = out
        now_s = (self.played + self.late) / 16_000
        self.aligner.add_output(out, line, now_s + jitter_s, LATENCY / 2 / 16_000)
        start_s = (self.heard - LATENCY / 2) / 16_000
        heard = self.air[self.heard : self.heard + BLOCK_SAMPLES]
        self.aligner.add_input(heard, now_s - jitter_s, start_s - now_s, xrun)
        self.played += BLOCK_SAMPLES
        self.heard += BLOCK_SAMPLES
        return list(iter(self.aligner.take, None))


def _worst(blocks: list[Block]) -> int:
    """Return the largest misalignment in samples, where the microphone heard anything."""
    return max(
        int(np.abs(block.customer.astype(int) - block.trainee)[block.trainee > 0].max(initial=0)) for block in blocks
    )


def _aligner() -> Aligner:
    return Aligner(16_000, 16_000)


def test_the_customer_stands_beside_what_was_heard_of_her() -> None:
    room = _Room(_aligner())
    blocks = [block for _ in range(40) for block in room.tick()]
    assert len(blocks) == 40
    assert any((block.trainee > 0).all() for block in blocks)
    assert _worst(blocks) == 0
    assert room.aligner.latency_s == pytest.approx(LATENCY / 16_000)


def test_blocks_wait_until_the_times_are_sure_and_then_none_is_missing() -> None:
    room = _Room(_aligner())
    assert [len(room.tick()) for _ in range(SETTLE_BLOCKS + 1)] == [0] * (SETTLE_BLOCKS - 1) + [SETTLE_BLOCKS, 1]


def test_jitter_of_the_callbacks_does_no_harm() -> None:
    rng = np.random.default_rng(1)
    room = _Room(_aligner())
    blocks = [block for _ in range(80) for block in room.tick(jitter_s=float(rng.uniform(0, 0.01)))]
    assert _worst(blocks) <= 200


@pytest.mark.parametrize("late", [-1_500, 1_500])
def test_devices_that_start_at_different_times(late: int) -> None:
    room = _Room(_aligner(), started_late=late + 2_000)
    room.heard = 2_000
    blocks = [block for _ in range(40) for block in room.tick()]
    assert _worst(blocks) == 0


def test_lost_samples_are_caught_up_with() -> None:
    room = _Room(_aligner())
    before = [block for _ in range(60) for block in room.tick()]
    after = [block for number in range(80) for block in room.tick(lost=800 if number == 0 else 0)]
    assert _worst(before) == 0
    assert _worst(after[:20]) == 800
    assert _worst(after[50:]) == 0


def test_the_line_is_told_with_the_samples_in_which_it_is_heard() -> None:
    room = _Room(_aligner())
    blocks = [block for number in range(60) for block in room.tick(line=7 if 20 <= number < 30 else 0)]
    played = [bool(np.isin(block.customer, np.arange(6_401, 9_601)).any()) for block in blocks]
    assert [block.line == 7 for block in blocks] == played
    assert sum(played) == 11


def test_a_loss_is_told_in_one_block() -> None:
    room = _Room(_aligner())
    blocks = [block for number in range(40) for block in room.tick(xrun=number == 20)]
    assert [number for number, block in enumerate(blocks) if block.xrun] == [20]


@pytest.mark.parametrize("rate_hz", [8_000, 44_100, 48_000])
def test_other_rates_give_the_same_row_of_blocks(rate_hz: int) -> None:
    aligner = Aligner(rate_hz, rate_hz)
    count = round(rate_hz * BLOCK_S)
    blocks = []
    for number in range(100):
        sound = np.full(count, 1_000, np.int16)
        aligner.add_input(sound, number * BLOCK_S, -0.01)
        aligner.add_output(sound, 3, number * BLOCK_S, 0.01)
        blocks += list(iter(aligner.take, None))
    assert 90 <= len(blocks) <= 100
    assert all(len(block.customer) == len(block.trainee) == BLOCK_SAMPLES for block in blocks)
    assert {block.line for block in blocks} == {0, 3}
    assert np.abs(np.concatenate([block.customer for block in blocks[5:]]).astype(int) - 1_000).max() < 50


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 48_000])
def test_a_track_that_runs_on_time_keeps_its_origin(rate_hz: int) -> None:
    track = Track(rate_hz)
    for number in range(100):
        track.add(np.zeros(round(rate_hz * BLOCK_S), np.int16), 5.0 + number * BLOCK_S, -0.03)
    assert track.origin_s == pytest.approx(4.97)
    assert track.distance_s == pytest.approx(-0.03)
    assert track.seconds == pytest.approx(2.0)
