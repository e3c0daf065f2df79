import pytest
from golden import parcel

from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.hold_findings import hold_manners
from voicedrill.scoring.verdict import Verdict
from voicedrill.speech.measurement import Measurement, SideMeasures

REQUEST = "may i put you on hold for two minutes while i check with the depot"


def held(
    request: str = REQUEST, *, consent_s: float = 7.5, held_s: float = 60.0, thanks: bool = True, back: bool = True,
    conf: float = 0.95, asked: bool = True,
) -> Verdict:  # fmt: skip
    call = parcel.Script()
    call.says("opening", "My lamp never came.", 0.5, 3.0)
    call.answers(request, 4.0, 7.0, {"hold": request} if asked else {}, conf=conf)
    call.says("any", "Fine.", consent_s, consent_s + 0.5)
    call.presses("hold", 9.0)
    if back:
        call.presses("resume", 9.0 + held_s)
        call.answers(
            "thank you for waiting", 11.0 + held_s, 12.0 + held_s,
            {"appreciation": "thank you for waiting"} if thanks else {},
        )  # fmt: skip
    measurement = Measurement(300.0, SideMeasures(), SideMeasures())
    return hold_manners(Conversation(call.in_order(), parcel.casting(), measurement, "resolved", 300.0))


def test_a_hold_with_every_manner() -> None:
    found = held()
    assert found.score == 1.0
    assert found.why == (
        "At the hold at 0:09 you asked, gave the reason, said how long, waited for her answer and thanked her "
        "afterwards."
    )
    assert [one.quote for one in found.evidence] == [REQUEST, "Fine.", "thank you for waiting"]


@pytest.mark.parametrize(
    ("request_", "missing", "found"),
    [
        ("may i put you on hold while i check with the depot", "how long it takes", 4),
        ("may i put you on hold for two minutes", "the reason", 4),
        ("may i ask you to hold for two minutes", "the reason", 4),
        ("thank you for calling please hold", "the reason or how long it takes", 3),
        ("one moment please", "the reason or how long it takes", 3),
        ("hold on a second", "the reason or how long it takes", 3),
    ],
)
def test_what_is_missing_is_told_and_costs_its_share(request_: str, missing: str, found: int) -> None:
    verdict = held(request_)
    assert verdict.score == pytest.approx(found / 5)
    assert f"we did not find {missing}: {found} of 5." in verdict.why
    assert "Thank you for waiting" in verdict.try_


@pytest.mark.parametrize(
    "words",
    ["i will be back in to minutes let me speak with my supervisor", "it takes a minute so i can check that",
     "hold for about one minute because the system is slow", "give me ninety seconds to look at it",
     "a couple of minutes and i will find it", "i'll get my supervisor that is five more minutes"],
)  # fmt: skip
def test_reason_and_length_in_other_words(words: str) -> None:
    assert held(words).score == 1.0


@pytest.mark.parametrize(("consent_s", "score"), [(7.5, 1.0), (9.0, 1.0), (9.01, 0.8)])
def test_her_answer_is_waited_for(consent_s: float, score: float) -> None:
    assert held(consent_s=consent_s).score == pytest.approx(score)


def test_a_line_before_the_request_is_no_consent() -> None:
    assert held(consent_s=3.2).score == pytest.approx(0.8)


@pytest.mark.parametrize(("held_s", "score"), [(119.9, 1.0), (120.0, 1.0), (120.1, 5 / 6)])
def test_a_hold_of_more_than_two_minutes_needs_a_look_in(held_s: float, score: float) -> None:
    found = held(held_s=held_s)
    assert found.score == pytest.approx(score)
    assert ("that you looked in before 2 minutes were over" in found.why) == (score < 1)


@pytest.mark.parametrize(("thanks", "back", "score"), [(False, True, 0.8), (True, False, 4 / 6)])
def test_thanks_come_after_the_hold(thanks: bool, back: bool, score: float) -> None:
    assert held(thanks=thanks, back=back).score == pytest.approx(score)


def test_a_hold_that_was_never_asked_for() -> None:
    found = held("your order is here", asked=False, thanks=False)
    assert found.score == 0.0
    assert found.why.startswith("At 0:09 we did not find that you asked, the reason, ")


def test_what_was_not_heard_clearly_is_not_charged() -> None:
    found = held("the brief though", conf=0.4, asked=False)
    assert found.score is None
    assert "not heard clearly" in found.why


def test_two_holds_are_judged_by_their_mean() -> None:
    call = parcel.Script()
    call.says("opening", "My lamp never came.", 0.5, 3.0)
    call.presses("hold", 5.0)
    call.presses("resume", 6.0)
    call.answers(REQUEST, 7.0, 10.0, {"hold": REQUEST})
    call.says("any", "Fine.", 11.0, 12.0)
    call.presses("hold", 13.0)
    call.presses("resume", 20.0)
    call.answers("sorry for the wait", 21.0, 22.0, {"apology": "sorry for the wait"})
    measurement = Measurement(60.0, SideMeasures(), SideMeasures())
    found = hold_manners(Conversation(call.in_order(), parcel.casting(), measurement, "resolved", 60.0))
    assert found.score == 0.5
    assert found.why.startswith("At 0:05 we did not find")
