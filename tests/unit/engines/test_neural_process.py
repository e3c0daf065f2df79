"""The process that speaks naturally, with broken programs in its place."""

import sys
import threading
from pathlib import Path

import pytest

from voicedrill.engines.neural_process import NeuralProcess
from voicedrill.errors import EngineError

MODEL = Path("voice.onnx")

PROGRAM = """
import json, sys, wave, pathlib, time, os
def write(seconds, sample=b"\\x00\\x10", rate=22050):
    with wave.open(request["file"], "wb") as file:
        file.setnchannels(1); file.setsampwidth(2); file.setframerate(rate)
        file.writeframes(sample * int(seconds * rate))
def reply(**fields):
    print(json.dumps(fields), flush=True)
for number, line in enumerate(sys.stdin):
    request = json.loads(line)
"""


def program(body: str, limit_s: float = 20.0) -> NeuralProcess:
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    return NeuralProcess(limit_s, [sys.executable, "-S", "-c", PROGRAM + indented])


def spoken(process: NeuralProcess) -> int:
    return len(process.speak("I have been waiting.", MODEL, 1.0, 2.0))


def test_one_child_speaks_all_lines_and_ends_when_closed() -> None:
    process = program("write(number + 1.0); reply()")
    assert [spoken(process) for _ in range(3)] == [16_000, 32_000, 48_000]
    child = process._child
    assert child
    process.close()
    assert child.returncode is not None
    with pytest.raises(EngineError, match="closed"):
        process.load(MODEL)


def test_the_request_says_it_all(tmp_path: Path) -> None:
    kept = tmp_path / "requests"
    process = program(f"open({str(kept)!r}, 'a').write(line); request['do'] == 'speak' and write(2.0); reply()")
    process.load(MODEL)
    spoken(process)
    process.close()
    load, speak = kept.read_text().splitlines()
    assert load == '{"do": "load", "model": "voice.onnx", "limit_s": 40.0}'
    assert speak.startswith(
        '{"do": "speak", "model": "voice.onnx", "text": "I have been waiting.", "length_scale": 1.0'
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("raise SystemExit('out of breath')", "out of breath"),
        ("os._exit(3)", "without an answer"),
        ("print('hello', flush=True)", "without an answer"),
        ("reply(error='bad phoneme', at='speak')", "bad phoneme"),
        ("reply()", "no sound file"),
        ("pathlib.Path(request['file']).write_text('not sound'); reply()", "no sound file"),
        ("write(2.0, b'\\x00\\x00'); reply()", "silent"),
        ("write(0.2); reply()", r"lasts 0\.2 s"),
    ],
)
def test_what_goes_wrong_twice_is_said_plainly_and_leaves_no_child(body: str, says: str) -> None:
    process = program(body)
    with pytest.raises(EngineError, match=f"could not speak the line 'I have been waiting.' naturally: .*{says}"):
        spoken(process)
    assert process._child is None


def test_a_child_that_hangs_is_killed() -> None:
    process = program("time.sleep(60)", limit_s=0.2)
    with pytest.raises(EngineError, match=r"within 0\.2 s"):
        process.load(MODEL)
    assert process._child is None


def test_a_line_has_its_own_length_more_time() -> None:
    process = program("time.sleep(60)", limit_s=0.2)
    with pytest.raises(EngineError, match=r"within 0\.3 s"):
        process.speak("No.", MODEL, 1.0, 0.1)


def test_a_fresh_child_does_better(tmp_path: Path) -> None:
    flag = tmp_path / "once"
    process = program(f"""
flag = pathlib.Path({str(flag)!r})
if number == 1 and not flag.exists():
    flag.touch()
    os.abort()
write(2.0); reply()""")
    assert [spoken(process) for _ in range(3)] == [32_000, 32_000, 32_000]
    assert flag.exists()
    process.close()


def test_an_engine_that_is_not_there_is_not_tried_twice(tmp_path: Path) -> None:
    count = tmp_path / "count"
    process = program(f"open({str(count)!r}, 'a').write('x'); reply(error='No module named piper.', at='start')")
    with pytest.raises(EngineError, match=r"No module named piper\. Run `pip install \"voicedrill\[neural\]\"`"):
        process.load(MODEL)
    assert count.read_text() == "x"


def test_much_complaining_blocks_nothing() -> None:
    process = program("sys.stderr.write('warning\\n' * 100_000); write(2.0); reply()")
    assert spoken(process) == 32_000
    process.close()


def test_closing_kills_what_is_at_work() -> None:
    process = program("time.sleep(60)")
    errors: list[EngineError] = []

    def speak() -> None:
        with pytest.raises(EngineError, match="closed") as caught:
            spoken(process)
        errors.append(caught.value)

    thread = threading.Thread(target=speak)
    thread.start()
    while not (child := process._child):
        pass
    process.close()
    thread.join(10)
    assert len(errors) == 1
    assert child.returncode is not None
