"""When the microphone is off, and when it hears only her echo."""

import numpy as np
import pytest

from voicedrill.audio.stream import BLOCK_SAMPLES, Block
from voicedrill.runtime.microphone import Microphone
from voicedrill.speech.settings import SETTINGS

LOUD = np.full(BLOCK_SAMPLES, 900, np.int16)
EPSILON_S = 1e-6


@pytest.mark.parametrize(
    ("pressed", "on"),
    [
        ("", True),
        ("mute", False),
        ("mute unmute", True),
        ("unmute", True),
        ("hold", False),
        ("hold resume", True),
        ("pause", False),
        ("pause continue", True),
        ("hold unmute", False),
        ("hold pause continue", True),
        ("hold pause resume", True),
        ("mute hold resume", False),
        ("mute hold resume unmute", True),
        ("repeat supervisor note cue", True),
    ],
)
def test_what_switches_it_off_and_on(pressed: str, on: bool) -> None:
    microphone = Microphone(half_duplex=False)
    for kind in pressed.split():
        microphone.press(kind)
    kept = microphone.on_line(Block(LOUD, LOUD, line=3))
    assert kept.trainee.any() == on
    assert kept.customer.all()
    assert kept.line == 3


@pytest.mark.parametrize(("after_s", "heard"), [(-EPSILON_S, False), (0.0, False), (EPSILON_S, True)])
def test_without_a_headset_her_echo_is_not_taken_for_the_trainee(after_s: float, heard: bool) -> None:
    microphone = Microphone(half_duplex=True)
    assert microphone.audible(LOUD, 1.0, she_speaks=False).any()
    assert not microphone.audible(LOUD, 2.0, she_speaks=True).any()
    assert microphone.audible(LOUD, 2.0 + SETTINGS.echo_s + after_s, she_speaks=False).any() == heard


def test_with_a_headset_the_trainee_is_heard_while_she_speaks() -> None:
    assert Microphone(half_duplex=False).audible(LOUD, 2.0, she_speaks=True).all()
