"""Microphones and loudspeakers: which there are, and finding one by its name."""

import difflib
import importlib
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from voicedrill.errors import DeviceError

Direction = Literal["input", "output"]

_WORD: dict[Direction, str] = {"input": "microphone", "output": "loudspeaker"}

_BEST_API = "Windows WASAPI"
"""PortAudio's own default on Windows is MME, which adds 0.1 s and cuts names off after 31 letters."""


@dataclass(frozen=True, slots=True)
class AudioDevice:
    """A device as PortAudio lists it, seen from one direction.

    Attributes
    ----------
    name, host_api : str
        What to store: `find` takes ``"name, host_api"``. Numbers change when a headset is plugged in.
    channels : int
        Channels in this direction.
    default_rate_hz : int
        The rate the device prefers.
    is_default : bool
        Chosen when no device is named.
    index : int
        PortAudio's number, valid until the next `refresh`.
    """

    name: str
    host_api: str
    channels: int
    default_rate_hz: int
    is_default: bool
    index: int

    @property
    def full_name(self) -> str:
        """Name that also tells one host API from another."""
        return f"{self.name}, {self.host_api}"


def sound_system() -> ModuleType:
    """Return the ``sounddevice`` module, imported only now so that headless commands run without PortAudio.

    Raises
    ------
    DeviceError
        When the PortAudio library is missing or cannot start.
    """
    try:
        return importlib.import_module("sounddevice")
    except ImportError as error:
        raise DeviceError(
            f"The Python package 'sounddevice' is missing or broken ({error}). Install it again."
        ) from None
    except OSError:
        raise DeviceError(
            "The sound library PortAudio is missing. Install it with your system's package manager "
            "(Debian and Ubuntu: sudo apt install libportaudio2) and try again."
        ) from None
    except Exception as error:  # PortAudioError cannot be named before the import has worked
        if type(error).__name__ != "PortAudioError":
            raise
        raise _does_not_start(error) from None


def devices(direction: Direction) -> list[AudioDevice]:
    """Return all devices of one direction, in PortAudio's order; empty when there are none.

    Raises
    ------
    DeviceError
        When there is no sound system.
    """
    sound = sound_system()
    try:
        apis = sound.query_hostapis()
        default = _default_index(sound, apis, direction)
        entries = sound.query_devices()
    except sound.PortAudioError as error:
        raise _does_not_start(error) from None
    found = []
    for index, entry in enumerate(entries):
        channels = entry[f"max_{direction}_channels"]
        if channels > 0:
            api = apis[entry["hostapi"]]["name"]
            rate_hz = round(entry["default_samplerate"])
            found.append(AudioDevice(entry["name"], api, channels, rate_hz, index == default, index))
    return found


def find(direction: Direction, name: str | None = None) -> AudioDevice:
    """Return the device that ``name`` means, or the default one.

    Parameters
    ----------
    direction : {"input", "output"}
        Microphone or loudspeaker.
    name : str or None
        The name, a part of it in any case, or ``"name, host API"``.

    Raises
    ------
    DeviceError
        When there is no such device, or several.
    """
    word = _WORD[direction]
    known = devices(direction)
    if not known:
        raise DeviceError(
            f"No {word} was found. Connect a headset, check that the system's sound settings show it, and try again."
        )
    if name is None:
        return next((device for device in known if device.is_default), known[0])
    wanted = name.strip().casefold()
    exact = [device for device in known if wanted in (device.name.casefold(), device.full_name.casefold())]
    fitting = exact or [device for device in known if wanted in device.full_name.casefold()]
    if len({device.name for device in fitting}) > 1:
        # One device is listed once for each host API, on Windows under slightly different names.
        api = next((device.host_api for device in known if device.is_default), "")
        fitting = [device for device in fitting if device.host_api == api] or fitting
    if not fitting:
        raise DeviceError(f"There is no {word} called '{name}'. {_suggestion(wanted, known)}")
    if len({device.name for device in fitting}) > 1:
        names = ", ".join(f"'{device.full_name}'" for device in fitting)
        raise DeviceError(f"'{name}' may be any of {names}. Give more of the {word}'s name.")
    return max(fitting, key=lambda device: (device.is_default, device.host_api == _BEST_API))


def names(direction: Direction) -> tuple[str, ...]:
    """Return the full names of the devices, each once, the usual one first; raises `DeviceError` as `devices` does."""
    usual_first = sorted(devices(direction), key=lambda device: not device.is_default)
    return tuple(dict.fromkeys(device.full_name for device in usual_first))


def refresh() -> None:
    """Read the device list again: PortAudio's is as old as the program. Ends every open stream, so not in a call.

    Raises
    ------
    DeviceError
        When there is no sound system.
    """
    sound = sound_system()
    try:
        if sound._initialized:  # noqa: SLF001 - sounddevice has no public way, its author names this one
            sound._terminate()  # noqa: SLF001
        sound._initialize()  # noqa: SLF001
    except sound.PortAudioError as error:
        raise _does_not_start(error) from None


def _does_not_start(error: Exception) -> DeviceError:
    return DeviceError(f"The sound system does not start: {error}. Check that it runs and try again.")


def _default_index(sound: ModuleType, apis: tuple[dict[str, object], ...], direction: Direction) -> object:
    best = next((api for api in apis if api["name"] == _BEST_API), None)
    if best is not None and best[f"default_{direction}_device"] != -1:
        return best[f"default_{direction}_device"]
    return sound.default.device[direction]


def _suggestion(wanted: str, known: list[AudioDevice]) -> str:
    names = {device.name.casefold(): device.name for device in known}
    close = difflib.get_close_matches(wanted, names, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{names[close[0]]}'?"
    return "There is: " + ", ".join(f"'{name}'" for name in names.values()) + "."
