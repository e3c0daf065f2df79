import numpy as np
import pytest

from voicedrill.speech.frames import Levels
from voicedrill.speech.onset import refined_end_s, refined_onset_s
from voicedrill.speech.settings import Settings

NOISE, VOICE = -70.0, -20.0
ONSET = 100
SETTINGS = Settings()


def levels(*spans: tuple[int, int, float], frames: int = 200, noise: float = NOISE) -> Levels:
    """Return noise with the given frames (first, last, level) in it."""
    track = np.full(frames, noise)
    for first, last, level in spans:
        track[first:last] = level
    return track


@pytest.mark.parametrize("late", [-2, 0, 3, 8, 30])
def test_the_onset_is_found_around_the_edge(late: int) -> None:
    assert refined_onset_s(levels((ONSET, 200, VOICE)), (ONSET + late) / 100) == pytest.approx(1.0)


@pytest.mark.parametrize("late", [-5, 0, 3, 25])
def test_the_end_is_found_around_the_edge(late: int) -> None:
    assert refined_end_s(levels((50, ONSET, VOICE)), (ONSET - late) / 100) == pytest.approx(1.0)


@pytest.mark.parametrize(("rise_db", "onset_s"), [(-0.1, 1.0), (0.0, 0.9), (0.1, 0.9)])
def test_what_stands_out_of_the_noise_belongs_to_the_voice(rise_db: float, onset_s: float) -> None:
    noise = VOICE - SETTINGS.onset_depth_db  # nothing is hidden
    soft = noise + SETTINGS.onset_above_noise_db + rise_db
    track = levels((90, ONSET, soft), (ONSET, 200, VOICE), noise=noise)
    assert refined_onset_s(track, 1.02) == pytest.approx(onset_s)


@pytest.mark.parametrize(("below_db", "onset_s"), [(30.1, 1.0), (29.9, 0.9)])
def test_sound_far_below_the_voice_is_no_beginning(below_db: float, onset_s: float) -> None:
    track = levels((90, ONSET, VOICE - below_db), (ONSET, 200, VOICE))
    assert refined_onset_s(track, 1.02) == pytest.approx(onset_s)


@pytest.mark.parametrize(("closure", "onset_s"), [(8, 0.82), (9, 1.0)])
def test_a_stop_closure_does_not_part_a_beginning(closure: int, onset_s: float) -> None:
    track = levels((82, ONSET - closure, VOICE - 5), (ONSET, 200, VOICE))
    assert refined_onset_s(track, 1.03) == pytest.approx(onset_s)


@pytest.mark.parametrize("before", [3, 7, 20])
def test_a_click_is_not_merged_into_the_voice(before: int) -> None:
    click = (ONSET - before - 2, ONSET - before, VOICE)
    assert refined_onset_s(levels(click, (ONSET, 200, VOICE)), 1.03) == pytest.approx(1.0)


def test_a_breath_long_before_is_not_merged() -> None:
    assert refined_onset_s(levels((70, 80, VOICE - 15), (ONSET, 200, VOICE)), 1.03) == pytest.approx(1.0)


@pytest.mark.parametrize(("snr_db", "hidden_db"), [(31.0, 0.0), (30.0, 0.0), (29.0, 1.0), (20.0, 10.0), (10.0, 20.0)])
def test_what_noise_hides_of_the_rise_is_added(snr_db: float, hidden_db: float) -> None:
    track = levels((ONSET, 200, VOICE), noise=VOICE - snr_db)
    assert refined_onset_s(track, 1.02) == pytest.approx(1.0 - hidden_db / SETTINGS.onset_rise_db_per_s)


def test_in_loud_noise_the_edge_stays_but_for_its_usual_lateness() -> None:
    track = levels((ONSET, 200, VOICE), noise=VOICE - 4.0)
    assert refined_onset_s(track, 1.03) == pytest.approx(1.03 - 26.0 / SETTINGS.onset_rise_db_per_s)
    assert refined_end_s(track[::-1], 0.97) == pytest.approx(0.97 + 30.0 / SETTINGS.end_fall_db_per_s)


@pytest.mark.parametrize("edge_s", [0.0, 2.0])
def test_at_the_rim_of_the_sound_nothing_is_looked_for(edge_s: float) -> None:
    track = levels((0, 200, VOICE))
    assert refined_onset_s(track, edge_s) == edge_s
    assert refined_end_s(track, edge_s) == edge_s
