"""Each step by itself, block by block."""

import numpy as np
import pytest
from fakes.fake_activity import FakeActivity
from fakes.fake_speech_to_text import FakeSpeechToText, spoken

from voicedrill.audio.simulated_stream import SimulatedStream
from voicedrill.audio.simulated_trainee import SilentTrainee
from voicedrill.audio.stream import BLOCK_S, BLOCK_SAMPLES, Block
from voicedrill.errors import DeviceError
from voicedrill.runtime.headset_steps import (
    LATE_S,
    LEAD_S,
    LIMIT_S,
    QUIET_S,
    STOPPED_S,
    TAIL_S,
    WAIT_S,
    ListenStep,
    QuietStep,
    SpeechStep,
    Step,
)
from voicedrill.runtime.transcriber import SteppedTranscriber
from voicedrill.speech.activity import SILENCE_DBFS
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

NOBODY = np.zeros(BLOCK_SAMPLES, np.int16)


def hear(step: Step, sound: Samples) -> int:
    """Let a step hear a sound until it is done; return the blocks it took."""
    blocks = sound[: len(sound) // BLOCK_SAMPLES * BLOCK_SAMPLES].reshape(-1, BLOCK_SAMPLES)
    for number, block in enumerate(blocks):
        if step.done:
            return number
        step.hear(Block(NOBODY, block))
    return len(blocks)


def tone(level: int, seconds: float) -> Samples:
    return np.resize(np.array([level, -level], np.int16), round(seconds * SAMPLE_RATE_HZ))


def speech_step(enough_s: float = 3.0, *, to_the_end: bool = False, text: str = "") -> SpeechStep:
    return SpeechStep(FakeActivity(), SteppedTranscriber(FakeSpeechToText(text)), enough_s, to_the_end=to_the_end)


@pytest.mark.parametrize(("level", "noise_dbfs"), [(0, None), (33, -59.9), (3, -80.8)])
def test_the_noise_of_the_room(level: int, noise_dbfs: float | None) -> None:
    step = QuietStep(FakeActivity())
    assert hear(step, tone(level, 20.0)) == round((LEAD_S + QUIET_S) / BLOCK_S)
    found, neighbours_dbfs = step.levels_dbfs()
    assert neighbours_dbfs is None
    assert found == (noise_dbfs if noise_dbfs is None else pytest.approx(noise_dbfs, abs=0.3))


def flicker() -> Samples:
    """Return what a noise gate lets through: zeros, and now and then a one."""
    sound = np.zeros(20 * SAMPLE_RATE_HZ, np.int16)
    sound[::2000] = 1
    return sound


@pytest.mark.parametrize("offset", [0, 3000, -12_000])
def test_an_offset_is_no_noise(offset: int) -> None:
    for sound, noise_dbfs in ((tone(33, 20.0), -59.9), (tone(0, 20.0), None), (flicker(), SILENCE_DBFS)):
        step = QuietStep(FakeActivity())
        hear(step, sound + np.int16(offset))
        found, _ = step.levels_dbfs()
        assert found == (noise_dbfs if noise_dbfs is None else pytest.approx(noise_dbfs, abs=0.3))


def test_somebody_who_speaks_all_the_time_is_noise_too() -> None:
    step = QuietStep(FakeActivity())
    hear(step, tone(1000, 20.0))
    assert step.levels_dbfs() == (pytest.approx(-30.3, abs=0.3), pytest.approx(-30.3, abs=0.3))


def test_other_people_while_nothing_is_said() -> None:
    step = QuietStep(FakeActivity())
    sound = tone(10, 20.0)
    start = round((LEAD_S + 1.0) * SAMPLE_RATE_HZ)
    sound[start : start + SAMPLE_RATE_HZ] = tone(1000, 1.0)
    hear(step, sound)
    noise_dbfs, neighbours_dbfs = step.levels_dbfs()
    assert noise_dbfs == pytest.approx(-70.3, abs=0.5)
    assert neighbours_dbfs == pytest.approx(-30.3, abs=0.5)


def test_what_is_said_before_the_silence_counts_is_nobody() -> None:
    step = QuietStep(FakeActivity())
    hear(step, np.concatenate([tone(1000, LEAD_S - 0.3), tone(10, 20.0)]))
    assert step.levels_dbfs()[1] is None


def test_the_passage_is_played_once_and_stopped_when_given_up() -> None:
    stream = SimulatedStream(SilentTrainee())
    step = ListenStep(stream, tone(900, 2.0), FakeActivity())
    for number, block in enumerate(stream.blocks()):
        step.hear(block)
        assert 0.0 <= step.fraction <= 1.0
        if number == 20:
            break
    assert not step.done
    step.close()
    rest = [next(stream.blocks()).line for _ in range(20)]
    assert rest[-1] == 0


@pytest.mark.parametrize("begins", [False, True])
def test_a_loudspeaker_that_does_not_play_is_told(begins: bool) -> None:
    stream = SimulatedStream(SilentTrainee())
    stream.output_name = "Loudspeaker, ALSA"
    step = ListenStep(stream, tone(900, 2.0), FakeActivity())
    step.hear(Block(NOBODY, NOBODY))
    step.hear(Block(NOBODY, NOBODY, line=1 if begins else 0))
    stuck = [Block(NOBODY, NOBODY, line=1 if begins else 0)] * round((2.0 + TAIL_S + LATE_S) / BLOCK_S - 2)
    for block in stuck:
        step.hear(block)
    assert not step.done
    with pytest.raises(DeviceError, match="'Loudspeaker, ALSA' does not play"):
        step.hear(stuck[0])


def test_a_text_is_read_to_its_end() -> None:
    text = "one two three four five six seven eight nine ten"
    step = speech_step(2.0, to_the_end=True, text=text)
    sound = np.concatenate([spoken(text), np.zeros(5 * SAMPLE_RATE_HZ, np.int16)])
    blocks = hear(step, sound)
    assert blocks * BLOCK_S == pytest.approx(4.0 + STOPPED_S, abs=0.3)
    assert step.take().measures.words == 10


def test_talking_ends_when_there_is_enough() -> None:
    step = speech_step(2.0)
    assert hear(step, spoken("word " * 20)) * BLOCK_S == pytest.approx(2.0, abs=0.3)
    step.close()
    step.close()


@pytest.mark.parametrize(("sound", "limit_s"), [(tone(0, 100.0), WAIT_S), (spoken("short"), LIMIT_S)])
def test_nobody_waits_for_ever(sound: Samples, limit_s: float) -> None:
    step = speech_step()
    blocks = hear(step, np.concatenate([sound, np.zeros(round(LIMIT_S) * SAMPLE_RATE_HZ, np.int16)]))
    assert blocks * BLOCK_S == pytest.approx(limit_s, abs=0.03)
    step.close()


def test_finishing_by_hand() -> None:
    step = speech_step(text="one two three")
    hear(step, spoken("one two three"))
    assert not step.done
    step.finish()
    assert step.done
    assert step.take().measures.words == 3
