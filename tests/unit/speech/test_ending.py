"""How an ending sounds against the same voice's ends of turns, with tones of known level and pitch."""

import numpy as np
import pytest

from voicedrill.speech.ending import Endings
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Interval, Timeline

LEVEL_DBFS = -26.0
PITCH_HZ = 150.0


def _tone(end_db: float = 0.0, pitch_st: float = 0.0) -> np.ndarray:
    """One second of a voice-like tone; its last 0.2 s are ``end_db`` louder than usual."""
    time_s = np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    hz = PITCH_HZ * 2 ** (pitch_st / 12)
    tone = sum(np.sin(2 * np.pi * n * hz * time_s) / n for n in range(1, 8))
    level_db = LEVEL_DBFS + np.where(time_s < 0.8, 0.0, end_db)
    return tone / np.std(tone) * 10 ** (level_db / 20)


def _voice(*tones: np.ndarray, pause_s: float = 2.0) -> tuple[Samples, Timeline]:
    silence = np.zeros(round(pause_s * SAMPLE_RATE_HZ))
    sound = np.concatenate([part for tone in tones for part in (tone, silence)])
    starts_s = [n * (1.0 + pause_s) for n in range(len(tones))]
    return (sound * FULL_SCALE).astype(np.int16), Timeline.of(Interval(at_s, at_s + 1.0) for at_s in starts_s)


USUAL = [_tone()] * 4


def _endings(samples: Samples, voice: Timeline) -> Endings:
    return Endings(SideInput(voice, samples=samples))


@pytest.mark.parametrize(
    ("end_db", "held"),
    [(0.0, -1.0), (1.5, -0.5), (3.0, 0.0), (4.5, 0.5), (7.0, 1.0)],
)
def test_louder_than_the_ends_of_turns_is_held(end_db: float, held: float) -> None:
    endings = _endings(*_voice(*USUAL, _tone(end_db=end_db)))
    assert endings.held(13.0, None) - endings.held(1.0, None) == pytest.approx(held + 1.0, abs=0.05)


@pytest.mark.parametrize(("pitch_st", "held"), [(-4.0, -1.0), (-0.5, -0.5), (1.0, 0.0), (2.5, 0.5), (5.0, 1.0)])
def test_higher_than_the_ends_of_turns_is_held(pitch_st: float, held: float) -> None:
    endings = _endings(*_voice(*USUAL, _tone(pitch_st=pitch_st)))
    assert endings.held(13.0, None) == pytest.approx(held - 1.0, abs=0.1)  # its level says that it is over


def test_a_fall_at_the_very_end_is_no_holding() -> None:
    falling = np.concatenate([_tone(pitch_st=4.0)[: -SAMPLE_RATE_HZ // 5], _tone()[-SAMPLE_RATE_HZ // 5 :]])
    assert _endings(*_voice(*USUAL, falling)).held(13.0, None) == pytest.approx(-4 / 3, abs=0.1)


@pytest.mark.parametrize(("reset_st", "held"), [(-3.0, 1.0), (0.0, 0.5), (2.0, 0.0), (4.0, -0.5), (6.0, -1.0)])
def test_beginning_higher_is_beginning_anew(reset_st: float, held: float) -> None:
    endings = _endings(*_voice(*USUAL, _tone(), _tone(pitch_st=reset_st)))
    assert endings.held(13.0, 15.0) - endings.held(13.0, None) == pytest.approx(held, abs=0.1)


@pytest.mark.parametrize(("turns", "known"), [(2, False), (3, True)])
def test_too_few_turns_tell_nothing(turns: int, known: bool) -> None:
    assert (_endings(*_voice(*USUAL[:turns])).held(1.0, None) != 0.0) is known


def test_short_pauses_end_no_turn() -> None:
    assert _endings(*_voice(*USUAL, pause_s=0.9)).held(1.0, None) == 0.0


def test_a_voice_without_pitch_is_judged_by_its_level_alone() -> None:
    noise = np.random.default_rng(1).normal(0.0, 0.05, SAMPLE_RATE_HZ)
    quiet = [noise * np.where(np.arange(SAMPLE_RATE_HZ) < 12_000, 1.0, 0.1)] * 4
    assert _endings(*_voice(*quiet, noise)).held(13.0, 15.0) == pytest.approx(1.0)


def test_sound_that_ends_before_the_voice_is_silence() -> None:
    samples, voice = _voice(*USUAL)
    assert _endings(samples[: 5 * SAMPLE_RATE_HZ], voice).held(10.0, None) == -1.0
