import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import FakeSpeechToText
from fakes.sound import FakeSound, entry

from voicedrill import paths
from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import SilentTrainee
from voicedrill.cli.devices import command
from voicedrill.errors import DeviceError
from voicedrill.history.baselines import BASELINES_JSON, Baselines
from voicedrill.runtime.headset_check import CheckEngines, HeadsetCheck
from voicedrill.runtime.headset_updates import CheckEnded, CheckFinished, HeadsetResult, StepBegan
from voicedrill.speech.baseline import Baseline, Room
from voicedrill.speech.headset_findings import HeadsetFinding
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

DEVICES = importlib.import_module("voicedrill.cli.devices")
CLIPPED = HeadsetFinding("level", "mend", "Your voice was clipped.", "Turn the microphone down.")


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    fake = FakeSound([entry("USB Headset"), entry("Loudspeaker", inputs=0)])
    monkeypatch.setitem(sys.modules, "sounddevice", fake)
    return fake


class Dead(SilentTrainee):
    """A microphone that is off."""

    def hear(self, customer: Samples, t_s: float) -> Samples:
        return np.zeros_like(customer)


def on_stream(monkeypatch: pytest.MonkeyPatch, person: SilentTrainee) -> None:
    """Let the command check a simulated stream."""

    def open_stream(_input: str | None, _output: str | None) -> SimulatedStream:
        stream = SimulatedStream(person)
        stream.input_name, stream.output_name = "USB Headset, ALSA", "Loudspeaker, ALSA"
        return stream

    def load(_progress: object) -> CheckEngines:
        return CheckEngines(FakeSpeechToText(), np.full(SAMPLE_RATE_HZ, 900, np.int16), FakeActivity)

    monkeypatch.setattr(DEVICES, "HeadsetCheck", lambda *args: HeadsetCheck(*args, open_stream, load))


def with_result(monkeypatch: pytest.MonkeyPatch, *found: HeadsetFinding, baseline: Baseline | None) -> None:
    """Let the command find this."""
    result = HeadsetResult("USB Headset, ALSA", "Loudspeaker, ALSA", Room(-60.0), found, baseline, False, xruns=2)

    class Told:
        def __init__(self, _input: object, _output: object, listener: object) -> None:
            self.start = lambda: [listener(one) for one in (StepBegan("read"), CheckFinished(result))]
            self.end = lambda: listener(CheckEnded())
            self.join = lambda: None

    monkeypatch.setattr(DEVICES, "HeadsetCheck", Told)


def test_the_list(sound: FakeSound) -> None:
    result = CliRunner().invoke(command, [])
    assert result.output.splitlines() == [
        "Microphones:",
        "  * USB Headset, ALSA (48000 Hz)",
        "Loudspeakers:",
        "  * USB Headset, ALSA (48000 Hz)",
        "    Loudspeaker, ALSA (48000 Hz)",
    ]


def test_the_list_as_json(sound: FakeSound) -> None:
    listing = json.loads(CliRunner().invoke(command, ["--json"]).output)
    assert listing["inputs"] == [
        {"name": "USB Headset", "host_api": "ALSA", "channels": 1, "default_rate_hz": 48_000, "is_default": True}
    ]
    assert [device["name"] for device in listing["outputs"]] == ["USB Headset", "Loudspeaker"]


def test_no_devices_at_all(sound: FakeSound) -> None:
    sound.entries = []
    assert "Microphones: none. Connect a headset" in CliRunner().invoke(command, []).output


def test_naming_a_device_without_a_check(sound: FakeSound) -> None:
    result = CliRunner().invoke(command, ["--input", "usb"])
    assert result.exit_code == 2
    assert "add --check" in result.output


def test_a_check_of_a_microphone_that_gives_zeros(sound: FakeSound, monkeypatch: pytest.MonkeyPatch) -> None:
    on_stream(monkeypatch, Dead())
    result = CliRunner().invoke(command, ["--check", "--json"])
    check = json.loads(result.stdout)["check"]
    assert check["input"] == "USB Headset"
    assert check["output"] == "Loudspeaker"
    assert check["silent_input"]
    assert check["speech_dbfs"] is None
    assert result.exit_code == 0
    assert check["baseline"] is None
    assert check["findings"][0]["state"] == "mend"
    assert "1 of 4. Say nothing" in result.stderr
    assert Baselines(paths.data_dir()).all() == ()


def test_a_check_in_which_nobody_speaks(sound: FakeSound, monkeypatch: pytest.MonkeyPatch) -> None:
    on_stream(monkeypatch, SilentTrainee())
    result = CliRunner().invoke(command, ["--check"])
    assert "The microphone 'USB Headset' with 'Loudspeaker':" in result.stdout
    assert "x  You were heard for 0 s" in result.stdout
    assert "was not kept" in result.stderr


def test_a_good_check_is_kept(sound: FakeSound, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = Baseline({"speech_rate_wpm": 150.0}, -60.0, -40.0)
    with_result(monkeypatch, HeadsetFinding("level", "ok", "Your voice comes in well."), baseline=baseline)
    result = CliRunner().invoke(command, ["--check"])
    assert result.exit_code == 0
    assert "ok Your voice comes in well." in result.stdout
    assert "Sound was lost 2 times" in result.stdout
    assert "Kept" in result.stderr
    assert "Read this aloud" in result.stderr
    kept = Baselines(paths.data_dir()).find("USB Headset, ALSA")
    assert kept is not None
    assert kept.baseline == baseline.as_mapping()
    assert kept.output_device == "Loudspeaker, ALSA"


def test_a_check_with_something_to_mend_is_not_kept(sound: FakeSound, monkeypatch: pytest.MonkeyPatch) -> None:
    with_result(monkeypatch, CLIPPED, baseline=None)
    result = CliRunner().invoke(command, ["--check"])
    assert "x  Your voice was clipped. Turn the microphone down." in result.stdout
    assert result.exit_code == 0
    assert not (Path(paths.data_dir()) / "baselines.json").exists()


def test_a_damaged_file_is_told_before_the_minute(sound: FakeSound, monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(*_: object) -> HeadsetCheck:
        pytest.fail("the check began")

    monkeypatch.setattr(DEVICES, "HeadsetCheck", begun)
    (paths.data_dir() / BASELINES_JSON).write_text("{", encoding="utf-8")
    assert "is damaged" in str(CliRunner().invoke(command, ["--check"]).exception)
    with_result(monkeypatch, baseline=Baseline({}, -60.0, -40.0))
    assert CliRunner().invoke(command, ["--check"]).exit_code == 0


def test_a_check_without_a_device_is_a_sentence(sound: FakeSound, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_input: str | None, _output: str | None) -> SimulatedStream:
        raise DeviceError("There is no microphone. Plug one in.")

    monkeypatch.setattr(DEVICES, "HeadsetCheck", lambda *args: HeadsetCheck(*args, refuse, lambda _progress: None))
    result = CliRunner().invoke(command, ["--check"])
    assert str(result.exception) == "There is no microphone. Plug one in."
