"""The whole measurement: what is counted, and what is not measured and why."""

from typing import get_args

import numpy as np
import pytest

from voicedrill.speech.measure import measure
from voicedrill.speech.measurement import OverlapKind, Pauses
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

RATES = {"speech_rate_wpm", "speech_rate_sps", "articulation_rate_wpm", "articulation_rate_sps"}
SOUND = {
    "loudness_dbfs", "pitch_median_hz", "pitch_range_st", "snr_db", "noise_dbfs", "clipped_ratio",
    "syllables_heard_sps",
}  # fmt: skip


def _side(
    *stretches: tuple[float, float], conf: float = 1.0, samples: Samples | None = None, word_s: float = 0.4
) -> SideInput:
    words = [
        Word("parcel", start_s + n * word_s, start_s + (n + 1) * word_s, conf)
        for start_s, end_s in stretches
        for n in range(round((end_s - start_s) / word_s))
    ]
    return SideInput(Timeline.of(Interval(*one) for one in stretches), tuple(words), samples=samples)


def _sound(
    side: SideInput, length_s: float, noise: float = 30.0, peak: float = 8000.0, syllables_sps: float = 5.0
) -> Samples:
    time_s = np.arange(round(length_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    buzz = sum(np.sin(2 * np.pi * 150.0 * n * time_s) / n for n in range(1, 6))
    buzz *= 0.7 - 0.5 * np.cos(2 * np.pi * syllables_sps * time_s)
    samples = np.random.default_rng(2).normal(0.0, noise, len(time_s))
    for one in side.voice:
        inside = (time_s >= one.start_s) & (time_s < one.end_s)
        samples[inside] += peak * buzz[inside]
    return np.clip(np.rint(samples), -32768, 32767).astype(np.int16)


def _with_sound(side: SideInput, length_s: float = 35.0, **more: float) -> SideInput:
    return SideInput(side.voice, side.words, samples=_sound(side, length_s, **more))


CUSTOMER = _side((1.0, 9.0), (20.0, 28.0))
TRAINEE = _side((10.0, 14.0), (15.0, 19.0), (30.0, 34.0))


def test_a_plain_call() -> None:
    found = measure(60.0, CUSTOMER, TRAINEE)
    assert [(turn.speaker, turn.start_s, turn.end_s) for turn in found.turns] == [
        ("customer", 1.0, 9.0), ("trainee", 10.0, 19.0), ("customer", 20.0, 28.0), ("trainee", 30.0, 34.0),
    ]  # fmt: skip
    assert [(gap.after, gap.duration_s) for gap in found.gaps] == [
        ("customer", 1.0),
        ("trainee", 1.0),
        ("customer", 2.0),
    ]
    assert [(one.start_s, one.end_s) for one in found.dead_air] == [(34.0, 60.0)]
    assert found.overlaps == ()
    trainee = found.trainee
    assert trainee.words == 30
    assert trainee.talk_s == pytest.approx(13.0)
    assert trainee.phonation_s == pytest.approx(12.0)
    assert trainee.talk_share == pytest.approx(12 / 28)
    assert trainee.longest_turn_s == pytest.approx(9.0)
    assert trainee.pauses == Pauses(1, 1.0)
    assert trainee.speech_rate_wpm == pytest.approx(60 * 30 / 13)
    assert trainee.articulation_rate_wpm == pytest.approx(150.0)
    assert trainee.articulation_rate_sps == pytest.approx(5.0)
    assert trainee.speech_rate_sps == pytest.approx(60 / 13)
    assert set(trainee.not_measured) == {*SOUND, "um_uh"}


def test_silence_put_into_a_turn_changes_the_speech_rate_only() -> None:
    before = measure(60.0, CUSTOMER, _side((30.0, 40.0))).trainee
    after = measure(60.0, CUSTOMER, _side((30.0, 36.0), (39.0, 43.0))).trainee
    assert before.speech_rate_wpm == pytest.approx(150.0)
    assert after.speech_rate_wpm == pytest.approx(60 * 25 / 13)
    assert after.articulation_rate_wpm == pytest.approx(before.articulation_rate_wpm)


def test_every_kind_is_counted() -> None:
    found = measure(60.0, CUSTOMER, _side((3.0, 7.0), (24.0, 25.2)))
    assert set(found.counts) == set(found.counts_customer) == set(get_args(OverlapKind))
    assert found.counts["interruption"] == 1
    assert found.counts["butting_in"] == 1
    assert sum(found.counts_customer.values()) == 0


def test_backchannels_and_noise_are_no_turns() -> None:
    cough = SideInput(
        Timeline.of([Interval(4.0, 4.4), Interval(6.0, 6.3), Interval(50.0, 50.3)]), (Word("mhmm", 4.1, 4.3),)
    )
    found = measure(60.0, CUSTOMER, cough)
    assert (found.counts["backchannel"], found.counts["noise"]) == (1, 1)
    assert {turn.speaker for turn in found.turns} == {"customer"}
    assert found.trainee.longest_turn_s == 0.0


@pytest.mark.parametrize(("away_s", "turn"), [(0.19, True), (0.21, False)])
def test_a_word_beside_a_short_sound_makes_it_a_turn(away_s: float, turn: bool) -> None:
    sound = SideInput(Timeline.of([Interval(40.0, 40.5)]), (Word("yes", 40.45 + away_s, 40.55 + away_s),))
    found = measure(60.0, CUSTOMER, sound)
    assert any(one.speaker == "trainee" for one in found.turns) is turn


@pytest.mark.parametrize(("away_s", "text"), [(0.29, "yes"), (0.31, "")])
def test_a_word_beside_a_turn_belongs_to_it(away_s: float, text: str) -> None:
    side = SideInput(Timeline.of([Interval(40.0, 42.0)]), (Word("yes", 41.95 + away_s, 42.05 + away_s),))
    (turn,) = (one for one in measure(60.0, CUSTOMER, side).turns if one.speaker == "trainee")
    assert turn.text == text


def test_speech_too_quiet_to_be_found_is_said() -> None:
    faint = SideInput(Timeline(), samples=_sound(TRAINEE, 35.0, noise=1.0, peak=20.0))
    noise = SideInput(Timeline(), samples=_sound(SideInput(Timeline()), 35.0))
    found = measure(35.0, noise, faint)
    assert found.trainee.not_measured["loudness_dbfs"] == "The sound is too quiet to find speech in."
    assert found.customer.not_measured["loudness_dbfs"] == "No speech was heard."
    assert found.dead_air == ()


def test_loudness_pitch_and_noise() -> None:
    found = measure(60.0, _with_sound(CUSTOMER), _with_sound(TRAINEE)).trainee
    assert set(found.not_measured) == {"um_uh"}
    assert found.syllables_heard_sps == pytest.approx(5.0, rel=0.1)
    assert found.noise_dbfs == pytest.approx(20 * np.log10(30 / 32768), abs=0.5)
    assert found.clipped_ratio == 0.0
    assert found.pitch_median_hz == pytest.approx(150.0, rel=0.01)
    assert found.pitch_range_st == pytest.approx(0.0, abs=0.2)
    assert found.snr_db is not None
    assert found.snr_db > 40.0


def test_known_gain_is_found_again() -> None:
    loud = measure(60.0, CUSTOMER, _with_sound(TRAINEE, peak=8000.0)).trainee
    quiet = measure(60.0, CUSTOMER, _with_sound(TRAINEE, peak=4000.0)).trainee
    assert loud.loudness_dbfs is not None
    assert quiet.loudness_dbfs is not None
    assert loud.loudness_dbfs - quiet.loudness_dbfs == pytest.approx(6.02, abs=0.1)


@pytest.mark.parametrize(
    ("side", "missing", "reason"),
    [
        (_side((10.0, 14.0), conf=0.84), RATES, "heard clearly"),
        (_side((10.0, 12.4)), RATES, "7 words"),
        (SideInput(Timeline.of([Interval(10.0, 14.0)])), RATES, "No words"),
        (_side((10.0, 14.0)), SOUND, "No sound"),
        (_with_sound(TRAINEE, noise=3000.0), RATES | SOUND - {"snr_db", "noise_dbfs", "clipped_ratio"}, "noisy"),
        (_with_sound(TRAINEE, peak=60_000.0), {"loudness_dbfs"}, "clipped"),
        (_with_sound(_side((10.0, 19.0))), {"pitch_range_st"}, "10 s"),
        (_with_sound(_side((10.0, 10.8))), {"pitch_median_hz"}, "1 s"),
        (
            SideInput(Timeline.of([Interval(10.0, 14.0)]), samples=np.zeros(100, np.int16)),
            SOUND,
            "silent",
        ),
    ],
)
def test_what_cannot_be_trusted_is_not_measured(side: SideInput, missing: set[str], reason: str) -> None:
    found = measure(60.0, CUSTOMER, side).trainee
    for name in missing:
        assert getattr(found, name) is None
        assert reason in found.not_measured[name]


@pytest.mark.parametrize("conf", [0.85, 0.86])
def test_just_clear_enough(conf: float) -> None:
    assert measure(60.0, CUSTOMER, _side((10.0, 14.0), conf=conf)).trainee.speech_rate_wpm is not None


def test_known_words_need_no_confidence() -> None:
    known = SideInput(
        CUSTOMER.voice, tuple(Word(one.word, one.start_s, one.end_s, 0.0) for one in CUSTOMER.words), heard=False
    )
    assert measure(60.0, known, TRAINEE).customer.speech_rate_wpm is not None


def test_every_missing_value_has_its_reason() -> None:
    empty = SideInput(Timeline())
    for found in (measure(0.0, empty, empty), measure(60.0, CUSTOMER, empty), measure(60.0, CUSTOMER, TRAINEE)):
        for side in (found.trainee, found.customer):
            missing = {name for name in side.__dataclass_fields__ if getattr(side, name) is None}
            assert missing | {"um_uh"} == set(side.not_measured)


@pytest.mark.parametrize(
    ("syllables_sps", "measured"), [(2.5, False), (3.5, True), (5.0, True), (6.0, True), (7.0, False)]
)
def test_words_and_sound_must_agree(syllables_sps: float, measured: bool) -> None:
    found = measure(60.0, CUSTOMER, _with_sound(TRAINEE, syllables_sps=syllables_sps)).trainee
    assert found.syllables_heard_sps == pytest.approx(syllables_sps, rel=0.1)
    for name in RATES:
        assert (getattr(found, name) is not None) is measured
        assert measured or "do not agree" in found.not_measured[name]


def test_few_syllables_are_not_compared() -> None:
    few = _side((10.0, 14.0))  # 20 syllables
    found = measure(60.0, CUSTOMER, _with_sound(few, syllables_sps=2.5)).trainee
    assert found.articulation_rate_wpm == pytest.approx(150.0)


def test_known_words_need_no_um_and_no_agreement() -> None:
    spoken = _with_sound(CUSTOMER, syllables_sps=2.5)
    found = measure(60.0, SideInput(spoken.voice, spoken.words, samples=spoken.samples, heard=False), TRAINEE).customer
    assert found.articulation_rate_wpm == pytest.approx(150.0)
    assert found.not_measured == {}


def test_every_turn_has_its_tone() -> None:
    short = _side((10.0, 14.0), (15.0, 19.0), (30.0, 34.0), (50.0, 51.2))
    first, second, third = measure(
        60.0, _side((1.0, 9.0), (20.0, 28.0), (36.0, 48.0)), _with_sound(short, length_s=60.0)
    ).trainee.tone_turns
    assert [(one.start_s, one.end_s, one.words) for one in (first, second, third)] == [
        (10.0, 19.0, 20), (30.0, 34.0, 10), (50.0, 51.2, 3),
    ]  # fmt: skip
    assert (first.speech_rate_wpm, first.articulation_rate_wpm) == pytest.approx((60 * 20 / 9, 150.0))
    assert (first.speech_rate_sps, first.articulation_rate_sps) == pytest.approx((40 / 9, 5.0))
    assert second.syllables_heard_sps == pytest.approx(5.0, rel=0.1)
    assert second.pitch_median_hz == pytest.approx(150.0, rel=0.01)
    assert first.loudness_dbfs == pytest.approx(second.loudness_dbfs, abs=0.1)
    assert first.pitch_range_st is None  # 8 s of speech
    assert third.articulation_rate_wpm is None
    assert third.loudness_dbfs is None
    assert third.pitch_median_hz is not None


@pytest.mark.parametrize(("length_s", "measured"), [(1.4, False), (1.5, True), (1.6, True)])
def test_loudness_wants_some_speech_in_a_turn(length_s: float, measured: bool) -> None:
    side = _with_sound(_side((10.0, 14.0), (30.0, 30.0 + length_s)))
    (_, turn) = measure(60.0, CUSTOMER, side).trainee.tone_turns
    assert (turn.loudness_dbfs is not None) is measured
    assert (turn.syllables_heard_sps is not None) is measured


@pytest.mark.parametrize(("length_s", "measured"), [(1.4, False), (1.5, True)])
def test_loudness_wants_some_speech(length_s: float, measured: bool) -> None:
    found = measure(60.0, CUSTOMER, _with_sound(_side((10.0, 10.0 + length_s)))).trainee
    assert (found.loudness_dbfs is not None) is measured
    reason = found.not_measured.get("loudness_dbfs")
    assert reason == (None if measured else "Loudness needs at least 1.5 s of speech.")


def test_pitches_octaves_apart_are_not_measured() -> None:
    side = _side((10.0, 14.0), (30.0, 34.0))
    time_s = np.arange(35 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    hz = np.where(time_s < 20.0, 100.0, 350.0)
    phase = 2 * np.pi * np.cumsum(hz) / SAMPLE_RATE_HZ
    sound = np.random.default_rng(2).normal(0.0, 30.0, len(time_s))
    spoken = ((time_s >= 10.0) & (time_s < 14.0)) | ((time_s >= 30.0) & (time_s < 34.0))
    sound[spoken] += 3000.0 * sum(np.sin(n * phase) / n for n in range(1, 6))[spoken]
    samples = np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
    found = measure(60.0, CUSTOMER, SideInput(side.voice, side.words, samples=samples)).trainee
    assert found.pitch_median_hz is None
    assert "octaves apart" in found.not_measured["pitch_median_hz"]
    assert "octaves apart" in found.not_measured["pitch_range_st"]


@pytest.mark.parametrize(("length_s", "measured"), [(9.9, False), (10.0, True)])
def test_a_pitch_range_wants_much_speech_in_a_turn(length_s: float, measured: bool) -> None:
    side = _with_sound(_side((10.0, 10.0 + length_s)))
    (turn,) = measure(60.0, _side((1.0, 9.0)), side).trainee.tone_turns
    assert (turn.pitch_range_st is not None) is measured


def test_a_turn_heard_badly_has_no_rate() -> None:
    words = [Word(one.word, one.start_s, one.end_s, 0.8 if one.start_s >= 30 else 1.0) for one in TRAINEE.words]
    first, second = measure(60.0, CUSTOMER, SideInput(TRAINEE.voice, words)).trainee.tone_turns
    assert first.articulation_rate_wpm == pytest.approx(150.0)
    assert second.articulation_rate_wpm is None


def test_a_noisy_side_has_turns_without_tone() -> None:
    (turn, _) = measure(60.0, CUSTOMER, _with_sound(TRAINEE, noise=3000.0)).trainee.tone_turns
    assert {getattr(turn, name) for name in turn.__dataclass_fields__} == {turn.start_s, turn.end_s, turn.words, None}


def test_fillers_of_every_turn() -> None:
    said = ["it", "is", "you", "know", "basically", "lost"]
    words = [Word(word, 10.0 + n * 0.4, 10.4 + n * 0.4) for n, word in enumerate(said)]
    found = measure(60.0, CUSTOMER, SideInput(TRAINEE.voice, words)).trainee
    assert [(one.text, one.start_s) for one in found.fillers] == [("you know", 10.8), ("basically", 11.6)]


def test_a_hold_is_no_time_of_a_rate() -> None:
    hold = Timeline.of([Interval(14.0, 29.5)])
    found = measure(40.0, _side((1.0, 9.0)), _side((10.0, 14.0), (30.0, 34.0)), hold).trainee
    assert found.speech_rate_wpm == pytest.approx(60 * 20 / 8.5)


def test_a_hold_is_no_dead_air_and_no_time_of_a_turn() -> None:
    hold = Timeline.of([Interval(14.0, 29.5)])
    trainee = _side((10.0, 14.0), (30.0, 34.0))
    found = measure(40.0, _side((1.0, 9.0)), trainee, hold)
    assert found.dead_air == ()
    assert found.trainee.talk_s == pytest.approx(8.5)
    assert found.trainee.pauses == Pauses(1, 0.5)


def test_json_is_plain_and_rounded() -> None:
    plain = measure(60.00049, CUSTOMER, TRAINEE).to_json()
    assert plain["duration_s"] == 60.0
    assert set(plain) == {
        "duration_s", "trainee", "customer", "turns", "overlaps", "gaps", "dead_air", "counts", "counts_customer",
    }  # fmt: skip
