"""Copies of one sound in another, at known lags and levels."""

import numpy as np
import pytest

from voicedrill.speech.bleed import bleed, heard_in_both
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline

SECONDS = 6


def voice(seed: int, level: float = 3000.0, seconds: int = SECONDS) -> np.ndarray:
    """Return noise with the colour and the rhythm of speech."""
    random = np.random.default_rng(seed)
    noise = np.convolve(random.normal(0, 1, seconds * SAMPLE_RATE_HZ), np.ones(6) / 6, "same")
    syllables = np.repeat(random.uniform(0.1, 1.0, seconds * 5), SAMPLE_RATE_HZ // 5)
    return level * noise * syllables / np.sqrt(np.mean((noise * syllables) ** 2))


def copy(sound: np.ndarray, lag_s: float, gain_db: float) -> np.ndarray:
    lag = round(lag_s * SAMPLE_RATE_HZ)
    moved = np.roll(sound, lag)
    if lag > 0:
        moved[:lag] = 0
    elif lag < 0:
        moved[lag:] = 0
    return moved * 10 ** (gain_db / 20)


def samples(sound: np.ndarray) -> Samples:
    return np.rint(sound).astype(np.int16)


@pytest.mark.parametrize("gain_db", [0.0, -10.0, -20.0, -30.0, -40.0])
@pytest.mark.parametrize("lag_s", [0.0, 0.12, SETTINGS.bleed_max_lag_s, -0.05])
def test_lag_and_level_of_a_copy(lag_s: float, gain_db: float) -> None:
    played = voice(1)
    found = bleed(samples(played), samples(copy(played, lag_s, gain_db)))
    assert found is not None
    assert found.lag_s == pytest.approx(lag_s, abs=0.001)
    assert found.gain_db == pytest.approx(gain_db, abs=1.0)


@pytest.mark.parametrize("beyond_s", [0.01, 0.2])
def test_a_copy_that_comes_too_late_is_none(beyond_s: float) -> None:
    played = voice(1)
    assert bleed(samples(played), samples(copy(played, SETTINGS.bleed_max_lag_s + beyond_s, -10.0))) is None


def test_another_voice_is_no_copy_and_hides_none() -> None:
    played, own = voice(1), voice(2)
    assert bleed(samples(played), samples(own)) is None
    found = bleed(samples(played), samples(own + copy(played, 0.1, -15.0)))
    assert found is not None
    assert found.gain_db == pytest.approx(-15.0, abs=1.5)


def test_noise_that_is_louder_than_the_copy() -> None:
    played = voice(1)
    noise = np.random.default_rng(9).normal(0, 300, len(played))
    found = bleed(samples(played), samples(copy(played, 0.1, -20.0) + noise))
    assert found is not None
    assert found.gain_db == pytest.approx(-20.0, abs=1.0)


def test_a_room_with_echoes() -> None:
    played = voice(1)
    heard = sum(copy(played, 0.05 + 0.01 * n, -20.0 - 3 * n) for n in range(6))
    found = bleed(samples(played), samples(np.asarray(heard)))
    assert found is not None
    assert found.lag_s == pytest.approx(0.05, abs=0.001)
    power = sum(10 ** ((-20.0 - 3 * n) / 10) for n in range(6))
    assert found.gain_db == pytest.approx(10 * np.log10(power), abs=1.5)


@pytest.mark.parametrize("empty", [np.zeros(SECONDS * SAMPLE_RATE_HZ), np.zeros(0), np.ones(1000)])
def test_nothing_to_compare(empty: np.ndarray) -> None:
    played = samples(voice(1))
    assert bleed(played, samples(empty)) is None
    assert bleed(samples(empty), played) is None


def two_channels(crosstalk_db: float) -> tuple[Samples, Samples, Timeline, Timeline]:
    """Return a call in turns of six seconds in which the customer is also in the trainee's channel."""
    silence = np.zeros(SECONDS * SAMPLE_RATE_HZ)
    customer = np.concatenate([voice(1), silence, voice(3), silence])
    trainee = np.concatenate([silence, voice(2), silence, voice(4)])
    room = np.random.default_rng(7).normal(0, 5, (2, len(customer)))
    heard = trainee + copy(customer, 0.02, crosstalk_db) + room[0]
    turns = [Interval(n * SECONDS, (n + 1) * SECONDS) for n in range(4)]
    return samples(customer + room[1]), samples(heard), Timeline.of(turns[::2]), Timeline.of(turns[1::2])


@pytest.mark.parametrize("crosstalk_db", [SETTINGS.bleed_max_db - 3, SETTINGS.bleed_max_db + 3])
def test_a_voice_in_both_channels(crosstalk_db: float) -> None:
    level_db = heard_in_both(*two_channels(crosstalk_db))
    assert level_db == pytest.approx(crosstalk_db, abs=1.5)
    assert (level_db > SETTINGS.bleed_max_db) is (crosstalk_db > SETTINGS.bleed_max_db)


def test_it_is_found_in_either_direction() -> None:
    customer, trainee, customer_voice, trainee_voice = two_channels(-10.0)
    assert heard_in_both(trainee, customer, trainee_voice, customer_voice) == pytest.approx(-10.0, abs=1.5)


def test_channels_apart() -> None:
    assert heard_in_both(*two_channels(-120.0)) is None


def test_one_channel_copied() -> None:
    customer, _, voices, _ = two_channels(-120.0)
    assert heard_in_both(customer, customer, voices, voices) == pytest.approx(0.0, abs=0.5)


def test_no_voice_at_all() -> None:
    nothing = np.zeros(SAMPLE_RATE_HZ, np.int16)
    assert heard_in_both(nothing, nothing, Timeline(), Timeline()) is None
