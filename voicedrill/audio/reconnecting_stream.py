"""A stream whose devices can be changed in the middle of a call."""

from collections.abc import Callable, Iterator

from voicedrill.audio.devices import names, refresh
from voicedrill.audio.stream import Block, CallStream
from voicedrill.speech.samples import Samples

OpenDevices = Callable[[str | None, str | None], CallStream]
"""Opens a microphone and a loudspeaker by name; None for the system's usual one. Raises `DeviceError`."""


class ReconnectingStream:
    """A `voicedrill.audio.stream.CallStream` that another one can follow; the call clock stands still in between.

    Parameters
    ----------
    open_devices : callable
        Opens the devices.
    input_device, output_device : str or None
        The first ones.

    Raises
    ------
    voicedrill.errors.DeviceError
        When a device is missing or refuses.
    """

    def __init__(self, open_devices: OpenDevices, input_device: str | None, output_device: str | None) -> None:
        self._open_devices = open_devices
        self._stream = open_devices(input_device, output_device)

    @property
    def half_duplex(self) -> bool:
        """Whether the microphone must be ignored while the customer speaks."""
        return self._stream.half_duplex

    @half_duplex.setter
    def half_duplex(self, half_duplex: bool) -> None:
        self._stream.half_duplex = half_duplex

    @property
    def silent_input(self) -> bool:
        """Whether the microphone gives nothing but zeros."""
        return self._stream.silent_input

    @property
    def latency_s(self) -> float:
        """The way out to the ear and back in from the mouth."""
        return self._stream.latency_s

    @property
    def input_name(self) -> str:
        """Full name of the microphone."""
        return self._stream.input_name

    @property
    def output_name(self) -> str:
        """Full name of the loudspeaker."""
        return self._stream.output_name

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the present devices; to be called again after `reconnect`."""
        return self._stream.blocks()

    def play(self, samples: Samples) -> int:
        """Start to play samples; return the ticket."""
        return self._stream.play(samples)

    def stop(self, fade_s: float = 0.05) -> None:
        """Fade out and stop what plays."""
        self._stream.stop(fade_s)

    def close(self) -> None:
        """Release the devices."""
        self._stream.close()

    def look(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Let go of the devices and return the names of the microphones and loudspeakers that are there now.

        Raises
        ------
        voicedrill.errors.DeviceError
            When there is no sound system any more.
        """
        self._stream.close()
        refresh()
        return names("input"), names("output")

    def reconnect(self, input_device: str | None, output_device: str | None) -> None:
        """Go on with these devices.

        Raises
        ------
        voicedrill.errors.DeviceError
            When a device is missing or refuses.
        """
        half_duplex = self._stream.half_duplex
        self._stream.close()
        refresh()
        self._stream = self._open_devices(input_device, output_device)
        self._stream.half_duplex = half_duplex
