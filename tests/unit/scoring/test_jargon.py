import pytest
from fakes.small_calls import conversation, told, turns, verdict

from voicedrill.scoring.jargon import JARGON, unexplained


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("please power cycle it", ["power cycle"]),
        ("that is within our sla", ["SLA"]),
        ("that is within our s l a", ["SLA"]),
        ("i will send you an rma that is a number for sending it back", []),
        ("please power cycle it i mean switch it off and on again", []),
        ("our crm and the sla say so", ["SLA", "CRM"]),
        ("slalom is a sport", []),
        ("the crime was reported", []),
        ("i will look after it", []),
        ("", []),
    ],
)
def test_a_word_of_the_trade_counts_unless_it_is_explained(text: str, terms: list[str]) -> None:
    assert [term for term, _ in unexplained(conversation(turns((text, {}))))] == terms


def test_words_that_she_used_herself_are_hers() -> None:
    call = told()
    call.says("any", "I did power cycle it already.", 5.0, 7.0)
    call.answers("please power cycle it again", 8.0, 10.0)
    assert not unexplained(conversation(call.in_order()))


@pytest.mark.parametrize(("count", "score"), [(0, 1.0), (1, 0.6), (2, 0.3), (3, 0.0), (4, 0.0)])
def test_each_one_costs(count: int, score: float) -> None:
    found = verdict("plain_words", turns(*[("please power cycle it", {})] * count, ("okay", {})))
    assert found.score == score
    if count:
        assert JARGON["power cycle"] in found.try_


def test_a_word_that_was_not_heard_clearly_is_not_charged() -> None:
    assert verdict("plain_words", turns(("please power cycle it", {}), conf=0.5)).score is None


def test_the_list_is_plain_and_short() -> None:
    assert 30 <= len(JARGON) <= 80
    for term, plain in JARGON.items():
        assert term == term.strip()
        assert not any(other.lower() in plain.lower().split() for other in JARGON)


@pytest.mark.parametrize(("between", "explained"), [(7, True), (8, False)])
def test_an_explanation_follows_at_once(between: int, explained: bool) -> None:
    text = "please power cycle it " + "now " * (between - 1) + "meaning the switch"
    assert (not unexplained(conversation(turns((text, {}))))) == explained
