"""Which natural voice speaks for whom, and how it is reshaped."""

from math import log2
from pathlib import Path

import pytest
from fakes.neural import ANN, ENTRY, TIM
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from voicedrill.engines.manifest import VoiceEntry, load_manifest
from voicedrill.engines.model_store import ModelStore
from voicedrill.engines.neural_voices import (
    FORMANTS,
    LARGER_FORMANT,
    LARGER_ST,
    USUAL_HZ,
    cast,
    installed_voices,
    natural_entries,
)
from voicedrill.engines.ports import Voicing
from voicedrill.errors import EngineError


@pytest.mark.parametrize("voices", [(TIM,), (ANN,), (TIM, ANN)])
@pytest.mark.parametrize(("asked", "gender"), [("en-gb+f2", "female"), ("en-us+m1", "male"), ("en-gb", "male")])
@pytest.mark.parametrize("pitch_st", [0.0, -2.0])
def test_every_customer_speaks_at_the_pitch_of_their_gender(
    voices: tuple, asked: str, gender: str, pitch_st: float
) -> None:
    found = cast(Voicing(asked, 180.0, 3.0, pitch_st, 1.05, 1.2), voices)
    base = {one.id: one.entry for one in voices}[found.voice]
    assert base.median_hz * 2 ** (found.pitch_st / 12) == pytest.approx(USUAL_HZ[gender] * 2 ** (pitch_st / 12))
    assert found.formant == pytest.approx(1.05 * FORMANTS[gender] / FORMANTS[base.gender])
    assert (found.rate_wpm, found.gain_db, found.range_factor) == (180.0, 3.0, 1.2)


@pytest.mark.parametrize(("one", "larger"), [("en-us+f2", "en-us+f3"), ("en-us+m1", "en-us+m3")])
def test_some_variants_are_larger_speakers(one: str, larger: str) -> None:
    usual, other = (cast(Voicing(asked), (TIM,)) for asked in (one, larger))
    assert other.pitch_st - usual.pitch_st == pytest.approx(LARGER_ST)
    assert other.formant / usual.formant == pytest.approx(LARGER_FORMANT)


def test_a_voice_of_the_gender_is_taken_first() -> None:
    assert cast(Voicing("en-gb+f2"), (TIM, ANN)).voice == "piper:ann"
    assert cast(Voicing("en-gb+m2"), (ANN, TIM)).voice == "piper:tim"


def test_a_voice_asked_for_by_its_id_stays_as_it_is() -> None:
    asked = Voicing("piper:ann", pitch_st=1.0)
    assert cast(asked, (TIM, ANN)) == asked


def test_a_natural_voice_that_is_not_here_is_replaced() -> None:
    found = cast(Voicing("piper:bob"), (TIM,))
    assert (found.voice, found.pitch_st) == ("piper:tim", 12 * log2(USUAL_HZ["male"] / 100.0))


def test_an_unknown_voice_is_refused() -> None:
    with pytest.raises(EngineError, match="'fr'"):
        cast(Voicing("fr"), (TIM,))


@pytest.mark.parametrize(("rate_wpm", "scale"), [(300.0, 0.5), (150.0, 1.5), (75.0, 3.0), (600.0, 0.25)])
def test_the_scale_of_a_rate_is_the_measured_one_and_beyond_in_proportion(rate_wpm: float, scale: float) -> None:
    assert TIM.length_scale(rate_wpm) == pytest.approx(scale)


@given(st.floats(50, 500), st.floats(50, 500))
def test_faster_is_never_slower(one: float, other: float) -> None:
    slow, fast = sorted([one, other])
    assert TIM.length_scale(fast) <= TIM.length_scale(slow)


@pytest.mark.parametrize("pace", [((0.5, 300.0),), ((0.5, 300.0), (0.5, 200.0)), ((0.5, 200.0), (1.0, 210.0))])
def test_a_pace_that_does_not_slow_down_is_refused(pace: tuple) -> None:
    with pytest.raises(ValidationError):
        VoiceEntry.model_validate(ENTRY.model_dump() | {"pace": pace})


def test_the_shipped_list_has_a_free_voice_and_none_is_installed_in_an_empty_store(tmp_path: Path) -> None:
    manifest = load_manifest()
    assert {model.licence for model, _ in natural_entries(manifest)} == {"CC0-1.0"}
    assert installed_voices(ModelStore(tmp_path, manifest), manifest) == ()
