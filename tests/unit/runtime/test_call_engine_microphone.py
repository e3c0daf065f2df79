"""What the engine tells of the microphone."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from fakes.engine import build

from voicedrill.runtime.call_engine import TOO_SOFT, CallEngine
from voicedrill.runtime.updates import Update, Warned
from voicedrill.speech.settings import SETTINGS


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


def test_a_microphone_without_any_sound_is_told_once(engine: CallEngine, told: list[Update]) -> None:
    engine._watch_microphone()
    assert told == []
    engine._parts.stream.silent_input = True
    engine._watch_microphone()
    engine._watch_microphone()
    assert [type(update) for update in told] == [Warned]


@pytest.mark.parametrize(
    ("waits_since_s", "shut_out_s", "warns"),
    [
        (-SETTINGS.answer_slow_s, SETTINGS.shut_out_s, True),
        (-SETTINGS.answer_slow_s, SETTINGS.shut_out_s - 0.01, False),
        (0.01 - SETTINGS.answer_slow_s, SETTINGS.shut_out_s, False),
        (None, SETTINGS.shut_out_s, False),  # she is not waiting: others may well talk
    ],
)
def test_a_voice_that_is_shut_out_while_she_waits_is_pointed_out(
    engine: CallEngine, told: list[Update], waits_since_s: float | None, shut_out_s: float, warns: bool
) -> None:
    engine._session = SimpleNamespace(waits_since_s=waits_since_s)
    engine._parts = replace(engine._parts, ears=SimpleNamespace(shut_out_s=shut_out_s))
    engine._watch_microphone()
    engine._watch_microphone()
    assert told == ([Warned(TOO_SOFT)] if warns else [])
