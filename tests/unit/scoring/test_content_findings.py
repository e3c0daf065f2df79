from collections.abc import Callable

import pytest
from fakes.small_calls import (
    ASK,
    ASK_ORDER,
    ATTACK,
    BACK,
    BY_NOON,
    BYE,
    DEMAND,
    GENERIC,
    NO_POLICY,
    OFFER,
    OWN,
    PLAIN,
    SORRY,
    TIED,
    after,
    turns,
    verdict,
)
from golden import parcel

from voicedrill.call.events import Event
from voicedrill.scoring.content_findings import RULES

FRAME = ("so if i understand correctly", {"paraphrase": "so if i understand correctly"})
HELD = (
    "i cannot before it is back but i can send a new lamp",
    {"firm": "i cannot", "solution": "i can send a new lamp"},
)
FETCH = ("let me get her and pass on the details", {"escalation": "let me get her"})
CROWD = (
    "what happened and when did it happen and who did you speak to",
    {"question": "what happened"},
)

CASES: list[tuple[str, Callable[[], tuple[Event, ...]], float | None]] = [
    ("no_judging", lambda: turns(PLAIN), 1.0),
    ("no_judging", lambda: turns(("it is only a lamp", {"judging": "it is only a lamp"})), 0.4),
    ("asked_details", lambda: turns(PLAIN), 0.0),
    ("asked_details", lambda: turns(ASK), 0.7),
    ("asked_details", lambda: turns(ASK_ORDER), 0.5),
    ("asked_details", lambda: turns(ASK_ORDER, ASK_ORDER), 0.8),
    ("asked_details", lambda: turns(CROWD), 0.8),
    ("asked_details", lambda: turns(("is that right", {"question": "is that right"})), 0.0),
    ("asked_details", lambda: turns(ASK, ASK_ORDER), 1.0),
    ("asked_details", lambda: turns(("which item", {"question": "which item", "repeat_question": "which item"})), 0.3),
    ("question_after_empathy", lambda: turns(TIED, ASK), 1.0),
    ("question_after_empathy", lambda: turns(ASK, TIED), 0.4),
    ("question_after_empathy", lambda: turns(TIED), None),
    ("no_repeat_question", lambda: turns(PLAIN), None),
    ("no_repeat_question", lambda: turns(ASK), 1.0),
    ("no_repeat_question", lambda: turns(("which item", {"repeat_question": "which item"})), 0.4),
    ("identity_checked", lambda: turns(PLAIN), None),
    ("identity_checked", lambda: turns(ASK_ORDER), 1.0),
    ("identity_checked", lambda: turns(("you live in mill lane", {"unverified_disclosure": "mill lane"})), 0.0),
    ("paraphrase", lambda: turns(OFFER), 0.0),
    ("paraphrase", lambda: turns(FRAME, OFFER), 0.1),
    ("paraphrase", lambda: turns(BACK, OFFER), 1.0),
    ("paraphrase", lambda: turns(OFFER, BACK), 0.8),
    ("right_facts", lambda: turns(PLAIN), None),
    ("right_facts", lambda: turns(BACK), 1.0),
    ("right_facts", lambda: turns(("so a chair", {"wrong_fact": "a chair"})), 0.2),
    ("empathy_early", lambda: turns(PLAIN), 0.0),
    ("empathy_early", lambda: turns(TIED), 1.0),
    ("empathy_early", lambda: turns(GENERIC), 0.6),
    ("empathy_early", lambda: turns(PLAIN, PLAIN, TIED), 0.5),
    ("empathy_early", lambda: turns(OFFER, TIED), 1.0),
    ("empathy_tied", lambda: turns(TIED), 1.0),
    ("empathy_tied", lambda: turns(GENERIC), 0.3),
    ("empathy_tied", lambda: turns(PLAIN), None),
    ("question_after_empathy", lambda: turns(ASK), None),
    ("not_scripted", lambda: turns(PLAIN), None),
    ("not_scripted", lambda: turns(GENERIC), 1.0),
    ("not_scripted", lambda: turns(("your call matters", {"scripted": "your call matters"})), 0.4),
    ("apology", lambda: turns(PLAIN), 0.0),
    ("apology", lambda: turns(SORRY, OWN), 1.0),
    ("apology", lambda: turns(SORRY), 0.6),
    ("apology", lambda: turns(OFFER, SORRY, OWN), 0.8),
    ("apology", lambda: turns(("sorry but that is so", {})), 0.1),
    ("apology_once", lambda: turns(PLAIN), None),
    ("apology_once", lambda: turns(SORRY, SORRY), 1.0),
    ("apology_once", lambda: turns(SORRY, SORRY, SORRY), 0.5),
    ("apology_once", lambda: turns(SORRY, SORRY, SORRY, SORRY), 0.0),
    ("appreciation", lambda: turns(("thanks for calling", {"appreciation": "thanks for calling"})), 0.0),
    ("appreciation", lambda: turns(PLAIN, ("thank you for waiting", {"appreciation": "thank you"})), 1.0),
    ("positive_end", lambda: turns(PLAIN, ("goodbye", {"closing": "goodbye"})), 1.0),
    ("positive_end", lambda: turns(PLAIN), 0.0),
    ("ownership", lambda: turns(PLAIN), 0.0),
    ("ownership", lambda: turns(OWN, OFFER), 1.0),
    ("ownership", lambda: turns(OFFER, OWN), 0.7),
    ("no_liability", lambda: turns(PLAIN), None),
    ("solution", lambda: turns(PLAIN), 0.0),
    ("solution", lambda: turns(("i will reset it", {"solution": "i will reset it"})), 0.4),
    ("solution", lambda: turns(OFFER), 1.0),
    ("no_over_promise", lambda: turns(PLAIN), 1.0),
    ("no_over_promise", lambda: turns(("a full refund", {"over_promise": "a full refund"})), 0.0),
    ("next_steps", lambda: turns(PLAIN), 0.0),
    ("next_steps", lambda: turns(("i will call you soon", {"next_steps": "i will call you soon"})), 0.5),
    ("next_steps", lambda: turns(("i will call you by noon", {"next_steps": "i will call you by noon"})), 1.0),
    ("calm_answer", lambda: turns(PLAIN), None),
    ("calm_answer", lambda: after("Do something!", "any", *OWN, anger=0.75), 1.0),
    ("calm_answer", lambda: after("Do something!", "any", *OWN, anger=0.74), None),
    ("calm_answer", lambda: after(ATTACK, "attack", *PLAIN), 0.6),
    ("calm_answer", lambda: after(ATTACK, "attack", *OFFER), 0.8),
    ("calm_answer", lambda: after(ATTACK, "attack", "calm down", {"defensive": "calm down"}), 0.0),
    ("clean_language", lambda: turns(PLAIN), 1.0),
    ("clean_language", lambda: turns(("damn you", {"profanity": "damn you"})), 0.0),
    ("not_personal", lambda: turns(PLAIN), None),
    ("not_personal", lambda: after(ATTACK, "attack", *OWN), 1.0),
    ("not_personal", lambda: after(ATTACK, "attack", "how dare you", {"taking_offence": "how dare you"}), 0.3),
    ("firm", lambda: turns(PLAIN), None),
    ("firm", lambda: after(DEMAND, "demand", *PLAIN), 0.2),
    ("firm", lambda: after(DEMAND, "demand", "i cannot refund it", {"firm": "i cannot refund it"}), 0.5),
    ("firm", lambda: after(DEMAND, "demand", *HELD), 1.0),
    ("firm", lambda: after(DEMAND, "demand", "take it or leave it", {"defensive": "take it or leave it"}), 0.1),
    ("firm", lambda: after(DEMAND, "demand", "fine a full refund", {"over_promise": "a full refund"}), 0.0),
    ("hand_over", lambda: turns(PLAIN), None),
    ("hand_over", lambda: after("Your supervisor, please.", "any", *PLAIN), None),
    ("hand_over", lambda: after("Your supervisor, please.", "any", *FETCH), 1.0),
    ("hand_over", lambda: turns(("let me transfer you", {"escalation": "let me transfer you"})), 0.4),
    ("no_defensiveness", lambda: turns(PLAIN), 1.0),
    ("no_defensiveness", lambda: turns(("not our fault", {"defensive": "not our fault"})), 0.5),
    ("acknowledged_first", lambda: turns(TIED), None),
    ("acknowledged_first", lambda: turns(TIED, OFFER), 1.0),
    ("acknowledged_first", lambda: turns(OFFER, TIED), 0.3),
    ("acknowledged_first", lambda: turns(OFFER), 0.0),
    ("asked_first", lambda: turns(ASK_ORDER), None),
    ("asked_first", lambda: turns(ASK_ORDER, OFFER), 1.0),
    ("asked_first", lambda: turns(OFFER, ASK_ORDER), 0.5),
    ("action_soon", lambda: turns(PLAIN), None),
    ("action_soon", lambda: turns(TIED, PLAIN, OFFER), 1.0),
    ("action_soon", lambda: turns(TIED, PLAIN, PLAIN, OFFER), 0.6),
    ("action_soon", lambda: turns(TIED, PLAIN, PLAIN), 0.0),
    ("order", lambda: turns(TIED, ASK, BACK, OFFER, BY_NOON, BYE), 1.0),
    ("plain_words", lambda: turns(PLAIN), 1.0),
    ("plain_words", lambda: turns(("please power cycle it", {})), 0.6),
    ("concise", lambda: turns(PLAIN), 1.0),
    ("concise", lambda: turns((" ".join(["word"] * 60), {})), 1.0),
    ("concise", lambda: turns((" ".join(["word"] * 61), {})), 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("item", "events", "score"), CASES, ids=[f"{item}-{score}" for item, _, score in CASES])
def test_rule(item: str, events: Callable[[], tuple[Event, ...]], score: float | None) -> None:
    found = verdict(item, events())
    assert found.score == (score if score is None else pytest.approx(score))
    assert found.why
    assert 0.0 <= found.confidence <= 1.0
    if found.score is not None and found.score < 1.0:
        assert found.try_


def test_every_rule_has_a_row() -> None:
    assert {item for item, _, _ in CASES} == set(RULES)


ABSENT = (
    "asked_details",
    "paraphrase",
    "empathy_early",
    "apology",
    "ownership",
    "solution",
    "next_steps",
)


@pytest.mark.parametrize("item", ABSENT)
@pytest.mark.parametrize(("conf", "counted"), [(0.59, False), (0.6, True)])
def test_not_heard_is_not_not_said(item: str, conf: float, counted: bool) -> None:
    found = verdict(item, turns(("something was said here", {}), conf=conf))
    assert (found.score is not None) == counted
    assert ("not heard clearly" in found.why) != counted
    assert "did not say" not in found.why
    assert found.confidence <= (0.7 if counted else 0.3)


@pytest.mark.parametrize("item", ["no_defensiveness", "no_judging", "clean_language", "no_over_promise"])
@pytest.mark.parametrize(("conf", "sure", "charged"), [(0.59, 0.95, False), (0.95, 0.59, False), (0.6, 0.6, True)])
def test_a_slip_that_was_not_heard_clearly_is_not_charged(item: str, conf: float, sure: float, charged: bool) -> None:
    slip = {
        "no_defensiveness": "defensive", "no_judging": "judging", "clean_language": "profanity",
        "no_over_promise": "over_promise",
    }[item]  # fmt: skip
    found = verdict(item, turns(("you should have read it", {slip: "you should have read it"}), conf=conf, sure=sure))
    assert (found.score is not None) == charged


@pytest.mark.parametrize(("conf", "score"), [(0.59, 1.0), (0.6, 0.0)])
def test_a_monologue_must_have_been_heard(conf: float, score: float) -> None:
    assert verdict("concise", turns((" ".join(["word"] * 61), {}), conf=conf)).score == score


def test_a_finding_has_the_time_and_the_words_of_its_moment() -> None:
    found = verdict("ownership", turns(("okay now i will see to it myself", {"ownership": "i will see to it myself"})))
    (evidence,) = found.evidence
    assert evidence.quote == "i will see to it myself"
    assert (evidence.start_s, evidence.end_s) == (pytest.approx(6.0), pytest.approx(9.0))
    assert found.why.startswith("At 0:06 ")


@pytest.mark.parametrize(
    ("fault", "said", "score"),
    [
        ("unclear", SORRY, 1.0), ("not_ours", SORRY, 1.0), ("not_ours", PLAIN, None), ("unclear", PLAIN, 0.0),
    ],
)  # fmt: skip
def test_the_apology_fits_the_fault(fault: str, said: tuple[str, dict[str, str]], score: float | None) -> None:
    persona = parcel.PERSONA.replace("fault: ours", f"fault: {fault}")
    assert verdict("apology", turns(said), persona=persona).score == score


def test_liability_is_a_slip_only_while_the_fault_is_open() -> None:
    events = turns(("we are liable", {"liability": "we are liable"}))
    unclear = parcel.PERSONA.replace("fault: ours", "fault: unclear")
    assert verdict("no_liability", events, persona=unclear).score == 0.0
    assert verdict("no_liability", turns(PLAIN), persona=unclear).score == 1.0
    assert verdict("no_liability", events).score is None


@pytest.mark.parametrize("outcome", ["hang_up", "timeout", "supervisor", "cut_off"])
def test_who_could_not_close_is_not_asked_for_a_good_end(outcome: str) -> None:
    assert verdict("positive_end", turns(PLAIN), outcome).score is None


@pytest.mark.parametrize("item", ["solution", "no_over_promise", "firm"])
def test_without_a_policy_card_nothing_is_checked_against_it(item: str) -> None:
    found = verdict(item, after(DEMAND, "demand", *HELD), persona=NO_POLICY)
    assert found.score is None
    assert "no policy card" in found.why


@pytest.mark.parametrize("item", sorted(RULES))
def test_no_rule_needs_a_policy_card(item: str) -> None:
    for events in (parcel.good_call(), parcel.poor_call()):
        assert verdict(item, events, persona=NO_POLICY).why


@pytest.mark.parametrize(
    ("before", "quote", "score"),
    [
        ("", "i will call you by five tomorrow", 1.0), ("", "within two working days you will get an email", 1.0),
        ("", "i will be in touch soon", 0.5), ("you waited nine days so", "i will be in touch shortly", 0.5),
        ("i will do it right away and", "the next step is a call on friday", 1.0),
        ("", "expect a call within the hour", 1.0), ("", "we will see", 0.5),
    ],
)  # fmt: skip
def test_a_step_has_a_time_of_its_own(before: str, quote: str, score: float) -> None:
    text = f"{before} {quote}".strip()
    assert verdict("next_steps", turns((text, {"next_steps": quote}))).score == score


@pytest.mark.parametrize(("closed_first", "score"), [(True, 0.8), (False, 1.0)])
def test_what_happens_next_is_said_before_the_end(closed_first: bool, score: float) -> None:
    said = (PLAIN, BYE, BY_NOON) if closed_first else (PLAIN, BY_NOON, BYE)
    assert verdict("next_steps", turns(*said)).score == score


def test_the_customer_is_spoken_of_by_her_pronoun() -> None:
    persona = parcel.PERSONA.replace("sector: retail", "sector: retail\npronoun: they")
    events = after(ATTACK, "attack", "how dare you", {"taking_offence": "how dare you", "defensive": "how dare you"})
    for item in ("calm_answer", "no_defensiveness"):
        words = verdict(item, events, persona=persona).why.split()
        assert {"their", "them"} & set(words)
        assert not {"her", "she"} & set(words)
