import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.persona.spoken_text import LONGEST_LINE, refusal, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It cost $1,240.", "It cost one thousand two hundred and forty dollars."),
        ("£2.50", "two pounds and fifty pence"),
        ("€18", "eighteen euros"),
        ("$1", "one dollar"),
        ("$0.99", "ninety-nine cents"),
        ("$1.5 million", "one point five million dollars"),
        ("on March 3rd", "on March third"),
        ("March 3, 2024", "March third, twenty twenty-four"),
        ("3/4 of it", "3/4 of it"),
        ("since 2019.", "since twenty nineteen."),
        ("at 5:30 pm.", "at five thirty P M."),
        ("by 9 am", "by nine A M"),
        ("at 9:05", "at nine oh five"),
        ("at 9:00", "at nine o'clock"),
        ("order 61947.", "order six one nine four seven."),
        ("RT-4471", "R T, four four seven one"),
        ("BX12", "B X, one two"),
        ("555-0142", "five five five, zero one four two"),
        ("the 21st time", "the twenty-first time"),
        ("No. 12", "number twelve"),
        ("Mr. Hale and Mrs. Hale", "Mister Hale and Missus Hale"),
        ("Dr. Oz lives on Elm St.", "Doctor Oz lives on Elm Street"),
        ("phones, etc.", "phones, et cetera."),
        ("12 km and 1 GB", "twelve kilometres and one gigabyte"),
        ("he/she and/or they", "he or she and or they"),
        ("salt & pepper", "salt and pepper"),
        ("jo.hale@example.com", "jo dot hale at example dot com"),
        ("I am NOT happy with my TV", "I am not happy with my T V"),
        ("12.5% off", "twelve point five percent off"),
        ("10,000 people, 3 days", "ten thousand people, three days"),
        ("No. I said no.", "No. I said no."),
    ],
)
def test_a_line_is_written_as_it_is_said(written: str, said: str) -> None:
    assert spoken(written) == said


@given(st.text())
def test_what_is_said_stays_as_it_is(text: str) -> None:
    once = spoken(text)
    assert spoken(once) == once


@given(st.integers(0, 10**12))
def test_no_digit_is_left_to_the_engine(number: int) -> None:
    assert not any(sign.isdigit() for sign in spoken(f"It is {number}, ${number} or {number}%."))


@pytest.mark.parametrize(
    "line", ["", "  ", "...", "😡", "<b></b>", "Fine 😡 so", "a **b** c", "a\x07b", "a" * (LONGEST_LINE + 1)]
)
def test_a_line_no_voice_can_say_is_refused(line: str) -> None:
    assert refusal(line)


@pytest.mark.parametrize("line", ["No.", "What?!", "It’s 3 < 4 — really…", "I want {refund}."])
def test_a_plain_line_is_not_refused(line: str) -> None:
    assert refusal(line) is None
