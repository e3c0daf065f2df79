import pytest
from fakes.small_calls import BACK, OFFER, Said, told, turns, verdict

BLAME: Said = ("you should have read it", {"defensive": "you should have read it"})
REFUND: Said = (
    "you will get a full refund today",
    {"next_steps": "you will get a full refund today", "over_promise": "a full refund"},
)
ELSEWHERE: Said = ("let me see", {"solution": "let me see"})


@pytest.mark.parametrize(("sure", "counted"), [(0.59, False), (0.6, True)])
def test_what_we_are_not_sure_of_earns_nothing(sure: float, counted: bool) -> None:
    found = verdict("paraphrase", turns(BACK, sure=sure))
    assert (found.score is not None) == counted
    assert ("not sure" in found.why) != counted


@pytest.mark.parametrize(("sure", "score"), [(0.49, 1.0), (0.5, None), (0.59, None), (0.6, 0.5)])
def test_a_slip_is_charged_when_sure_and_left_alone_when_unlikely(sure: float, score: float | None) -> None:
    assert verdict("no_defensiveness", turns(BLAME, sure=sure)).score == score


def test_an_unsure_slip_more_makes_the_others_no_less_sure() -> None:
    call = told()
    for at, sure in enumerate((0.95, 0.95, 0.95, 0.7)):
        call.answers(BLAME[0], 5.0 + 10 * at, 9.0 + 10 * at, BLAME[1], sure=sure)
    found = verdict("no_defensiveness", call.in_order())
    assert found.score == 0.0
    assert found.confidence == pytest.approx(0.95)


def test_a_promise_outside_policy_is_no_next_step() -> None:
    assert verdict("next_steps", turns(REFUND)).score == 0.0


@pytest.mark.parametrize(("sure", "score"), [(0.59, 0.0), (0.6, 0.4)])
def test_what_policy_does_not_know_is_an_offer_only_when_we_are_sure(sure: float, score: float) -> None:
    assert verdict("solution", turns(ELSEWHERE, sure=sure)).score == score


def test_a_paraphrase_is_quoted_with_its_facts() -> None:
    check: Said = ("your lamp was promised for tuesday is that right", {"paraphrase": "is that right"})
    assert "lamp" in verdict("paraphrase", turns(check, OFFER)).evidence[0].quote
