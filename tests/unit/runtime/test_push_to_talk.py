"""A whole call in which the trainee is heard only while a key is held."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes.engine import build

from voicedrill.audio.sound import read_sound
from voicedrill.call.events import Button, CustomerLine, SpeechStart, TraineeTurn
from voicedrill.history.folder import CallFolder, open_call
from voicedrill.runtime.call_engine import PUSH_TO_TALK, CallEngine
from voicedrill.speech.samples import SAMPLE_RATE_HZ
from voicedrill.speech.settings import SETTINGS

GREETING = "good morning you are speaking with sam how can i help"


def run(folder: Path, *held: tuple[float, float]) -> CallFolder:
    """Run a call in which the key is held at these times; the trainee talks whether it is held or not."""
    call = build(folder, GREETING)
    engine = CallEngine(replace(call.parts, push_to_talk=True), call.updates.append)
    for down_s, up_s in held:
        call.stream.watch(down_s, lambda: engine.press("unmute", PUSH_TO_TALK))
        call.stream.watch(up_s, lambda: engine.press("mute", PUSH_TO_TALK))
    call.stream.watch(20.0, engine.hang_up)
    engine.run()
    return open_call(folder)


def turns(folder: CallFolder) -> list[TraineeTurn]:
    return [event for event in folder.events if isinstance(event, TraineeTurn)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "call"


@pytest.fixture
def spoken_s(tmp_path: Path) -> tuple[float, float]:
    """When the trainee of these tests speaks."""
    call = build(tmp_path / "free", GREETING)
    call.stream.watch(20.0, call.engine.hang_up)
    call.engine.run()
    (turn,) = turns(open_call(tmp_path / "free"))
    return turn.start_s, turn.end_s


def test_without_the_key_nothing_is_heard_or_recorded(folder: Path) -> None:
    kept = run(folder)
    assert not turns(kept)
    assert not [event for event in kept.events if isinstance(event, SpeechStart) and event.by == "trainee"]
    assert not read_sound(folder / "audio.wav")[1].any()


def test_what_is_said_while_it_is_held_is_heard_and_answered(folder: Path, spoken_s: tuple[float, float]) -> None:
    start_s, end_s = spoken_s
    kept = run(folder, (start_s - 0.5, end_s + 0.1))
    (turn,) = turns(kept)
    assert turn.text == GREETING
    buttons = [(event.type, event.text) for event in kept.events if isinstance(event, Button)]
    assert buttons == [(kind, PUSH_TO_TALK) for kind in ("mute", "unmute", "mute")]
    answer = next(event for event in kept.events if isinstance(event, CustomerLine) and event.t_s > end_s)
    assert answer.t_s - turn.end_s == pytest.approx(SETTINGS.turn_silence_s, abs=0.1)


def test_releasing_the_key_ends_the_turn(folder: Path, spoken_s: tuple[float, float]) -> None:
    released_s = spoken_s[0] + 2.0
    kept = run(folder, (spoken_s[0] - 0.5, released_s))
    (turn,) = turns(kept)
    assert GREETING.startswith(turn.text)
    assert 3 <= len(turn.words) < len(GREETING.split())
    assert turn.end_s == pytest.approx(released_s, abs=0.1)
    answer = next(event for event in kept.events if isinstance(event, CustomerLine) and event.t_s > released_s)
    assert answer.t_s - released_s <= SETTINGS.turn_open_silence_s + 0.1
    right = read_sound(folder / "audio.wav")[1]
    assert not right[round((released_s + 0.04) * SAMPLE_RATE_HZ) :].any()
    assert np.abs(right[: round(released_s * SAMPLE_RATE_HZ)]).max() > 2000
