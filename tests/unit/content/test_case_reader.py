"""The case reader: questions, offers, promises, repeated facts, charges bound to the case."""

import pytest

from voicedrill.content.call_memory import CallMemory
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import Detection
from voicedrill.persona.casting import Casting

EVERYTHING = frozenset(("order", "what", "day", "price", "ordered"))


@pytest.fixture
def reader(casting: Casting) -> CaseReader:
    return CaseReader(casting)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("could i have your order number please", ("order",)),
        ("Could I have your order number, please?", ("order",)),
        ("could i have the older number please", ("order",)),
        ("i am sorry to hear that can you tell me the reference", ("order",)),
        ("i will need the order number and the price", ("order", "price")),
        ("tell me what happened", ("what",)),
        ("when did it arrive", ("day",)),
        ("how much did that cost you", ("price",)),
        ("thank you for the order number", ()),
        ("i have the order number here", ()),
        ("could i have your phone number", ()),
        ("i understand what happened", ()),
        ("is there anything else", ()),
    ],
)
def test_asked(reader: CaseReader, text: str, facts: tuple[str, ...]) -> None:
    assert reader.asked(text) == facts


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("i can send you a replacement today", ("replace",)),
        ("let me send you a new lamp", ("replace",)),
        ("would you like a replacement", ("replace",)),
        ("so what i can do is send a new lamp or a ten pound voucher", ("replace", "voucher")),
        ("your replacement is on its way", ("replace",)),
        ("a replacement will be with you on friday", ("replace",)),
        ("we are going to replace it", ("replace",)),
        ("i cannot give you the money back but i can send a replacement", ("replace",)),
        ("i don't know why that happened i can send a replacement", ("replace",)),
        ("if you like i can send you a replacement", ("replace",)),
        ("i cannot send a replacement", ()),
        ("I'm afraid we can't offer a replacement", ()),
        ("you will not get a replacement", ()),
        ("you are not going to get a replacement", ()),
        ("a replacement is not possible", ()),
        ("so you want a replacement", ()),
        ("i can see you asked for a replacement", ()),
        ("i understand you would like a replacement", ()),
        ("let me check whether a replacement is possible", ()),
        ("i have to see if a replacement is in stock", ()),
        ("i can help you with that", ()),
    ],
)
def test_offered(reader: CaseReader, text: str, offers: tuple[str, ...]) -> None:
    assert reader.offered(text) == offers


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        ("i will give you a full refund", True),
        ("okay fine you will get your money back", True),
        ("i can refund you in full", True),
        ("i cannot give you a full refund", False),
        ("i understand you want your money back", False),
        ("let me ask if a full refund is possible", False),
        ("we will not give you the money back", False),
        ("i will send a replacement", False),
    ],
)
def test_promised(reader: CaseReader, text: str, promised: bool) -> None:
    found = reader.promised(text)
    assert [one.id for one in found] == ["over_promise"] * promised
    assert all(one.quote in text for one in found)
    assert reader.forbidden(text) == ("refund",) * promised


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("so your lamp arrived broken on tuesday", {"what", "day"}),
        ("order four four seven one nine", {"order"}),
        ("order 44719", {"order"}),
        ("order four four seven one eight", set()),
        ("you paid thirty two pounds fifty", {"price"}),
        ("you paid £32.50 on the third of march", {"price", "ordered"}),
        ("you ordered it on march the third", {"ordered"}),
        ("i am sorry about the lamp", set()),
    ],
)
def test_repeated(reader: CaseReader, text: str, facts: set[str]) -> None:
    assert reader.repeated(text) == facts


def charges(reader: CaseReader, text: str, *found: Detection, memory: CallMemory | None = None) -> list[str]:
    bound = reader.behaviours(text, list(found), EVERYTHING, memory or CallMemory(asked=frozenset(("order",))))
    assert all(one.quote in text for one in bound)
    return [one.id for one in bound]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("this is our fault", ["liability"]),
        ("we caused the damage and i take full responsibility", ["liability"]),
        ("we will pay for everything", ["liability"]),
        ("it is not our fault", []),
        ("i do not know yet if it was our mistake", []),
        ("i am sorry this happened", []),
        ("so you paid seventy eight pounds ninety for it", ["wrong_fact"]),
        ("so your order number is five five eight two one", ["wrong_fact"]),
        ("so your order number is four four seven one eight", []),
        ("so your order number is four four seven one nine", []),
        ("so it arrived on friday", ["wrong_fact"]),
        ("so it arrived on thursday", []),
        ("so you ordered it on the twenty first of may", ["wrong_fact"]),
        ("so you have fourteen days for that", []),
        ("it will arrive on friday", []),
        ("could i have your order number please", ["repeat_question"]),
        ("is your order number four four seven one nine", []),
        ("okay i will give you a full refund", ["over_promise"]),
    ],
)
def test_charges(reader: CaseReader, text: str, expected: list[str]) -> None:
    assert charges(reader, text) == expected


def test_an_admission_is_right_when_the_fault_is_ours(casting: Casting) -> None:
    ours = casting.case.model_copy(update={"fault": "ours"})
    assert charges(CaseReader(Casting(casting.persona, ours, 1, casting.values)), "this is our fault") == []


def test_account_data_before_the_check_is_a_disclosure(reader: CaseReader) -> None:
    text = "you live at twelve high street"
    nothing = frozenset[str]()
    assert [one.id for one in reader.behaviours(text, [], nothing, CallMemory())] == ["unverified_disclosure"]
    assert reader.behaviours(text, [], frozenset(("order",)), CallMemory()) == []
    assert reader.behaviours(text, [], nothing, CallMemory(asked=frozenset(("order",)))) == []


def test_the_same_kind_sentence_twice_is_scripted(reader: CaseReader) -> None:
    text = "i can imagine how annoying a broken lamp is"
    kind = Detection("empathy", 0.9, "i can imagine how annoying")
    once = reader.remembered(text, [kind], CallMemory(asked=frozenset(("order",))))
    assert charges(reader, text, kind) == []
    assert charges(reader, text, kind, memory=once) == ["scripted"]


def test_empathy_twice_without_the_case_is_scripted(reader: CaseReader) -> None:
    first, second = "i understand your frustration", "that must be really upsetting"
    tied = "it must be upsetting to find the lamp broken"
    once = reader.remembered(first, [Detection("empathy", 0.9, first)], CallMemory(asked=frozenset(("order",))))
    assert charges(reader, second, Detection("empathy", 0.9, second), memory=once) == ["scripted"]
    assert charges(reader, tied, Detection("empathy", 0.9, "it must be upsetting"), memory=once) == []


@pytest.mark.parametrize(
    ("text", "restated"),
    [
        ("so your lamp came broken on tuesday is that right", True),
        ("let me confirm you paid thirty two pounds fifty for it and it came on tuesday", True),
        ("so it came on tuesday", False),
        ("the broken lamp tuesday", False),
    ],
)
def test_a_paraphrase_needs_a_frame_and_two_facts(reader: CaseReader, text: str, restated: bool) -> None:
    found = reader.restates(text, [])
    assert (found is not None) == restated
    assert found is None or found.quote in text


def test_a_question_that_also_asks_for_something_new_is_no_repetition(reader: CaseReader) -> None:
    text = "can you tell me what happened and which day it was"
    for told, expected in ((frozenset(("what",)), []), (frozenset(("what", "day")), ["repeat_question"])):
        assert [one.id for one in reader.behaviours(text, [], told, CallMemory())] == expected


@pytest.mark.parametrize(
    "words", ["so you paid four pounds ", "okay you will get a refund ", "a b ", "<b>😀\x07 ", "um "]
)
def test_five_thousand_words_are_read_like_any_turn(reader: CaseReader, words: str) -> None:
    text = words * (5000 // len(words.split()))
    found = reader.behaviours(text, [], EVERYTHING, CallMemory(), text)
    assert all(one.quote in text for one in found)
    assert reader.repeated(text) == frozenset()
