"""A stand-in for the ``sounddevice`` module: streams whose callbacks run when the test says so."""

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

IN_LATENCY_S = 0.02
OUT_LATENCY_S = 0.04


def entry(name: str, inputs: int = 1, outputs: int = 2, api: int = 0, rate_hz: float = 48_000.0) -> dict[str, Any]:
    """Return a device as sounddevice lists it."""
    return {
        "name": name,
        "hostapi": api,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": rate_hz,
    }


class PortAudioError(Exception):
    """As in sounddevice."""


class CallbackStop(Exception):  # noqa: N818 - as in sounddevice
    """As in sounddevice."""


@dataclass
class FakeStream:
    """One direction; remembers what was played."""

    sound: "FakeSound"
    direction: str
    samplerate: int
    channels: int
    callback: Callable[..., None]
    blocksize: int = 320
    latency: float = 0.0
    active: bool = False
    closed: int = 0
    played: list[npt.NDArray[np.int16]] = field(default_factory=list)

    def start(self) -> None:
        if self.sound.refuses_to_start:
            raise PortAudioError("Unanticipated host error")
        self.active = True

    def close(self, ignore_errors: bool = True) -> None:
        self.active = False
        self.closed += 1


class Pump(threading.Event):
    """In place of waiting for the devices, runs them: put it where a stream keeps its closing event."""

    def __init__(self, tick: Callable[[], None]) -> None:
        super().__init__()
        self._tick = tick

    def wait(self, timeout: float | None = None) -> bool:
        self._tick()
        return self.is_set()


class FakeSound:
    """The module. The microphone hears what the loudspeaker played three ticks before, plus ``room``.

    Parameters
    ----------
    devices : iterable of dict
        As `sounddevice.query_devices` gives them.
    """

    PortAudioError = PortAudioError
    CallbackStop = CallbackStop

    def __init__(self, devices: Iterable[dict[str, Any]], apis: Iterable[str] = ("ALSA",), default: int = 0) -> None:
        self.entries = list(devices)
        self.apis = [{"name": name, "default_input_device": default, "default_output_device": default} for name in apis]
        self.default = SimpleNamespace(device={"input": default, "output": default})
        self.refused_hz: set[int] = set()
        self.refuses_to_start = False
        self.fails: str | None = None
        self.tells_times = True
        self.xrun = False
        self.room: npt.NDArray[np.int16] = np.ones(2_000, np.int16)
        self.streams: list[FakeStream] = []
        self.ticks = 0
        self._initialized = 1
        self._buffer = np.zeros((2_000, 1), np.int16)

    def query_devices(self) -> list[dict[str, Any]]:
        if self.fails:
            raise PortAudioError(self.fails)
        return self.entries

    def query_hostapis(self) -> list[dict[str, Any]]:
        return self.apis

    def _terminate(self) -> None:
        self._initialized -= 1

    def _initialize(self) -> None:
        if self.fails:
            raise PortAudioError(self.fails)
        self._initialized += 1

    def InputStream(self, **settings: Any) -> FakeStream:
        return self._opened("input", IN_LATENCY_S, **settings)

    def OutputStream(self, **settings: Any) -> FakeStream:
        return self._opened("output", OUT_LATENCY_S, **settings)

    def _opened(
        self, direction: str, latency_s: float, samplerate: int, channels: int, callback: Any, **rest: Any
    ) -> FakeStream:
        if samplerate in self.refused_hz:
            raise PortAudioError("Invalid sample rate")
        blocksize = rest.get("blocksize", 320)
        stream = FakeStream(self, direction, samplerate, channels, callback, blocksize, latency_s)
        self.streams.append(stream)
        return stream

    def tick(self) -> None:
        """Run the callbacks of all active streams once."""
        now_s = 1.0 + self.ticks * 0.02 if self.tells_times else 0.0
        self.ticks += 1
        time = SimpleNamespace(currentTime=now_s, inputBufferAdcTime=0.0, outputBufferDacTime=0.0)
        if self.tells_times:
            time.inputBufferAdcTime = now_s - IN_LATENCY_S
            time.outputBufferDacTime = now_s + OUT_LATENCY_S
        status = SimpleNamespace(input_overflow=self.xrun, output_underflow=False)
        for stream in [stream for stream in self.streams if stream.active]:
            try:
                if stream.direction == "input":
                    stream.callback(self._heard(stream.blocksize), stream.blocksize, time, status)
                else:
                    out = np.full((stream.blocksize, stream.channels), 99, np.int16)
                    stream.callback(out, stream.blocksize, time, status)
                    stream.played.append(out)
            except CallbackStop:
                stream.active = False

    def _heard(self, count: int) -> npt.NDArray[np.int16]:
        """Return the same buffer every time, as PortAudio does."""
        heard = self._buffer[:count]
        heard[:, 0] = self.room[:count]
        for stream in self.streams:
            if stream.direction == "output" and len(stream.played) >= 3 and stream.blocksize == count:
                heard[:, 0] += stream.played[-3][:, 0]
        return heard
