"""The trainee's microphone in a call: when it is off, and when it hears only her echo."""

from dataclasses import replace

import numpy as np

from voicedrill.audio.stream import Block
from voicedrill.speech.samples import Samples
from voicedrill.speech.settings import SETTINGS

_OFF = frozenset({"mute", "hold", "pause"})
_ON: dict[str, set[str]] = {"unmute": {"mute"}, "resume": {"hold", "pause"}, "continue": {"hold", "pause"}}


class Microphone:
    """What of the trainee's sound reaches the line, and what the customer takes for the trainee's voice.

    Parameters
    ----------
    half_duplex : bool
        Without a headset the microphone hears her too, so it is ignored while she speaks and for
        `Settings.echo_s` after it.
    """

    def __init__(self, *, half_duplex: bool) -> None:
        self._half_duplex = half_duplex
        self._off_by: set[str] = set()
        """Buttons that keep the trainee's voice from the line."""
        self._echo_until_s = 0.0

    def press(self, kind: str) -> None:
        """Take a button of the call (`voicedrill.call.events.Button`); most mean nothing here."""
        if kind in _ON:
            self._off_by -= _ON[kind]
        elif kind in _OFF:
            self._off_by.add(kind)

    def on_line(self, block: Block) -> Block:
        """Return the block as it may be kept: nothing of the trainee while the microphone is off."""
        return replace(block, trainee=np.zeros_like(block.trainee)) if self._off_by else block

    def audible(self, samples: Samples, now_s: float, *, she_speaks: bool) -> Samples:
        """Return what can be the trainee's voice in a block that ends at ``now_s`` on the call clock."""
        if she_speaks:
            self._echo_until_s = now_s + SETTINGS.echo_s
        echoes = self._half_duplex and now_s <= self._echo_until_s
        return np.zeros_like(samples) if echoes else samples
