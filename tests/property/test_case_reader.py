"""The case reader on anything at all: never a crash, quotes from the turn, nothing charged without reason."""

from fakes.spoken_cases import bank, hotel
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.content.call_memory import CallMemory
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import Detection
from voicedrill.content.promise import promises

READERS = (CaseReader(bank()), CaseReader(hotel()))
WORDS = (
    "so", "you", "said", "we", "will", "refund", "today", "four", "forty", "seventy", "one", "double", "hundred", "and",
    "pounds", "the", "ninth", "of", "june", "tuesday", "half", "past", "two", "a", "b", "for", "bravo", "days", "times",
    "within", "by", "tomorrow", "i", "promise", "if", "not", "our", "fault", "sorry", "what", "is", "your", "surname",
    "hartley", "um", "?", ".", "4471", "£349.99", "14:30", "<b>", "😀", "\x07", "straße", "données", "okay", "fine",
    "it", "get", "couple", "quarter", "to", "oh", "0", "00", "1.5.2", "٣", "²", "½", "o'clock", "pm", "an", "thousand",
)  # fmt: skip
TURNS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


@given(TURNS, TURNS)
def test_anything_can_be_said(text: str, prev: str) -> None:
    found = [Detection("empathy", 0.9, text[: len(text) // 2]), Detection("paraphrase", 0.8, text)]
    for reader in READERS:
        told = frozenset(fact.id for fact in reader.casting.case.facts)
        memory = reader.remembered(prev, found[:1], CallMemory(), text)
        heard = reader.behaviours(text, found, told, memory, prev)
        assert all(one.quote in text for one in heard)
        assert set(reader.unclear_facts(text, told)).isdisjoint(reader.repeated(text))
        wrong = {one.fact for one in reader.wrong_facts(text, told, found, prev)}
        assert wrong <= told
        assert wrong.isdisjoint(reader.unclear_facts(text, told))
        assert reader.wrong_facts(text, frozenset(), found, prev) == ()
        reader.forbidden(text, prev)
        reader.restates(text, found)
    assert all(one.when_text for one in promises(text))
