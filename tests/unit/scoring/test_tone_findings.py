import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from golden import parcel
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.judge import judge
from voicedrill.scoring.tone_findings import FIRST, tone
from voicedrill.scoring.tone_note import MOST_MOMENTS
from voicedrill.speech.measurement import (
    DeadAir,
    Filler,
    Gap,
    Measurement,
    Overlap,
    Pauses,
    SideMeasures,
    TurnSpan,
    TurnTone,
)

USUAL = {
    "articulation_rate_wpm": 200.0, "loudness_dbfs": -25.0, "pitch_median_hz": 180.0, "pitch_range_st": 6.0,
    "noise_dbfs": -60.0,
}  # fmt: skip
MEASURED = SideMeasures(
    words=100, talk_s=60.0, phonation_s=50.0, articulation_rate_wpm=200.0, talk_share=0.4, longest_turn_s=10.0,
    loudness_dbfs=-25.0, pitch_median_hz=180.0, pitch_range_st=6.0, snr_db=30.0, noise_dbfs=-60.0, clipped_ratio=0.0,
)  # fmt: skip
MOODS = re.compile(
    r"\b(angry|anger|annoyed|irritated|nervous|stress\w*|anxious|anxiety|calm\w*|confiden\w*|unsure|insecure|sad|happy"
    r"|friendly|warm|cold|bored|tired|excited|upset|tense|relaxed|afraid|hostile|rude|aggressive|emotion\w*|feel\w*"
    r"|mood|sound(s|ed) (?!of))\b",
    re.IGNORECASE,
)


def notes(side: SideMeasures = MEASURED, usual: Mapping[str, float] | None = USUAL, **more: Any) -> dict[str, Any]:
    measurement = Measurement(60.0, side, SideMeasures(), **more)
    call = Conversation(parcel.good_call(), parcel.casting(), measurement, "resolved", 60.0)
    return dict(tone(call, usual))


def turn(start_s: float = 10.0, length_s: float = 4.0, **values: float) -> TurnTone:
    usual = {"articulation_rate_wpm": 200.0, "loudness_dbfs": -25.0, "pitch_median_hz": 180.0}
    return TurnTone(start_s, start_s + length_s, 12, **{**usual, **values})


def spoken(*turns: TurnTone) -> SideMeasures:
    return replace(MEASURED, tone_turns=turns)


def test_each_value_stands_beside_the_usual_one() -> None:
    reads = {name: note["reads"] for name, note in notes().items() if name in USUAL}
    assert reads == {
        "articulation_rate_wpm": "200 words a minute, pauses left out (110 to 190 is common); your usual: 200",
        "loudness_dbfs": "25 dB below the loudest that can be recorded; your usual: 25",
        "pitch_median_hz": "180 Hz in the middle; your usual: 180",
        "pitch_range_st": "6.0 semitones from low to high; your usual: 6.0",
    }


def test_turn_taking_comes_first() -> None:
    names = list(notes())
    assert tuple(names[: len(FIRST)]) == FIRST
    assert names[len(FIRST) :] == [
        "articulation_rate_wpm", "loudness_dbfs", "pitch_median_hz", "pitch_range_st", "raised_voice", "fillers",
        "snr_db", "longest_turn_s", "talk_share",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("articulation_rate_wpm", 229.9, "about as usual"), ("articulation_rate_wpm", 230.0, "15 % faster"),
        ("articulation_rate_wpm", 244.0, "You spoke 22 % faster than your usual."),
        ("articulation_rate_wpm", 170.1, "about as usual"), ("articulation_rate_wpm", 170.0, "15 % slower"),
        ("loudness_dbfs", -19.1, "about as usual"), ("loudness_dbfs", -19.0, "6 dB louder"),
        ("loudness_dbfs", -32.9, "about as usual"), ("loudness_dbfs", -33.0, "8 dB quieter"),
        ("pitch_range_st", 3.0, "about as usual"), ("pitch_range_st", 2.9, "moved less"),
        ("pitch_median_hz", 360.0, "360 Hz; your usual is 180 Hz"), ("pitch_median_hz", 360.0, "means nothing"),
    ],
)  # fmt: skip
def test_a_change_is_told_beside_the_own_usual(name: str, value: float, words: str) -> None:
    note = notes(replace(MEASURED, **{name: value}))[name]
    assert words in note["says"]
    assert note["value"] == value
    assert note["usual"] == USUAL[name]
    assert bool(note["try"]) == (words not in {"about as usual", "means nothing"} and "Hz" not in words)


@pytest.mark.parametrize(("usual_st", "flat"), [(4.8, False), (4.833, False), (4.9, True)])
def test_flat_needs_both_a_small_range_and_a_small_share_of_the_usual(usual_st: float, flat: bool) -> None:
    usual = USUAL | {"pitch_range_st": usual_st}
    assert ("moved less" in notes(replace(MEASURED, pitch_range_st=2.9), usual)["pitch_range_st"]["says"]) == flat


@pytest.mark.parametrize(
    ("rate", "told"),
    [(229.9, []), (230.0, ["15 % faster than your usual."]), (160.0, ["20 % slower than your usual."])],
)
def test_a_turn_of_another_rate_can_be_heard(rate: float, told: list[str]) -> None:
    note = notes(spoken(turn(articulation_rate_wpm=rate)))["articulation_rate_wpm"]
    assert [one["what"] for one in note["where"]] == told
    assert ("1 single turn differed." in note["says"]) == bool(told)


@pytest.mark.parametrize(
    ("level", "length_s", "found"),
    [(-19.1, 4.0, 0), (-19.0, 4.0, 1), (-33.0, 4.0, 1), (-32.9, 4.0, 0), (-10.0, 1.49, 0), (-10.0, 1.5, 1)],
)
def test_a_louder_turn_must_last(level: float, length_s: float, found: int) -> None:
    assert len(notes(spoken(turn(length_s=length_s, loudness_dbfs=level)))["loudness_dbfs"]["where"]) == found


@pytest.mark.parametrize(
    ("loudness", "noise", "compared"),
    [(-19.0, -54.1, True), (-19.0, -54.0, False), (-19.1, -50.0, True), (-33.0, -66.0, False), (-33.0, -54.0, True)],
)
def test_another_gain_or_room_is_no_other_voice(loudness: float, noise: float, compared: bool) -> None:
    found = notes(replace(spoken(turn(loudness_dbfs=loudness)), loudness_dbfs=loudness, noise_dbfs=noise))
    assert bool(found["loudness_dbfs"]["why_not"]) != compared
    assert ("cannot be compared" in found["raised_voice"]["says"]) != compared


HIGHER_HZ = 180.0 * 2 ** (3 / 12)


@pytest.mark.parametrize(
    ("rate", "level", "pitch", "raised"),
    [
        (230.0, -19.0, HIGHER_HZ, True), (229.9, -19.0, HIGHER_HZ, False), (230.0, -19.1, HIGHER_HZ, False),
        (230.0, -19.0, HIGHER_HZ - 0.1, False), (160.0, -10.0, 300.0, False), (300.0, -25.0, 300.0, False),
        (300.0, -10.0, 180.0, False),
    ],
)  # fmt: skip
def test_a_raised_voice_is_only_the_conjunction(rate: float, level: float, pitch: float, raised: bool) -> None:
    tone_turn = turn(articulation_rate_wpm=rate, loudness_dbfs=level, pitch_median_hz=pitch)
    note = notes(spoken(tone_turn))["raised_voice"]
    assert note["value"] == float(raised)
    assert len(note["where"]) == raised
    assert ("At 0:10 you raised your voice" in note["says"]) == raised


def test_louder_faster_and_higher_in_different_turns_is_no_raised_voice() -> None:
    turns = turn(10.0, articulation_rate_wpm=300.0), turn(20.0, loudness_dbfs=-5.0), turn(30.0, pitch_median_hz=400.0)
    assert notes(spoken(*turns))["raised_voice"]["value"] == 0.0


def test_a_raised_voice_needs_all_three_measures_and_all_three_usuals() -> None:
    short = TurnTone(1.0, 5.0, 3, loudness_dbfs=-5.0, pitch_median_hz=400.0)
    assert "no turn was long and clear enough" in notes(spoken(short))["raised_voice"]["why_not"]
    without_pitch = {name: value for name, value in USUAL.items() if name != "pitch_median_hz"}
    assert notes(spoken(turn()), without_pitch)["raised_voice"]["value"] is None


def test_what_was_not_measured_says_why() -> None:
    reason = {
        "loudness_dbfs": "The room was too noisy (SNR 7 dB).",
        "articulation_rate_wpm": "No words were understood.",
    }
    found = notes(replace(MEASURED, loudness_dbfs=None, articulation_rate_wpm=None, not_measured=reason))
    assert found["loudness_dbfs"]["says"] == ("Your loudness was not measured here: the room was too noisy (SNR 7 dB).")
    assert found["loudness_dbfs"]["why_not"] == "The room was too noisy (SNR 7 dB)."
    assert found["articulation_rate_wpm"]["says"] == (
        "Your speaking rate was not measured here: no words were understood."
    )


def test_without_a_usual_nothing_is_judged() -> None:
    found = notes(spoken(turn(loudness_dbfs=0.0)), None)
    for name in USUAL.keys() - {"noise_dbfs"}:
        assert "There is no usual" in found[name]["says"]
        assert found[name]["where"] == ()
    assert [name for name, note in found.items() if "headset check" in note["try"]] == ["articulation_rate_wpm"]


def test_nothing_measured_at_all_gives_a_reason_everywhere() -> None:
    for name, note in notes(SideMeasures(), None).items():
        assert note["says"], name
        assert (note["value"] is None) == bool(note["why_not"]) or name in {"interruptions", "dead_air"}, name


def cut(kind: str, start_s: float, by: str = "trainee", cut_off: str = "… and nobody ever called m—") -> Overlap:
    return Overlap(start_s, start_s + 1.0, by, kind, "hold on", cut_off)  # type: ignore[arg-type]


def test_interruptions_are_told_by_kind_with_her_words() -> None:
    overlaps = (cut("butting_in", 4.0), cut("interruption", 9.0), cut("interruption", 20.0), cut("backchannel", 30.0))
    note = notes(overlaps=overlaps, counts_customer={"interruption": 1})["interruptions"]
    assert note["value"] == 3.0
    assert note["says"] == (
        "You came in and took over twice and came in and stopped once. She came in over you once; nothing of that is "
        "charged."
    )
    assert [one["start_s"] for one in note["where"]] == [4.0, 9.0, 20.0]
    assert note["where"][0]["what"] == (
        "You came in and stopped (“hold on”) while she was saying “… and nobody ever called m—”."
    )


def test_letting_her_finish_is_told() -> None:
    note = notes(overlaps=(cut("backchannel", 3.0), cut("terminal", 5.0)), counts={"backchannel": 2})["interruptions"]
    assert note["says"] == "You let her finish every time. You showed twice with a short word that you were listening."
    assert note["where"] == ()


def test_overlaps_that_were_not_measured_are_said_at_their_place() -> None:
    reason = "The microphone was off while the customer spoke."
    note = notes(replace(MEASURED, not_measured={"overlaps": reason}), overlaps=(cut("interruption", 3.0),))
    assert note["interruptions"]["value"] is None
    assert note["interruptions"]["says"] == (
        "Your interruptions were not measured here: the microphone was off while the customer spoke."
    )


@pytest.mark.parametrize(("slow_s", "listed"), [(4.0, 0), (4.001, 1)])
def test_slow_answers_can_be_heard(slow_s: float, listed: int) -> None:
    gaps = (
        Gap("customer", 5.0, 5.5, 0.5),
        Gap("customer", 8.0, 8.6, 0.6),
        Gap("customer", 20.0, 20.0 + slow_s, slow_s),
    )
    note = notes(gaps=gaps)["answer_s"]
    assert note["value"] == 0.6
    assert "at 0:20" in note["says"]
    assert len(note["where"]) == listed
    assert bool(note["try"]) == bool(listed)


def test_dead_air_tells_each_silence() -> None:
    note = notes(dead_air=(DeadAir(10.0, 19.0), DeadAir(40.0, 45.0, True)))["dead_air"]
    assert note["says"] == "A silence of more than 8 seconds was left unexplained twice."
    assert [one["what"] for one in note["where"]] == [
        "You said nothing for 9 seconds.", "The announced wait went 5 seconds past 30 seconds.",
    ]  # fmt: skip
    assert "announced became too long once" in notes(dead_air=(DeadAir(40.0, 45.0, True),))["dead_air"]["says"]


def test_fillers_are_counted_by_word_and_um_is_said_not_to_be() -> None:
    fillers = tuple(Filler(text, at, at + 0.3) for at, text in enumerate(("you know", "basically", "you know")))
    note = notes(replace(MEASURED, fillers=fillers))["fillers"]
    assert note["value"] == 3.0
    assert "“you know” twice and “basically” once" in note["says"]
    assert len(note["where"]) == 3
    for one in (note, notes()["fillers"]):
        assert "“Um” and “uh” are not counted: the recogniser does not write them down" in one["says"]
    assert notes(replace(MEASURED, words=0))["fillers"]["value"] is None


@pytest.mark.parametrize(("length_s", "long"), [(24.9, False), (25.0, False), (25.1, True)])
def test_a_long_turn_can_be_heard(length_s: float, long: bool) -> None:
    turns = (TurnSpan("trainee", 3.0, 3.0 + length_s, "well"), TurnSpan("customer", 0.0, 60.0, "my lamp"))
    note = notes(replace(MEASURED, longest_turn_s=length_s), turns=turns)["longest_turn_s"]
    assert len(note["where"]) == long
    assert bool(note["try"]) == long


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"clipped_ratio": 0.001}, "heard you well"), ({"clipped_ratio": 0.0011}, "is clipped"),
        ({"loudness_dbfs": -40.0}, "heard you well"), ({"loudness_dbfs": -40.1}, "very quietly"),
        ({"snr_db": 15.0}, "heard you well"), ({"snr_db": 14.9}, "only 15 dB above the noise"),
    ],
)  # fmt: skip
def test_the_microphone(more: dict[str, float], words: str) -> None:
    assert words in notes(replace(MEASURED, **more))["snr_db"]["says"]  # type: ignore[arg-type]


def test_only_the_strongest_moments_are_listed_in_order_of_time() -> None:
    rates = (240.0, 400.0, 250.0, 260.0, 390.0, 270.0, 380.0)
    turns = [turn(10.0 * at, articulation_rate_wpm=rate) for at, rate in enumerate(rates)]
    where = notes(spoken(*turns))["articulation_rate_wpm"]["where"]
    assert [one["start_s"] for one in where] == [10.0, 30.0, 40.0, 50.0, 60.0]
    assert len(where) == MOST_MOMENTS


VALUE = st.none() | st.floats(-100.0, 500.0)
POSITIVE = st.none() | st.floats(1.0, 900.0)
TONES = st.builds(
    TurnTone, start_s=st.just(3.0), end_s=st.floats(3.1, 40.0), words=st.just(9), articulation_rate_wpm=POSITIVE,
    loudness_dbfs=VALUE, pitch_median_hz=POSITIVE,
)  # fmt: skip
SIDES = st.builds(
    SideMeasures, words=st.none() | st.integers(0, 200), phonation_s=POSITIVE, articulation_rate_wpm=POSITIVE,
    talk_share=st.none() | st.floats(0, 1), longest_turn_s=POSITIVE, loudness_dbfs=VALUE, pitch_median_hz=POSITIVE,
    pitch_range_st=POSITIVE, snr_db=VALUE, noise_dbfs=VALUE, clipped_ratio=st.none() | st.floats(0, 1),
    pauses=st.builds(Pauses, count=st.integers(0, 9)), tone_turns=st.lists(TONES, max_size=3).map(tuple),
    fillers=st.just(()) | st.just((Filler("you know", 1.0, 2.0),)),
)  # fmt: skip
USUALS = st.none() | st.just(USUAL) | st.just({"loudness_dbfs": -20.0, "noise_dbfs": -70.0})


@given(SIDES, USUALS, st.booleans())
@settings(max_examples=80, deadline=None)
def test_behaviour_is_told_and_never_a_mood(side: SideMeasures, usual: Mapping[str, float] | None, rude: bool) -> None:
    overlaps = tuple(cut(kind, 3.0) for kind in ("interruption", "butting_in", "pause_interruption")) if rude else ()
    gaps = (Gap("customer", 50.0, 55.0, 5.0),)
    dead_air = (DeadAir(20.0, 30.0), DeadAir(40.0, 45.0, True)) if rude else ()
    for note in notes(side, usual, overlaps=overlaps, gaps=gaps, dead_air=dead_air).values():
        for words in (note["name"], note["reads"], note["says"], note["try"], *(one["what"] for one in note["where"])):
            assert not MOODS.search(words), words
            assert "{" not in words


@given(SIDES, USUALS)
@settings(max_examples=30, deadline=None)
def test_the_voice_never_weighs_in_the_score(side: SideMeasures, usual: Mapping[str, float] | None) -> None:
    plain = Measurement(60.0, MEASURED, SideMeasures())
    cards = [
        judge(parcel.good_call(), parcel.casting(), measured, "resolved", 60.0, baseline=baseline)
        for measured, baseline in ((plain, None), (replace(plain, trainee=side), usual))
    ]
    assert cards[0].score == cards[1].score
    assert cards[0].findings == cards[1].findings
