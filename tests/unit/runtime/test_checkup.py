from pathlib import Path
from types import SimpleNamespace

import pytest

from voicedrill.errors import DeviceError
from voicedrill.runtime import checkup
from voicedrill.runtime.checkup import Check, check_up
from voicedrill.runtime.voice_offer import CustomerVoices


@pytest.fixture(autouse=True)
def _machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a machine on which everything is well."""
    headset = SimpleNamespace(full_name="USB Headset", is_default=True)
    monkeypatch.setattr(checkup, "devices", lambda direction: [headset])
    monkeypatch.setattr(checkup, "sentence_model", lambda: Path("here"))
    monkeypatch.setattr(checkup, "customer_voices", lambda: CustomerVoices("piper-tts, joe-us", True, 63.2))
    monkeypatch.setattr(checkup, "voice_names", lambda: ["en-us", "en-gb"])
    monkeypatch.setattr(checkup, "ModelStore", lambda folder, manifest: SimpleNamespace(path=lambda name: Path("here")))
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda path: SimpleNamespace(free=9 * 2**30))
    monkeypatch.setattr(checkup.importlib.util, "find_spec", lambda name: object())


def found() -> dict[str, Check]:
    return {check.name: check for check in check_up()}


def test_a_machine_that_is_ready() -> None:
    states = {name: check.state for name, check in found().items()}
    assert states.pop("language") == "notice"
    assert set(states.values()) == {"ok"}
    assert found()["microphone"].found == "USB Headset (1 in all)"


def test_why_no_natural_voice_speaks_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found()["natural voice"].found == "piper-tts, joe-us"
    monkeypatch.setattr(checkup, "customer_voices", lambda: CustomerVoices("eSpeak", False, 63.2))
    assert found()["natural voice"].state == "notice"
    assert "voicedrill models get natural" in found()["natural voice"].found
    monkeypatch.setattr(checkup, "customer_voices", lambda: CustomerVoices("eSpeak", True, 63.2, "It is too slow."))
    assert found()["natural voice"] == Check("natural voice", "notice", "It is too slow.")


def test_the_language_is_said() -> None:
    assert "English only" in found()["language"].found


@pytest.mark.parametrize(
    ("name", "attribute", "value", "state", "says"),
    [
        ("microphone", "devices", lambda direction: [], "problem", "Plug in a headset"),
        (
            "speech model",
            "ModelStore",
            lambda *args: SimpleNamespace(path=lambda name: None),
            "notice",
            "voicedrill models get",
        ),
    ],
)
def test_what_is_missing_comes_with_a_way_out(
    name: str, attribute: str, value: object, state: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, attribute, value)
    assert found()[name].state == state
    assert says in found()[name].found


def test_a_sound_system_that_refuses_is_a_problem_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(direction: str) -> list[object]:
        raise DeviceError("The sound system is missing.")

    monkeypatch.setattr(checkup, "devices", refuse)
    assert found()["loudspeaker"] == Check("loudspeaker", "problem", "The sound system is missing.")


def test_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup.importlib.util, "find_spec", lambda name: None)
    assert found()["window"].state == "problem"


@pytest.mark.parametrize(("free_mb", "state"), [(499, "notice"), (500, "ok"), (501, "ok")])
def test_the_disk_runs_full(free_mb: int, state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup.shutil, "disk_usage", lambda path: SimpleNamespace(free=free_mb * 2**20))
    assert found()["disk"].state == state
