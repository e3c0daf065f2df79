"""Whatever is given to ``measure``: a number, a stated "not measured" or one sentence, never a traceback."""

import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from fakes.fake_speech_to_text import WORD_S, FakeSpeechToText, spoken

from voicedrill.cli import measure as module
from voicedrill.cli.main import main
from voicedrill.engines.progress import Progress
from voicedrill.errors import EngineError
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

LOUD = 1000
STORY = "i waited three weeks and nobody told me where my parcel is"
ANSWER = "i am sorry to hear that let me look into it now"


class LoudIsVoice:
    """A detector for tests: whatever is loud is voice."""

    def probability(self, samples: Samples) -> float:
        return 0.9 if np.ptp(samples.astype(np.int32)) > 2 * LOUD else 0.02

    def reset(self) -> None:
        """There is nothing to forget."""


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load_speech_to_text", lambda progress: FakeSpeechToText(STORY, ANSWER))
    monkeypatch.setattr(module, "SileroActivity", LoudIsVoice)


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as caught:
        main(["measure", *map(str, arguments), "--json"])
    out, err = capsys.readouterr()
    return caught.value.code, out, err


def _measured(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    code, out, err = _run(capsys, *arguments)
    assert (code, err) == (0, "")
    measured = json.loads(out)
    for side in (measured["customer"], measured["trainee"]):
        empty = [name for name, value in side.items() if value is None]
        assert set(empty) <= set(side["not_measured"]), "a missing value has a reason"
    return measured


def _call(length_s: float = 14.0) -> Samples:
    """Return a customer who speaks from 1.0 s and a trainee who answers from 7.0 s, in a room with some noise."""
    sides = np.rint(np.random.default_rng(7).normal(0.0, 5.0, (2, round(14.0 * SAMPLE_RATE_HZ)))).astype(np.int16)
    for side, text, start_s in ((0, STORY, 1.0), (1, ANSWER, 7.0)):
        line = spoken(text)
        first = round(start_s * SAMPLE_RATE_HZ)
        sides[side, first : first + len(line)] += line
    return sides[:, : round(length_s * SAMPLE_RATE_HZ)]


def _write(path: Path, sound: np.ndarray, rate: int = SAMPLE_RATE_HZ, **form: str) -> Path:
    soundfile.write(path, sound.T, rate, **form)
    return path


def _float(sound: np.ndarray) -> np.ndarray:
    return sound.astype(np.float64) / 32_768


def test_a_sound_recording_for_comparison(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measured = _measured(capsys, _write(tmp_path / "a.wav", _call()))
    assert (measured["customer"]["words"], measured["trainee"]["words"]) == (12, 12)
    assert [turn["speaker"] for turn in measured["turns"]] == ["customer", "trainee"]
    assert measured["overlaps"] == []
    assert measured["gaps"][0]["duration_s"] == pytest.approx(1.2 + (0.4 - WORD_S), abs=0.1)


@pytest.mark.parametrize(
    ("changed", "form"),
    [
        pytest.param(lambda sound: _float(sound) + 0.005, {"subtype": "FLOAT"}, id="DC offset"),
        pytest.param(lambda sound: _float(sound) * 2.0, {"subtype": "FLOAT"}, id="6 dB louder"),
        pytest.param(lambda sound: _float(sound[:, ::2]), {"rate": 8_000}, id="8 kHz"),
        pytest.param(lambda sound: _float(sound).repeat(3, axis=1), {"rate": 48_000}, id="48 kHz"),
    ],
)
def test_what_changes_the_sound_but_not_the_timing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: Callable[[np.ndarray], np.ndarray], form: dict
) -> None:
    measured = _measured(capsys, _write(tmp_path / "a.wav", changed(_call()), **form))
    assert measured["duration_s"] == pytest.approx(14.0, abs=0.001)
    assert [turn["start_s"] for turn in measured["turns"]] == pytest.approx([1.0, 7.0], abs=0.06)
    assert measured["trainee"]["words"] == 12
    assert measured["overlaps"] == []


def test_dc_offset_is_no_loudness(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = _measured(capsys, _write(tmp_path / "a.wav", _call()))
    offset = _measured(capsys, _write(tmp_path / "b.wav", _float(_call()) + 0.1, subtype="FLOAT"))
    for side in ("customer", "trainee"):
        assert offset[side]["loudness_dbfs"] == pytest.approx(plain[side]["loudness_dbfs"], abs=0.1)


def test_clipped_sound_has_no_loudness(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measured = _measured(capsys, _write(tmp_path / "a.wav", _float(_call()) * 30.0, subtype="FLOAT"))
    assert measured["trainee"]["loudness_dbfs"] is None
    assert "clipped" in measured["trainee"]["not_measured"]["loudness_dbfs"]


@pytest.mark.parametrize("silent", [[0], [1], [0, 1]])
def test_silent_channels(tmp_path: Path, capsys: pytest.CaptureFixture[str], silent: list[int]) -> None:
    sound = _call()
    sound[silent] = 0
    measured = _measured(capsys, _write(tmp_path / "a.wav", sound))
    for number, name in enumerate(("customer", "trainee")):
        assert (measured[name]["phonation_s"] == 0.0) == (number in silent)
        assert (measured[name]["not_measured"].get("loudness_dbfs") == "No speech was heard.") == (number in silent)


def test_sides_of_unequal_length(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = _call()
    customer = _write(tmp_path / "c.wav", sound[:1, : 6 * SAMPLE_RATE_HZ])
    trainee = _write(tmp_path / "t.wav", sound[1:])
    measured = _measured(capsys, "--customer", customer, "--trainee", trainee)
    assert measured["duration_s"] == 14.0
    assert (measured["customer"]["words"], measured["trainee"]["words"]) == (12, 12)


@pytest.mark.parametrize("length_s", [0.001, 0.05, 3.0])
def test_short_files(tmp_path: Path, capsys: pytest.CaptureFixture[str], length_s: float) -> None:
    measured = _measured(capsys, _write(tmp_path / "a.wav", _call(length_s)))
    assert measured["duration_s"] == pytest.approx(length_s, abs=0.001)
    assert measured["trainee"]["not_measured"]["speech_rate_wpm"] == "No speech was heard."


def test_a_side_with_two_equal_channels_is_one_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = _call()
    files = [_write(tmp_path / f"{number}.wav", np.stack([side, side])) for number, side in enumerate(sound)]
    assert _measured(capsys, "--customer", files[0], "--trainee", files[1])["trainee"]["words"] == 12


@pytest.mark.parametrize(("riff", "data"), [(36, 0), (None, 0), (None, 4000)])
def test_headers_that_lie_about_the_length(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], riff: int | None, data: int
) -> None:
    content = bytearray(_write(tmp_path / "a.wav", _call()).read_bytes())
    place = content.index(b"data") + 4
    struct.pack_into("<I", content, place, data)
    if riff is not None:
        struct.pack_into("<I", content, 4, riff)
    (tmp_path / "a.wav").write_bytes(content)
    measured = _measured(capsys, tmp_path / "a.wav")
    assert measured["duration_s"] == 14.0
    assert measured["trainee"]["words"] == 12


def _text(path: Path) -> Path:
    path.write_text("Dear all,\n")
    return path


def _empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def _not_a_number(path: Path) -> Path:
    sound = _float(_call())
    sound[1, 5] = np.nan
    return _write(path, sound, subtype="FLOAT")


def _copied(path: Path) -> Path:
    return _write(path, _call()[[0, 0]])


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(lambda path: _write(path, _call()[:1]), "1 channel,", id="mono"),
        pytest.param(lambda path: _write(path, _call()[[0, 1, 0]]), "3 channels,", id="three channels"),
        pytest.param(_copied, "are the same", id="mono as stereo"),
        pytest.param(_text, "not a sound file", id="text"),
        pytest.param(_empty, "not a sound file", id="empty"),
        pytest.param(_not_a_number, "not numbers", id="NaN"),
        pytest.param(lambda path: _write(path, np.zeros((2, 0), np.int16)), "no sound at all", id="no samples"),
        pytest.param(lambda path: path, "no file", id="missing"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], Path], says: str
) -> None:
    code, out, err = _run(capsys, make(tmp_path / "a.wav"))
    assert (code, out) == (2, "")
    assert says in err
    assert "a.wav" in err
    assert err.count("\n") == 1


def test_of_several_inputs_the_good_ones_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [_write(tmp_path / "a.wav", _call()), _text(tmp_path / "b.wav"), _write(tmp_path / "c.wav", _call())]
    code, out, err = _run(capsys, *names)
    assert code == 2
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(names[0]), str(names[2])]
    assert "b.wav" in err.splitlines()[0]
    assert err.splitlines()[1:] == ["voicedrill: 1 of 3 inputs could not be measured."]
    code, out, err = _run(capsys, names[0], names[2])
    assert (code, err) == (0, "")
    assert "file" not in _measured(capsys, names[0])


def test_without_an_engine_no_further_input_is_tried(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(progress: Progress) -> FakeSpeechToText:
        raise EngineError("The model is missing.")

    monkeypatch.setattr(module, "load_speech_to_text", load)
    code, out, err = _run(capsys, *[_write(tmp_path / name, _call()) for name in ("a.wav", "b.wav")])
    assert (code, out, err) == (2, "", "voicedrill: The model is missing.\n")


def test_a_recording_of_both_is_not_one_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both, one = _write(tmp_path / "both.wav", _call()), _write(tmp_path / "one.wav", _call()[:1])
    code, out, err = _run(capsys, "--customer", both, "--trainee", one)
    assert (code, out) == (2, "")
    assert "2 different channels" in err
    code, out, err = _run(capsys, "--customer", one, "--trainee", one)
    assert (code, out) == (2, "")
    assert "the same sound" in err
