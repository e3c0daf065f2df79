"""When each word of a rendered line is spoken, told from the text and the sound alone.

Engines tell it in different ways or not at all. The silences inside the line are laid against its punctuation; between
two such pauses the words share the voiced time by their length in syllables and consonants.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.words import Word

_FRAME = SAMPLE_RATE_HZ // 200
"""5 ms: how finely silence is looked for."""

_MIN_SILENCE_S = 0.08
_SILENCE_BELOW_PEAK_DB = 38.0
"""A frame this far under the loudest one is silence."""

_CONSONANT_WEIGHT = 0.35
"""Length of a consonant relative to a syllable's vowel; fitted to eSpeak's own word times."""

_FINAL_WEIGHT = 1.0
"""Lengthening of the last word before a pause, in vowels."""

_DIGIT_WEIGHT = 2.0
"""Length of a digit's name."""

_SPELLED_WEIGHT = 1.5
"""Length of a letter's name, in words that cannot be pronounced."""

_SKIPPED_BOUNDARY_S = 0.3
"""Cost of punctuation at which the voice makes no pause."""

_SKIPPED_SILENCE = 2.0
"""Cost, per second of it, of a silence without punctuation (the closure of a t or k)."""

_NOMINAL_WEIGHT_RATE = 6.4
"""Weight spoken in a second at 165 words per minute."""

_PUNCTUATION_PAUSE_S = 0.25

_SIGNS = ".,;:!?…–—-'\"“”‘’() "
_VOWELS = re.compile(r"[aeiouy]+")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]")
_DIGIT = re.compile(r"\d")
_BREAK = re.compile(r"[.,;:!?…–—-]['\"”’)]*$")


@dataclass(frozen=True, slots=True)
class _Stretch:
    start_s: float
    end_s: float


def spoken_words(text: str) -> list[str]:
    """Return the words of ``text`` as written, each with its punctuation; a sign alone goes with the word before."""
    words: list[str] = []
    for token in text.split():
        if words and not any(char.isalnum() for char in token):
            words[-1] += f" {token}"
        else:
            words.append(token)
    return words


def expected_duration_s(text: str, rate_wpm: float) -> float:
    """Return about how long ``text`` lasts at that rate: good enough to tell a line from a broken file."""
    words = spoken_words(text)
    pauses = sum(_breaks(word) for word in words)
    return sum(map(_weight, words)) / _NOMINAL_WEIGHT_RATE * 165.0 / rate_wpm + _PUNCTUATION_PAUSE_S * pauses


def word_times(text: str, samples: Samples) -> tuple[Word, ...]:
    """Estimate the times of the words of a rendered line.

    Parameters
    ----------
    text : str
        The line.
    samples : Samples
        Its sound, trimmed.

    Returns
    -------
    tuple of Word
        One for each of `spoken_words`, in order and without overlap, in seconds from the first sample.
    """
    words = spoken_words(text)
    if not words or not len(samples):
        return ()
    voiced, silences = _voiced_and_silences(samples)
    weights = np.array([_weight(word) for word in words])
    breaks = [index for index, word in enumerate(words[:-1]) if _breaks(word)]
    for index in [*breaks, len(words) - 1]:
        weights[index] += _FINAL_WEIGHT
    pauses = _matched(weights, breaks, voiced, silences)
    found: list[Word] = []
    first, start_s = 0, voiced.start_s
    for last, pause in [*pauses, (len(words) - 1, _Stretch(voiced.end_s, voiced.end_s))]:
        edges = start_s + (pause.start_s - start_s) * np.concatenate(([0.0], _shares(weights[first : last + 1])))
        found += [
            Word(word, float(edges[place]), float(edges[place + 1]))
            for place, word in enumerate(words[first : last + 1])
        ]
        first, start_s = last + 1, pause.end_s
    return tuple(found)


def _weight(word: str) -> float:
    letters = word.casefold().strip(_SIGNS)
    syllables = len(_VOWELS.findall(letters))
    if syllables > 1 and letters.endswith("e") and not letters.endswith("le"):
        syllables -= 1
    digits = len(_DIGIT.findall(letters))
    consonants = len(_CONSONANTS.findall(letters))
    if not syllables:
        return max(1.0, _SPELLED_WEIGHT * consonants + _DIGIT_WEIGHT * digits)
    return max(1.0, syllables + _CONSONANT_WEIGHT * consonants + _DIGIT_WEIGHT * digits)


def _breaks(word: str) -> bool:
    return _BREAK.search(word) is not None


def _shares(weights: np.ndarray) -> np.ndarray:
    shares: np.ndarray = np.cumsum(weights) / weights.sum()
    return shares


def _voiced_and_silences(samples: Samples) -> tuple[_Stretch, list[_Stretch]]:
    """Return the span from the first to the last sound, and the silences in it."""
    frames = len(samples) // _FRAME
    whole = _Stretch(0.0, len(samples) / SAMPLE_RATE_HZ)
    if frames == 0:
        return whole, []
    power = np.square(samples[: frames * _FRAME].astype(np.float64)).reshape(frames, _FRAME).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (-_SILENCE_BELOW_PEAK_DB / 10))
    if not len(loud):
        return whole, []
    frame_s = _FRAME / SAMPLE_RATE_HZ
    silences = [
        _Stretch(float(before + 1) * frame_s, float(after) * frame_s)
        for before, after in pairwise(loud)
        if (after - before - 1) * frame_s >= _MIN_SILENCE_S
    ]
    return _Stretch(float(loud[0]) * frame_s, float(loud[-1] + 1) * frame_s), silences


def _matched(
    weights: np.ndarray, breaks: list[int], voiced: _Stretch, silences: list[_Stretch]
) -> list[tuple[int, _Stretch]]:
    """Pair punctuation with silences, in order, at the least cost (edit distance on voiced seconds)."""
    silent_s = sum(silence.end_s - silence.start_s for silence in silences)
    expected = (_shares(weights) * (voiced.end_s - voiced.start_s - silent_s))[breaks]
    passed = np.concatenate(([0.0], np.cumsum([silence.end_s - silence.start_s for silence in silences])))
    lengths = np.diff(passed)
    found = np.array([silence.start_s for silence in silences]) - voiced.start_s - passed[: len(silences)]
    rows, columns = len(breaks), len(silences)
    cost = np.zeros((rows + 1, columns + 1))
    cost[1:, 0] = _SKIPPED_BOUNDARY_S * np.arange(1, rows + 1)
    cost[0, 1:] = _SKIPPED_SILENCE * passed[1:]
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            cost[row, column] = min(
                cost[row - 1, column - 1] + abs(expected[row - 1] - found[column - 1]),
                cost[row - 1, column] + _SKIPPED_BOUNDARY_S,
                cost[row, column - 1] + _SKIPPED_SILENCE * lengths[column - 1],
            )
    pairs: list[tuple[int, _Stretch]] = []
    row, column = rows, columns
    while row and column:
        if cost[row, column] == cost[row - 1, column - 1] + abs(expected[row - 1] - found[column - 1]):
            row, column = row - 1, column - 1
            pairs.append((breaks[row], silences[column]))
        elif cost[row, column] == cost[row - 1, column] + _SKIPPED_BOUNDARY_S:
            row -= 1
        else:
            column -= 1
    return pairs[::-1]
