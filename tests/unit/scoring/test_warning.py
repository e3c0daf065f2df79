import pytest
from fakes.small_calls import ATTACK, NO_POLICY, OWN, PLAIN, Said, conversation, exchange, told, verdict
from golden import parcel

from voicedrill.scoring.judge import judge
from voicedrill.scoring.warning import ended_abuse, warnings

POLITE: Said = ("i want to help and i can only do that if we speak politely", {"firm": "i can only do that"})
LAST: Said = ("i will have to end the call if this goes on", {"firm": "i will have to end the call"})
HOT: Said = (
    "stop shouting or i will have to end the call",
    {"defensive": "stop shouting", "firm": "i will have to end the call"},
)


def attacked(*said: Said) -> tuple[tuple[str, str, Said], ...]:
    return tuple(("attack", ATTACK, one) for one in said)


@pytest.mark.parametrize(
    ("text", "warns"),
    [
        ("i want to help you and i can only do that if we speak politely", True),
        ("i'd like to help but only if we both stay respectful", True),
        ("i am happy to help you when we talk calmly to each other", True),
        ("I will have to end this call if it goes on.", True),
        ("if you go on like this i am going to hang up", True),
        ("please speak to me politely", True),
        ("please let us go on without insults", True),
        ("this is my last warning", True),
        ("i can only help you if i have the order number", False),
        ("i will end the call with a summary", False),
        ("i am going to close this ticket", False),
        ("please speak slowly", False),
        ("i will see to it myself", False),
    ],
)
def test_a_warning_is_about_the_tone(text: str, warns: bool) -> None:
    assert bool(warnings(conversation(exchange(*attacked((text, {})))))) == warns


def test_without_an_attack_there_is_nothing_to_warn_of() -> None:
    assert not warnings(conversation(exchange(("any", "And what now?", POLITE), anger=0.9)))


def test_a_warning_answers_an_outburst() -> None:
    events = exchange(("attack", ATTACK, POLITE), ("any", "All right. And what now?", LAST))
    assert len(warnings(conversation(events))) == 1
    assert not ended_abuse(conversation(events, "trainee_hung_up"))


def test_a_warning_given_in_heat_is_none() -> None:
    assert not warnings(conversation(exchange(*attacked(HOT))))


def test_a_warning_that_was_not_heard_clearly_is_none() -> None:
    call = told()
    call.says("attack", ATTACK, 6.0, 8.0)
    call.answers(*[POLITE[0], 9.0, 12.0, POLITE[1]], conf=0.5)
    assert not warnings(conversation(call.in_order()))


@pytest.mark.parametrize(
    ("said", "outcome", "ended"),
    [
        ((POLITE, LAST), "trainee_hung_up", True), ((POLITE,), "trainee_hung_up", False),
        ((POLITE, OWN), "trainee_hung_up", False), ((POLITE, LAST), "hang_up", False),
        ((POLITE, HOT), "trainee_hung_up", False), ((POLITE, PLAIN, LAST), "trainee_hung_up", True),
    ],
)  # fmt: skip
def test_an_abusive_call_may_be_ended_after_two_warnings(said: tuple[Said, ...], outcome: str, ended: bool) -> None:
    events = exchange(*attacked(*said))
    assert ended_abuse(conversation(events, outcome)) == ended
    if outcome == "trainee_hung_up":
        assert (verdict("firm", events, outcome).score == 1.0) == ended
        assert (verdict("positive_end", events, outcome).score is None) == ended


def test_what_could_not_be_done_any_more_does_not_pull_the_score_down() -> None:
    call = told(0.8)
    call.answers(
        "i am sorry about your lamp i would be upset too if my lamp never came", 4.5, 8.0,
        {"apology": "i am sorry about your lamp", "empathy": "i would be upset too if my lamp never came",
            "ownership": "i am sorry"},
    )  # fmt: skip
    for at, (text, found) in enumerate((POLITE, LAST)):
        call.says("attack", ATTACK, 9.0 + 8 * at, 11.0 + 8 * at)
        call.answers(text, 12.0 + 8 * at, 15.0 + 8 * at, found)
    call.ends("trainee_hung_up", 30.0)
    events = call.in_order()
    card = judge(events, parcel.casting(), conversation(events).measurement, "trainee_hung_up", 30.0)
    findings = {one.id: one for one in card.findings}
    for item in ("solution", "next_steps", "paraphrase", "asked_details", "positive_end", "action_soon", "order"):
        assert findings[item].score is None, item
    assert "ended an abusive call" in findings["solution"].why
    assert findings["firm"].score == 1.0
    assert card.band == "ready"
    hung_up = judge(events[:4], parcel.casting(), conversation(events).measurement, "trainee_hung_up", 30.0)
    assert {one.id: one for one in hung_up.findings}["firm"].score is None


def test_taking_offence_is_fair_after_two_warnings_only() -> None:
    offence: Said = ("don't speak to me like that", {"taking_offence": "don't speak to me like that"})
    assert verdict("not_personal", exchange(*attacked(POLITE, offence))).score == pytest.approx(0.3)
    assert verdict("not_personal", exchange(*attacked(POLITE, LAST, offence))).score == 1.0


def test_a_case_without_policy_can_be_ended_too() -> None:
    events = exchange(*attacked(POLITE, LAST))
    assert verdict("firm", events, "trainee_hung_up", NO_POLICY).score == 1.0
