"""Who speaks when, with the real detector, on recordings of people reading aloud."""

from pathlib import Path

import numpy as np
import pytest

from voicedrill.audio.sound import read_sound
from voicedrill.engines.silero import SileroActivity
from voicedrill.runtime.voice import find_voice
from voicedrill.speech.energy_gate import EnergyGate
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.timeline import Timeline

PEOPLE = Path("/usr/share/pocketsphinx/test/data/librivox")
"""Debian's package pocketsphinx-testdata; ``make test`` installs it."""

LOUD = 1_600.0
"""RMS amplitude of a sentence."""


class CountingActivity(SileroActivity):
    """Counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def probability(self, samples: Samples) -> float:
        self.asked += 1
        return super().probability(samples)


@pytest.fixture(scope="module")
def sentences() -> list[Samples]:
    files = sorted(PEOPLE.glob("*.wav"))
    assert len(files) == 5, f"{PEOPLE} lacks its recordings; install the package pocketsphinx-testdata"
    return [read_sound(file)[0] for file in files]


def times(voice: Timeline) -> list[float]:
    return [time for one in voice for time in (one.start_s, one.end_s)]


def scene(sentences: list[Samples], *parts: tuple[int, float], pause_s: float = 2.0) -> Samples:
    """Return sentences (number, gain in dB) with noise between and under them."""
    pause = np.zeros(round(pause_s * SAMPLE_RATE_HZ))
    pieces = [pause]
    for number, gain_db in parts:
        speech = sentences[number] - sentences[number].mean()
        pieces += [speech * (LOUD / speech.std() * 10 ** (gain_db / 20)), pause]
    track = np.concatenate(pieces)
    return np.rint(track + np.random.default_rng(4).normal(0, 12, len(track))).astype(np.int16)


def spans(sentences: list[Samples], *numbers: int, pause_s: float = 2.0) -> list[tuple[float, float]]:
    at_s, found = pause_s, []
    for number in numbers:
        found.append((at_s, at_s + len(sentences[number]) / SAMPLE_RATE_HZ))
        at_s = found[-1][1] + pause_s
    return found


def inside(voice: Timeline, start_s: float, end_s: float) -> float:
    return voice.within(start_s, end_s).total_s / (end_s - start_s)


def test_the_detector_rests_in_silence_and_finds_the_same(
    sentences: list[Samples], monkeypatch: pytest.MonkeyPatch
) -> None:
    samples = scene(sentences, (1, 0.0), (4, 0.0), pause_s=4.0)
    activity, every = CountingActivity(), CountingActivity()
    sparing = find_voice(samples, activity)
    monkeypatch.setattr(EnergyGate, "opens", lambda gate, level_dbfs: True)
    assert times(sparing) == pytest.approx(times(find_voice(samples, every)), abs=0.02)
    assert activity.asked < 0.6 * every.asked


def test_a_neighbour_opens_no_turn(sentences: list[Samples]) -> None:
    samples = scene(sentences, (1, 0.0), (0, -15.0), (4, 0.0), (3, -14.0))
    voice = find_voice(samples, SileroActivity())
    own, other, again, others = spans(sentences, 1, 0, 4, 3)
    assert min(inside(voice, *own), inside(voice, *again)) > 0.6
    assert inside(voice, *other) == inside(voice, *others) == 0.0


def test_in_a_room_alone_soft_speech_is_heard(sentences: list[Samples]) -> None:
    samples = scene(sentences, (0, 0.0), (2, 0.0), (3, 0.0), (4, -9.0))
    assert inside(find_voice(samples, SileroActivity()), *spans(sentences, 0, 2, 3, 4)[3]) > 0.6


@pytest.mark.parametrize("kind", ["offset", "clipped", "hiss", "tones"])
def test_foreign_sound_is_understood(sentences: list[Samples], kind: str) -> None:
    samples = scene(sentences, (1, 0.0)).astype(np.float64)
    time_s = np.arange(len(samples)) / SAMPLE_RATE_HZ
    changed = {
        "offset": samples + 6_000,
        "clipped": samples * 20,
        "hiss": samples + np.random.default_rng(5).normal(0, 300, len(samples)),
        "tones": samples + 400 * np.sin(2 * np.pi * 440 * time_s) + 400 * np.sin(2 * np.pi * 660 * time_s),
    }[kind]
    voice = find_voice(np.clip(np.rint(changed), -32_768, 32_767).astype(np.int16), SileroActivity())
    (own,) = spans(sentences, 1)
    assert inside(voice, *own) > 0.6
    assert inside(voice, 0.0, own[0] - 0.1) == 0.0
