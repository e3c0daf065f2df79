"""When somebody speaks: edges, the sparing detector, other people; in files and live."""

import numpy as np
import pytest
from fakes.fake_activity import FakeActivity

from voicedrill.runtime.voice import SparingActivity, VoiceFinder, find_voice, hear_out
from voicedrill.speech.activity import CHUNK_SAMPLES
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline

GATE_DBFS = -26.0


def sound(length_s: float, *bursts: tuple[float, float, float], noise: float = 3.0, offset: int = 0) -> Samples:
    """Return noise with bursts of (start, end, RMS level in dBFS), all over an offset."""
    samples = np.random.default_rng(1).normal(offset, noise, round(length_s * SAMPLE_RATE_HZ))
    for start_s, end_s, level in bursts:
        first, last = round(start_s * SAMPLE_RATE_HZ), round(end_s * SAMPLE_RATE_HZ)
        tone = np.sin(2 * np.pi * 300 * np.arange(last - first) / SAMPLE_RATE_HZ)
        samples[first:last] += tone * 2**0.5 * 32_768 * 10 ** (level / 20)
    return np.clip(np.rint(samples), -32_768, 32_767).astype(np.int16)


def times(voice: Timeline) -> list[float]:
    return [time for one in voice for time in (one.start_s, one.end_s)]


def live(
    samples: Samples, block: int = 320, gate_dbfs: float | None = None, *, in_company: bool = False
) -> list[float]:
    finder = VoiceFinder(FakeActivity(), gate_dbfs, in_company=in_company)
    blocks = np.split(samples, range(block, len(samples), block))
    return [edge.t_s for one in blocks for edge in finder.hear(one)]


@pytest.mark.parametrize("start_s", [1.0, 1.01, 1.02, 1.03])
def test_edges_are_finer_than_the_detectors_chunks(start_s: float) -> None:
    voice = find_voice(sound(3.0, (start_s, 2.01, -15.0)), FakeActivity())
    assert times(voice) == pytest.approx([start_s, 2.01], abs=0.0101)


@pytest.mark.parametrize("block", [320, 160, 1_024, 777])
def test_live_sound_and_a_file_have_the_same_edges(block: int) -> None:
    samples = sound(6.0, (0.5, 1.2, -15.0), (1.4, 2.0, -20.0), (3.3, 4.9, -12.0))
    assert live(samples, block) == times(find_voice(samples, FakeActivity())) != []


def test_an_offset_changes_nothing() -> None:
    burst = (1.0, 2.0, -15.0)
    quiet = FakeActivity()
    assert len(find_voice(sound(3.0, offset=10_000), quiet)) == 0
    assert times(find_voice(sound(3.0, burst, offset=10_000), FakeActivity())) == pytest.approx([1.0, 2.0], abs=0.0201)


@pytest.mark.parametrize("length_s", [0.0, 0.01, 0.04])
def test_almost_no_sound_is_no_voice(length_s: float) -> None:
    assert find_voice(sound(length_s), FakeActivity()) == Timeline()


def test_a_voice_at_the_end_ends_with_the_sound() -> None:
    assert times(find_voice(sound(2.01, (1.0, 2.01, -15.0)), FakeActivity()))[-1] == 2.01


def test_silence_is_not_given_to_the_detector_but_the_sound_before_a_voice_is() -> None:
    samples = sound(10.0, (8.0, 9.0, -15.0))
    activity = FakeActivity()
    find_voice(samples, activity)
    assert activity.chunks * CHUNK_SAMPLES / SAMPLE_RATE_HZ == pytest.approx(1.0 + 0.26 + 0.3, abs=0.15)


def test_a_chunk_that_was_missed_is_heard_before_the_next_one() -> None:
    class Remembering(FakeActivity):
        heard: list[int] = []  # noqa: RUF012

        def probability(self, samples: Samples) -> float:
            self.heard.append(int(samples[0]))
            return super().probability(samples)

    sparing = SparingActivity(Remembering())
    for mark in range(1, 21):
        sparing.hear(np.full(CHUNK_SAMPLES, mark, np.int16))
    loud = sound(CHUNK_SAMPLES / SAMPLE_RATE_HZ, (0.0, 0.032, -10.0))
    assert sparing.hear(loud)[0] == 1.0
    assert Remembering.heard == [*range(13, 21), int(loud[0])]


OWN = [(1.0, 3.0, -18.0), (8.0, 10.0, -18.0)]


def test_other_people_open_no_turn_in_a_recording() -> None:
    samples = sound(20.0, *OWN, (4.0, 6.5, -36.0), (11.0, 14.0, -34.0))
    assert times(find_voice(samples, FakeActivity())) == pytest.approx([1.0, 3.0, 8.0, 10.0], abs=0.0201)


def test_a_soft_word_is_kept_where_nobody_else_speaks() -> None:
    samples = sound(20.0, *OWN, (5.0, 5.3, -34.0))
    assert len(find_voice(samples, FakeActivity())) == 3


@pytest.mark.parametrize(("level", "voices"), [(-20.0, 1), (-19.0, 2)])  # 6.5 dB above the gate is loud
def test_a_given_gate_keeps_out_what_is_not_loud(level: float, voices: int) -> None:
    samples = sound(5.0, (1.0, 2.0, -15.0), (3.0, 4.0, level))
    assert len(live(samples, gate_dbfs=GATE_DBFS, in_company=True)) == 2 * voices


def test_others_do_not_prolong_the_voice() -> None:
    samples = sound(20.0, *OWN, (3.0, 7.0, -34.0), (10.0, 15.0, -34.0))
    assert times(find_voice(samples, FakeActivity())) == pytest.approx([1.0, 3.0, 8.0, 10.0], abs=0.1)


def test_a_live_gate_is_learned_from_what_was_heard() -> None:
    samples = sound(20.0, *OWN, (11.0, 12.5, -34.0), (14.0, 15.0, -34.0), (16.0, 18.0, -18.0))
    assert live(samples)[-2:] == pytest.approx([16.0, 18.0], abs=0.0201)
    assert not [time for time in live(samples) if 13.5 < time < 15.5]


def test_loud_noise_only_opens_the_gate() -> None:
    samples = sound(6.0, (2.0, 4.0, -15.0), noise=1_000.0)
    activity = FakeActivity()
    (one,) = find_voice(np.where(np.abs(samples) > 32_000, 0, samples).astype(np.int16), activity)
    assert isinstance(one, Interval)


def test_a_recording_tells_of_company_and_its_gate() -> None:
    alone = hear_out(sound(20.0, *OWN), FakeActivity())
    assert (alone.in_company, alone.gate_dbfs) == (False, None)
    noisy = hear_out(sound(20.0, *OWN, (4.0, 6.5, -36.0), (11.0, 14.0, -34.0)), FakeActivity())
    assert noisy.in_company
    assert noisy.gate_dbfs == pytest.approx(-18.0 - SETTINGS.gate_below_db, abs=0.3)


@pytest.mark.parametrize(("in_company", "voices"), [(False, 2), (True, 0)])
def test_who_speaks_more_softly_than_in_the_check_is_heard_where_nobody_else_is(in_company: bool, voices: int) -> None:
    samples = sound(20.0, (1.0, 6.0, -27.0), (8.0, 14.0, -27.0))
    assert len(live(samples, gate_dbfs=GATE_DBFS, in_company=in_company)) == 2 * voices


def test_voice_that_is_shut_out_is_counted_until_the_own_voice_is_heard() -> None:
    finder = VoiceFinder(FakeActivity(), GATE_DBFS, in_company=True)
    finder.hear(sound(5.0, (1.0, 3.0, -34.0)))
    assert finder.shut_out_s == pytest.approx(2.0, abs=0.1)
    finder.hear(sound(2.0, (0.5, 1.5, -15.0)))
    assert finder.shut_out_s == 0.0
