import threading

import numpy as np
import pytest
from fakes.fake_speech_to_text import FakeRecogniser, FakeSpeechToText, spoken

from voicedrill.errors import EngineError
from voicedrill.runtime.transcriber import SteppedTranscriber, ThreadedTranscriber, Transcriber, Understood

TEXTS = ("good morning this is sam", "i am sorry")


def heard(transcriber: Transcriber, *, end: bool = True) -> list[Understood]:
    for turn, text in enumerate(TEXTS, start=1):
        transcriber.begin(turn, 10.0 * turn)
        for place, part in enumerate(np.array_split(spoken(text), 10)):
            transcriber.feed(part)
            if place == 4:
                transcriber.ask()
        if end or turn < len(TEXTS):
            transcriber.end()
    return transcriber.close()


def words(understood: Understood) -> str:
    return " ".join(word.word for word in understood.words)


def test_every_turn_gives_words_so_far_at_its_end_and_for_good() -> None:
    results = heard(SteppedTranscriber(FakeSpeechToText(*TEXTS)))
    assert [(one.turn, one.stage) for one in results] == [
        (turn, stage) for turn in (1, 2) for stage in ("so_far", "final")
    ]
    assert [words(one) for one in results if one.stage == "final"] == list(TEXTS)
    assert TEXTS[0].startswith(words(results[0]))
    assert results[-1].words[0].start_s == pytest.approx(20.0)


def test_the_thread_understands_the_same() -> None:
    assert heard(ThreadedTranscriber(FakeSpeechToText(*TEXTS))) == heard(SteppedTranscriber(FakeSpeechToText(*TEXTS)))


@pytest.mark.parametrize("kind", [SteppedTranscriber, ThreadedTranscriber])
def test_closing_ends_an_open_turn_and_may_be_done_twice(kind: type[SteppedTranscriber | ThreadedTranscriber]) -> None:
    transcriber = kind(FakeSpeechToText(*TEXTS))
    results = heard(transcriber, end=False)
    assert [words(one) for one in results if one.stage == "final"] == list(TEXTS)
    assert transcriber.close() == []
    assert not [one for one in threading.enumerate() if one.name == "transcriber"]


def test_a_result_is_given_once() -> None:
    transcriber = SteppedTranscriber(FakeSpeechToText(*TEXTS))
    transcriber.begin(1, 0.0)
    transcriber.feed(spoken(TEXTS[0]))
    transcriber.ask()
    assert len(transcriber.results()) == 1
    assert transcriber.results() == []
    transcriber.close()


def test_without_a_turn_nothing_is_understood() -> None:
    transcriber = SteppedTranscriber(FakeSpeechToText(*TEXTS))
    transcriber.feed(spoken("hello"))
    transcriber.ask()
    transcriber.end()
    assert transcriber.close() == []


def test_a_failure_in_the_thread_reaches_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = threading.Event()

    def fail(self: FakeRecogniser, samples: object) -> None:
        failed.set()
        raise EngineError("The recogniser broke.")

    monkeypatch.setattr(FakeRecogniser, "accept", fail)
    transcriber = ThreadedTranscriber(FakeSpeechToText(*TEXTS))
    transcriber.begin(1, 0.0)
    transcriber.feed(spoken("hello"))
    assert failed.wait(5)
    transcriber._thread.join(5)
    with pytest.raises(EngineError, match="broke"):
        transcriber.results()
    assert transcriber.close() == []
