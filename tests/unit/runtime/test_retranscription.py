import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from fakes.fake_speech_to_text import FakeSpeechToText, spoken
from golden import parcel
from golden.parcel import Script

from voicedrill.errors import DataError
from voicedrill.runtime.retranscription import retranscribed
from voicedrill.speech.samples import SAMPLE_RATE_HZ

TURNS = (("i am sorry", 2.0, 3.2), ("i will send a lamp", 6.0, 8.0))
END_S = 9.0


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """A call of two turns with its recording; the customer's side is as loud all the time."""
    script = Script()
    trainee = np.zeros(round(END_S * SAMPLE_RATE_HZ), np.int16)
    for text, start_s, end_s in TURNS:
        script.answers(text, start_s, end_s, {})
        sound = spoken(text)
        first = round(start_s * SAMPLE_RATE_HZ)
        trainee[first : first + len(sound)] = sound
    script.ends("resolved", END_S)
    path = parcel.write_call(tmp_path / "call", script.in_order())
    customer = np.full_like(trainee, 3000)
    soundfile.write(path / "audio.wav", np.stack([customer, trainee], axis=1), SAMPLE_RATE_HZ, "PCM_16")
    return path


def test_each_turn_is_decoded_again_and_the_call_stays_as_it_was(call: Path) -> None:
    events = (call / "events.jsonl").read_bytes()
    engine = FakeSpeechToText("i was sorry", "i send a lamp then", conf=0.7)
    result = retranscribed(call, lambda: engine)
    assert result.transcript == str(call / "transcript-fake 1.jsonl")
    assert (result.words_before, result.words, result.different) == (8, 8, 3)
    assert result.word_error_rate == 3 / 8
    assert (call / "events.jsonl").read_bytes() == events
    assert not (call / "score.json").exists()
    lines = [json.loads(line) for line in Path(result.transcript).read_text(encoding="utf-8").splitlines()]
    assert [(line["text"], line["start_s"], line["end_s"]) for line in lines] == [
        ("i was sorry", 2.0, 3.2), ("i send a lamp then", 6.0, 8.0),
    ]  # fmt: skip
    first = lines[0]["words"][0]
    assert first == {"word": "i", "start_s": pytest.approx(2.0, abs=0.02), "end_s": pytest.approx(2.3, abs=0.02),
                     "conf": 0.7}  # fmt: skip
    assert lines[1]["words"][0]["start_s"] == pytest.approx(6.0, abs=0.02)


def test_some_sound_before_and_after_the_turn_is_heard(call: Path) -> None:
    engine = FakeSpeechToText(*(text for text, *_ in TURNS))
    retranscribed(call, lambda: engine)
    heard_s = [len(one.sound) / SAMPLE_RATE_HZ for one in engine.recognisers]
    assert heard_s == [pytest.approx(1.8), pytest.approx(2.6)]


def test_a_turn_at_the_edge_of_the_recording_is_cut_there(call: Path) -> None:
    sound, rate = soundfile.read(call / "audio.wav", dtype="int16")
    soundfile.write(call / "audio.wav", sound[: 5 * rate], rate, "PCM_16")
    result = retranscribed(call, lambda: FakeSpeechToText("i am sorry"))
    assert (result.words, result.different) == (3, 5)


def test_a_call_that_said_nothing_has_no_rate(tmp_path: Path) -> None:
    script = Script()
    script.ends("trainee_hung_up", 3.0)
    path = parcel.write_call(tmp_path / "call", script.in_order())
    soundfile.write(path / "audio.wav", np.zeros((3 * SAMPLE_RATE_HZ, 2), np.int16), SAMPLE_RATE_HZ, "PCM_16")
    result = retranscribed(path, FakeSpeechToText)
    assert result.word_error_rate is None
    assert Path(result.transcript).read_bytes() == b""


def refuse() -> FakeSpeechToText:
    raise AssertionError("no recogniser is needed")


def test_a_call_without_sound_is_told_in_one_sentence(call: Path) -> None:
    (call / "audio.wav").unlink()
    with pytest.raises(DataError, match="kept without sound"):
        retranscribed(call, refuse)


def test_a_recording_of_one_side_is_told_in_one_sentence(call: Path) -> None:
    soundfile.write(call / "audio.wav", np.zeros(SAMPLE_RATE_HZ, np.int16), SAMPLE_RATE_HZ, "PCM_16")
    with pytest.raises(DataError, match="has 1 channel instead"):
        retranscribed(call, refuse)
