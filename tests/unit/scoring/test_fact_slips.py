import pytest
from fakes.small_calls import conversation, turns, verdict
from golden import parcel

from voicedrill.scoring.fact_slips import unclear_facts, wrong_facts

PRICED = parcel.PERSONA.replace(
    "    verify: [order]",
    """\
      - id: price
        about: the price
        asked_by: [price]
        say: ["Eighty nine pounds."]
        keys: ["eighty nine pounds"]
        problem: true
    verify: [order]""",
).replace("tells: [item, day]", "tells: [item, day, order, price]")
FRAME = "so if i understand correctly "


def said_back(text: str, *, wrong: str = "") -> tuple[str, dict[str, str]]:
    found = {"paraphrase": (FRAME + text).strip()}
    return FRAME + text, {**found, "wrong_fact": wrong} if wrong else found


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("you ordered a lamp for eighty nine pounds", []),
        ("your order number is four four seven one nine", []),
        ("your order number is four four seven one eight", ["the order number"]),
    ],
)
def test_one_misheard_digit_is_unclear_and_never_wrong(text: str, unclear: list[str]) -> None:
    events = turns(said_back(text))
    call = conversation(events, persona=PRICED)
    assert [slip.about for slip in unclear_facts(call)] == unclear
    assert not wrong_facts(call)
    found = verdict("right_facts", events, persona=PRICED)
    assert found.score == 1.0
    assert ("not heard clearly" in found.why) == bool(unclear)
    if unclear:
        assert "44719" in found.why


def test_a_wrong_fact_is_named_with_what_was_heard_and_what_is_right() -> None:
    text = "you ordered a lamp and you paid thirty two pounds for it"
    events = turns(said_back(text, wrong="thirty two pounds"))
    (slip,) = wrong_facts(conversation(events, persona=PRICED))
    assert slip.about == "the price"
    assert slip.right == "eighty nine pounds"
    found = verdict("right_facts", events, persona=PRICED)
    assert found.score == pytest.approx(0.2)
    for part in ("thirty two pounds", "the price", "eighty nine pounds"):
        assert part in found.why


def test_a_wrong_fact_in_words_that_were_not_heard_clearly_is_not_charged() -> None:
    text = "you ordered a lamp and you paid thirty two pounds for it"
    found = verdict("right_facts", turns(said_back(text, wrong="thirty two pounds"), conf=0.5), persona=PRICED)
    assert found.score is None


def test_a_turn_that_was_not_heard_clearly_shows_no_fact() -> None:
    events = turns(said_back("your order number is four four seven one eight"), conf=0.5)
    assert not unclear_facts(conversation(events, persona=PRICED))


def test_an_unclear_fact_alone_is_shown_and_not_counted() -> None:
    found = verdict("right_facts", turns(("so order four four seven one eight", {})), persona=PRICED)
    assert found.score is None
    assert found.confidence < 0.5
    assert "44719" in found.why
    assert found.evidence


@pytest.mark.parametrize(
    ("said", "unclear"),
    [
        (("i can give you eighty five pounds for it", {}), []),
        (("eighty five pounds is that right", {"check": "is that right"}), ["the price"]),
    ],
)
def test_another_amount_in_another_matter_is_no_misheard_fact(
    said: tuple[str, dict[str, str]], unclear: list[str]
) -> None:
    assert [slip.about for slip in unclear_facts(conversation(turns(said), persona=PRICED))] == unclear
