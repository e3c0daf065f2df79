"""One spoken reply, from the open microphone to its words."""

from collections.abc import Iterator

import numpy as np
import pytest
from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import FakeSpeechToText, spoken

from voicedrill.audio.stream import BLOCK_SAMPLES, Block
from voicedrill.engines.progress import Progress
from voicedrill.errors import DeviceError
from voicedrill.runtime.reply_updates import Listening, ReplyUpdate, Said
from voicedrill.runtime.spoken_reply import LIMIT_S, WAIT_S, SpokenReply
from voicedrill.runtime.updates import Failed
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

TEXT = "I will call you back on Friday"


class Desk:
    """A microphone that hears the given sound and then nothing, as fast as it is asked."""

    half_duplex = silent_input = False
    latency_s = 0.0
    input_name = output_name = ""

    def __init__(self, sound: Samples, fault: Exception | None = None) -> None:
        self._sound, self._fault = sound, fault
        self.closed = False
        self.heard_s = 0.0
        self.updates: list[ReplyUpdate] = []
        self.reply: SpokenReply | None = None
        self.finish_at_s = float("inf")

    def blocks(self) -> Iterator[Block]:
        silence = np.zeros(BLOCK_SAMPLES, np.int16)
        for number in range(10_000):
            part = self._sound[number * BLOCK_SAMPLES : (number + 1) * BLOCK_SAMPLES]
            self.heard_s = (number + 1) * BLOCK_SAMPLES / SAMPLE_RATE_HZ
            if self.heard_s >= self.finish_at_s and self.reply is not None:
                self.reply.finish()
            if self._fault is not None and self.heard_s > 1:
                raise self._fault
            yield Block(silence, np.concatenate([part, silence])[:BLOCK_SAMPLES])

    def close(self) -> None:
        self.closed = True

    def run(self, *texts: str) -> ReplyUpdate:
        engine = FakeSpeechToText(*texts)

        def load(progress: Progress) -> FakeSpeechToText:
            progress("Loading the speech model", None)
            return engine

        self.reply = SpokenReply(None, None, self.updates.append, lambda *_: self, load, FakeActivity)
        self.reply.start()
        self.reply.join()
        return self.updates[-1]


def test_it_ends_by_itself_and_tells_the_words() -> None:
    desk = Desk(np.concatenate([np.zeros(SAMPLE_RATE_HZ, np.int16), spoken(TEXT)]))
    assert desk.run(TEXT) == Said(TEXT)
    assert desk.closed
    assert desk.heard_s < 1 + len(spoken(TEXT)) / SAMPLE_RATE_HZ + 5
    assert any(isinstance(one, Listening) and one.level_dbfs > -30 for one in desk.updates)


def test_who_says_that_was_it_need_not_wait() -> None:
    desk = Desk(spoken(TEXT))
    desk.finish_at_s = len(spoken(TEXT)) / SAMPLE_RATE_HZ
    assert desk.run(TEXT) == Said(TEXT)
    assert desk.heard_s == pytest.approx(desk.finish_at_s, abs=0.1)


def test_silence_ends_with_nothing() -> None:
    desk = Desk(np.zeros(0, np.int16))
    assert desk.run() == Said("")
    assert desk.heard_s == pytest.approx(WAIT_S, abs=0.1)


def test_a_reply_without_end_is_ended() -> None:
    desk = Desk(np.tile(spoken("word " * 10)[:-1600], 20))
    desk.run("word " * 300)
    assert desk.heard_s == pytest.approx(LIMIT_S, abs=0.1)
    assert desk.closed


def test_a_microphone_that_goes_is_told_and_let_go_of() -> None:
    desk = Desk(spoken(TEXT), DeviceError("The microphone 'Jabra Evolve' is gone."))
    assert desk.run(TEXT) == Failed("The microphone 'Jabra Evolve' is gone.")
    assert desk.closed


@pytest.mark.logs_warnings
def test_a_fault_of_ours_is_told_too() -> None:
    desk = Desk(spoken(TEXT), RuntimeError("bug"))
    last = desk.run(TEXT)
    assert isinstance(last, Failed)
    assert "fault" in last.message
    assert desk.closed
