import numpy as np
import pytest

from voicedrill.speech.activity import CHUNK_S, CHUNK_SAMPLES, Edge
from voicedrill.speech.level_gate import LevelGate
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.voice_edges import VoiceEdges

QUIET, LOUD = 2.0, 5_000.0


def noise(*parts: tuple[float, float]) -> Samples:
    """Return noise of the given amplitudes and lengths."""
    random = np.random.default_rng(3)
    return np.concatenate([random.normal(0, amplitude, round(s * SAMPLE_RATE_HZ)) for amplitude, s in parts]).astype(
        np.int16
    )


def edges_of(samples: Samples, voiced: list[tuple[float, float]]) -> list[Edge]:
    """Push the sound with a detector that is certain in the given times."""
    edges, found = VoiceEdges(LevelGate()), []
    for number, chunk in enumerate(samples[: len(samples) // CHUNK_SAMPLES * CHUNK_SAMPLES].reshape(-1, CHUNK_SAMPLES)):
        at_s = (number + 0.5) * CHUNK_S
        found.append(edges.push(chunk, float(any(a <= at_s < b for a, b in voiced)), level_dbfs(chunk)))
    return [edge for edge in [*found, edges.finish()] if edge is not None]


@pytest.mark.parametrize("before_s", [0.5, 2.0, 20.0])
def test_edges_lie_where_the_sound_begins_and_ends(before_s: float) -> None:
    samples = noise((QUIET, before_s), (LOUD, 1.0), (QUIET, 1.0))
    start, end = edges_of(samples, [(before_s + 0.1, before_s + 0.9)])
    assert start == Edge("start", pytest.approx(before_s, abs=0.0101))
    assert end == Edge("end", pytest.approx(before_s + 1.0, abs=0.0101))


def test_a_voice_never_begins_before_the_last_one_has_ended() -> None:
    samples = noise((QUIET, 1.0), (LOUD, 0.64), (QUIET, 0.06), (LOUD, 0.9), (QUIET, 0.5))  # a closure in the gap
    times = [edge.t_s for edge in edges_of(samples, [(1.0, 1.5), (1.77, 2.6)])]
    assert times == sorted(times)
    assert len(times) == 4


def test_silence_has_no_edges() -> None:
    assert edges_of(noise((QUIET, 1.0)), []) == []
