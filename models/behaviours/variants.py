"""Utterances as a recogniser would write them, and with errors; what they show stays marked."""

import re
from collections.abc import Callable, Iterator
from random import Random

from corpus import Row, Span

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)*")
DROPPED = 0.4
"""Share of the errors that lose a word; the others put another in its place."""


def recognised(row: Row) -> Row:
    """Return the row in lower case, without punctuation."""
    return _rewritten(row, str.lower)


def corrupted(row: Row, words: list[str], random: Random, rate: float = 0.1) -> Row:
    """Return the row as recognised, with every tenth word lost or replaced by one of ``words``."""

    def heard(word: str) -> str:
        if random.random() >= rate:
            return word.lower()
        return "" if random.random() < DROPPED else random.choice(words)

    changed = _rewritten(row, heard)
    return changed if changed.text else recognised(row)


def words_of(row: Row) -> list[str]:
    """Return the words of the row, lower case."""
    return [match[0].lower() for match in _WORD.finditer(row.text)]


def _rewritten(row: Row, spell: Callable[[str], str]) -> Row:
    places, text = [], ""
    for match in _WORD.finditer(row.text):
        word = spell(match[0])
        if word:
            text += " " if text else ""
            places.append((match.start(), match.end(), len(text), len(text) + len(word)))
            text += word
    return Row(row.prev, text, tuple(_moved(row, places)))


def _moved(row: Row, places: list[tuple[int, int, int, int]]) -> Iterator[Span]:
    for span in row.spans:
        inside = [(start, end) for first, last, start, end in places if first < span.end and last > span.start]
        if inside:
            yield Span(span.label, inside[0][0], inside[-1][1])
