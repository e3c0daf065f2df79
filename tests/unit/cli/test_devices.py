import importlib
import json
import sys

import numpy as np
import pytest
from click.testing import CliRunner
from fakes.sound import FakeSound, Pump, entry

from voicedrill.audio.duplex_stream import DuplexStream
from voicedrill.cli.devices import command


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    fake = FakeSound([entry("USB Headset"), entry("Loudspeaker", inputs=0)])
    monkeypatch.setitem(sys.modules, "sounddevice", fake)

    def pumped(input_device: str | None, output_device: str | None) -> DuplexStream:
        stream = DuplexStream(input_device, output_device)
        stream._closed = Pump(fake.tick)
        return stream

    monkeypatch.setattr(importlib.import_module("voicedrill.cli.devices"), "DuplexStream", pumped)
    return fake


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


def test_a_check(sound: FakeSound) -> None:
    sound.room = np.full(2_000, 3_277, np.int16)
    result = CliRunner().invoke(command, ["--json", "--check", "--output", "loud"])
    assert json.loads(result.output)["check"] == {
        "input": "USB Headset",
        "output": "Loudspeaker",
        "level_dbfs": pytest.approx(-20.0, abs=0.01),
        "latency_s": 0.06,
        "silent_input": False,
        "xruns": 0,
    }
    assert [stream.closed for stream in sound.streams] == [1, 1]


def test_a_check_in_words(sound: FakeSound) -> None:
    sound.room = np.full(2_000, 3_277, np.int16)
    sound.xrun = True
    told = CliRunner().invoke(command, ["--check"]).output.splitlines()[-1]
    assert told.startswith(
        "The microphone 'USB Headset' hears -20 dBFS. With the loudspeaker 'USB Headset' the sound is 60 ms"
    )
    assert "Sound was lost" in told


def test_a_check_of_a_microphone_that_gives_zeros(sound: FakeSound) -> None:
    sound.room[:] = 0
    assert "gives only zeros" in CliRunner().invoke(command, ["--check"]).output
