"""What holds of voice edges whatever the sound: order, the sparing detector, live and file."""

from unittest.mock import patch

import numpy as np
from fakes.fake_activity import FakeActivity
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.runtime.voice import VoiceFinder, find_voice
from voicedrill.speech.energy_gate import EnergyGate
from voicedrill.speech.samples import Samples

BURSTS = st.lists(
    st.tuples(st.integers(100, 8_000), st.integers(600, 12_000), st.floats(-40.0, -5.0)), min_size=1, max_size=6
)


def sound(bursts: list[tuple[int, int, float]]) -> Samples:
    """Return bursts (silence before, length, level) over faint noise."""
    parts = [part for gap, length, _ in bursts for part in (np.zeros(gap), np.sin(np.arange(length) * 0.12))]
    for place, (_, _, level) in enumerate(bursts):
        parts[2 * place + 1] *= 46_000 * 10 ** (level / 20)
    track = np.concatenate([*parts, np.zeros(5_000)])
    return np.clip(track + np.random.default_rng(2).normal(0, 2, len(track)), -32_768, 32_767).astype(np.int16)


@settings(max_examples=40, deadline=None)
@given(BURSTS)
def test_the_sparing_detector_says_the_same(bursts: list[tuple[int, int, float]]) -> None:
    samples = sound(bursts)
    sparing = find_voice(samples, FakeActivity())
    with patch.object(EnergyGate, "opens", return_value=True):
        assert find_voice(samples, FakeActivity()) == sparing


@settings(max_examples=40, deadline=None)
@given(BURSTS, st.integers(100, 3_000))
def test_voices_follow_each_other_however_the_sound_is_cut(bursts: list[tuple[int, int, float]], block: int) -> None:
    samples = sound(bursts)
    finder = VoiceFinder(FakeActivity(), gate_dbfs=-40.0, in_company=True)
    edges = [edge for part in np.split(samples, range(block, len(samples), block)) for edge in finder.hear(part)]
    assert [edge.kind for edge in edges] == (["start", "end"] * len(edges))[: len(edges)]
    times = [edge.t_s for edge in edges]
    assert times == sorted(times)
    assert VoiceFinder(FakeActivity(), gate_dbfs=-40.0, in_company=True).hear(samples) == edges
