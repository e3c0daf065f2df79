"""What the engine makes of the microphone: an echo without a headset, and a microphone that is off."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from fakes.engine import build

from voicedrill.audio.stream import BLOCK_S, Block
from voicedrill.runtime.call_engine import ECHO_S, CallEngine
from voicedrill.runtime.updates import Update, Warned

LOUD = Block(np.full(320, 900, np.int16), np.full(320, 900, np.int16))


@pytest.fixture
def told() -> list[Update]:
    return []


@pytest.fixture
def engine(tmp_path: Path, told: list[Update]) -> CallEngine:
    call = build(tmp_path / "call", "hello")
    call.parts.speaker.close()
    call.parts.writer.close()
    if call.parts.recording is not None:
        call.parts.recording.close()
    stream = SimpleNamespace(half_duplex=True, silent_input=False)
    return CallEngine(replace(call.parts, stream=stream, speaker=SimpleNamespace(speaking=True)), told.append)


def test_without_a_headset_her_echo_is_not_taken_for_the_trainee(engine: CallEngine) -> None:
    assert not engine._audible(LOUD).any()
    engine._parts.speaker.speaking = False
    engine._blocks = round(ECHO_S / BLOCK_S) - 1
    assert not engine._audible(LOUD).any()
    engine._blocks += 3
    assert engine._audible(LOUD).any()


def test_with_a_headset_the_trainee_is_heard_while_she_speaks(engine: CallEngine) -> None:
    engine._parts.stream.half_duplex = False
    assert engine._audible(LOUD).any()


def test_a_microphone_without_any_sound_is_told_once(engine: CallEngine, told: list[Update]) -> None:
    engine._warn_of_silence()
    assert told == []
    engine._parts.stream.silent_input = True
    engine._warn_of_silence()
    engine._warn_of_silence()
    assert [type(update) for update in told] == [Warned]
