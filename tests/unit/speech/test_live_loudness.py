import numpy as np
import pytest

from voicedrill.audio.stream import BLOCK_S, BLOCK_SAMPLES
from voicedrill.speech.live_loudness import LiveLoudness, LoudnessNow
from voicedrill.speech.samples import FULL_SCALE, Samples
from voicedrill.speech.settings import SETTINGS

USUAL = {"loudness_dbfs": -26.0, "noise_dbfs": -60.0}
SPEECH_S = SETTINGS.loudness_min_s


def sound(dbfs: float) -> Samples:
    """Return a block of a tone at this level."""
    tone = np.sin(2 * np.pi * 200 * np.arange(BLOCK_SAMPLES) / 16_000) * np.sqrt(2)
    return np.round(tone * 10 ** (dbfs / 20) * FULL_SCALE).astype(np.int16)


def hear(loudness: LiveLoudness, dbfs: float, seconds: float, *, voiced: bool, from_s: float = 0.0) -> None:
    for number in range(round(seconds / BLOCK_S)):
        loudness.push(sound(dbfs), from_s + (number + 1) * BLOCK_S, voiced=voiced)


def heard(speech_dbfs: float, noise_dbfs: float | None = -60.0, usual: dict[str, float] = USUAL) -> LoudnessNow:
    loudness = LiveLoudness(usual)
    if noise_dbfs is not None:
        hear(loudness, noise_dbfs, 2.0, voiced=False)
    hear(loudness, speech_dbfs, SPEECH_S + 0.1, voiced=True, from_s=2.0)
    return loudness.now()


@pytest.mark.parametrize("step_db", [-9.0, -6.0, 0.0, 3.0, 6.0])
def test_steps_of_known_size(step_db: float) -> None:
    assert heard(-26.0 + step_db).beside_usual_db == pytest.approx(step_db, abs=0.1)


@pytest.mark.parametrize(("seconds", "told"), [(SPEECH_S - 0.02, False), (SPEECH_S, True), (SPEECH_S + 0.02, True)])
def test_too_little_speech_tells_nothing(seconds: float, told: bool) -> None:
    loudness = LiveLoudness(USUAL)
    hear(loudness, -20.0, seconds, voiced=True)
    assert (loudness.now() != LoudnessNow()) is told


def test_only_the_latest_speech_counts() -> None:
    loudness = LiveLoudness(USUAL)
    hear(loudness, -10.0, 5.0, voiced=True)
    hear(loudness, -32.0, SPEECH_S, voiced=True, from_s=5.0)
    assert loudness.now().beside_usual_db == pytest.approx(-6.0, abs=0.1)
    loudness.forget_speech()
    assert loudness.now() == LoudnessNow()


def test_without_a_usual_nothing_is_compared() -> None:
    assert heard(-10.0, usual={}) == LoudnessNow(trusted=True)


@pytest.mark.parametrize(("snr_db", "trusted"), [(9.9, False), (10.0, True), (10.1, True)])
def test_in_noise_nothing_is_told(snr_db: float, trusted: bool) -> None:
    now = heard(-26.0, -26.0 - snr_db, {"loudness_dbfs": -32.0})
    assert now.trusted is trusted
    assert (now.beside_usual_db is not None) is trusted


@pytest.mark.parametrize(
    ("speech_db", "noise_db", "told"),
    [(8.0, 5.9, True), (8.0, 6.1, False), (-9.0, -6.1, False), (-9.0, 6.1, True), (8.0, -6.1, True)],
)
def test_noise_that_moved_with_the_speech_is_another_microphone_setting(
    speech_db: float, noise_db: float, told: bool
) -> None:
    now = heard(USUAL["loudness_dbfs"] + speech_db, USUAL["noise_dbfs"] + noise_db)
    assert (now.beside_usual_db is not None) is told


def test_clipped_speech_is_told_and_not_compared() -> None:
    now = heard(-4.0)
    assert not now.clipped
    loudness = LiveLoudness(USUAL)
    square = np.where(np.arange(BLOCK_SAMPLES) % 80 < 40, 32_767, -32_768).astype(np.int16)
    for number in range(100):
        loudness.push(square, number * BLOCK_S, voiced=True)
    assert loudness.now() == LoudnessNow(trusted=True, clipped=True)


def test_a_muted_microphone_and_old_noise_say_nothing_of_the_room() -> None:
    loudness = LiveLoudness({"loudness_dbfs": -32.0})
    hear(loudness, -30.0, 2.0, voiced=False)
    for number in range(round((SETTINGS.live_window_s + 1) / BLOCK_S)):
        loudness.push(np.zeros(BLOCK_SAMPLES, np.int16), 2.0 + number * BLOCK_S, voiced=False)
    hear(loudness, -26.0, SPEECH_S, voiced=True, from_s=20.0)
    assert loudness.now().beside_usual_db == pytest.approx(6.0, abs=0.1)
