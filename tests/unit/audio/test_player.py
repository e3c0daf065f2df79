import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.audio.player import REPLACE_FADE_S, Player
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples


def _level(value: int, count: int) -> Samples:
    return np.full(count, value, np.int16)


def test_nothing_plays_at_first() -> None:
    samples, ticket = Player().next_block(320)
    assert ticket == 0
    assert not samples.any()


@given(line=st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=200), sizes=st.lists(st.integers(1, 50)))
def test_a_line_comes_out_unchanged_in_blocks_of_any_size(line: list[int], sizes: list[int]) -> None:
    player = Player()
    ticket = player.play(np.array(line, np.int16))
    out: list[int] = []
    for size in [*sizes, 200, 1]:
        block, playing = player.next_block(size)
        assert len(block) == size
        assert playing == (ticket if len(out) < len(line) else 0)
        out.extend(block.tolist())
    assert out[: len(line)] == line
    assert not any(out[len(line) :])


def test_tickets_count_up() -> None:
    player = Player()
    assert [player.play(_level(1, 10)) for _ in range(3)] == [1, 2, 3]


def test_a_line_ends_with_the_block_of_its_last_sample() -> None:
    player = Player()
    player.play(_level(5, 640))
    assert [player.next_block(320)[1] for _ in range(3)] == [1, 1, 0]


def test_stopping_fades_without_a_click_and_keeps_the_ticket_until_silence() -> None:
    player = Player()
    player.play(_level(10_000, 16_000))
    before, _ = player.next_block(320)
    player.stop(fade_s=0.05)
    blocks = [player.next_block(320) for _ in range(4)]
    sound = np.concatenate([before, *(samples for samples, _ in blocks)]).astype(int)
    assert np.abs(np.diff(sound)).max() < 30
    assert [ticket for _, ticket in blocks] == [1, 1, 1, 0]
    assert sound[320 + 799] == pytest.approx(0, abs=5)
    assert not sound[320 + 800 :].any()


def test_stopping_at_once_when_no_fade_is_wanted() -> None:
    player = Player()
    player.play(_level(10_000, 16_000))
    player.next_block(320)
    player.stop(fade_s=0.0)
    samples, ticket = player.next_block(320)
    assert (ticket, samples.any()) == (0, False)


def test_stopping_twice_does_not_cut_the_fade_short() -> None:
    once, twice = Player(), Player()
    for player in (once, twice):
        player.play(_level(10_000, 16_000))
        player.next_block(320)
        player.stop()
        player.next_block(320)
    twice.stop()
    assert once.next_block(320)[0].tolist() == twice.next_block(320)[0].tolist()


def test_stopping_before_the_first_block_leaves_silence() -> None:
    player = Player()
    player.play(_level(10_000, 16_000))
    player.stop()
    samples, ticket = player.next_block(320)
    assert (ticket, samples.any()) == (0, False)


def test_a_replaced_line_dies_away_under_the_new_one() -> None:
    player = Player()
    player.play(_level(10_000, 16_000))
    player.next_block(320)
    second = player.play(_level(0, 16_000))
    samples, ticket = player.next_block(320)
    fade = round(REPLACE_FADE_S * SAMPLE_RATE_HZ)
    assert ticket == second
    assert samples[0] > 9_900
    assert np.abs(np.diff(samples[:fade].astype(int))).max() < 300
    assert not samples[fade:].any()


def test_two_loud_lines_over_each_other_are_clipped_not_wrapped() -> None:
    player = Player()
    player.play(_level(32_000, 16_000))
    player.next_block(320)
    player.play(_level(32_000, 16_000))
    assert player.next_block(320)[0].min() >= 32_000


def test_a_line_after_a_fade_has_no_rest_of_the_one_before() -> None:
    player = Player()
    player.play(_level(10_000, 400))
    player.next_block(400)
    player.stop()
    player.play(_level(7, 320))
    assert set(player.next_block(320)[0].tolist()) == {7}


def test_what_is_heard_may_differ_from_what_is_recorded() -> None:
    player = Player()
    ticket = player.play(np.full(480, 1_000, np.int16), np.full(480, 2_000, np.int16))
    (kept, heard), playing = player.next_rows(320)
    assert (set(kept.tolist()), set(heard.tolist()), playing) == ({1_000}, {2_000}, ticket)
    player.stop(fade_s=0.005)
    (kept, heard), _ = player.next_rows(320)
    assert np.allclose(heard[:80], 2 * kept[:80].astype(int), atol=2)
    assert not heard[160:].any()
