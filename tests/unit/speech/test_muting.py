import numpy as np
import pytest

from voicedrill.speech.muting import muted_outside
from voicedrill.speech.timeline import Interval, Timeline

SOUND = np.ones(32_000, np.int16)


@pytest.mark.parametrize(
    ("voice", "kept"),
    [
        ([], []),
        ([(1.0, 1.5)], [(12_800, 27_200)]),
        ([(0.05, 0.2), (1.95, 2.0)], [(0, 6_400), (28_000, 32_000)]),
    ],
)
def test_only_the_voice_and_a_little_around_it_is_left(
    voice: list[tuple[float, float]], kept: list[tuple[int, int]]
) -> None:
    expected = np.zeros_like(SOUND)
    for first, last in kept:
        expected[first:last] = 1
    muted = muted_outside(SOUND, Timeline.of(Interval(*one) for one in voice))
    assert np.array_equal(muted, expected)
    assert muted.dtype == np.int16


def test_a_part_of_a_sound_keeps_its_place() -> None:
    voice = Timeline.of([Interval(1.0, 1.5)])
    assert np.array_equal(muted_outside(SOUND[16_000:], voice, start_s=1.0), muted_outside(SOUND, voice)[16_000:])
