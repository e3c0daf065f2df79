"""Disputes, corrections and confirmations: what each may change."""

from dataclasses import replace

import pytest
from golden import parcel

from voicedrill.call.events import Event, HeardBehaviour, HeardWord, TraineeTurn
from voicedrill.scoring.appeal import NO_APPEALS, Appeals, Confirmation, Correction, Dispute, is_disputable, unconfirmed
from voicedrill.scoring.appeals import DISPUTED_SURENESS, corrected, corrected_turns, turn_at
from voicedrill.scoring.judge import judge
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM, NEARLY_AT, RUBRIC
from voicedrill.scoring.scorecard import CorrectedTurn, Evidence, Finding, Scorecard, scorecard_json
from voicedrill.speech.measurement import Measurement, Overlap, SideMeasures

NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())
TALKED_IN = replace(NOTHING, overlaps=(Overlap(4.0, 5.2, "trainee", "interruption", "hold on", ""),))
OUTSIDE = "over_promise"
ITEM = AUTO_FAIL_ITEM[OUTSIDE]


def card(
    events: tuple[Event, ...],
    appeals: Appeals = NO_APPEALS,
    measurement: Measurement = NOTHING,
    outcome: str = "hang_up",
) -> Scorecard:
    return judge(events, parcel.casting(), measurement, outcome, 60.0, appeals=appeals)


def finding(result: Scorecard, name: str) -> Finding:
    return next(one for one in result.findings if one.id == name)


def disputing(name: str, start_s: float, words: str = "") -> Appeals:
    return Appeals(disputes=(Dispute(finding=name, start_s=start_s, words=words),))


def answering(*said: bool) -> Appeals:
    return Appeals(confirmations=tuple(Confirmation(item=OUTSIDE, said=one) for one in said))


def turn(text: str, start_s: float = 10.0, end_s: float = 14.0, conf: float = 0.95) -> TraineeTurn:
    return TraineeTurn(
        t_s=end_s, start_s=start_s, end_s=end_s, text=text, words=parcel.words_of(text, start_s, end_s, conf)
    )


@pytest.mark.parametrize(
    ("score", "missed", "can"),
    [
        (0.0, True, True),
        (0.999, True, True),
        (1.0, True, False),
        (None, True, False),
        (0.0, False, False),
        (0.999, False, False),
    ],
)
def test_only_what_was_not_found_can_be_raised(score: float | None, missed: bool, can: bool) -> None:
    one = Finding("x", "calm", score, 1.0, score is not None, 0.7, (), "We did not find it.", "", missed=missed)
    assert is_disputable(one) is can


@pytest.mark.parametrize("events", [parcel.good_call(), parcel.poor_call()])
def test_every_charge_that_says_so_is_marked_as_missed(events: tuple[Event, ...]) -> None:
    for one in card(events, measurement=TALKED_IN).findings:
        if one.score is not None and one.score < 1.0 and one.why.startswith("We did not find"):
            assert one.missed, one.id
        if one.score is None or one.score == 1.0:
            assert not one.missed, one.id


def test_json_says_missed_only_where_it_is_so() -> None:
    plain = scorecard_json(card(parcel.poor_call()))
    marked = {one["id"]: one.get("missed") for one in plain["findings"]}  # type: ignore[attr-defined]
    assert marked["paraphrase"] is True
    assert marked["no_defensiveness"] is None


def test_what_fails_a_call_is_provisional_until_it_is_confirmed() -> None:
    promise = Finding(ITEM, "solution", 0.0, 0.0, True, 0.9, (), "", "")
    result = Scorecard(60, "again", (OUTSIDE,), "hang_up", (promise,))
    assert unconfirmed(result) == (OUTSIDE,)
    assert unconfirmed(replace(result, findings=(replace(promise, confirmed=True),))) == ()
    assert unconfirmed(replace(result, auto_fail=())) == ()


def test_corrected_turns_keep_what_was_recognised() -> None:
    late, early = turn("ow can i hell", 30.0, 32.0), turn("hello", 10.0, 12.0)
    wrong = [
        Correction(start_s=30.0, text="how", behaviours=()),
        Correction(start_s=30.0, text="how can i help", behaviours=()),
        Correction(start_s=50.0, text="nobody", behaviours=()),
        Correction(start_s=10.0, text="", behaviours=()),
    ]
    assert corrected_turns((late, early), wrong) == (
        CorrectedTurn(10.0, 12.0, "hello", ""),
        CorrectedTurn(30.0, 32.0, "ow can i hell", "how can i help"),
    )


def test_what_was_not_found_is_raised_and_marked_and_points_at_the_turn() -> None:
    events = parcel.poor_call()
    before, after = card(events), card(events, disputing("paraphrase", 19.5))
    was, now = finding(before, "paraphrase"), finding(after, "paraphrase")
    assert (was.score, was.disputed) == (0.0, False)
    assert (now.score, now.disputed, now.confidence) == (1.0, True, DISPUTED_SURENESS)
    assert now.evidence == (Evidence(19.5, 23.0, "don't speak to me like that i am only doing my job"),)
    assert now.why.startswith("You say that you did it at 0:19")
    assert (now.weight, now.matters) == (was.weight, was.matters)
    assert before.score is not None
    assert after.score is not None
    assert after.score > before.score
    assert [one for one in after.findings if one.id != "paraphrase"] == [
        one for one in before.findings if one.id != "paraphrase"
    ]


def test_the_words_given_are_the_quote() -> None:
    now = finding(card(parcel.poor_call(), disputing("paraphrase", 19.5, "so it never came")), "paraphrase")
    assert now.evidence[0].quote == "so it never came"


@pytest.mark.parametrize("name", ["let_finish", "no_defensiveness", ITEM])
def test_what_was_heard_or_timed_stands_and_the_dispute_is_shown(name: str) -> None:
    events = parcel.poor_call()
    before = card(events, measurement=TALKED_IN)
    after = card(events, disputing(name, 4.0), TALKED_IN)
    was, now = finding(before, name), finding(after, name)
    assert now.disputed
    assert now.why == (
        f"{was.why} You dispute it and point at 0:04. It rests on what was heard or on the clock, so the score stands."
    )
    assert replace(now, disputed=False, why=was.why) == was
    assert (after.score, after.auto_fail) == (before.score, before.auto_fail)


@pytest.mark.parametrize(
    ("name", "start_s"), [("paraphrase", 3.999), ("paraphrase", 600.0), ("unheard_of", 4.0), ("no_judging", 4.0)]
)
def test_a_dispute_of_nothing_changes_nothing(name: str, start_s: float) -> None:
    assert card(parcel.poor_call(), disputing(name, start_s)) == card(parcel.poor_call())


def test_disputing_everything_does_not_lift_what_fails_a_call() -> None:
    appeals = Appeals(disputes=tuple(Dispute(finding=item.id, start_s=4.0) for item in RUBRIC))
    after = card((*parcel.good_call(), *_promise()), appeals, outcome="resolved")
    assert after.auto_fail == (OUTSIDE,)
    assert after.score is not None
    assert after.score < NEARLY_AT


def test_a_confirmed_auto_fail_is_final() -> None:
    before, after = card(parcel.poor_call()), card(parcel.poor_call(), answering(True))
    assert (after.auto_fail, after.score) == ((OUTSIDE,), before.score)
    now = finding(after, ITEM)
    assert now.confirmed is True
    assert "provisional" in finding(before, ITEM).why
    assert "provisional" not in now.why
    assert "You confirmed that you said it." in now.why


def test_a_denied_auto_fail_lifts_the_cap_and_is_not_counted() -> None:
    events = (*parcel.good_call(), *_promise())
    before, after = card(events, outcome="resolved"), card(events, answering(False), outcome="resolved")
    assert (before.score, before.band) == (NEARLY_AT - 1, "again")
    assert (after.auto_fail, after.band) == ((), "ready")
    now = finding(after, ITEM)
    assert (now.score, now.applicable, now.confirmed) == (None, False, False)
    assert now.evidence[0].quote == "i promise you a full refund"
    assert now.why.endswith("You say that you did not say it, so it is not counted.")


def test_what_was_denied_is_held_against_nobody_by_any_other_rule() -> None:
    assert "i promise you" in finding(card(parcel.poor_call()), "firm").why
    assert "i promise you" not in finding(card(parcel.poor_call(), answering(False)), "firm").why


def test_the_last_answer_counts() -> None:
    events = parcel.poor_call()
    assert card(events, answering(False, True)) == card(events, answering(True))
    assert card(events, answering(True, False)) == card(events, answering(False))


@pytest.mark.parametrize("said", [True, False])
def test_an_answer_to_nothing_changes_nothing(said: bool) -> None:
    assert card(parcel.good_call(), answering(said)) == card(parcel.good_call())


@pytest.mark.parametrize(
    ("t_s", "start_s"), [(9.999, None), (10.0, 10.0), (14.0, 10.0), (14.001, None), (float("nan"), None)]
)
def test_a_turn_is_found_from_its_first_to_its_last_moment(t_s: float, start_s: float | None) -> None:
    found = turn_at((turn("one"), turn("two", 20.0, 21.0)), t_s)
    assert (found.start_s if found else None) == start_s


def test_of_two_turns_that_touch_the_later_one_is_meant() -> None:
    found = turn_at((turn("one"), turn("two", 14.0, 15.0)), 14.0)
    assert found is not None
    assert found.text == "two"


@pytest.mark.parametrize(
    ("heard", "said", "times"),
    [
        ("i am sorry now", "I am sorry, Ana", [(10, 11), (11, 12), (12, 13), (13, 14)]),
        ("i am sorry", "i am so very sorry", [(10, 11), (11, 11.333), (11.333, 11.667), (11.667, 12), (12, 13)]),
        ("am sorry", "i am sorry", [(10, 10.5), (10.5, 11), (11, 12)]),
        ("i am am sorry", "i sorry", [(10, 11), (13, 14)]),
        ("sorry", "an apology", [(10, 10.5), (10.5, 11)]),
        ("i am", "", []),
    ],
)
def test_corrected_words_keep_the_times_of_what_they_replace(
    heard: str, said: str, times: list[tuple[float, float]]
) -> None:
    one = turn(heard, 10.0, 10.0 + len(heard.split()))
    (now,) = corrected((one,), (Correction(start_s=10.0, text=said, behaviours=()),))
    assert isinstance(now, TraineeTurn)
    assert now.text == said
    assert [(round(word.start_s, 3), round(word.end_s, 3)) for word in now.words] == times


def test_a_turn_without_words_spreads_the_corrected_ones_over_its_time() -> None:
    silent = TraineeTurn(t_s=5.0, start_s=2.0, end_s=4.0, text="")
    (now,) = corrected((silent,), (Correction(start_s=2.0, text="I see", behaviours=()),))
    assert isinstance(now, TraineeTurn)
    assert now.words == (
        HeardWord(word="i", start_s=2.0, end_s=3.0),
        HeardWord(word="see", start_s=3.0, end_s=4.0),
    )


def test_a_corrected_turn_is_clear_and_has_its_own_behaviours_and_the_last_correction_counts() -> None:
    found = HeardBehaviour(id="apology", confidence=0.9, quote="i am sorry")
    corrections = (
        Correction(start_s=10.0, text="no", behaviours=()),
        Correction(start_s=10.0, text="i am sorry", behaviours=(found,)),
        Correction(start_s=11.0, text="no such turn", behaviours=()),
    )
    (now,) = corrected((turn("i am sore", conf=0.2),), corrections)
    assert isinstance(now, TraineeTurn)
    assert (now.text, now.confidence, now.behaviours) == ("i am sorry", 1.0, (found,))


def test_marks_stand_in_json_only_where_there_are_any() -> None:
    plain = scorecard_json(card(parcel.poor_call()))
    assert "without_notes" not in plain
    assert not any({"disputed", "confirmed"} & set(one) for one in plain["findings"])
    appeals = replace(answering(False), disputes=disputing("paraphrase", 4.0).disputes)
    marked = {one["id"]: one for one in scorecard_json(card(parcel.poor_call(), appeals))["findings"]}
    assert marked["paraphrase"]["disputed"] is True
    assert marked[ITEM]["confirmed"] is False
    assert "confirmed" not in marked["paraphrase"]


def _promise() -> tuple[Event, ...]:
    call = parcel.Script()
    call.answers("well i promise you a full refund", 58.2, 59.0, {OUTSIDE: "i promise you a full refund"})
    return tuple(event for event in call.events if isinstance(event, TraineeTurn))
