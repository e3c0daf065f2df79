import importlib
import sys

import pytest
from fakes.sound import FakeSound, entry

from voicedrill.audio.devices import AudioDevice, devices, find, refresh
from voicedrill.errors import DeviceError


def _use(monkeypatch: pytest.MonkeyPatch, fake: FakeSound) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", fake)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    fake = FakeSound(
        [
            entry("Jabra Evolve 20"),
            entry("Built-in Microphone", outputs=0),
            entry("Built-in Loudspeaker", inputs=0),
            entry("Jabra Evolve 65"),
        ],
        default=1,
    )
    fake.default.device["output"] = 2
    _use(monkeypatch, fake)
    return fake


def test_each_direction_lists_its_own(desk: FakeSound) -> None:
    assert [device.name for device in devices("input")] == ["Jabra Evolve 20", "Built-in Microphone", "Jabra Evolve 65"]
    assert devices("output")[1] == AudioDevice("Built-in Loudspeaker", "ALSA", 2, 48_000, True, 2)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (None, "Built-in Microphone"),
        ("built", "Built-in Microphone"),
        (" JABRA EVOLVE 65 ", "Jabra Evolve 65"),
        ("65", "Jabra Evolve 65"),
        ("Jabra Evolve 20, ALSA", "Jabra Evolve 20"),
    ],
)
def test_a_device_is_found_by_a_part_of_its_name(desk: FakeSound, name: str | None, found: str) -> None:
    assert find("input", name).name == found


def test_a_name_that_fits_several(desk: FakeSound) -> None:
    with pytest.raises(DeviceError, match="'jabra' may be any of 'Jabra Evolve 20, ALSA', 'Jabra Evolve 65, ALSA'"):
        find("input", "jabra")


def test_a_misspelt_name(desk: FakeSound) -> None:
    with pytest.raises(DeviceError, match=r"no microphone called 'Jabbra Evolv 20'\. Did you mean 'Jabra Evolve 20'\?"):
        find("input", "Jabbra Evolv 20")


def test_a_name_like_no_other(desk: FakeSound) -> None:
    with pytest.raises(DeviceError, match="There is: 'Jabra Evolve 20', 'Built-in Loudspeaker', 'Jabra Evolve 65'"):
        find("output", "zzz")


def test_the_first_device_stands_in_when_there_is_no_default(desk: FakeSound) -> None:
    desk.default.device["input"] = -1
    assert find("input").name == "Jabra Evolve 20"


def test_no_microphone(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(monkeypatch, FakeSound([entry("Loudspeaker", inputs=0)]))
    assert devices("input") == []
    with pytest.raises(DeviceError, match="No microphone was found"):
        find("input")


def test_windows_lists_a_headset_once_an_api_and_the_best_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeSound(
        [entry("Headset (USB Audio Dev", api=0), entry("Headset (USB Audio Device)", api=1), entry("Mic", api=1)],
        apis=["MME", "Windows WASAPI"],
    )
    fake.apis[1] |= {"default_input_device": 2, "default_output_device": 2}
    _use(monkeypatch, fake)
    assert find("input").name == "Mic"
    assert find("input", "headset").host_api == "Windows WASAPI"
    assert find("input", "headset (usb audio dev, mme").host_api == "MME"


def test_windows_without_a_default_still_takes_the_best_api(monkeypatch: pytest.MonkeyPatch) -> None:
    apis = ["MME", "Windows WASAPI", "Windows DirectSound"]
    _use(monkeypatch, FakeSound([entry("Mic", api=api) for api in range(3)], apis=apis, default=-1))
    assert find("input", "mic").host_api == "Windows WASAPI"


def test_several_devices_none_of_them_on_the_usual_api(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [entry("Desk"), entry("Jabra 20", api=1), entry("Jabra 65", api=1)]
    _use(monkeypatch, FakeSound(entries, apis=["ALSA", "JACK"]))
    with pytest.raises(DeviceError, match="'Jabra 20, JACK', 'Jabra 65, JACK'"):
        find("input", "jabra")


def test_the_library_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse_import(monkeypatch, OSError("PortAudio library not found"))
    with pytest.raises(DeviceError, match=r"PortAudio is missing.*libportaudio2"):
        devices("input")


def test_the_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse_import(monkeypatch, ModuleNotFoundError("No module named 'sounddevice'"))
    with pytest.raises(DeviceError, match="'sounddevice' is missing"):
        devices("input")


def test_the_sound_system_does_not_start_at_import(monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse_import(monkeypatch, FakeSound.PortAudioError("Host error"))
    with pytest.raises(DeviceError, match="does not start: Host error"):
        devices("input")


def test_a_bug_at_import_is_no_device_error(monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse_import(monkeypatch, ValueError("bug"))
    with pytest.raises(ValueError, match="bug"):
        devices("input")


def test_refreshing_reads_the_list_again(desk: FakeSound) -> None:
    desk.entries.append(entry("New Headset"))
    refresh()
    assert desk._initialized == 1
    assert find("input", "new").name == "New Headset"


def test_refreshing_without_a_sound_system_and_again_when_it_is_back(desk: FakeSound) -> None:
    desk.fails = "Host error"
    for _ in range(2):
        with pytest.raises(DeviceError, match="does not start: Host error"):
            refresh()
    with pytest.raises(DeviceError, match="does not start"):
        devices("input")
    desk.fails = None
    refresh()
    assert len(devices("input")) == 3


def _refuse_import(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(_name: str) -> None:
        raise error

    monkeypatch.setattr(importlib, "import_module", refuse)
