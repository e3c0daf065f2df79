"""How many words of two transcripts differ."""

from collections.abc import Sequence


def word_errors(reference: Sequence[str], heard: Sequence[str]) -> int:
    """Count substituted, missing and additional words (Levenshtein); by the words of ``reference`` it is the WER."""
    row = list(range(len(heard) + 1))
    for count, expected in enumerate(reference, 1):
        diagonal, row[0] = row[0], count
        for place, word in enumerate(heard, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (expected != word))
    return row[-1]
