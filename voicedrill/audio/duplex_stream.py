"""A call through a real microphone and loudspeaker."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from voicedrill.audio.alignment import Aligner
from voicedrill.audio.devices import AudioDevice, find, sound_system
from voicedrill.audio.player import Player
from voicedrill.audio.resampling import resampled
from voicedrill.audio.stream import BLOCK_S, Block
from voicedrill.audio.telephone import Line, telephone
from voicedrill.errors import DeviceError
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

LOST_S = 1.0
"""Time without a callback after which the device is gone."""

START_S = 5.0
"""The same for the first callback: Bluetooth headsets and sound servers take seconds to wake up."""

SILENT_INPUT_S = 2.0
"""Exact zeros for so long mean a microphone without permission; a real one always has some noise."""

_POLL_S = 0.005
_MAX_LATENCY_S = 2.0
_OTHER_RATES_HZ = (48_000, 44_100)


class _Heard(NamedTuple):
    """What one callback brought from the microphone."""

    samples: Samples
    now_s: float
    distance_s: float
    xrun: bool


class _Played(NamedTuple):
    """What one callback took to the loudspeaker."""

    samples: Samples
    line: int
    now_s: float
    distance_s: float
    xrun: bool


class DuplexStream:
    """A `voicedrill.audio.stream.CallStream` on the machine's devices.

    Each direction is a PortAudio stream of its own, since a common one needs one host API and one rate, and
    breaks under PulseAudio; the times of their callbacks bring them together. A device that refuses 16 kHz
    is opened at a rate it takes: lines are resampled before they are played, the microphone by the thread
    that reads `blocks`. The callbacks only copy.

    Parameters
    ----------
    input_device, output_device : str or None
        Names as `voicedrill.audio.devices.find` takes them; None for the default.
    half_duplex : bool
        The trainee has no headset: the microphone hears the loudspeaker.
    line : Line
        What the customer sounds like; the recording keeps her as she was rendered.

    Raises
    ------
    voicedrill.errors.DeviceError
        When a device is missing or refuses.
    """

    def __init__(
        self,
        input_device: str | None = None,
        output_device: str | None = None,
        half_duplex: bool = False,
        line: Line = "clear",
    ) -> None:
        self.half_duplex = half_duplex
        self._line = line
        self._lines_played = 0
        self.microphone = find("input", input_device)
        self.loudspeaker = find("output", output_device)
        self._heard: deque[_Heard] = deque()
        self._played: deque[_Played] = deque()
        self._closed = threading.Event()
        self._zeros_s: float | None = 0.0
        self._streams: list[Any] = []
        sound = sound_system()
        input_rate_hz = self._open(sound.InputStream, self.microphone, 1, self._capture)
        # Two channels where possible: some systems play a single one on the left ear only.
        output_rate_hz = self._open(
            sound.OutputStream, self.loudspeaker, min(2, self.loudspeaker.channels), self._render
        )
        self._player = Player(output_rate_hz)
        self._input_latency_s, self._output_latency_s = (stream.latency for stream in self._streams)
        self._aligner = Aligner(input_rate_hz, output_rate_hz)

    @property
    def latency_s(self) -> float:
        """The way out to the ear and back in from the mouth, as measured; already taken out of the blocks."""
        return self._aligner.latency_s

    @property
    def input_name(self) -> str:
        """Name and host API of the microphone."""
        return self.microphone.full_name

    @property
    def output_name(self) -> str:
        """Name and host API of the loudspeaker."""
        return self.loudspeaker.full_name

    @property
    def silent_input(self) -> bool:
        """True when the microphone has given nothing but zeros, for 2 s at least: it is off or not permitted."""
        return self._zeros_s is not None and self._zeros_s >= SILENT_INPUT_S

    def blocks(self) -> Iterator[Block]:
        """Start the devices and yield blocks until the stream is closed.

        Raises
        ------
        voicedrill.errors.DeviceError
            When the devices do not start, or give nothing for a second.
        """
        self._start()
        heard_s = played_s = time.monotonic() + START_S - LOST_S
        while not self._closed.is_set():
            now_s = time.monotonic()
            heard_s = now_s if self._take_heard() else heard_s
            played_s = now_s if self._take_played() else played_s
            if now_s - min(heard_s, played_s) > LOST_S:
                raise self._gone()
            while not self._closed.is_set() and (block := self._aligner.take()):
                yield block
            self._closed.wait(_POLL_S)  # polled, for the callback must not take the lock of an event

    def play(self, samples: Samples) -> int:
        """Start ``samples`` at once, in place of whatever plays; return the ticket."""
        self._lines_played += 1
        heard = telephone(samples, line=self._line, seed=self._lines_played)
        kept, heard = (resampled(one, SAMPLE_RATE_HZ, self._player.rate_hz) for one in (samples, heard))
        return self._player.play(kept, heard)

    def stop(self, fade_s: float = 0.05) -> None:
        """Fade out and stop what plays."""
        self._player.stop(fade_s)

    def close(self) -> None:
        """Release the devices and end `blocks`; safe to call twice and from another thread."""
        self._closed.set()
        streams, self._streams = self._streams, []
        for stream in streams:
            stream.close(ignore_errors=True)

    def _open(
        self, stream_type: Callable[..., Any], device: AudioDevice, channels: int, callback: Callable[..., None]
    ) -> int:
        """Open one direction; return its rate."""
        refusal = ""
        for rate_hz in dict.fromkeys([SAMPLE_RATE_HZ, device.default_rate_hz, *_OTHER_RATES_HZ]):
            settings = {
                "samplerate": rate_hz,
                "blocksize": round(rate_hz * BLOCK_S),
                "dtype": "int16",
                "latency": "low",
            }
            try:
                stream = stream_type(device=device.index, channels=channels, callback=callback, **settings)
            except sound_system().PortAudioError as error:
                refusal = refusal or str(error)
            else:
                self._streams.append(stream)
                return rate_hz
        self.close()
        raise DeviceError(
            f"'{device.name}' cannot be opened ({refusal}). "
            "Close other programs that use it, allow this program to use it, or choose another device."
        )

    def _start(self) -> None:
        try:
            for stream in self._streams:
                stream.start()
        except sound_system().PortAudioError as error:
            self.close()
            raise DeviceError(
                f"The microphone '{self.microphone.name}' or the loudspeaker '{self.loudspeaker.name}' does not start "
                f"({error}). Check that it is connected and not in use, or choose another device."
            ) from None

    # The callbacks: no locks, no logging, nothing that can raise.

    def _capture(self, indata: npt.NDArray[np.int16], _frames: int, t: Any, status: Any) -> None:
        age_s = t.currentTime - t.inputBufferAdcTime
        if not (t.inputBufferAdcTime and 0.0 < age_s < _MAX_LATENCY_S):  # not every host API tells
            age_s = self._input_latency_s
        self._heard.append(_Heard(indata[:, 0].copy(), time.monotonic(), -age_s, status.input_overflow))

    def _render(self, outdata: npt.NDArray[np.int16], frames: int, t: Any, status: Any) -> None:
        ahead_s = t.outputBufferDacTime - t.currentTime
        if not (t.outputBufferDacTime and 0.0 < ahead_s < _MAX_LATENCY_S):
            ahead_s = self._output_latency_s
        (kept, heard), line = self._player.next_rows(frames)
        outdata[:] = heard[:, np.newaxis]
        self._played.append(_Played(kept, line, time.monotonic(), ahead_s, status.output_underflow))

    def _take_heard(self) -> bool:
        """Hand what the microphone brought to the aligner; False when it brought nothing."""
        count = len(self._heard)
        for _ in range(count):
            block = self._heard.popleft()
            self._watch_for_zeros(block.samples)
            self._aligner.add_input(*block)
        return count > 0

    def _take_played(self) -> bool:
        """Hand what went to the loudspeaker to the aligner; False when nothing went."""
        count = len(self._played)
        for _ in range(count):
            self._aligner.add_output(*self._played.popleft())
        return count > 0

    def _watch_for_zeros(self, samples: Samples) -> None:
        if self._zeros_s is not None:
            self._zeros_s = None if samples.any() else self._zeros_s + BLOCK_S

    def _gone(self) -> DeviceError:
        return DeviceError(
            f"The microphone '{self.microphone.name}' or the loudspeaker '{self.loudspeaker.name}' is gone. "
            "Connect it again or choose another device."
        )
