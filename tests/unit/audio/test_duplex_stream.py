from collections.abc import Callable, Iterator
from itertools import islice

import numpy as np
import pytest
from fakes.sound import IN_LATENCY_S, OUT_LATENCY_S, FakeSound, Pump

from voicedrill.audio import duplex_stream
from voicedrill.audio.duplex_stream import DuplexStream
from voicedrill.audio.stream import BLOCK_SAMPLES, Block, CallStream
from voicedrill.errors import DeviceError


@pytest.fixture
def opened(sound: FakeSound) -> Iterator[Callable[[], DuplexStream]]:
    """Give a function that opens the stream; it is closed after the test."""
    streams = []

    def open_stream() -> DuplexStream:
        stream = DuplexStream()
        stream._closed = Pump(sound.tick)
        streams.append(stream)
        return stream

    yield open_stream
    for stream in streams:
        stream.close()


def _first(stream: DuplexStream, count: int) -> list[Block]:
    return list(islice(stream.blocks(), count))


def test_what_is_heard_of_the_customer_stands_beside_her(sound: FakeSound, opened: Callable[[], DuplexStream]) -> None:
    sound.room[:] = 0
    stream: CallStream = opened()
    line = np.arange(1, 20 * BLOCK_SAMPLES + 1, dtype=np.int16)
    assert stream.play(line) == 1
    blocks = _first(stream, 40)
    customer = np.concatenate([block.customer for block in blocks]).astype(int)
    trainee = np.concatenate([block.trainee for block in blocks]).astype(int)
    both = (customer > 0) & (trainee > 0)
    assert both.sum() > 19 * BLOCK_SAMPLES
    assert np.abs(customer - trainee)[both].max() <= 160
    assert stream.latency_s == pytest.approx(IN_LATENCY_S + OUT_LATENCY_S)


def test_a_host_that_tells_no_times_is_taken_at_its_word_for_the_latency(
    sound: FakeSound, opened: Callable[[], DuplexStream]
) -> None:
    sound.tells_times = False
    stream = opened()
    assert len(_first(stream, 20)) == 20
    assert stream.latency_s == pytest.approx(IN_LATENCY_S + OUT_LATENCY_S)


def test_a_line_is_played_on_both_ears_and_told_by_its_ticket(
    sound: FakeSound, opened: Callable[[], DuplexStream]
) -> None:
    stream = opened()
    blocks = stream.blocks()
    next(blocks)
    ticket = stream.play(np.full(5 * BLOCK_SAMPLES, 500, np.int16))
    lines = [block.line for block in islice(blocks, 40)]
    assert 5 <= lines.count(ticket) <= 6
    loudspeaker = sound.streams[1]
    played = np.concatenate(loudspeaker.played)
    assert (played == 500).sum(axis=0).tolist() == [5 * BLOCK_SAMPLES] * 2
    assert set(played.ravel().tolist()) == {0, 500}


def test_a_line_that_is_stopped_fades(sound: FakeSound, opened: Callable[[], DuplexStream]) -> None:
    stream = opened()
    stream.play(np.full(16_000, 500, np.int16))
    blocks = stream.blocks()
    next(blocks)
    stream.stop()
    list(islice(blocks, 20))
    assert np.abs(np.diff(np.concatenate(sound.streams[1].played)[320:, 0].astype(int))).max() < 5


@pytest.mark.parametrize(("refused", "rate_hz"), [(set(), 16_000), ({16_000}, 48_000), ({16_000, 48_000}, 44_100)])
def test_a_device_is_opened_at_a_rate_it_takes(
    sound: FakeSound, opened: Callable[[], DuplexStream], refused: set[int], rate_hz: int
) -> None:
    sound.refused_hz = refused
    sound.room = (3_000 * np.sin(2 * np.pi * 500 * np.arange(2_000) / rate_hz)).astype(np.int16)
    stream = opened()
    assert [(one.samplerate, one.blocksize) for one in sound.streams] == [(rate_hz, rate_hz // 50)] * 2
    stream.play(np.full(8_000, 500, np.int16))
    blocks = _first(stream, 50)
    assert all(len(block.customer) == len(block.trainee) == BLOCK_SAMPLES for block in blocks)
    trainee = np.concatenate([block.trainee for block in blocks]).astype(float)
    assert np.sqrt(np.mean(trainee[1_600:] ** 2)) == pytest.approx(3_000 / np.sqrt(2), rel=0.02)
    customer = np.concatenate([block.customer for block in blocks])
    assert (np.abs(customer.astype(int) - 500) < 20).sum() == pytest.approx(8_000, abs=100)


def test_a_device_that_takes_no_rate(sound: FakeSound) -> None:
    sound.refused_hz = {16_000, 44_100, 48_000}
    with pytest.raises(DeviceError, match=r"'USB Headset' cannot be opened \(Invalid sample rate\)"):
        DuplexStream()


def test_a_microphone_that_was_opened_is_closed_when_the_loudspeaker_refuses(
    sound: FakeSound, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_settings: object) -> None:
        raise sound.PortAudioError("Device unavailable")

    monkeypatch.setattr(sound, "OutputStream", refuse)
    with pytest.raises(DeviceError, match="Device unavailable"):
        DuplexStream()
    assert [stream.closed for stream in sound.streams] == [1]


def test_devices_that_do_not_start(sound: FakeSound, opened: Callable[[], DuplexStream]) -> None:
    sound.refuses_to_start = True
    with pytest.raises(DeviceError, match="'USB Headset' does not start"):
        next(opened().blocks())
    assert [stream.closed for stream in sound.streams] == [1, 1]


@pytest.mark.parametrize("lost", [0, 1])
def test_a_device_that_falls_silent_is_gone(
    sound: FakeSound, opened: Callable[[], DuplexStream], monkeypatch: pytest.MonkeyPatch, lost: int
) -> None:
    clock_s = 0.0

    def tick() -> None:
        nonlocal clock_s
        clock_s += 0.02
        sound.tick()

    monkeypatch.setattr(duplex_stream.time, "monotonic", lambda: clock_s)
    stream = opened()
    stream._closed = Pump(tick)
    blocks = stream.blocks()
    list(islice(blocks, 20))
    gone_s = clock_s
    sound.streams[lost].active = False
    with pytest.raises(DeviceError, match=r"'USB Headset' is gone\. Connect it again"):
        list(blocks)
    assert clock_s - gone_s == pytest.approx(1.0, abs=0.05)


def test_a_device_may_take_seconds_to_wake_up_but_not_for_ever(
    sound: FakeSound, opened: Callable[[], DuplexStream], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock_s = 0.0

    def tick() -> None:
        nonlocal clock_s
        clock_s += 0.02

    monkeypatch.setattr(duplex_stream.time, "monotonic", lambda: clock_s)
    stream = opened()
    stream._closed = Pump(tick)
    with pytest.raises(DeviceError, match="is gone"):
        next(stream.blocks())
    assert clock_s == pytest.approx(5.0, abs=0.05)


@pytest.mark.parametrize(("blocks", "silent"), [(98, False), (100, True), (130, True)])
def test_nothing_but_zeros_for_two_seconds_is_a_silent_input(
    sound: FakeSound, opened: Callable[[], DuplexStream], blocks: int, silent: bool
) -> None:
    sound.room[:] = 0
    stream = opened()
    _first(stream, blocks)
    assert stream.silent_input is silent


def test_the_device_may_use_its_buffer_again(sound: FakeSound, opened: Callable[[], DuplexStream]) -> None:
    def tick_thrice() -> None:
        for _ in range(3):
            sound.room[:] = sound.ticks
            sound.tick()

    stream = opened()
    stream._closed = Pump(tick_thrice)
    assert [int(block.trainee[0]) for block in _first(stream, 30)] == list(range(30))


def test_a_single_sample_proves_a_microphone(sound: FakeSound, opened: Callable[[], DuplexStream]) -> None:
    sound.room[:] = 0
    sound.room[17] = 1
    stream = opened()
    _first(stream, 5)
    sound.room[:] = 0
    _first(stream, 120)
    assert not stream.silent_input


def test_a_loss_is_told(sound: FakeSound, opened: Callable[[], DuplexStream]) -> None:
    stream = opened()
    blocks = stream.blocks()
    list(islice(blocks, 20))
    sound.xrun = True
    sound.tick()
    sound.xrun = False
    assert sum(block.xrun for block in islice(blocks, 20)) == 1


def test_closing_ends_the_blocks_and_may_be_done_twice(sound: FakeSound, opened: Callable[[], DuplexStream]) -> None:
    stream = opened()
    blocks = stream.blocks()
    next(blocks)
    stream.close()
    stream.close()
    assert list(blocks) == []
    assert [one.closed for one in sound.streams] == [1, 1]


def test_half_duplex_is_as_told(sound: FakeSound) -> None:
    assert not DuplexStream().half_duplex
    assert DuplexStream(half_duplex=True).half_duplex
