import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.engines.word_times import expected_duration_s, spoken_words, word_times
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples


def sound(*parts: float) -> Samples:
    """Noise for each positive length, silence for each negative one, in seconds."""
    noise = np.random.default_rng(1).integers(-8000, 8000, 10 * SAMPLE_RATE_HZ)
    pieces = [
        noise[: round(part * SAMPLE_RATE_HZ)] if part > 0 else np.zeros(round(-part * SAMPLE_RATE_HZ)) for part in parts
    ]
    return np.concatenate(pieces).astype(np.int16)


def test_words_keep_their_punctuation_and_lone_signs_join_the_word_before() -> None:
    assert spoken_words("No — really, no!") == ["No —", "really,", "no!"]


def test_words_on_both_sides_of_a_pause_end_and_start_at_it() -> None:
    words = word_times("Hello there, I waited.", sound(0.8, -0.3, 0.6))
    assert [word.word for word in words] == ["Hello", "there,", "I", "waited."]
    assert words[1].end_s == pytest.approx(0.8, abs=0.006)
    assert words[2].start_s == pytest.approx(1.1, abs=0.006)
    assert words[-1].end_s == pytest.approx(1.7, abs=0.006)


@pytest.mark.parametrize(("silence_s", "is_pause"), [(0.07, False), (0.08, True), (0.09, True)])
def test_a_pause_is_a_silence_of_at_least_80_ms(silence_s: float, is_pause: bool) -> None:
    words = word_times("No, no.", sound(0.5, -silence_s, 0.5))
    assert (words[1].start_s - words[0].end_s > 0) is is_pause


def test_the_silence_nearest_to_the_punctuation_is_taken() -> None:
    # the closure of a t after 0.2 s, the comma after 1.2 s
    words = word_times("It should have been here, yes.", sound(0.2, -0.09, 1.0, -0.3, 0.4))
    assert words[4].end_s == pytest.approx(1.29, abs=0.006)
    assert words[5].start_s == pytest.approx(1.59, abs=0.006)
    assert words[0].end_s == pytest.approx(words[1].start_s)


def test_punctuation_without_a_pause_costs_nothing() -> None:
    words = word_times("Yes, yes, of course I am sure about it. Goodbye.", sound(2.6, -0.4, 0.5))
    assert words[0].end_s == words[1].start_s
    assert words[-1].start_s == pytest.approx(3.0, abs=0.006)


def test_longer_words_last_longer() -> None:
    short, long = word_times("no responsibility", sound(1.5))
    assert long.end_s - long.start_s > 3 * (short.end_s - short.start_s)


@pytest.mark.parametrize("samples", [sound(0.001), np.zeros(8000, np.int16)])
def test_sound_without_speech_still_has_ordered_words(samples: Samples) -> None:
    words = word_times("Nothing here.", samples)
    assert words[0].start_s == 0.0
    assert words[-1].end_s == pytest.approx(len(samples) / SAMPLE_RATE_HZ, abs=1e-6)


def test_nothing_has_no_words() -> None:
    assert word_times("", sound(0.5)) == ()
    assert word_times("word", sound(0.5)[:0]) == ()


@given(
    text=st.lists(st.sampled_from(["I", "waited,", "44719", "XK", "no!", "—", "responsibility."]), min_size=1).map(
        " ".join
    ),
    parts=st.lists(st.floats(0.05, 0.8), min_size=1, max_size=7),
)
def test_times_are_in_order_and_inside_the_line(text: str, parts: list[float]) -> None:
    samples = sound(*(part if place % 2 == 0 else -part for place, part in enumerate(parts)))
    words = word_times(text, samples)
    assert [word.word for word in words] == spoken_words(text)
    edges = [edge for word in words for edge in (word.start_s, word.end_s)]
    assert edges == sorted(edges)
    assert edges[0] >= 0
    assert edges[-1] <= len(samples) / SAMPLE_RATE_HZ + 1e-9


def test_expected_duration_falls_with_the_rate() -> None:
    text = "I have been waiting for three weeks."
    assert 1.5 < expected_duration_s(text, 165) < 3.5
    assert expected_duration_s(text, 100) > expected_duration_s(text, 200)
