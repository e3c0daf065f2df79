"""One error of the recogniser, and two."""

import pytest

from voicedrill.content.misheard import misheard_date, misheard_day, misheard_digits, misheard_name


@pytest.mark.parametrize(
    ("told", "heard", "near"),
    [
        ("44719", "44719", False),
        ("44719", "44718", True),
        ("44719", "4471", True),
        ("44719", "447199", True),
        ("44719", "44791", False),
        ("44719", "55719", False),
        ("44719", "719", True),
        ("44719", "19", False),
        ("44719", "447", True),
        ("4471", "447", True),
        ("15", "50", True),
        ("4415", "4450", True),
        ("1315", "3050", False),
        ("15", "62", False),
        ("7", "11", True),
        ("9", "5", True),
        ("9", "14", False),
        ("349", "34999", True),
    ],
)
def test_digits(told: str, heard: str, near: bool) -> None:
    assert misheard_digits(told, heard) is near


@pytest.mark.parametrize(
    ("told", "heard", "near"),
    [
        ("june-9", "june-9", False),
        ("june-9", "july-9", True),
        ("june-9", "june-19", True),
        ("june-9", "-5", True),
        ("june-9", "july-19", False),
        ("june-9", "march-9", False),
        ("june-9", "june-22", False),
        ("april-", "august-", True),
        ("april-", "november-", False),
    ],
)
def test_dates(told: str, heard: str, near: bool) -> None:
    assert misheard_date(told, heard) is near


def test_days_and_names() -> None:
    assert misheard_day("tuesday", "thursday")
    assert not misheard_day("tuesday", "friday")
    assert misheard_name("hartley", "heartlee")
    assert misheard_name("milllane", "meallane")
    assert misheard_name("sanderson", "anderson")
    assert not misheard_name("hartley", "baker")
