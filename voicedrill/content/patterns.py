"""The pattern language: what one line of ``behaviours.yaml`` means, and how the file is read.

A pattern is a row of elements with spaces between:

=============  =====================================================================
``sorry``      the word
``apologi*``   a word that begins so
``i/we``       one of them; ``_`` joins words: ``i_am/we_are``
``<feel>``     one phrase of that lexicon; mixes with ``/``
``that?``      any element may be optional
``~`` ``~5``   up to two, up to five words of any kind, but no negation
``^``          the start of a sentence, of the turn, or of what follows "okay", "and", "so" and the like
``$``          the end of the turn, whatever mark it has
``ASK``        a question mark
=============  =====================================================================

Nothing in it can repeat without a limit, so a pattern cannot become slow. A pattern of four required elements or more
is also tried with one of its function words misheard or missing; such a match is a little less sure.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from voicedrill.content.text import ASK
from voicedrill.errors import DataError

_SIGN = re.compile(r"[a-z0-9'_*]+|<[a-z_]+>")
_GAP = re.compile(r"~([1-9]?)")
_FREE = r"(?:(?!(?:not|never|cannot) )[^\s.?]\S* )"
_OPENERS = (
    "okay", "and", "so", "well", "but", "right", "yes", "no", "yeah", "sure", "great", "alright", "oh", "sir", "madam",
    "now", "then", "please", "because", "sorry", "again",
)  # fmt: skip
_START = "(?:^|(?<=[.?] )" + "".join(rf"|(?<=(?<!\S){word} )" for word in _OPENERS) + ")"
_FUNCTION = frozenset((
    "a", "an", "the", "this", "that", "it", "is", "are", "was", "were", "be", "been", "am", "has", "have", "had",
    "to", "of", "for", "on", "in", "at", "by", "with", "from", "and", "as",
))  # fmt: skip
_COMMON = frozenset((
    "i", "we", "you", "will", "can", "your", "not", "let", "do", "if", "would", "our", "could", "may", "my", "me", "us",
    "what", "how", "so", "there", "please", "but", "then",
))  # fmt: skip
"""Words of so many patterns or turns that they choose badly between patterns."""
_TOLERANT_ELEMENTS = 4
_SIGNS = ("^", "$", "ASK")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Group(_Part):
    """Patterns of one behaviour that are equally sure."""

    confidence: Annotated[float, Field(gt=0.0, le=1.0)]
    at: Literal["anywhere", "start", "end"] = "anywhere"
    """``start`` and ``end``: only within the first or last words of the turn."""
    without: tuple[str, ...] = ()
    """Behaviours that, when found in the same turn, take these away."""
    say: Annotated[tuple[str, ...], Field(min_length=1)]


class Behaviour(_Part):
    """How one behaviour is found."""

    found: Annotated[tuple[Group, ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()
    """Anti-patterns: what they touch does not count."""
    negation: Literal["drop", "keep"] = "drop"
    """``drop``: not counted within three words after not, never, cannot."""


class PatternFile(_Part):
    """The whole of ``behaviours.yaml``."""

    version: Annotated[int, Field(ge=1)]
    lexicons: dict[str, tuple[str, ...]] = {}
    behaviours: Annotated[dict[str, Behaviour], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One compiled pattern: as written, and with one function word free (None for short patterns).

    ``needs`` are sets of words; an utterance must have one of each before the pattern is worth trying.
    """

    needs: tuple[frozenset[str], ...]
    exact: re.Pattern[str]
    tolerant: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled group."""

    confidence: float
    at: str
    without: tuple[str, ...]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class BehaviourRules:
    """All compiled rules of one behaviour."""

    id: str
    rules: tuple[Rule, ...]
    unless: tuple[Pattern, ...]
    negatable: bool


def compile_patterns(text: str) -> tuple[BehaviourRules, ...]:
    """Compile the text of ``behaviours.yaml``.

    Raises
    ------
    voicedrill.errors.DataError
        When it is no YAML, lacks something, or a pattern is wrong; the message names the entry.
    """
    file = _read(text)
    lexicons = {name: _checked(name, phrases) for name, phrases in file.lexicons.items()}
    return tuple(_compile_behaviour(name, one, lexicons) for name, one in file.behaviours.items())


def patterns_version(text: str) -> int:
    """Return the version that a pattern file states.

    Raises
    ------
    voicedrill.errors.DataError
        As `compile_patterns`.
    """
    return _read(text).version


@cache
def _read(text: str) -> PatternFile:
    try:
        return PatternFile.model_validate(YAML(typ="safe", pure=True).load(text))
    except YAMLError as error:
        raise DataError(f"behaviours.yaml is no valid YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the top"
        raise DataError(f"behaviours.yaml, entry {where}: {first['msg']}.") from error


def _compile_behaviour(name: str, one: Behaviour, lexicons: Mapping[str, Sequence[str]]) -> BehaviourRules:
    rules = tuple(
        Rule(group.confidence, group.at, group.without, tuple(_pattern(name, say, lexicons) for say in group.say))
        for group in one.found
    )
    unless = tuple(_pattern(name, say, lexicons) for say in one.unless)
    return BehaviourRules(name, rules, unless, one.negation == "drop")


def _pattern(behaviour: str, say: str, lexicons: Mapping[str, Sequence[str]]) -> Pattern:
    where = f"behaviours.yaml, entry {behaviour}: pattern {say!r}"
    elements = say.split()
    parts = [_element(element, lexicons, where) for element in elements]
    if all(element.endswith("?") or _GAP.fullmatch(element) for element in elements):
        raise DataError(f"{where} has no required word.")
    if _GAP.fullmatch(elements[-1]):
        raise DataError(f"{where} ends with a gap, which says nothing.")
    loose = list(_loosened(elements, parts))
    return Pattern(
        _needed(elements, lexicons),
        re.compile(rf"(?<!\S){''.join(parts)}"),
        re.compile("|".join(rf"(?<!\S){variant}" for variant in loose)) if loose else None,
    )


def _element(element: str, lexicons: Mapping[str, Sequence[str]], where: str) -> str:
    if element == "^":
        return _START
    if element == "$":
        return r"(?:[.?] )*$"
    if element == "ASK":
        return re.escape(ASK) + " "
    gap = _GAP.fullmatch(element)
    if gap:
        return rf"{_FREE}{{0,{gap[1] or 2}}}"
    options = [_option(sign, lexicons, where) for sign in element.removesuffix("?").split("/")]
    return f"(?:{'|'.join(options)}) " if not element.endswith("?") else f"(?:(?:{'|'.join(options)}) )?"


def _option(sign: str, lexicons: Mapping[str, Sequence[str]], where: str) -> str:
    if not _SIGN.fullmatch(sign) or "*" in sign[:-1]:
        raise DataError(f"{where}: {sign!r} is not a word, a <lexicon>, a gap or ^.")
    if sign.startswith("<"):
        if sign[1:-1] not in lexicons:
            raise DataError(f"{where}: there is no lexicon {sign}.")
        return "|".join(_word(phrase) for phrase in lexicons[sign[1:-1]])
    return _word(sign)


def _word(sign: str) -> str:
    return sign.replace("_", " ").replace("*", r"[^\s.?]*")


def _checked(name: str, phrases: Sequence[str]) -> Sequence[str]:
    for phrase in phrases:
        if not re.fullmatch(r"[a-z0-9']+\*?(?: [a-z0-9']+\*?)*", phrase):
            raise DataError(f"behaviours.yaml, entry lexicons.{name}: {phrase!r} may have small letters and * only.")
    return phrases


def _needed(elements: Sequence[str], lexicons: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], ...]:
    """Return the first words of each required element, the most telling first; none for elements of word beginnings."""
    needed = []
    for element in elements:
        if element in _SIGNS or element.endswith("?") or element.startswith("~") or _is_function(element):
            continue
        signs = [(lexicons[sign[1:-1]] if sign.startswith("<") else (sign,)) for sign in element.split("/")]
        firsts = frozenset(phrase.replace("_", " ").split()[0] for phrases in signs for phrase in phrases)
        if not any("*" in word for word in firsts):
            needed.append(firsts)
    return tuple(sorted(needed, key=lambda firsts: (len(firsts & _COMMON), len(firsts))))


def _is_function(element: str) -> bool:
    return set(element.replace("_", "/").split("/")) <= _FUNCTION


def _loosened(elements: Sequence[str], parts: Sequence[str]) -> Iterator[str]:
    required = [i for i, e in enumerate(elements) if e not in _SIGNS and not e.endswith("?") and e[0] != "~"]
    if len(required) < _TOLERANT_ELEMENTS:
        return
    for at in required:
        if _is_function(elements[at]):
            yield "".join((*parts[:at], f"{_FREE}?", *parts[at + 1 :]))
