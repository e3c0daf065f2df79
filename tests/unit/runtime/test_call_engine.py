import errno
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from fakes.engine import Call, build
from fakes.fake_synthesiser import FakeSynthesiser

from voicedrill.audio.recording import CallRecording
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import BLOCK_SAMPLES
from voicedrill.call.events import (
    CustomerLine,
    CustomerStopped,
    Ended,
    Event,
    SpeechEnd,
    SpeechStart,
    Temper,
    TraineeTurn,
)
from voicedrill.errors import DeviceError, UserError
from voicedrill.history.folder import CallFolder, open_call
from voicedrill.runtime.manner import voicing
from voicedrill.runtime.updates import Caption, Levels, PhaseChanged

GREETING = "good morning you are speaking with sam how can i help"
SORRY = "i am so sorry waiting for a lamp since tuesday must be annoying"


def run(call: Call, folder: Path) -> CallFolder:
    call.stream.watch(40.0, call.engine.hang_up)
    call.engine.run()
    return open_call(folder)


def of(folder: CallFolder, kind: type[Event]) -> list:
    return [event for event in folder.events if isinstance(event, kind)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "call"


def test_the_events_tell_the_call_in_order(folder: Path) -> None:
    kept = run(build(folder, GREETING, SORRY), folder)
    kinds = [event.type for event in kept.events]
    assert kinds[:2] == ["ringing", "connected"]
    assert kinds[-1] == "ended"
    assert kept.outcome == "trainee_hung_up"
    assert [event.text for event in of(kept, TraineeTurn)] == [GREETING, SORRY]
    lines, stops = of(kept, CustomerLine), of(kept, CustomerStopped)
    assert [one.line_id for one in lines] == [one.line_id for one in stops] == list(range(1, len(lines) + 1))
    for line, stop in zip(lines, stops, strict=True):
        assert stop.t_s == pytest.approx(line.t_s + stop.played_s, abs=0.002)
    for by in ("customer", "trainee"):
        edges = [one for one in of(kept, SpeechStart) + of(kept, SpeechEnd) if one.by == by]
        edges.sort(key=lambda one: one.t_s)
        assert [one.type for one in edges] == ["speech_start", "speech_end"] * (len(edges) // 2)
    # what comes of a turn stands after it began, and the file is in order but for what was noticed late
    for before, after in pairwise(event for event in kept.events if not isinstance(event, SpeechStart | SpeechEnd)):
        assert after.t_s >= before.t_s - 1.0


def test_the_recording_is_as_long_as_the_call(folder: Path) -> None:
    call = build(folder, GREETING)
    kept = run(call, folder)
    info = soundfile.info(folder / "audio.wav")
    assert (info.samplerate, info.channels, info.subtype) == (16_000, 2, "PCM_16")
    assert info.frames == round(call.engine.now_s * 16_000)
    assert kept.events[-1].t_s == pytest.approx(call.engine.now_s, abs=0.001)


def test_the_left_channel_holds_each_line_where_its_event_says(folder: Path) -> None:
    call = build(folder, GREETING)
    kept = run(call, folder)
    left = read_sound(folder / "audio.wav")[0]
    voice = call.parts.casting.persona.voice
    spoken = call.parts.speaker._renderer._synthesiser.rendered
    assert len(spoken) == len(of(kept, CustomerLine))
    for text, line, stop in zip(spoken, of(kept, CustomerLine), of(kept, CustomerStopped), strict=True):
        at = round(line.t_s * 16_000)
        assert at % BLOCK_SAMPLES == 0
        assert stop.reason in {"finished", "ended"}
        played = left[at : at + round(stop.played_s * 16_000) - 16]  # the file's times are whole milliseconds
        manners = [FakeSynthesiser().render(text, voicing(voice, anger)).samples for anger in (0.1, 0.5, 0.7, 0.9)]
        assert any(np.array_equal(played, one[: len(played)]) for one in manners)
        assert not left[max(0, at - BLOCK_SAMPLES) : at].any()


def test_the_trainees_words_stand_where_they_were_spoken(folder: Path) -> None:
    call = build(folder, GREETING, SORRY)
    kept = run(call, folder)
    right = np.abs(read_sound(folder / "audio.wav")[1].astype(int))
    for turn in of(kept, TraineeTurn):
        for word in turn.words:
            inside = right[round((word.start_s + 0.02) * 16_000) : round((word.end_s - 0.02) * 16_000)]
            assert np.percentile(inside, 80) > 2000
            after = right[round((word.end_s + 0.02) * 16_000) : round((word.end_s + 0.08) * 16_000)]
            assert after.max() < 100
        assert turn.start_s == pytest.approx(turn.words[0].start_s, abs=0.05)
        assert turn.end_s == pytest.approx(turn.words[-1].end_s, abs=0.1)


def test_she_answers_0_7_seconds_after_the_end_of_the_voice(folder: Path) -> None:
    kept = run(build(folder, GREETING), folder)
    turn = of(kept, TraineeTurn)[0]
    answer = next(line for line in of(kept, CustomerLine) if line.t_s > turn.end_s)
    assert answer.t_s - turn.end_s == pytest.approx(0.74, abs=0.06)


def test_hanging_up_in_the_middle_of_a_turn_keeps_its_words_and_her_broken_line(folder: Path) -> None:
    call = build(folder, GREETING, SORRY)
    speaks_s: list[float] = []
    seen = call.parts.ears._transcriber.begin

    def begin(turn: int, start_s: float) -> None:
        speaks_s.append(start_s)
        seen(turn, start_s)
        if turn == 2:
            call.stream.watch(start_s + 2.3, call.engine.hang_up)

    call.parts.ears._transcriber.begin = begin
    kept = run(call, folder)
    last = of(kept, TraineeTurn)[-1]
    assert SORRY.startswith(last.text)
    assert 3 <= len(last.words) < len(SORRY.split())
    assert kept.events[-1].type == "ended"
    assert last.end_s == pytest.approx(kept.events[-1].t_s)


def test_hanging_up_while_she_speaks_ends_her_line(folder: Path) -> None:
    call = build(folder, GREETING)
    call.stream.watch(2.5, call.engine.hang_up)
    assert call.engine.run() == "trainee_hung_up"
    kept = open_call(folder)
    (stop,) = of(kept, CustomerStopped)
    assert stop.reason == "ended"
    assert stop.played_s == pytest.approx(1.5, abs=0.1)
    assert [event.type for event in kept.events[-3:]] == ["speech_end", "customer_stopped", "ended"]


def test_a_barge_in_stops_her_within_the_sample_clock(folder: Path) -> None:
    kept = run(build(folder, GREETING, SORRY, into_s=2.0, anger=0.4, holds_floor=0.5), folder)
    stop = next(one for one in of(kept, CustomerStopped) if one.reason == "barge_in")
    onset = max(one.t_s for one in of(kept, SpeechStart) if one.by == "trainee" and one.t_s < stop.t_s)
    assert 0.5 <= stop.t_s - onset <= 1.2
    assert [one.cause for one in of(kept, Temper)].count("interruption") == 1
    left = read_sound(folder / "audio.wav")[0]
    after = round(stop.t_s * 16_000)
    assert not left[after : after + 8_000].any()


def test_words_of_little_confidence_are_asked_for_again(folder: Path) -> None:
    kept = run(build(folder, "that is not our fault calm down", conf=0.3), folder)
    assert not [one for one in of(kept, Temper) if one.cause == "defensive"]
    assert [line.beat for line in of(kept, CustomerLine)][:2] == ["opening", "unclear"]


def test_the_stream_ending_is_a_hang_up(folder: Path) -> None:
    call = build(folder, GREETING)
    call.stream.watch(2.0, call.stream.close)
    assert call.engine.run() == "trainee_hung_up"
    assert open_call(folder).outcome == "trainee_hung_up"


def test_what_is_shown_follows_the_call(folder: Path) -> None:
    call = build(folder, GREETING)
    run(call, folder)
    phases = [one.phase for one in call.updates if isinstance(one, PhaseChanged)]
    assert phases == ["ringing", "talking", "ended"]
    final = [one.text for one in call.updates if isinstance(one, Caption) and one.final and one.speaker == "trainee"]
    assert final == [GREETING]
    levels = [one.t_s for one in call.updates if isinstance(one, Levels)]
    assert np.diff(levels) == pytest.approx(0.1)


def test_muted_the_trainee_is_not_heard(folder: Path) -> None:
    call = build(folder, GREETING)
    call.stream.watch(0.1, lambda: call.engine.press("mute"))
    kept = run(call, folder)
    assert not of(kept, TraineeTurn)
    assert not read_sound(folder / "audio.wav")[1][round(0.2 * 16_000) :].any(), "the recording holds what was muted"


@pytest.mark.parametrize("button", ["hold", "pause"])
def test_what_is_said_while_the_customer_waits_is_nobodys_business(folder: Path, button: str) -> None:
    call = build(folder, GREETING)
    call.stream.watch(0.1, lambda: call.engine.press(button))
    call.stream.watch(30.0, call.engine.hang_up)
    kept = run(call, folder)
    assert not of(kept, TraineeTurn)
    assert not read_sound(folder / "audio.wav")[1][round(0.2 * 16_000) :].any()


def test_hold_and_resume_are_kept(folder: Path) -> None:
    call = build(folder, GREETING)
    call.stream.watch(20.0, lambda: call.engine.press("hold"))
    call.stream.watch(24.0, lambda: call.engine.press("resume"))
    kept = run(call, folder)
    assert [event.type for event in kept.events if event.type in {"hold", "resume"}] == ["hold", "resume"]


# -- failures -------------------------------------------------------------------------------------------


def test_a_lost_device_leaves_what_was_there(folder: Path) -> None:
    call = build(folder, GREETING)

    def lose() -> None:
        raise DeviceError("The headset is gone. Plug it in again.")

    call.stream.watch(11.0, lose)
    with pytest.raises(DeviceError, match="headset is gone"):
        call.engine.run()
    kept = open_call(folder)
    assert kept.outcome == "cut_off"
    assert soundfile.info(folder / "audio.wav").frames == pytest.approx(11.0 * 16_000, abs=2 * BLOCK_SAMPLES)
    (turn,) = of(kept, TraineeTurn)
    assert GREETING.startswith(turn.text)


def test_a_full_disk_is_one_sentence_and_a_readable_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = build(folder, GREETING)
    whole = CallRecording._put

    def full() -> None:
        def put(self: CallRecording, data: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(CallRecording, "_put", put)

    call.stream.watch(5.0, full)
    with pytest.raises(UserError, match=r"No space left on device\. Free some space"):
        call.engine.run()
    monkeypatch.setattr(CallRecording, "_put", whole)
    kept = open_call(folder)
    assert kept.outcome == "cut_off"
    assert read_sound(folder / "audio.wav").shape == (2, pytest.approx(5.0 * 16_000, abs=2 * BLOCK_SAMPLES))


def test_a_disk_too_full_for_events_too(folder: Path) -> None:
    call = build(folder, GREETING)

    class Full:
        closed = False

        def __init__(self, file: object) -> None:
            self._file = file

        def write(self, data: bytes) -> int:
            return self._file.write(data[:10])  # an unbuffered file writes what still fits

        def __getattr__(self, name: str) -> object:
            return getattr(self._file, name)

    def full() -> None:
        call.parts.writer._events = Full(call.parts.writer._events)

    call.stream.watch(5.0, full)
    with pytest.raises(UserError, match="cannot be kept"):
        call.engine.run()
    assert open_call(folder).outcome == "cut_off"


def test_a_voice_that_fails_ends_the_call_with_its_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = build(folder, GREETING)

    def refuse(self: FakeSynthesiser, text: str, voicing: object) -> None:
        raise UserError("The voice fails.")

    monkeypatch.setattr(FakeSynthesiser, "render", refuse)
    with pytest.raises(UserError, match="The voice fails"):
        call.engine.run()
    assert open_call(folder).outcome == "cut_off"


def test_everything_is_closed_whatever_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = build(folder, GREETING)

    def fail(self: object, now_s: float) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(type(call.parts.ears), "close", fail)
    call.stream.watch(1.0, call.engine.hang_up)
    with pytest.raises(RuntimeError, match="a bug"):
        call.engine.run()
    assert call.parts.writer._events.closed
    assert call.parts.recording is not None
    assert call.parts.recording._file.closed
    assert of(open_call(folder), Ended) == []
