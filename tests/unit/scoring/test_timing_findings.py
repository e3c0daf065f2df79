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
    assert ("At 0:10 nothing was said for 9 seconds" in found.why) == bool(count)


@pytest.mark.parametrize(("gap_s", "score"), [(3.999, 1.0), (4.0, 1.0), (4.001, 0.5)])
def test_a_slow_answer_is_one_above_the_limit(gap_s: float, score: float) -> None:
    gaps = (Gap("customer", 5.0, 5.5, 0.5), Gap("customer", 20.0, 20.0 + gap_s, gap_s), Gap("trainee", 30.0, 39.0, 9.0))
    assert verdict("answer_in_time", replace(NOTHING, gaps=gaps)).score == pytest.approx(score)


def test_dead_air_is_not_counted_twice() -> None:
    measurement = replace(NOTHING, gaps=(Gap("customer", 5.0, 14.0, 9.0),), dead_air=(DeadAir(5.0, 14.0),))
    assert verdict("answer_in_time", measurement).score is None


@pytest.mark.parametrize(("length_s", "applies"), [(9.9, False), (10.0, True)])
def test_a_listeners_word_is_looked_for_only_in_long_lines(length_s: float, applies: bool) -> None:
    call = parcel.Script()
    call.says("opening", "It is a long story.", 1.0, 1.0 + length_s)
    assert (verdict("backchannels", NOTHING, call).score is not None) == applies
    heard = replace(NOTHING, overlaps=(cut("backchannel"),))
    assert verdict("backchannels", heard, call).score == (1.0 if applies else None)


@pytest.mark.parametrize(
    ("asked", "thanked", "score"), [(True, True, 1.0), (True, False, 0.6), (False, True, 0.4), (False, False, 0.0)]
)
def test_hold_manners(asked: bool, thanked: bool, score: float) -> None:
    call = parcel.Script()
    call.says("opening", "My lamp never came.", 0.5, 3.0)
    call.answers("one moment while i check", 4.0, 6.0, {"hold": "one moment while i check"} if asked else {})
    call.presses("hold", 6.5)
    call.presses("resume", 30.0)
    call.answers("thank you for waiting", 31.0, 33.0, {"appreciation": "thank you for waiting"} if thanked else {})
    found = verdict("hold_manners", NOTHING, call)
    assert found.score == pytest.approx(score)
    assert ("0:06" in found.why) == (not asked or not thanked or score == 1.0)


def test_without_a_headset_nobody_is_praised_for_not_interrupting() -> None:
    deaf = SideMeasures(not_measured={"overlaps": "The microphone was off."})
    found = verdict("let_finish", replace(NOTHING, trainee=deaf))
    assert found.score is None
    assert found.why == "Not measured. The microphone was off."
