import pytest
from fakes.small_calls import ASK, DEMAND, OFFER, OWN, PLAIN, Said, conversation, exchange, told, turns, verdict
from golden import parcel

from voicedrill.scoring.firm_findings import _pushes

WHOLE: Said = (
    "i cannot refund it before it is back what i can do is send a new lamp",
    {"firm": "i cannot refund it", "solution": "what i can do is send a new lamp"},
)
BARE: Said = ("i cannot refund it", {"firm": "i cannot refund it"})
REASON: Said = ("i cannot refund it because it is not back yet", {"firm": "i cannot refund it"})
CAVED: Said = ("all right i will give you a full refund", {})
CURT: Said = ("take it or leave it", {"defensive": "take it or leave it"})


def pushed(*said: Said) -> tuple[tuple[str, str, Said], ...]:
    return tuple(("demand", DEMAND, one) for one in said)


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ((WHOLE,), 1.0), ((REASON,), 0.65), ((BARE,), 0.5), ((OFFER,), 0.35), ((PLAIN,), 0.2), ((CURT,), 0.1),
        ((CAVED,), 0.0), ((WHOLE, WHOLE), 1.0), ((WHOLE, BARE), 0.75), ((WHOLE, WHOLE, CAVED), 0.0),
        ((WHOLE, CURT), 0.5),
    ],
)  # fmt: skip
def test_firm_is_limit_reason_and_alternative_at_each_push(said: tuple[Said, ...], score: float) -> None:
    found = verdict("firm", exchange(*pushed(*said)))
    assert found.score == pytest.approx(score)
    if score < 1.0:
        assert found.try_
    if said[-1] is CAVED:
        assert "gave way" in found.why


def test_giving_way_is_seen_by_the_words_though_the_detector_missed_it() -> None:
    assert "full refund" in verdict("firm", exchange(*pushed(CAVED))).evidence[0].quote
    agreed: Said = ("okay fine you will get it then", {})
    assert "gave way" in verdict("firm", exchange(*pushed(WHOLE, agreed))).why


def test_an_answer_that_was_not_heard_clearly_is_not_charged() -> None:
    for said in (PLAIN, CAVED, BARE):
        call = told()
        call.says("demand", DEMAND, 6.0, 8.0)
        call.answers(said[0], 9.0, 12.0, said[1], conf=0.5)
        assert verdict("firm", call.in_order()).score is None


def test_a_push_is_a_demand_for_what_policy_forbids() -> None:
    events = exchange(("demand", DEMAND, PLAIN), ("any", "And what now?", PLAIN), ("demand", "A full refund!", PLAIN))
    assert [line.text for line in _pushes(conversation(events))] == [DEMAND, "A full refund!"]


WISH = "Get me your supervisor."
FETCH: Said = ("let me get her", {"escalation": "let me get her"})
BRIEFED: Said = ("let me get her i will pass everything on to her", {"escalation": "let me get her"})


def wished(*said: Said) -> tuple[tuple[str, str, Said], ...]:
    return tuple(("any", WISH, one) for one in said)


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ((PLAIN,), None), ((BRIEFED,), 1.0), ((FETCH,), 0.8), ((OWN, BRIEFED), 1.0), ((OWN, OWN, BRIEFED), 1.0),
        ((OWN, OWN, OWN, BRIEFED), 0.6), ((OWN, OWN), 0.2), ((OWN, OWN, OWN), 0.0),
    ],
)  # fmt: skip
def test_a_supervisor_comes_within_two_turns_of_the_second_wish(said: tuple[Said, ...], score: float | None) -> None:
    assert verdict("hand_over", exchange(*wished(*said))).score == score


def test_handing_over_before_an_attempt_is_early_but_not_under_a_threat() -> None:
    assert verdict("hand_over", turns(BRIEFED)).score == 0.4
    assert verdict("hand_over", turns(ASK, BRIEFED)).score == 1.0
    assert verdict("hand_over", exchange(("any", "I will call the police!", BRIEFED))).score == 1.0


def test_the_button_counts_as_handing_over() -> None:
    call = told()
    call.says("any", WISH, 6.0, 8.0)
    call.answers("i will pass on the details", 9.0, 11.0)
    call.presses("supervisor", 10.5)
    assert verdict("hand_over", call.in_order()).score == 1.0


def test_a_wish_that_nobody_could_answer_any_more_is_no_occasion() -> None:
    call = told()
    call.says("any", WISH, 6.0, 8.0)
    call.answers("let me try", 9.0, 11.0)
    call.says("any", WISH, 12.0, 14.0)
    assert verdict("hand_over", call.in_order()).score is None


def test_an_answer_to_the_wish_that_was_not_heard_clearly_is_not_charged() -> None:
    call = told()
    for at in (6.0, 12.0):
        call.says("any", WISH, at, at + 2)
        call.answers("mumble", at + 3, at + 4, conf=0.4)
    found = verdict("hand_over", call.in_order())
    assert found.score is None
    assert "not heard clearly" in found.why


@pytest.mark.parametrize(("line", "pushes"), [("Is that really all you can do?", 2), ("You say it decently.", 1)])
def test_after_a_limit_she_pushes_on_when_she_asks_for_more(line: str, pushes: int) -> None:
    persona = parcel.PERSONA.replace(
        "- id: any\n", "- id: limit\n    when: {heard: [firm]}\n    say: [Hm.]\n  - id: any\n"
    )
    events = exchange(("demand", DEMAND, WHOLE), ("limit", line, PLAIN))
    assert len(_pushes(conversation(events, persona=persona))) == pushes


@pytest.mark.parametrize(("sure", "handed_over"), [(0.59, False), (0.6, True)])
def test_a_supervisor_is_offered_only_when_we_are_sure(sure: float, handed_over: bool) -> None:
    assert (verdict("hand_over", turns(ASK, FETCH, sure=sure)).score is not None) == handed_over
