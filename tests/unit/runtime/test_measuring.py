"""A kept call measured from its events, and a recording measured from its sound."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.virtual_call import casting

from voicedrill.audio.sound import write_sound
from voicedrill.call.events import (
    Button,
    Connected,
    CustomerLine,
    CustomerStopped,
    Ended,
    Event,
    HeardWord,
    SpeechEnd,
    SpeechStart,
    SpokenWord,
    StopReason,
    TraineeTurn,
)
from voicedrill.history.folder import CallFolder, CallHeader
from voicedrill.runtime.measuring import measure_call, measure_recording
from voicedrill.runtime.voice import find_voice
from voicedrill.runtime.words import find_words
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

HEADER = CallHeader(
    persona_id="x", persona_version=1, persona_text="", case="x", seed=0, app_version="0", rubric_version=1
)


def _folder(path: Path, *events: Event) -> CallFolder:
    return CallFolder(path, HEADER, casting(), (Connected(t_s=0.0), *events))


def _line(line_id: int, start_s: float, text: str, yields: bool = False, beat: str = "b") -> CustomerLine:
    words = tuple(
        SpokenWord(word=word, start_s=start_s + 0.5 * n, end_s=start_s + 0.5 * (n + 1))
        for n, word in enumerate(text.split())
    )
    return CustomerLine(
        t_s=start_s, line_id=line_id, beat=beat, text=text, words=words, end_s=words[-1].end_s, yields=yields
    )


def _stop(line_id: int, t_s: float, played_s: float, reason: StopReason = "finished") -> CustomerStopped:
    return CustomerStopped(t_s=t_s, line_id=line_id, played_s=played_s, reason=reason)


def _trainee(start_s: float, end_s: float, text: str, conf: float = 0.95) -> list[Event]:
    said = text.split()
    step_s = (end_s - start_s) / len(said)
    words = tuple(
        HeardWord(word=word, start_s=start_s + n * step_s, end_s=start_s + (n + 1) * step_s, conf=conf)
        for n, word in enumerate(said)
    )
    return [
        SpeechStart(t_s=start_s, by="trainee"),
        SpeechEnd(t_s=end_s, by="trainee"),
        TraineeTurn(t_s=end_s + 0.7, start_s=start_s, end_s=end_s, text=text, words=words),
    ]


STORY = "i waited for three weeks and nobody told me where my parcel is today"


def test_a_plain_call(tmp_path: Path) -> None:
    found = measure_call(
        _folder(
            tmp_path,
            _line(1, 1.0, STORY),
            _stop(1, 8.0, 7.0),
            *_trainee(9.0, 13.0, "i am sorry to hear that let me look into it"),
            Ended(t_s=15.0, outcome="resolved"),
        )
    )
    assert found.duration_s == 15.0
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("customer", STORY),
        ("trainee", "i am sorry to hear that let me look into it"),
    ]
    assert found.gaps[0].duration_s == pytest.approx(1.0)
    assert found.customer.articulation_rate_wpm == pytest.approx(120.0)
    assert found.trainee.articulation_rate_wpm == pytest.approx(165.0)
    assert found.trainee.not_measured["loudness_dbfs"] == "No sound was kept of this call."


def test_a_stopped_line_counts_as_far_as_it_was_played(tmp_path: Path) -> None:
    found = measure_call(
        _folder(
            tmp_path,
            _line(1, 1.0, STORY),
            *_trainee(3.0, 6.0, "let me stop you there for a moment"),
            _stop(1, 3.4, 2.4, "barge_in"),
            Ended(t_s=15.0, outcome="resolved"),
        )
    )
    assert found.customer.words == 5
    assert found.customer.phonation_s == pytest.approx(2.4)
    assert found.counts["interruption"] == 1
    assert found.overlaps[0].start_s == 3.0
    assert found.overlaps[0].end_s == pytest.approx(3.4)


def test_her_cutting_in_by_mistake_is_not_the_trainees(tmp_path: Path) -> None:
    found = measure_call(
        _folder(
            tmp_path,
            SpeechStart(t_s=0.0, by="trainee"),
            SpeechEnd(t_s=4.0, by="trainee"),
            _line(1, 4.9, STORY),
            SpeechStart(t_s=5.3, by="trainee"),
            _stop(1, 5.6, 0.7, "cut_in_by_mistake"),
            SpeechEnd(t_s=8.0, by="trainee"),
            Ended(t_s=15.0, outcome="resolved"),
        )
    )
    assert sum(found.counts.values()) == 0
    assert found.counts_customer["pause_interruption"] == 1


def test_holds_and_pauses_excuse_silence(tmp_path: Path) -> None:
    silent = [_line(1, 1.0, STORY), _stop(1, 8.0, 7.0), Ended(t_s=40.0, outcome="timeout")]
    assert len(measure_call(_folder(tmp_path, *silent)).dead_air) == 1
    for begin, end in (("hold", "resume"), ("pause", "continue")):
        excused = [Button(t_s=9.0, type=begin), Button(t_s=39.0, type=end)]
        assert measure_call(_folder(tmp_path, *silent, *excused)).dead_air == ()
    assert measure_call(_folder(tmp_path, *silent, Button(t_s=9.0, type="hold"))).dead_air == ()


@pytest.mark.parametrize(("beat", "gap_s"), [("silence", 16.0), ("stopgap_silence", 16.0), ("fallback", 7.0)])
def test_her_asking_into_the_silence_does_not_end_it(tmp_path: Path, beat: str, gap_s: float) -> None:
    found = measure_call(
        _folder(
            tmp_path,
            _line(1, 1.0, STORY),
            _stop(1, 8.0, 7.0),
            _line(2, 15.0, "hello is anybody there", beat=beat),
            _stop(2, 17.0, 2.0),
            *_trainee(24.0, 28.0, "i am sorry to hear that let me look into it"),
            Ended(t_s=30.0, outcome="resolved"),
        )
    )
    assert [(gap.after, gap.end_s, gap.duration_s) for gap in found.gaps] == [("customer", 24.0, gap_s)]
    assert [(one.start_s, one.end_s) for one in found.dead_air] == ([(8.0, 24.0)] if gap_s > 8.0 else [])
    assert found.turns[0].text.endswith("anybody there"), "she is still heard"


def test_a_call_that_was_cut_off_in_the_middle(tmp_path: Path) -> None:
    found = measure_call(_folder(tmp_path, _line(1, 1.0, STORY), SpeechStart(t_s=9.0, by="trainee")))
    assert found.customer.words == 14
    assert found.duration_s == 9.0


def test_an_empty_call(tmp_path: Path) -> None:
    found = measure_call(_folder(tmp_path))
    assert found.turns == ()
    assert found.trainee.not_measured["speech_rate_wpm"] == "No speech was heard."


def test_the_recording_gives_loudness_of_each_side(tmp_path: Path) -> None:
    events = [_line(1, 1.0, STORY), _stop(1, 8.0, 7.0), *_trainee(9.0, 13.0, "i am sorry to hear that"), ]  # fmt: skip
    time_s = np.arange(16 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    noise = np.random.default_rng(3).normal(0.0, 10.0, (2, len(time_s)))
    tone = np.sqrt(2.0) * 3276.8 * np.sin(2 * np.pi * 180.0 * time_s)  # -20 dBFS
    noise[0] += np.where((time_s >= 1.0) & (time_s < 8.0), tone, 0.0)
    noise[1] += np.where((time_s >= 9.0) & (time_s < 13.0), tone / 2, 0.0)
    write_sound(tmp_path / "audio.wav", np.rint(noise).astype(np.int16))
    found = measure_call(_folder(tmp_path, *events))
    assert found.customer.loudness_dbfs == pytest.approx(-20.0, abs=0.1)
    assert found.trainee.loudness_dbfs == pytest.approx(-26.0, abs=0.1)


def test_a_damaged_recording_is_said_and_the_rest_is_measured(tmp_path: Path) -> None:
    (tmp_path / "audio.wav").write_bytes(b"RIFFnonsense")
    found = measure_call(_folder(tmp_path, _line(1, 1.0, STORY), _stop(1, 8.0, 7.0)))
    assert found.customer.words == 14
    assert "damaged" in found.customer.not_measured["loudness_dbfs"]


@pytest.mark.parametrize(("length_s", "complete"), [(13.99, False), (14.0, True), (14.01, True)])
def test_a_recording_shorter_than_its_call_is_said_and_not_measured(
    tmp_path: Path, length_s: float, complete: bool
) -> None:
    line = _line(1, 8.0, STORY)  # planned until 15 s; the call has ended before
    write_sound(tmp_path / "audio.wav", np.full((2, round(length_s * SAMPLE_RATE_HZ)), 9, np.int16))
    found = measure_call(_folder(tmp_path, line, Ended(t_s=15.0, outcome="cut_off")))
    reason = found.customer.not_measured["loudness_dbfs"]
    assert reason == ("The recording is silent here." if complete else "The recording of this call is not complete.")


def test_a_line_that_was_planned_beyond_the_end_misses_no_sound(tmp_path: Path) -> None:
    line = _line(1, 8.0, STORY)
    write_sound(tmp_path / "audio.wav", np.zeros((2, 10 * SAMPLE_RATE_HZ), np.int16))
    found = measure_call(_folder(tmp_path, line, _stop(1, 10.0, 2.0, "ended"), Ended(t_s=10.0, outcome="cut_off")))
    assert found.customer.not_measured["loudness_dbfs"] == "The recording is silent here."


class LoudIsVoice:
    """A detector for tests: whatever is loud is voice."""

    def probability(self, samples: Samples) -> float:
        assert len(samples) == 512
        return 0.9 if np.abs(samples.astype(int)).max() > 1000 else 0.02

    def reset(self) -> None:
        """There is nothing to forget."""


class OneWordEach:
    """A recogniser for tests: a word every half second of sound that is loud."""

    def __init__(self) -> None:
        self.heard: list[int] = []

    model_name = "test"

    def recogniser(self) -> "_Recogniser":
        return _Recogniser(self.heard.append)


class _Recogniser:
    def __init__(self, tell: Callable[[int], None]) -> None:
        self._samples = np.zeros(0, np.int16)
        self._tell = tell

    def accept(self, samples: Samples) -> None:
        self._samples = np.concatenate([self._samples, samples])

    def partial(self) -> list[Word]:
        return []

    def final(self) -> list[Word]:
        self._tell(len(self._samples))
        loud = np.flatnonzero(np.abs(self._samples.astype(int)) > 1000) / SAMPLE_RATE_HZ
        if not len(loud):
            return []
        times = np.arange(loud[0], loud[-1], 0.5)
        return [Word("parcel", float(t), float(min(t + 0.5, loud[-1]))) for t in times]


def _sound(length_s: float, *voices: tuple[float, float]) -> Samples:
    time_s = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    samples = np.random.default_rng(4).normal(0.0, 5.0, len(time_s))
    for start_s, end_s in voices:
        inside = (time_s >= start_s) & (time_s < end_s)
        samples[inside] += 6000.0 * np.sin(2 * np.pi * 180.0 * time_s[inside])
    return np.rint(samples).astype(np.int16)


def test_a_recording() -> None:
    found = measure_recording(
        _sound(20.0, (1.0, 6.0)), _sound(18.0, (7.0, 12.0), (13.0, 17.0)), OneWordEach(), LoudIsVoice
    )
    assert found.duration_s == 20.0
    assert [turn.speaker for turn in found.turns] == ["customer", "trainee"]
    assert found.gaps[0].duration_s == pytest.approx(1.0, abs=0.07)
    assert found.customer.articulation_rate_wpm == pytest.approx(120.0, rel=0.03)
    assert found.trainee.pauses.count == 1


def test_voice_ends_with_the_sound() -> None:
    voice = find_voice(_sound(2.01, (1.0, 2.01)), LoudIsVoice())
    assert voice.intervals[-1].end_s == pytest.approx(2.01)


def test_each_turn_is_heard_by_its_own_recogniser_with_some_sound_around_it() -> None:
    stt = OneWordEach()
    samples = _sound(12.0, (0.1, 2.0), (2.5, 4.0), (6.0, 7.0))
    voice = Timeline.of([Interval(0.1, 2.0), Interval(2.5, 4.0), Interval(6.0, 7.0)])
    words = find_words(samples, voice, stt)
    assert stt.heard == [round(4.3 * SAMPLE_RATE_HZ), round(1.6 * SAMPLE_RATE_HZ)]
    assert words[0].start_s == pytest.approx(0.1, abs=0.01)
    assert words[-1].end_s == pytest.approx(7.0, abs=0.01)


@pytest.mark.parametrize("customer", [np.zeros(1, np.int16), np.zeros(SAMPLE_RATE_HZ, np.int16)])
def test_an_empty_channel_is_no_accident(customer: Samples) -> None:
    found = measure_recording(customer, _sound(8.0, (1.0, 6.0)), OneWordEach(), LoudIsVoice)
    assert found.customer.not_measured["loudness_dbfs"] == "No speech was heard."
    assert found.trainee.talk_share == 1.0


def test_half_duplex_overlaps_are_not_measured(tmp_path: Path) -> None:
    header = HEADER.model_copy(update={"settings": {"half_duplex": True}})
    call = replace(_folder(tmp_path, _line(1, 1.0, "where is my parcel")), header=header)
    assert measure_call(call).trainee.not_measured["overlaps"] == "The microphone was off while the customer spoke."
