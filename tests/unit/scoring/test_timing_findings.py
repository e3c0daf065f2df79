from dataclasses import replace

import pytest
from golden import parcel

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.timing_findings import RULES
from voicedrill.scoring.verdict import Verdict
from voicedrill.speech.measurement import DeadAir, Gap, Measurement, Overlap, SideMeasures

NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())


def verdict(item: str, measurement: Measurement, call: parcel.Script | None = None) -> Verdict:
    events = parcel.good_call() if call is None else call.in_order()
    return RULES[item](Conversation(events, parcel.casting(), measurement, "resolved", 60.0))


def cut(kind: str, start_s: float = 4.0, by: str = "trainee") -> Overlap:
    return Overlap(start_s, start_s + 1.0, by, kind, "hold on", "it never came")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("overlaps", "score"),
    [
        ([], 1.0),
        ([cut("interruption")], 2 / 3), ([cut("interruption", 33.0)], 5 / 6), ([cut("butting_in")], 5 / 6),
        ([cut("pause_interruption")], 5 / 6), ([cut("interruption")] * 3, 0.0), ([cut("interruption")] * 9, 0.0),
        *[([cut(kind)], 1.0) for kind in ("backchannel", "terminal", "supportive", "invited", "noise")],
        ([cut("interruption", by="customer")], 1.0),
    ],
)  # fmt: skip
def test_only_talking_in_is_charged_and_most_during_her_story(overlaps: list[Overlap], score: float) -> None:
    assert verdict("let_finish", replace(NOTHING, overlaps=tuple(overlaps))).score == pytest.approx(score)


def test_an_interruption_is_told_with_its_moment_its_words_and_what_was_left() -> None:
    found = verdict("let_finish", replace(NOTHING, overlaps=(cut("interruption"),)))
    assert found.why == (
        "At 0:04 you started speaking while she was still saying “it never came”. She had 4 seconds to go."
    )
    assert found.try_ == "Let her finish, then start with what she named: “lamp”."
    assert found.evidence[0].start_s == 4.0


def test_what_to_try_names_only_what_she_had_said_by_then() -> None:
    call = parcel.Script()
    call.says("opening", "Since Tuesday I have waited for a lamp", 1.0, 9.0, stopped_s=5.2)
    call.answers("hold on", 5.0, 6.0)
    found = verdict("let_finish", replace(NOTHING, overlaps=(cut("interruption", 5.0),)), call)
    assert "“tuesday”" in found.try_
    first = verdict("let_finish", replace(NOTHING, overlaps=(cut("interruption", 1.5),)), call)
    assert first.try_ == "Let her finish, then start with what she just told you."


def test_a_long_cut_off_keeps_its_end() -> None:
    words = "… " + "and so on " * 12 + "and nobody ever called m—"
    overlap = replace(cut("interruption"), cut_off=words)
    assert f"“{words}”" in verdict("let_finish", replace(NOTHING, overlaps=(overlap,))).why


@pytest.mark.parametrize("kind", ["interruption", "butting_in", "pause_interruption"])
def test_without_her_words_nothing_is_quoted(kind: str) -> None:
    found = verdict("let_finish", replace(NOTHING, overlaps=(replace(cut(kind), cut_off=""),)))
    assert "“" not in found.why


def test_coming_into_a_pause_is_told_as_such() -> None:
    found = verdict("let_finish", replace(NOTHING, overlaps=(cut("pause_interruption"),)))
    assert found.why == "At 0:04 you came in while she paused in the middle of a sentence: “it never came”."


def test_the_rules_have_no_occasion_in_a_call_without_a_customer() -> None:
    call = parcel.Script()
    call.answers("hello", 1.0, 2.0)
    for item in RULES:
        assert verdict(item, NOTHING, call).score is None


@pytest.mark.parametrize(("count", "score"), [(0, 1.0), (1, 0.6), (2, 0.2), (3, 0.0)])
def test_dead_air(count: int, score: float) -> None:
    silences = tuple(DeadAir(10.0 + 10 * at, 19.0 + 10 * at) for at in range(count))
    found = verdict("dead_air", replace(NOTHING, dead_air=silences))
    assert found.score == pytest.approx(score)
    assert ("At 0:10 you said nothing for 9 seconds" in found.why) == bool(count)


@pytest.mark.parametrize(
    ("silence", "score"),
    [
        (DeadAir(10.0, 18.01), 0.6), (DeadAir(10.0, 25.0), 0.6), (DeadAir(10.0, 25.01), 0.0),
        (DeadAir(40.0, 48.0, True), 0.8), (DeadAir(40.0, 48.01, True), 0.6), (DeadAir(40.0, 55.01, True), 0.0),
    ],
)  # fmt: skip
def test_dead_air_by_its_length(silence: DeadAir, score: float) -> None:
    assert verdict("dead_air", replace(NOTHING, dead_air=(silence,))).score == pytest.approx(score)


def test_of_an_announced_wait_the_excess_is_told() -> None:
    found = verdict("dead_air", replace(NOTHING, dead_air=(DeadAir(40.0, 45.0, True),)))
    assert found.why == "At 0:40 the wait that you had announced went 5 seconds past 30 seconds."


@pytest.mark.parametrize(
    ("gap_s", "score", "told"),
    [
        (1.999, 1.0, "within 2 seconds every time"), (2.0, 1.0, "within 2 seconds every time"),
        (2.001, 1.0, "a little slow, and nothing is charged"), (3.999, 1.0, "a little slow"),
        (4.0, 1.0, "a little slow"), (4.001, 0.5, "At 0:20 she waited 4 seconds for your answer."),
    ],
)  # fmt: skip
def test_answers_by_their_time(gap_s: float, score: float, told: str) -> None:
    gaps = (Gap("customer", 5.0, 5.5, 0.5), Gap("customer", 20.0, 20.0 + gap_s, gap_s), Gap("trainee", 30.0, 39.0, 9.0))
    found = verdict("answer_in_time", replace(NOTHING, gaps=gaps))
    assert found.score == pytest.approx(score)
    assert told in found.why


@pytest.mark.parametrize("silence", [DeadAir(5.0, 14.0), DeadAir(8.0, 14.0, True)])
def test_dead_air_is_not_counted_twice(silence: DeadAir) -> None:
    measurement = replace(NOTHING, gaps=(Gap("customer", 5.0, 14.0, 9.0),), dead_air=(silence,))
    assert verdict("answer_in_time", measurement).score is None


@pytest.mark.parametrize(
    ("said", "button", "score"),
    [("here is your order", "", 0.0), ("one moment while i check", "", None), ("here is your order", "hold", None),
     ("here is your order", "pause", None), ("here is your order", "mute", 0.0)],
)  # fmt: skip
def test_an_announced_wait_and_a_hold_are_no_slow_answer(said: str, button: str, score: float | None) -> None:
    call = parcel.Script()
    call.answers(said, 1.0, 3.0)
    call.says("any", "Fine.", 3.5, 4.0)
    if button:
        call.presses(button, 5.0)
    call.answers("i am back", 10.0, 11.0)
    measurement = replace(NOTHING, gaps=(Gap("customer", 4.0, 10.0, 6.0),))
    assert verdict("answer_in_time", measurement, call).score == score


@pytest.mark.parametrize(("length_s", "applies"), [(9.9, False), (10.0, True)])
def test_a_listeners_word_is_looked_for_only_in_long_lines(length_s: float, applies: bool) -> None:
    call = parcel.Script()
    call.says("opening", "It is a long story.", 1.0, 1.0 + length_s)
    assert (verdict("backchannels", NOTHING, call).score is not None) == applies
    heard = replace(NOTHING, overlaps=(cut("backchannel"),))
    assert verdict("backchannels", heard, call).score == (1.0 if applies else None)


def test_without_a_headset_nobody_is_praised_for_not_interrupting() -> None:
    deaf = SideMeasures(not_measured={"overlaps": "The microphone was off."})
    found = verdict("let_finish", replace(NOTHING, trainee=deaf))
    assert found.score is None
    assert found.why == "Not measured. The microphone was off."
