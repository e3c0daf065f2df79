"""Cues in a whole call, from the microphone to the folder."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.engine import Call, build
from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import FakeSpeechToText, spoken

from voicedrill.call.events import Button, CustomerLine, Event, Temper, TraineeTurn
from voicedrill.call.inputs import Input
from voicedrill.history.folder import CallFolder, open_call
from voicedrill.runtime.call_engine import CallEngine
from voicedrill.runtime.ears import Ears
from voicedrill.runtime.transcriber import SteppedTranscriber
from voicedrill.runtime.updates import Cue, Update
from voicedrill.runtime.voice import find_voice
from voicedrill.speech.baseline import Room, baseline_of, take_of
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.settings import SETTINGS

GREETING = "good morning you are speaking with sam how can i help"
OVER_HER = "wait a moment please i have a question for you about the lamp"
LONG = " ".join(["so", "this", "is", "what", "i", "will", "do", "for", "you", "today"] * 8)
LOUDNESS = level_dbfs(spoken("word"))
"""Of the trainee in these tests, the gaps between the words included."""
RATE_WPM = 60 / 0.4


def run(call: Call, folder: Path, until_s: float = 25.0, **options: object) -> tuple[list[str], CallFolder]:
    """Run a call with cues; return what was shown, in order, and the folder."""
    engine = CallEngine(replace(call.parts, **{"cues": True, **options}), call.updates.append)
    call.stream.watch(until_s, engine.hang_up)
    engine.run()
    return [one.text for one in call.updates if isinstance(one, Cue)], open_call(folder)


def cue_events(folder: CallFolder) -> list[Button]:
    return [event for event in folder.events if isinstance(event, Button) and event.type == "cue"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "call"


def test_talking_over_her_gives_a_cue_and_her_temper_agrees(folder: Path) -> None:
    call = build(folder, GREETING, OVER_HER, into_s=2.0, anger=0.8, holds_floor=0.5)
    shown, kept = run(call, folder)
    assert shown[:2] == ["Let her finish", ""]
    cue = cue_events(kept)[0]
    assert (cue.text, cue.state) == ("Let her finish", "let_finish")
    minded = next(event for event in kept.events if isinstance(event, Temper) and event.cause == "interruption")
    assert cue.t_s == pytest.approx(minded.t_s, abs=0.11)
    line = max((one for one in kept.events if isinstance(one, CustomerLine) and one.t_s < cue.t_s), key=lambda e: e.t_s)
    assert line.t_s < cue.t_s < line.end_s


def test_without_cues_the_call_is_the_same_but_for_them(folder: Path, tmp_path: Path) -> None:
    def events(path: Path, *, cues: bool) -> list[Event]:
        call = build(path, GREETING, OVER_HER, into_s=2.0, anger=0.8, holds_floor=0.5)
        shown, kept = run(call, path, cues=cues)
        assert bool(shown) is cues
        return list(kept.events)

    with_cues, without = events(folder, cues=True), events(tmp_path / "other", cues=False)
    assert [one for one in with_cues if one.type != "cue"] == without
    assert len(with_cues) > len(without)


def test_she_is_waiting_when_nobody_answers(folder: Path) -> None:
    shown, kept = run(build(folder, silence_s=15), folder, 13.0)
    assert shown == ["She is waiting"]
    ended_s = next(event.t_s for event in kept.events if event.type == "customer_stopped")
    assert cue_events(kept)[0].t_s - ended_s == pytest.approx(SETTINGS.answer_slow_s, abs=0.2)


def test_a_long_turn_gives_shorter(folder: Path) -> None:
    shown, kept = run(build(folder, LONG), folder, 34.0)
    assert shown[0] == "Shorter"
    started_s = next(event.t_s for event in kept.events if event.type == "speech_start" and event.by == "trainee")
    assert cue_events(kept)[0].t_s - started_s == pytest.approx(SETTINGS.long_turn_s, abs=0.2)


@pytest.mark.parametrize(
    ("usual", "shown"),
    [
        ({}, []),
        ({"loudness_dbfs": LOUDNESS - 8.0}, ["A bit quieter"]),
        ({"loudness_dbfs": LOUDNESS + 10.0}, ["A bit louder"]),
        ({"articulation_rate_wpm": RATE_WPM}, []),
        ({"articulation_rate_wpm": RATE_WPM / 1.3}, ["A bit slower"]),
    ],
)
def test_rate_and_loudness_are_judged_beside_the_usual_only(folder: Path, usual: dict, shown: list[str]) -> None:
    text = " ".join(LONG.split()[:50])
    assert run(build(folder, GREETING, text), folder, 34.0, baseline=usual)[0][:1] == shown


def checked(louder_db: float) -> dict[str, float]:
    """Return the whole baseline of a headset check in which the trainee spoke so much louder."""
    sound = np.rint(spoken(LONG) * 10 ** (louder_db / 20)).astype(np.int16)
    return baseline_of([take_of(sound, find_voice(sound, FakeActivity()), ())], Room(-70.0)).as_mapping()


@pytest.mark.parametrize(("louder_db", "shown"), [(0.0, []), (6.0, []), (9.0, ["A bit louder"])])
def test_who_speaks_more_softly_than_in_the_check_is_heard_and_told(
    folder: Path, louder_db: float, shown: list[str]
) -> None:
    text = " ".join(LONG.split()[:40])
    call = build(folder, text)
    usual = checked(louder_db)
    assert {"gate_dbfs", "loudness_dbfs", "noise_dbfs"} <= set(usual)
    ears = Ears(FakeActivity(), SteppedTranscriber(FakeSpeechToText(text)), usual["gate_dbfs"])
    told, kept = run(call, folder, 27.0, baseline=usual, ears=ears)
    assert told[:1] == shown
    assert [event.text for event in kept.events if isinstance(event, TraineeTurn)] == [text]


def test_a_cue_goes_when_the_turn_is_over(folder: Path) -> None:
    text = " ".join(LONG.split()[:40])
    shown, _ = run(build(folder, text), folder, 27.0, baseline={"loudness_dbfs": LOUDNESS - 8.0})
    assert shown == ["A bit quieter", ""]


def test_cues_do_not_reach_the_customer(folder: Path) -> None:
    call = build(folder, silence_s=15)
    heard: list[Input | Update] = []
    engine = CallEngine(replace(call.parts, cues=True), heard.append)
    call.stream.watch(13.0, engine.hang_up)
    step = engine._session.step
    engine._session.step = lambda event: (heard.append(event), step(event))[1]
    engine.run()
    assert any(isinstance(one, Cue) for one in heard)
    assert not [one for one in heard if isinstance(one, Button)]
