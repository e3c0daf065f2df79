"""Misheard: whether one error of the recogniser turns what was told into what was heard."""

from functools import lru_cache

_ALIKE_NUMBERS = frozenset(
    frozenset(pair)
    for pair in (
        ("13", "30"), ("14", "40"), ("15", "50"), ("16", "60"), ("17", "70"), ("18", "80"), ("19", "90"),
        ("12", "20"), ("7", "11"), ("7", "17"), ("7", "70"), ("10", "20"),
    )
)  # fmt: skip
"""Number words that sound alike though two digits differ."""
_ALIKE_DAYS = frozenset(
    frozenset(pair)
    for pair in (
        ("tuesday", "thursday"), ("sunday", "monday"), ("saturday", "sunday"), ("wednesday", "tuesday"),
        ("saturday", "thursday"),
    )
)  # fmt: skip
_ALIKE_MONTHS = (
    frozenset(("january", "february", "july", "june")),
    frozenset(("march", "may")),
    frozenset(("april", "august")),
    frozenset(("september", "october", "november", "december")),
)
_WORD_DIGITS = 2
"""Digits that one spoken word can carry (``nineteen``)."""
_PART_DIGITS = 3
"""Digits that make a partly repeated number ("ending in 719") recognisable."""
_VOWELS = str.maketrans("", "", "aeiouyhw")
_SAME_SOUND = str.maketrans({"k": "c", "q": "c", "z": "s", "v": "f", "d": "t", "b": "p", "g": "j", "m": "n"})


def misheard_digits(told: str, heard: str) -> bool:
    """Whether ``heard`` is ``told`` with one error: a digit or a word changed for one like it, lost or added.

    A part of a longer number ("ending in 719") counts as misheard too: the rest is not known.
    """
    if told == heard:
        return False
    if (len(heard) >= _PART_DIGITS and heard in told) or (len(told) >= _PART_DIGITS and told in heard):
        return True
    gone, come = _difference(told, heard)
    if len(gone) <= 1 and len(come) <= 1:
        return True
    if _alike_number(told, heard):
        return True
    lost_or_added = not gone or not come
    return min(len(told), len(heard)) >= _PART_DIGITS and lost_or_added and max(len(gone), len(come)) <= _WORD_DIGITS


def misheard_day(told: str, heard: str) -> bool:
    """Whether two weekdays sound alike."""
    return frozenset((told, heard)) in _ALIKE_DAYS


def misheard_date(told: str, heard: str) -> bool:
    """Whether two dates (``march-3``; the month or the day may be missing) differ by one error only."""
    month, _, day = told.partition("-")
    other_month, _, other_day = heard.partition("-")
    errors = 0
    if month and other_month and month != other_month:
        errors += 1 if any(month in group and other_month in group for group in _ALIKE_MONTHS) else 2
    if day and other_day and day != other_day:
        errors += 1 if misheard_digits(day, other_day) else 2
    return errors == 1


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return the consonants of a word as far as a recogniser tells them apart: ``hartley`` and ``heart lee`` agree."""
    plain = word.replace("ph", "f").replace("ck", "k").replace("gh", "").translate(_VOWELS).translate(_SAME_SOUND)
    return "".join(sign for at, sign in enumerate(plain) if at == 0 or plain[at - 1] != sign)


def misheard_name(told: str, heard: str) -> bool:
    """Whether two names, each without spaces, sound nearly the same."""
    one, other = sound(told), sound(heard)
    gone, come = _difference(one, other)
    return min(len(one), len(other)) >= 2 and (len(gone) + len(come) == 0 or (len(one) >= 4 and _one_off(gone, come)))


def _one_off(gone: str, come: str) -> bool:
    return len(gone) <= 1 and len(come) <= 1


def _alike_number(told: str, heard: str) -> bool:
    """Whether the numbers differ in one place only, by numbers that sound alike."""
    for size in (1, 2):
        for at in range(len(told) - size + 1):
            for other in (1, 2):
                same_rest = told[:at] == heard[:at] and told[at + size :] == heard[at + other :]
                if same_rest and frozenset((told[at : at + size], heard[at : at + other])) in _ALIKE_NUMBERS:
                    return True
    return False


def _difference(told: str, heard: str) -> tuple[str, str]:
    """Return what is left of both when what they begin and end with in common is taken away."""
    start = 0
    while start < min(len(told), len(heard)) and told[start] == heard[start]:
        start += 1
    told, heard = told[start:], heard[start:]
    end = 0
    while end < min(len(told), len(heard)) and told[-1 - end] == heard[-1 - end]:
        end += 1
    return told[: len(told) - end], heard[: len(heard) - end]
