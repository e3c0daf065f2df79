"""The process that speaks, with broken programs in its place."""

import json
import sys
import threading
from pathlib import Path

import pytest

from voicedrill.engines.tts_process import TtsProcess
from voicedrill.errors import EngineError

TEXT = "I have been waiting for three weeks."

PROGRAM = """
import json, sys, wave, pathlib, time
request = json.load(sys.stdin)
def write(seconds, sample=b"\\x00\\x10", rate=22050):
    with wave.open(request["file"], "wb") as file:
        file.setnchannels(1); file.setsampwidth(2); file.setframerate(rate)
        file.writeframes(sample * int(seconds * rate))
def reply(**fields):
    print(json.dumps(fields))
"""


def program(body: str, limit_s: float = 20.0) -> TtsProcess:
    return TtsProcess(limit_s, [sys.executable, "-S", "-c", PROGRAM + body])


def test_a_good_answer_is_16_khz_mono() -> None:
    samples = program("write(2.0); reply(voice=request['voice'])").speak(TEXT, "en", 165)
    assert len(samples) == 32_000
    assert samples.dtype == "int16"


def test_the_request_says_it_all() -> None:
    asked = program("reply(**request)").describe()
    assert asked == {"do": "describe"}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("raise SystemExit('the engine is out of breath')", "out of breath"),
        ("pass", "without an answer"),
        ("print('Audio saved')", "without an answer"),
        ("reply(error='SetVoiceByName failed', at='speak')", "SetVoiceByName failed"),
        ("reply(voice='en')", "no sound file"),
        ("pathlib.Path(request['file']).write_text('not sound'); reply(voice='en')", "no sound file"),
        ("write(0); reply(voice='en')", "silent"),
        ("write(2.0, b'\\x00\\x00'); reply(voice='en')", "silent"),
        ("write(0.3); reply(voice='en')", r"lasts 0\.3 s"),
        ("write(30); reply(voice='en')", r"lasts 30\.0 s"),
    ],
)
def test_what_goes_wrong_twice_is_said_plainly(body: str, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        program(body).speak(TEXT, "en", 165)


def test_a_program_that_hangs_is_killed() -> None:
    process = program("time.sleep(60)", limit_s=0.3)
    with pytest.raises(EngineError, match=r"within 0\.3 s"):
        process.speak(TEXT, "en", 165)
    assert not process._running


def test_a_second_attempt_may_succeed(tmp_path: Path) -> None:
    flag = tmp_path / "once"
    body = f"""
flag = pathlib.Path({str(flag)!r})
if not flag.exists():
    flag.touch()
    sys.exit("first attempt")
write(2.0); reply(voice='en')
"""
    assert len(program(body).speak(TEXT, "en", 165)) == 32_000


def test_a_missing_engine_is_not_tried_twice(tmp_path: Path) -> None:
    count = tmp_path / "count"
    body = f"open({str(count)!r}, 'a').write('x'); reply(error='no eSpeak.', at='start')"
    with pytest.raises(EngineError, match="apt install espeak-ng"):
        program(body).describe()
    assert count.read_text() == "x"


@pytest.mark.parametrize(("used", "known"), [("gmw/en+f2", True), ("gmw/en", False)])
def test_an_ignored_variant_is_an_error(used: str, known: bool) -> None:
    process = program(f"write(2.0); reply(voice={json.dumps(used)})")
    if known:
        process.speak(TEXT, "gmw/en+f2", 165)
        return
    with pytest.raises(EngineError, match="variant 'f2'"):
        process.speak(TEXT, "gmw/en+f2", 165)


def test_closing_kills_what_runs_and_refuses_more() -> None:
    process = program("time.sleep(60)")
    errors: list[EngineError] = []

    def speak() -> None:
        with pytest.raises(EngineError, match="closed") as caught:
            process.speak(TEXT, "en", 165)
        errors.append(caught.value)

    thread = threading.Thread(target=speak)
    thread.start()
    while not (running := list(process._running)):
        pass
    process.close()
    thread.join(10)
    assert len(errors) == 1
    assert running[0].returncode is not None
    with pytest.raises(EngineError, match="closed"):
        process.describe()
