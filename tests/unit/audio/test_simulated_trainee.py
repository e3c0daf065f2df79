from collections.abc import Sequence

import numpy as np
import pytest

from voicedrill.audio.simulated_trainee import FileTrainee, ScriptedTrainee, SilentTrainee, TraineeSource, Utterance
from voicedrill.audio.stream import BLOCK_S, BLOCK_SAMPLES
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

VOICE = np.full(BLOCK_SAMPLES, 3_000, np.int16)
SILENCE = np.zeros(BLOCK_SAMPLES, np.int16)


def _speech(seconds: float, level: int = 5_000) -> Samples:
    return np.full(round(seconds * SAMPLE_RATE_HZ), level, np.int16)


def _spoken(trainee: TraineeSource, customer: Sequence[tuple[bool, float]]) -> list[tuple[float, float]]:
    """Return the intervals in which the trainee spoke while the customer spoke and was silent as told."""
    blocks = [speaks for speaks, seconds in customer for _ in range(round(seconds / BLOCK_S))]
    voiced = [
        np.abs(trainee.hear(VOICE if speaks else SILENCE, number * BLOCK_S)).max() > 100
        for number, speaks in enumerate(blocks)
    ]
    edges = np.flatnonzero(np.diff([False, *voiced, False]))
    return [(round(a * BLOCK_S, 2), round(b * BLOCK_S, 2)) for a, b in edges.reshape(-1, 2)]


def test_the_silent_trainee_is_never_digital_zero_and_never_loud() -> None:
    trainee = SilentTrainee()
    sound = np.concatenate([trainee.hear(VOICE, number * BLOCK_S) for number in range(50)]).astype(float)
    assert 20 * np.log10(np.sqrt(np.mean(sound**2)) / 32_768) == pytest.approx(-70, abs=1)
    assert trainee.done


@pytest.mark.parametrize(
    ("after_s", "start_s"), [(0.0, 1.6), (0.6, 1.6), (0.62, 1.62), (2.0, 3.0)]
)  # the customer falls silent at 1.0
def test_an_utterance_waits_for_the_end_of_the_line(after_s: float, start_s: float) -> None:
    trainee = ScriptedTrainee([Utterance(_speech(0.5), after_s)])
    [(start, end)] = _spoken(trainee, [(True, 1.0), (False, 5.0)])
    assert start == pytest.approx(start_s, abs=BLOCK_S)
    assert end - start == pytest.approx(0.5, abs=BLOCK_S)
    assert trainee.done


def test_a_pause_inside_the_line_is_no_end() -> None:
    trainee = ScriptedTrainee([Utterance(_speech(0.5))])
    [(start, _)] = _spoken(trainee, [(True, 1.0), (False, 0.5), (True, 1.0), (False, 2.0)])
    assert start == pytest.approx(3.1, abs=BLOCK_S)


def test_nothing_is_said_before_the_customer_has_spoken() -> None:
    trainee = ScriptedTrainee([Utterance(_speech(0.5))])
    assert _spoken(trainee, [(False, 5.0)]) == []
    assert not trainee.done


def test_the_next_utterance_waits_for_the_customers_answer() -> None:
    trainee = ScriptedTrainee([Utterance(_speech(0.5)), Utterance(_speech(0.3))])
    customer = [(True, 1.0), (False, 6.0), (True, 1.0), (False, 3.0)]
    first, second = _spoken(trainee, customer)
    assert first[0] == pytest.approx(1.6, abs=BLOCK_S)
    assert second[0] == pytest.approx(8.6, abs=BLOCK_S)


def test_a_customer_who_cut_in_and_fell_silent_again_has_not_answered() -> None:
    trainee = ScriptedTrainee([Utterance(_speech(2.0)), Utterance(_speech(0.3))])
    customer = [(True, 1.0), (False, 1.0), (True, 0.4), (False, 4.0)]
    assert len(_spoken(trainee, customer)) == 1
    assert not trainee.done


def test_coming_into_the_line() -> None:
    trainee = ScriptedTrainee([Utterance(_speech(0.5), into_s=1.2)])
    [(start, _)] = _spoken(trainee, [(False, 1.0), (True, 4.0), (False, 1.0)])
    assert start == pytest.approx(2.2, abs=BLOCK_S)


def test_coming_into_a_line_that_is_too_short_comes_after_it() -> None:
    trainee = ScriptedTrainee([Utterance(_speech(0.5), into_s=3.0)])
    [(start, _)] = _spoken(trainee, [(True, 1.0), (False, 5.0)])
    assert start == pytest.approx(1.6, abs=BLOCK_S)


def test_two_comings_into_one_line() -> None:
    trainee = ScriptedTrainee([Utterance(_speech(0.4), into_s=1.0), Utterance(_speech(0.4), into_s=2.0)])
    spoken = _spoken(trainee, [(True, 4.0), (False, 1.0)])
    assert [start for start, _ in spoken] == pytest.approx([1.0, 2.0], abs=BLOCK_S)


def test_the_file_is_spoken_whole_after_the_first_line() -> None:
    trainee = FileTrainee(_speech(2.0), start_after_s=1.0)
    customer = [(True, 1.0), (False, 1.5), (True, 1.0), (False, 3.0)]
    [(start, end)] = _spoken(trainee, customer)
    assert (start, end) == (pytest.approx(2.0, abs=BLOCK_S), pytest.approx(4.0, abs=BLOCK_S))
    assert trainee.done


def test_full_scale_speech_is_not_wrapped_by_the_noise() -> None:
    trainee = FileTrainee(_speech(1.0, 32_767))
    for number in range(200):
        block = trainee.hear(VOICE if number < 10 else SILENCE, number * BLOCK_S)
        assert block.min() > -100
