"""The wiring of the real program to the window."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes.window import HARTLEY, shelf
from PySide6.QtWidgets import QApplication

from bench.window import OURS
from voicedrill import app, paths, program
from voicedrill.audio import devices as audio_devices
from voicedrill.audio.devices import AudioDevice
from voicedrill.errors import UserError
from voicedrill.ui.ports import CallChoice
from voicedrill.ui.preferences import CallLook, Preferences
from voicedrill.ui.theme import Appearance


def test_shelf_has_the_shipped_customers_and_tells_of_a_broken_file() -> None:
    own = paths.data_dir() / "personas"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(f"schema_version: 1\nid: {HARTLEY['id']}\n", encoding="utf-8")
    shelf = program.Program().shelf()
    assert shelf.customers
    assert [one.path.name for one in shelf.broken] == ["mine.yaml"]
    assert shelf.broken[0].message.startswith("mine.yaml:")


def test_devices_are_named_once_with_the_usual_one_first(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        AudioDevice("Built-in", "ALSA", 2, 48_000, False, 0),
        AudioDevice("Jabra", "ALSA", 1, 16_000, True, 1),
        AudioDevice("Jabra", "ALSA", 1, 16_000, False, 2),
    ]
    monkeypatch.setattr(program, "refresh", lambda: None)
    monkeypatch.setattr(audio_devices, "devices", lambda direction: found if direction == "input" else [])
    devices = program.Program().devices()
    assert devices.inputs == ("Jabra, ALSA", "Built-in, ALSA")
    assert devices.outputs == ()


def test_without_a_display_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match=r"no display here.*voicedrill call"):
        app.run()


def test_preferences_survive_and_a_damaged_file_is_harmless(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    first = Preferences(path)
    first.appearance = Appearance.DARK
    choice = CallChoice(shelf().customers[0], "parcel", 1, "Jabra, ALSA", None, headset=False, keep="words", line="bad")
    first.remember_call(choice)
    first.call_look = CallLook(face=False, projector=True)
    first.text_percent, first.purpose, first.still = 150, "teaching", True
    del first
    second = Preferences(path)
    assert second.appearance is Appearance.DARK
    assert second.devices == ("Jabra, ALSA", None)
    assert not second.headset
    assert (second.keep, second.line, second.push_to_talk) == ("words", "bad", False)
    assert second.call_look == CallLook(captions=True, own_words=False, face=False, projector=True)
    assert (second.text_percent, second.purpose, second.still) == (150, "teaching", True)
    path.write_text(
        "[General]\nappearance=purple\nheadset=perhaps\ntext_percent=1e9\npurpose=fun\nplace=x\n", encoding="utf-8"
    )
    third = Preferences(path)
    third._settings.sync()
    assert third.appearance is Appearance.SYSTEM
    assert (third.text_percent, third.purpose, third.call_look) == (100, "", CallLook())
    assert third.place.isEmpty()


def test_the_whole_program_opens_and_shows_its_customers(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[General]\npurpose=calls\n", encoding="utf-8")
    told = os.environ | {"VOICEDRILL_DATA_DIR": str(tmp_path), "BEGAN": "0"}
    done = subprocess.run(
        [sys.executable, "-c", OURS], env=told, check=False, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 2
    assert not done.stderr
