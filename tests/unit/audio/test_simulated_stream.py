import threading
from itertools import islice

import numpy as np

from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import FileTrainee, SilentTrainee
from voicedrill.audio.stream import BLOCK_SAMPLES, CallStream
from voicedrill.speech.samples import Samples

LINE = np.full(3 * BLOCK_SAMPLES, 1_000, np.int16)


class _Times:
    """Notes what it was told."""

    done = True

    def __init__(self) -> None:
        self.times_s: list[float] = []
        self.heard: list[bool] = []

    def hear(self, customer: Samples, t_s: float) -> Samples:
        self.times_s.append(round(t_s, 3))
        self.heard.append(bool(customer.any()))
        return np.zeros(len(customer), np.int16)


def test_a_line_is_heard_in_the_block_after_it_was_ordered() -> None:
    trainee = _Times()
    stream: CallStream = SimulatedStream(trainee)
    lines = []
    for number, block in enumerate(islice(stream.blocks(), 6)):
        lines.append(block.line)
        if number == 1:
            assert stream.play(LINE) == 1
    assert lines == [0, 0, 1, 1, 1, 0]
    assert trainee.heard == [False, False, True, True, True, False]
    assert trainee.times_s == [0.0, 0.02, 0.04, 0.06, 0.08, 0.1]


def test_the_trainee_hears_what_the_block_says_the_customer_played() -> None:
    stream = SimulatedStream(SilentTrainee())
    stream.play(LINE)
    block = next(stream.blocks())
    assert block.customer.tolist() == LINE[:BLOCK_SAMPLES].tolist()
    assert block.trainee.shape == (BLOCK_SAMPLES,)
    assert not block.xrun
    assert not stream.half_duplex


def test_the_same_call_comes_out_the_same_twice() -> None:
    def call() -> bytes:
        stream = SimulatedStream(FileTrainee(np.arange(5_000, dtype=np.int16)))
        stream.play(LINE)
        return b"".join(b.customer.tobytes() + b.trainee.tobytes() for b in islice(stream.blocks(), 60))

    assert call() == call()


def test_stop_fades() -> None:
    stream = SimulatedStream(SilentTrainee())
    stream.play(np.full(16_000, 1_000, np.int16))
    blocks = stream.blocks()
    next(blocks)
    stream.stop(fade_s=0.02)
    assert [next(blocks).line for _ in range(2)] == [1, 0]


def test_closing_ends_the_blocks() -> None:
    stream = SimulatedStream(SilentTrainee())
    blocks = stream.blocks()
    next(blocks)
    stream.close()
    stream.close()
    assert list(blocks) == []


def test_closing_from_another_thread_ends_a_wait_in_real_time() -> None:
    stream = SimulatedStream(SilentTrainee(), realtime=True)
    first = threading.Event()
    count = 0

    def listen() -> None:
        nonlocal count
        for _ in stream.blocks():
            count += 1
            first.set()

    listener = threading.Thread(target=listen)
    listener.start()
    assert first.wait(timeout=5)
    stream.close()
    listener.join(timeout=5)
    assert not listener.is_alive()
    assert count >= 1
