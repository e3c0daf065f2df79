from collections.abc import Callable

import pytest
from golden import parcel
from golden.parcel import Script

from voicedrill.call.events import Event
from voicedrill.scoring.content_findings import RULES
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.verdict import Verdict
from voicedrill.speech.measurement import Measurement, SideMeasures

NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())
STORY = "My lamp was to come on Tuesday and it never came."


def verdict(item: str, events: tuple[Event, ...], outcome: str = "resolved", persona: str = parcel.PERSONA) -> Verdict:
    return RULES[item](Conversation(events, parcel.casting(persona), NOTHING, outcome, 60.0))


def told(anger: float = 0.5) -> Script:
    """Begin a call in which she has told her story."""
    call = Script(anger)
    call.says("opening", STORY, 0.5, 4.0)
    call.feels(0.1, anger, 0.4, "start", "", "")
    return call


def turns(*said: tuple[str, dict[str, str]], conf: float = 0.95, sure: float = 0.95) -> tuple[Event, ...]:
    """Return her story and these turns of the trainee, with a plain line of hers between them."""
    call = told()
    for at, (text, found) in enumerate(said):
        call.answers(text, 5.0 + 10 * at, 9.0 + 10 * at, found, conf=conf, sure=sure)
        call.says("any", "And what now?", 10.0 + 10 * at, 11.0 + 10 * at)
    return call.in_order()


def after(line: str, beat: str, text: str, found: dict[str, str], anger: float = 0.5) -> tuple[Event, ...]:
    """Return a call in which she says one line and the trainee answers it."""
    call = told(anger)
    call.says(beat, line, 6.0, 8.0)
    call.answers(text, 9.0, 12.0, found)
    return call.in_order()


GENERIC = ("i understand your frustration", {"empathy": "i understand your frustration"})
TIED = ("i would be upset if my lamp never came", {"empathy": "i would be upset if my lamp never came"})
SORRY = ("i am sorry about the lamp", {"apology": "i am sorry about the lamp"})
OWN = ("i will see to it myself", {"ownership": "i will see to it myself"})
OFFER = ("i can send a new lamp", {"solution": "i can send a new lamp"})
ASK = ("can you tell me what happened", {"question": "can you tell me what happened"})
ASK_ORDER = ("may i have the order number", {"question": "may i have the order number"})
BACK = ("so your lamp was promised for tuesday", {"paraphrase": "so your lamp was promised for tuesday"})
FRAME = ("so if i understand correctly", {"paraphrase": "so if i understand correctly"})
PLAIN = ("okay", {})
HELD = ("i cannot but i can send a new lamp", {"firm": "i cannot", "solution": "i can send a new lamp"})
FETCH = ("let me get her", {"escalation": "let me get her"})
ATTACK, DEMAND = "You people are useless.", "I want a full refund."

CASES: list[tuple[str, Callable[[], tuple[Event, ...]], float | None]] = [
    ("no_judging", lambda: turns(PLAIN), 1.0),
    ("no_judging", lambda: turns(("it is only a lamp", {"judging": "it is only a lamp"})), 0.4),
    ("asked_details", lambda: turns(PLAIN), 0.0),
    ("asked_details", lambda: turns(ASK), 0.6),
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
    ("empathy_early", lambda: turns(OFFER, TIED), 0.5),
    ("empathy_tied", lambda: turns(TIED), 1.0),
    ("empathy_tied", lambda: turns(GENERIC), 0.3),
    ("empathy_tied", lambda: turns(PLAIN), 0.0),
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
    ("calm_answer", lambda: after(ATTACK, "attack", *PLAIN), 0.7),
    ("calm_answer", lambda: after(ATTACK, "attack", "calm down", {"defensive": "calm down"}), 0.0),
    ("clean_language", lambda: turns(PLAIN), 1.0),
    ("clean_language", lambda: turns(("damn you", {"profanity": "damn you"})), 0.0),
    ("not_personal", lambda: turns(PLAIN), None),
    ("not_personal", lambda: after(ATTACK, "attack", *OWN), 1.0),
    ("not_personal", lambda: after(ATTACK, "attack", "how dare you", {"taking_offence": "how dare you"}), 0.3),
    ("firm", lambda: turns(PLAIN), None),
    ("firm", lambda: after(DEMAND, "demand", *PLAIN), 0.3),
    ("firm", lambda: after(DEMAND, "demand", "i cannot refund it", {"firm": "i cannot refund it"}), 0.6),
    ("firm", lambda: after(DEMAND, "demand", *HELD), 1.0),
    ("firm", lambda: after(DEMAND, "demand", "take it or leave it", {"defensive": "take it or leave it"}), 0.1),
    ("firm", lambda: after(DEMAND, "demand", "fine a full refund", {"over_promise": "a full refund"}), 0.0),
    ("hand_over", lambda: turns(PLAIN), None),
    ("hand_over", lambda: after("Your supervisor, please.", "any", *PLAIN), None),
    ("hand_over", lambda: after("Your supervisor, please.", "any", *FETCH), 1.0),
    ("hand_over", lambda: turns(("let me transfer you", {"escalation": "let me transfer you"})), 0.4),
    ("no_defensiveness", lambda: turns(PLAIN), 1.0),
    ("no_defensiveness", lambda: turns(("not our fault", {"defensive": "not our fault"})), 0.5),
    ("concise", lambda: turns(PLAIN), 1.0),
    ("concise", lambda: turns((" ".join(["word"] * 60), {})), 1.0),
    ("concise", lambda: turns((" ".join(["word"] * 61), {})), 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("item", "events", "score"), CASES, ids=[f"{item}-{score}" for item, _, score in CASES])
def test_rule(item: str, events: Callable[[], tuple[Event, ...]], score: float | None) -> None:
    found = verdict(item, events())
    assert found.score == (score if score is None else pytest.approx(score))
    assert found.why
    if found.score is not None and found.score < 1.0:
        assert found.try_


def test_every_rule_has_a_row() -> None:
    assert {item for item, _, _ in CASES} == set(RULES)


ABSENT = (
    "asked_details",
    "paraphrase",
    "empathy_early",
    "empathy_tied",
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


@pytest.mark.parametrize(("warnings", "score"), [(1, 0.0), (2, 1.0)])
def test_hanging_up_after_two_warnings_is_a_firm_end(warnings: int, score: float) -> None:
    call = told()
    for at in range(warnings):
        call.says("attack", ATTACK, 6.0 + 8 * at, 8.0 + 8 * at)
        call.answers("i can only help if we speak politely", 9.0 + 8 * at, 12.0 + 8 * at, {"firm": "i can only help"})
    assert verdict("positive_end", call.in_order(), "trainee_hung_up").score == score


def test_a_second_wish_for_a_supervisor_must_be_met() -> None:
    call = told()
    call.says("any", "Your supervisor, please.", 6.0, 8.0)
    call.answers("let me try first", 9.0, 10.0)
    call.says("any", "I said your manager!", 11.0, 12.0)
    assert verdict("hand_over", call.in_order()).score == pytest.approx(0.2)
    call.presses("supervisor", 14.0)
    assert verdict("hand_over", call.in_order()).score == 1.0


def test_the_customer_is_spoken_of_by_her_pronoun() -> None:
    persona = parcel.PERSONA.replace("sector: retail", "sector: retail\npronoun: they")
    events = after(ATTACK, "attack", "how dare you", {"taking_offence": "how dare you", "defensive": "how dare you"})
    for item in ("calm_answer", "no_defensiveness"):
        words = verdict(item, events, persona=persona).why.split()
        assert {"their", "them"} & set(words)
        assert not {"her", "she"} & set(words)
