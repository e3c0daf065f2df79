"""Six interview answers, and what a trainer would say of them."""

from dataclasses import replace

import pytest
from fakes import interview_call
from fakes.interview_call import Interview, casting, detector

from voicedrill.call.events import Event
from voicedrill.content.text import normalise
from voicedrill.scoring import measured
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.interview_answer import Answer, answers
from voicedrill.scoring.interview_points import POINTS, covered
from voicedrill.scoring.interview_rubric import HOW, INTERVIEW_RUBRIC, TELL
from voicedrill.scoring.interview_wording import mine, past, told
from voicedrill.scoring.judge import judge
from voicedrill.scoring.scorecard import Finding, Scorecard
from voicedrill.speech.measurement import Measurement, SideMeasures

NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())
TELL_IDS = [item.id for item in TELL]
HOW_IDS = [item.id for item in HOW]


@pytest.fixture(autouse=True)
def all_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every behaviour of the interview a figure, so that scores can be seen."""
    figure = measured.Figure(0.9, 0.8, 30, 60, "a test")
    for item in INTERVIEW_RUBRIC:
        for one in item.rests_on:
            monkeypatch.setitem(measured.MEASURED, one, figure)


def card(events: tuple[Event, ...], outcome: str = "completed") -> Scorecard:
    return judge(events, casting(), NOTHING, outcome, 200.0)


def findings(events: tuple[Event, ...]) -> dict[str, Finding]:
    return {one.id: one for one in card(events).findings}


def told_us(text: str) -> tuple[Event, ...]:
    return Interview().asks("ask_tell").answers(text).ended()


def said_how(text: str) -> tuple[Event, ...]:
    return Interview().asks("ask_how").answers(text).ended()


def answer_to(events: tuple[Event, ...]) -> Answer:
    return answers(Conversation(events, casting(), NOTHING, "completed", 200.0))[0]


def test_a_good_story_has_all_its_parts() -> None:
    result = card(told_us(interview_call.TELL_GOOD))
    found = {one.id: one for one in result.findings}
    assert {name: found[name].score for name in TELL_IDS} == dict.fromkeys(TELL_IDS, 1.0)
    assert found["interview_length"].score == 1.0
    assert not found["interview_no_ranting"].applicable
    assert all(not found[name].applicable for name in HOW_IDS)
    assert (result.score, result.band) == (100, "ready")
    assert "situation 31 %, action 57 % and outcome 12 %" in found["interview_balance"].why
    assert "i asked him to sit down with me" in found["interview_action"].why
    assert found["interview_situation"].evidence[0].quote.startswith("when i worked at the front desk")


def test_what_one_would_do_is_no_story() -> None:
    result = card(told_us(interview_call.TELL_HYPOTHETICAL))
    found = {one.id: one for one in result.findings}
    assert found["interview_one_case"].score == 0.0
    assert "You were asked to tell of a case" in found["interview_one_case"].why
    assert "I stayed calm" in found["interview_one_case"].try_
    assert found["interview_situation"].score == found["interview_action"].score == 0.0
    assert result.band == "again"


def test_running_down_customers_is_flagged_with_the_words() -> None:
    found = findings(told_us(interview_call.TELL_RANTING))
    ranting = found["interview_no_ranting"]
    assert ranting.score == 0.0
    assert "she was a complete nightmare" in ranting.why
    assert "because she should have read the manual" not in ranting.why
    assert len(ranting.evidence) >= 4
    assert found["interview_situation"].score == found["interview_outcome"].score == 1.0


def test_a_story_without_an_end_is_told_so() -> None:
    found = findings(told_us(interview_call.TELL_NO_OUTCOME))
    assert found["interview_outcome"].score == 0.0
    assert "gave him the case number" in found["interview_outcome"].try_
    assert found["interview_order"].score == 1.0
    assert found["interview_action"].score == 1.0
    assert found["interview_specific"].score == 0.7


def test_the_eight_points_are_found_with_their_words() -> None:
    result = card(said_how(interview_call.HOW_GOOD))
    found = {one.id: one for one in result.findings}
    assert {name: found[name].score for name in HOW_IDS[:8]} == dict.fromkeys(HOW_IDS[:8], 1.0)
    assert "i would stay calm" in found["interview_calm"].why
    assert not found["interview_own_story"].applicable
    assert all(not found[name].applicable for name in TELL_IDS)
    assert result.band == "ready"


def test_an_own_story_is_a_bonus_and_its_absence_costs_nothing() -> None:
    half = "i would stay calm and listen to them and i would offer a refund or something and that is all i would do "
    story = " last march a customer was furious because her cake was damaged i apologised and i made a new one"
    without, with_it = card(said_how(half * 2)), card(said_how(half * 2 + story))
    assert without.score is not None
    assert with_it.score is not None
    assert with_it.score > without.score
    found = findings(said_how(interview_call.HOW_WITH_STORY))
    assert found["interview_own_story"].score == 1.0
    assert "last march" in found["interview_own_story"].why


def test_neither_kind_is_charged_for_the_other() -> None:
    both = Interview().asks("ask_tell").answers(interview_call.TELL_GOOD).asks("ask_how")
    result = card(both.answers(interview_call.HOW_GOOD).ended())
    assert result.score == 99
    why = next(one.why for one in result.findings if one.id == "interview_length")
    assert why.count("Answer at") == 2


def test_an_answer_goes_on_over_follow_ups_and_turns() -> None:
    first, second = interview_call.TELL_GOOD.split(" in the end ")
    talk = (
        Interview().answers("hello").asks("ask_tell").answers(first).asks("follow_up").answers("in the end " + second)
    )
    found = findings(talk.ended())
    assert found["interview_outcome"].score == 1.0
    assert found["interview_order"].score == 1.0
    assert len(answer_to(talk.ended()).turns) == 2


def test_a_repeated_question_is_one_question() -> None:
    talk = (
        Interview().asks("ask_tell").answers("sorry what was that").asks("ask_tell").answers(interview_call.TELL_GOOD)
    )
    assert len(answer_to(talk.ended()).turns) == 2


@pytest.mark.parametrize(
    ("words", "score"), [(149, 0.993), (150, 1.0), (151, 1.0), (300, 1.0), (301, 0.997), (600, 0.0), (75, 0.5)]
)  # fmt: skip
@pytest.mark.parametrize("typed", [False, True])
def test_the_length_is_one_to_two_minutes(words: int, score: float, typed: bool) -> None:
    talk = Interview().asks("ask_tell").answers("and the " * (words // 2) + "so" * (words % 2), typed=typed).ended()
    assert findings(talk)["interview_length"].score == score


def test_order_counts_the_outcome_before_the_actions() -> None:
    story = "in the end he thanked me i listened to him and i offered him a refund last year a guest was shouting"
    found = findings(told_us(story))
    assert found["interview_order"].score == 0.0
    assert "We did not find" in found["interview_order"].why or "we did not find" in found["interview_order"].why


def test_the_actions_are_the_longest_part() -> None:
    scene = "last year i worked at a hotel in the old town of bath and a guest was shouting because his room was cold"
    found = findings(told_us(f"{scene} i apologised to him in the end he left happy"))
    assert found["interview_balance"].score == 0.182  # 4 words of action, 22 of situation
    assert "not the longest part (situation 69 %" in found["interview_balance"].why
    assert "“i apologised to him”" in found["interview_balance"].try_


def test_a_case_with_more_of_what_one_would_do_is_half_an_answer() -> None:
    would = "i would stay calm i would listen to him i would offer a refund and i would apologise to him"
    found = findings(told_us(f"last year a guest was shouting i listened to him {would}"))
    assert found["interview_one_case"].score == 0.5
    found = findings(told_us("last year a guest was shouting i listened to him i would stay calm"))
    assert found["interview_one_case"].score == 1.0


@pytest.mark.parametrize(
    ("actions", "score"),
    [
        ("i asked him then i called her", 1.0), ("i asked him then we called her", 1.0),
        ("i asked him then we called her then we sent it", 0.5), ("we asked him then we called her", 0.0),
    ],
)  # fmt: skip
def test_i_is_said_at_least_as_often_as_we(actions: str, score: float) -> None:
    found = findings(told_us(f"last year a guest was shouting at the desk {actions}"))
    assert found["interview_first_person"].score == score
    assert bool(found["interview_first_person"].try_) == (score < 1.0)
    if score == 0.0:
        assert "“I asked him”" in found["interview_first_person"].try_


@pytest.mark.parametrize(
    ("details", "score"),
    [("", 0.0), ("last year", 0.4), ("last year at a bank", 0.7), ("last year at a bank at ten pm", 1.0)],
)  # fmt: skip
def test_a_story_needs_three_details(details: str, score: float) -> None:
    found = findings(told_us(f"there was a customer who was shouting at me {details} and then i listened to him"))
    assert found["interview_specific"].score == score


def test_generalities_are_charged_only_when_a_case_was_asked_for() -> None:
    words = "i always listen to my customers and i usually find that they calm down when i offer them something"
    found = findings(told_us(words))
    assert found["interview_no_generalities"].score == 0.3
    assert "i always listen" in found["interview_no_generalities"].why
    assert not findings(said_how(words))["interview_no_generalities"].applicable


@pytest.mark.parametrize(
    "text",
    [
        "yes", "um uh er um", "uh um er hm mm uh um er uh um er hm", "i do not know",
        "als ich im hotel war kam ein gast herunter und war sehr böse weil sein zimmer nicht fertig war",
        "cuando trabajaba en un hotel un cliente llegó muy enfadado porque su habitación no estaba lista",
        "<b>💥</b> \x00\x07 ☎☎☎ &nbsp; 12345",
    ],
)  # fmt: skip
def test_what_cannot_be_judged_charges_nothing(text: str) -> None:
    result = card(told_us(text))
    assert result.score is None
    assert all(not one.applicable for one in result.findings if one.id.startswith("interview"))
    assert all(one.why for one in result.findings)


def test_no_question_and_no_answer_charge_nothing() -> None:
    unasked = card(Interview().answers(interview_call.TELL_GOOD).ended())
    assert (unasked.score, unasked.findings[0].why) == (None, "You were asked no question.")
    silent = card(Interview().asks("ask_tell").ended())
    assert (silent.score, silent.findings[0].why) == (None, "You gave no answer.")


def test_a_very_long_answer_is_judged() -> None:
    result = card(told_us(" ".join([interview_call.TELL_GOOD] * 36)))
    assert next(one for one in result.findings if one.id == "interview_length").score == 0.0
    assert result.score is not None


def test_what_was_not_heard_clearly_charges_nothing() -> None:
    talk = Interview().asks("ask_tell").answers(interview_call.TELL_RANTING, conf=0.4).ended()
    found = findings(talk)
    assert found["interview_no_ranting"].score is None
    assert found["interview_learned"].score is None


def test_a_cut_off_interview_has_findings_and_no_score() -> None:
    result = card(told_us(interview_call.TELL_GOOD), "cut_off")
    assert result.score is None
    assert result.findings


def test_practice_only_is_too_little_for_a_score(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(measured.MEASURED):
        monkeypatch.delitem(measured.MEASURED, name)
    result = card(told_us(interview_call.TELL_GOOD))
    assert (result.score, result.band) == (None, None)
    assert {one.weight for one in result.findings if one.id in TELL_IDS} == {0.0}


@pytest.mark.parametrize(
    ("known", "has_score"), [(("action", "outcome", "generality"), True), (("action", "outcome"), False)]
)  # fmt: skip
def test_half_of_the_weight_makes_a_score(
    monkeypatch: pytest.MonkeyPatch, known: tuple[str, ...], has_score: bool
) -> None:
    for name in set(measured.MEASURED) - set(known):
        monkeypatch.delitem(measured.MEASURED, name)
    assert (card(told_us(interview_call.TELL_GOOD)).score is not None) == has_score  # 60 and 55 of 115


def test_swearing_stays_an_auto_fail() -> None:
    talk = Interview().asks("ask_tell").answers(interview_call.TELL_GOOD)
    turn = talk.events[-1]
    swear = turn.behaviours[0].model_copy(update={"id": "profanity", "confidence": 0.95})  # type: ignore[union-attr]
    talk.events[-1] = turn.model_copy(update={"behaviours": (*turn.behaviours, swear)})  # type: ignore[union-attr]
    result = card(talk.ended())
    assert result.auto_fail == ("profanity",)
    assert result.score == 69
    assert result.findings[-1].id == "clean_language"


def test_nothing_is_said_about_genuineness() -> None:
    talk = Interview().asks("ask_tell").answers(interview_call.TELL_RANTING).asks("ask_how")
    words = " ".join(
        f"{one.why} {one.try_} {one.matters}" for one in card(talk.answers("i would shout " * 9).ended()).findings
    )
    for word in ("true", "genuine", "honest ", "lie", "made up", "invented", "fake"):
        assert f" {word} " not in words.lower()


def test_every_point_finds_its_own_example_and_not_its_denial() -> None:
    for point in POINTS:
        assert covered(point, normalise(f"{point.example} and that is it"))
    listen = next(point for point in POINTS if point.id == "interview_listen")
    assert not covered(listen, normalise("i would not listen to them"))
    assert not covered(listen, normalise("i sell shoes"))


def test_the_wording_to_try_passes_our_detector() -> None:
    found = findings(told_us(interview_call.TELL_HYPOTHETICAL))
    heard = {one.id for one in detector().detect(found["interview_one_case"].try_.split("“")[1])}
    assert {"situation", "action"} <= heard
    assert "hypothetical" not in heard


@pytest.mark.parametrize(
    ("clause", "past_form"),
    [
        ("I would listen to him", "I listened to him"), ("i'd apologise", "I apologised"),
        ("then we would try it", "I tried it"), ("i would never argue", "I never argued"),
        ("i would not argue", "I did not argue"),
        ("i would always let her finish", "I let her finish"), ("they would shout", ""), ("i would have called", ""),
    ],
)  # fmt: skip
def test_would_becomes_past(clause: str, past_form: str) -> None:
    assert told(clause) == past_form


def test_verbs_and_pronouns() -> None:
    assert [past(verb) for verb in ("offer", "apologise", "try", "stay", "reply")] == [
        "offered", "apologised", "tried", "stayed", "replied",
    ]  # fmt: skip
    assert mine("We were told and we refunded") == "I was told and I refunded"


def test_the_same_interview_always_gets_the_same_card() -> None:
    events = told_us(interview_call.TELL_GOOD)
    assert card(events) == card(events)
    assert replace(card(events)) == card(events)
