"""Plays a clip: "hear it" beside a finding."""

from typing import Any

import numpy as np
import numpy.typing as npt

from voicedrill.audio.devices import find, sound_system
from voicedrill.audio.player import Player
from voicedrill.audio.resampling import resampled
from voicedrill.errors import DeviceError
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples


class ClipPlayer:
    """Plays one clip at a time on a loudspeaker; the device is free between clips.

    Parameters
    ----------
    output_device : str or None
        Name as `voicedrill.audio.devices.find` takes it; None for the default.
    """

    def __init__(self, output_device: str | None = None) -> None:
        self._output_device = output_device
        self._player = Player()
        self._stream: Any = None

    @property
    def playing(self) -> bool:
        """True until the clip has been heard to its end."""
        return self._stream is not None and bool(self._stream.active)

    def play(self, samples: npt.NDArray[np.int16]) -> None:
        """Play a clip from its start, in place of the one that plays; returns at once.

        Parameters
        ----------
        samples : ndarray of int16, shape (n,) or (channels, n)
            At 16 kHz; the channels are heard together in both ears.

        Raises
        ------
        voicedrill.errors.DeviceError
            When there is no loudspeaker or it refuses.
        """
        self.close()
        sound = sound_system()
        device = find("output", self._output_device)
        clip = _mixed(samples)
        refusal = ""
        for rate_hz in dict.fromkeys([SAMPLE_RATE_HZ, device.default_rate_hz]):
            self._player = Player(rate_hz)
            self._player.play(resampled(clip, SAMPLE_RATE_HZ, rate_hz))
            settings = {"samplerate": rate_hz, "dtype": "int16", "latency": "high"}
            try:
                self._stream = sound.OutputStream(
                    device=device.index, channels=min(2, device.channels), callback=self._render, **settings
                )
                self._stream.start()
            except sound.PortAudioError as error:
                refusal = str(error).splitlines()[0]
                self.close()
            else:
                return
        raise DeviceError(
            f"The loudspeaker '{device.name}' cannot be opened ({refusal}). "
            "Close other programs that use it or choose another device."
        )

    def stop(self) -> None:
        """Fade out; no effect when nothing plays."""
        self._player.stop()

    def close(self) -> None:
        """Stop at once and release the device; safe to call twice."""
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close(ignore_errors=True)

    def _render(self, outdata: npt.NDArray[np.int16], frames: int, _time: Any, _status: Any) -> None:
        block, line = self._player.next_block(frames)
        outdata[:] = block[:, np.newaxis]
        if not line:
            raise sound_system().CallbackStop  # sounddevice's way to end a stream once all of it was heard


def _mixed(samples: npt.NDArray[np.int16]) -> Samples:
    rows = np.atleast_2d(samples)
    mixed: Samples = np.clip(rows.sum(axis=0, dtype=np.int32), -32_768, 32_767).astype(np.int16)
    return mixed
