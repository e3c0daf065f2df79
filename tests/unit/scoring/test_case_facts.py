import pytest
from fakes.small_calls import conversation
from golden import parcel

from voicedrill.scoring.case_facts import is_tied, names, names_a_time, telling_facts
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.phrasing import clock, quoted, seconds, sentence_inside
from voicedrill.speech.measurement import Measurement, SideMeasures


@pytest.mark.parametrize(
    ("text", "timed"),
    [
        ("I will call you by five", True), ("within two working days", True), ("tomorrow", True), ("on Friday", True),
        ("in an hour", True), ("by 5 o'clock", True), ("in 24 hours", True), ("this afternoon", True),
        ("soon", False), ("shortly", False), ("as soon as possible", False), ("we will be in touch", False),
        ("by courier", False), ("someday", False),
    ],
)  # fmt: skip
def test_a_time_is_one_that_somebody_can_wait_for(text: str, timed: bool) -> None:
    assert names_a_time(text) == timed


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("i understand how upsetting this is", False),
        ("i understand how upsetting a missing lamp is", True),
        ("i understand how upsetting it is to wait until tuesday", True),
        ("i understand how upsetting this is can i have the order number", False),
        ("i understand how upsetting this is and you are right in everything you have said lamp", False),
    ],
)
def test_kind_words_are_tied_when_they_name_the_case_in_the_same_breath(text: str, tied: bool) -> None:
    call = parcel.Script()
    call.says("opening", "My lamp was to come on Tuesday.", 0.5, 3.0)
    found = {"empathy": "i understand how upsetting"}
    if "can i have" in text:
        found["question"] = "can i have the order number"
    call.answers(text, 4.0, 8.0, found)
    measurement = Measurement(9.0, SideMeasures(), SideMeasures())
    conversation = Conversation(call.in_order(), parcel.casting(), measurement, "resolved", 9.0)
    kind = conversation.first("empathy")
    assert kind is not None
    assert is_tied(conversation, kind) == tied


def test_a_number_is_recognised_written_and_spoken() -> None:
    casting = parcel.casting()
    assert names(casting, "order 44719 it is", "{order}")
    assert names(casting, "order 4 4 7 1 9 it is", "{order}")
    assert names(casting, "order four four seven one nine it is", "{order}")
    assert not names(casting, "order 83614", "{order}")


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("so your lamp was for tuesday", {"item", "day"}), ("thank you for calling about your order", set()),
        ("a lamp", {"item"}), ("", set()),
    ],
)  # fmt: skip
def test_only_words_of_this_case_tell_that_it_was_heard(text: str, facts: set[str]) -> None:
    persona = parcel.PERSONA.replace("keys: [lamp]", "keys: [lamp, called]")
    assert telling_facts(conversation(parcel.good_call(), persona=persona), text) == facts


@pytest.mark.parametrize(
    ("t_s", "text"), [(-1.0, "0:00"), (0.0, "0:00"), (59.99, "0:59"), (72.4, "1:12"), (600, "10:00")]
)
def test_clock(t_s: float, text: str) -> None:
    assert clock(t_s) == text


@pytest.mark.parametrize(
    ("length_s", "text"), [(0.2, "1 second"), (1.49, "1 second"), (1.5, "2 seconds"), (4.2, "4 seconds")]
)
def test_seconds(length_s: float, text: str) -> None:
    assert seconds(length_s) == text


def test_long_quotes_are_cut_at_a_word_and_titles_fit_inside_a_sentence() -> None:
    assert quoted("word " * 40).endswith("word …”")
    assert len(quoted("word " * 40)) < 100
    assert sentence_inside("The lamp that never came.") == "the lamp that never came"
    assert sentence_inside("TV set is dead") == "TV set is dead"
    assert sentence_inside("I was charged twice") == "I was charged twice"
