"""The command's contract: what goes where, and which sentence comes for which mistake."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from voicedrill.audio.sound import write_sound
from voicedrill.cli import measure as module
from voicedrill.cli.measure_text import as_text
from voicedrill.errors import UserError
from voicedrill.speech.measure import measure
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word


def _run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(module.command, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def _refused(*arguments: str | Path) -> str:
    with pytest.raises(UserError) as caught:
        CliRunner().invoke(
            module.command, [str(one) for one in arguments], catch_exceptions=False, standalone_mode=False
        )
    return str(caught.value)


def _file(path: Path, channels: int) -> Path:
    write_sound(path, np.zeros((channels, 16_000), np.int16))
    return path


def test_thresholds_are_explained() -> None:
    text = _run("--explain")
    assert "terminal_s" in text
    assert "0.5 s" in text
    thresholds = json.loads(_run("--explain", "--json"))["thresholds"]
    assert {"name", "value", "unit", "meaning", "source"} == set(thresholds[0])


@pytest.mark.parametrize(("channels", "words"), [(1, "1 channel,"), (3, "3 channels,")])
def test_speakers_must_be_on_their_own_channels(tmp_path: Path, channels: int, words: str) -> None:
    message = _refused(_file(tmp_path / "a.wav", channels))
    assert words in message
    assert "--customer" in message


def test_wrong_combinations(tmp_path: Path) -> None:
    file = _file(tmp_path / "a.wav", 2)
    assert "Nothing to measure" in _refused()
    assert "One side is missing" in _refused("--customer", file)
    assert "not both" in _refused(file, "--customer", file, "--trainee", file)
    assert "no_such" in _refused(tmp_path / "no_such.wav")
    assert "call folder" in _refused(tmp_path)


def test_text_for_people() -> None:
    customer = SideInput(Timeline.of([Interval(0.0, 5.0)]), tuple(Word("hello", n / 2, n / 2 + 0.5) for n in range(10)))
    trainee = SideInput(Timeline.of([Interval(2.0, 4.5)]), (Word("wait", 2.0, 4.5),))
    text = as_text(measure(20.0, customer, trainee), "a.wav")
    assert text.startswith("a.wav\n20.0 s")
    assert "the trainee while the customer spoke: came in and took over once" in text
    assert "dead air of 15.0 s" in text
    assert "not measured for the trainee" in text
