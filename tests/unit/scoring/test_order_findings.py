import pytest
from fakes.small_calls import (
    ASK,
    ASK_ORDER,
    BACK,
    BY_NOON,
    BYE,
    NOTHING,
    OFFER,
    PLAIN,
    SORRY,
    STORY,
    TIED,
    Said,
    told,
    turns,
    verdict,
)
from golden import parcel
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.scoring.order_findings import _longest_common
from voicedrill.speech.measurement import Measurement, Overlap, SideMeasures

LOOK: Said = ("let me look that up for you", {})
ITEMS = ("acknowledged_first", "asked_first", "action_soon", "order")


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ((TIED, ASK, BACK, OFFER, BY_NOON, BYE), 1.0),
        ((SORRY, TIED, ASK, BACK, OFFER, BY_NOON, BYE), 1.0),
        ((TIED, ASK, SORRY, BACK, OFFER, BY_NOON, BYE), 1.0),
        ((ASK, TIED, BACK, OFFER, BY_NOON, BYE), 6 / 7),
        ((TIED, ASK, OFFER, BY_NOON, BYE), 6 / 7),
        ((OFFER, BACK, ASK, TIED), 2 / 7),
        ((PLAIN,), 1 / 7),
    ],
)
def test_the_order_is_the_longest_run_of_moves(said: tuple[Said, ...], score: float) -> None:
    found = verdict("order", turns(*said))
    assert found.score == pytest.approx(score)
    assert bool(found.try_) == (score < 1.0)


def test_talking_into_the_story_takes_the_first_step_away() -> None:
    cut = Overlap(2.0, 3.0, "trainee", "interruption", "hold on", STORY)
    said = turns(TIED, ASK, BACK, OFFER, BY_NOON, BYE)
    measured = Measurement(60.0, SideMeasures(), SideMeasures(), overlaps=(cut,))
    assert verdict("order", said, measurement=measured).score == pytest.approx(6 / 7)
    unmeasured = SideMeasures(not_measured={"overlaps": "No headset."})
    assert verdict("order", said, measurement=Measurement(60.0, unmeasured, SideMeasures())).score == 1.0
    assert verdict("order", said[:-4], "hang_up", measurement=NOTHING).score == pytest.approx(1.0)


def test_what_she_told_herself_need_not_be_asked() -> None:
    call = told()
    call.says("order", "It is 4 4 7 1 9.", 5.0, 7.0)
    call.answers(*[OFFER[0], 8.0, 11.0, OFFER[1]])
    assert verdict("asked_first", call.in_order()).score == 1.0


@pytest.mark.parametrize(("more", "score"), [(0, 1.0), (2, 1.0), (3, 5 / 6)])
def test_half_of_the_problem_is_enough_to_know(more: int, score: float) -> None:
    facts = "".join(
        f"      - id: extra{at}\n        about: extra {at}\n        asked_by: [extra {at}]\n"
        f"        say: [Extra.]\n        problem: true\n"
        for at in range(more)
    )
    persona = parcel.PERSONA.replace("    verify: [order]\n", f"{facts}    verify: [order]\n")
    assert verdict("asked_first", turns(ASK_ORDER, OFFER), persona=persona).score == pytest.approx(score)


def test_what_the_case_needs_is_named_when_it_was_not_asked() -> None:
    found = verdict("asked_first", turns(OFFER))
    assert found.score == pytest.approx(0.5)
    assert "the order number" in found.why
    assert "the order number" in found.try_


def test_a_case_that_needs_nothing_has_nothing_to_ask() -> None:
    persona = parcel.PERSONA.replace("verify: [order]", "verify: []").replace("problem: true", "problem: false")
    assert verdict("asked_first", turns(OFFER), persona=persona).score is None


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ((PLAIN, PLAIN, LOOK), 1.0), ((PLAIN, PLAIN, PLAIN, LOOK), 0.6), ((PLAIN,) * 4 + (LOOK,), 0.6),
        ((PLAIN,) * 5 + (LOOK,), 0.3), ((PLAIN, PLAIN), None), ((PLAIN,) * 3, 0.0),
        ((("i will not look at it", {}),) * 3, 0.0),
    ],
)  # fmt: skip
def test_something_concrete_begins_within_three_turns(said: tuple[Said, ...], score: float | None) -> None:
    assert verdict("action_soon", turns(*said)).score == score


def test_a_story_that_was_never_told_asks_for_no_action() -> None:
    call = parcel.Script()
    call.says("any", "Hello?", 0.5, 1.0)
    for at in range(5):
        call.answers("hello", 2.0 + at, 2.5 + at)
    assert verdict("action_soon", call.in_order()).score is None


@pytest.mark.parametrize("said", [(OFFER, TIED), (OFFER, ASK_ORDER), (PLAIN, PLAIN, PLAIN, OFFER), (PLAIN,) * 3])
@pytest.mark.parametrize("item", ["acknowledged_first", "asked_first", "action_soon"])
def test_what_was_not_heard_clearly_is_not_charged(item: str, said: tuple[Said, ...]) -> None:
    found = verdict(item, turns(*said, conf=0.5))
    assert found.score in (None, 1.0)


moves = st.lists(st.sampled_from([TIED, ASK, BACK, OFFER, BY_NOON, BYE, PLAIN, SORRY]), max_size=8)


@settings(max_examples=50, deadline=None)
@given(moves)
def test_any_order_gets_a_score(said: list[Said]) -> None:
    for item in ITEMS:
        found = verdict(item, turns(*said))
        assert found.why
        assert found.score is None or 0.0 <= found.score <= 1.0


@given(st.lists(st.sampled_from("abcd"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_the_longest_common_run_stands_in_both(first: list[str], second: list[str]) -> None:
    run = _longest_common(first, second)
    for whole in (first, second):
        rest = iter(whole)
        assert all(one in rest for one in run)
    assert len(run) == len(_longest_common(second, first))


@pytest.mark.parametrize(("said", "score"), [((PLAIN, PLAIN), 1.0), ((PLAIN, PLAIN, PLAIN), 0.6)])
def test_checking_and_repeating_back_do_not_count_as_waiting(said: tuple[Said, ...], score: float) -> None:
    assert verdict("action_soon", turns(ASK_ORDER, BACK, *said, OFFER)).score == score


@pytest.mark.parametrize("item", ["acknowledged_first", "asked_first"])
def test_an_offer_that_we_are_not_sure_of_is_no_occasion(item: str) -> None:
    assert verdict(item, turns(OFFER, PLAIN, PLAIN, sure=0.59)).score is None
    assert verdict(item, turns(OFFER, PLAIN, PLAIN, sure=0.6)).score is not None


def test_a_sure_action_in_time_counts_before_an_unsure_one() -> None:
    call = told()
    call.answers("a new lamp is free", 5.0, 9.0, {"solution": "a new lamp is free"}, sure=0.5)
    call.answers("a new lamp is free", 15.0, 19.0, {"solution": "a new lamp is free"}, sure=0.9)
    found = verdict("action_soon", call.in_order())
    assert found.score == 1.0
    assert found.evidence[0].start_s >= 15.0


def test_a_promise_outside_policy_is_no_action() -> None:
    promise = "you get a full refund"
    said = (promise, {"solution": promise, "over_promise": promise})
    assert verdict("action_soon", turns(said, PLAIN, PLAIN)).score == 0.0
