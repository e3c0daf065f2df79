import numpy as np
import pytest

from voicedrill.speech.pieces import voiced_pieces
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ
from voicedrill.speech.settings import Settings
from voicedrill.speech.timeline import Interval, Timeline

SETTINGS = Settings(piece_s=4.0, piece_margin_s=0.5)
SAMPLES = (np.arange(20 * SAMPLE_RATE_HZ) % 1000).astype(np.int16)


def _spans(*stretches: tuple[float, float]) -> list[tuple[float, float]]:
    voice = Timeline.of(Interval(*one) for one in stretches)
    return [
        (piece.start_s, piece.start_s + len(piece.sound) / SAMPLE_RATE_HZ)
        for piece in voiced_pieces(SAMPLES, voice, SETTINGS)
    ]


@pytest.mark.parametrize(
    ("stretches", "spans"),
    [
        ([], []),
        ([(5.0, 6.0)], [(4.5, 6.5)]),
        ([(5.0, 6.0), (6.99, 7.5)], [(4.5, 8.0)]),
        ([(5.0, 6.0), (7.0, 7.5)], [(4.5, 6.5), (6.5, 8.0)]),
        ([(0.2, 1.0)], [(0.0, 1.5)]),
        ([(19.0, 25.0)], [(18.5, 20.0)]),
        ([(5.0, 14.0)], [(4.5, 8.5), (8.5, 12.5), (12.5, 14.5)]),
        ([(30.0, 31.0)], []),
    ],
)
def test_pieces(stretches: list[tuple[float, float]], spans: list[tuple[float, float]]) -> None:
    assert _spans(*stretches) == spans


def test_a_piece_is_the_sound_without_its_mean() -> None:
    (piece,) = voiced_pieces(SAMPLES, Timeline.of([Interval(5.0, 6.0)]), SETTINGS)
    plain = SAMPLES[round(4.5 * SAMPLE_RATE_HZ) : round(6.5 * SAMPLE_RATE_HZ)] / FULL_SCALE
    assert np.allclose(piece.sound, plain - plain.mean())
