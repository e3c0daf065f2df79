"""The words of a line as written, with the times at which they are spoken: "$12" lasts as long as "twelve dollars"."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicedrill.engines.word_times import spoken_words
from voicedrill.speech.words import Word

_SIGNS = ".,;:!?…–—-'\"“”‘’()"


def written_words(text: str, spoken: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of ``text``, each with the time of what is spoken for it.

    Parameters
    ----------
    text : str
        The line as written.
    spoken : sequence of Word
        The words of the same line as spoken, which may be more or fewer, with their times.
    """
    written = spoken_words(text)
    match = difflib.SequenceMatcher(None, _plain(written), _plain([word.word for word in spoken]), autojunk=False)
    words: list[Word] = []
    for kind, first, last, start, end in match.get_opcodes():
        if kind == "equal":
            words += map(_renamed, written[first:last], spoken[start:end])
        elif first < last:
            begin_s = spoken[start].start_s if start < end else (words[-1].end_s if words else 0.0)
            words += _shared(written[first:last], begin_s, spoken[end - 1].end_s if start < end else begin_s)
    return tuple(words)


def _plain(words: Sequence[str]) -> list[str]:
    return [word.strip(_SIGNS).lower() for word in words]


def _renamed(text: str, word: Word) -> Word:
    return replace(word, word=text)


def _shared(written: Sequence[str], start_s: float, end_s: float) -> Iterator[Word]:
    """Share a stretch of time among words by their length."""
    step_s = (end_s - start_s) / sum(map(len, written))
    for text in written:
        yield Word(text, start_s, start_s + step_s * len(text))
        start_s += step_s * len(text)
