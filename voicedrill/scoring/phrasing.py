"""Words that findings and reports share: times, pronouns, quotes, lists, kinds of overlap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

OVERLAPS = {
    "interruption": "came in and took over",
    "butting_in": "came in and stopped",
    "pause_interruption": "came in during a pause",
    "backchannel": "showed listening",
    "terminal": "came in at the very end",
    "supportive": "a short word of support",
    "invited": "was invited to speak",
}
"""What each kind of overlap is called; noise is not shown."""
CHARGED = ("interruption", "butting_in", "pause_interruption")
"""The kinds that are held against the one who came in, the heaviest first."""

_QUOTE_LIMIT = 90


@dataclass(frozen=True, slots=True)
class Pronoun:
    """How to speak of the customer."""

    subject: str
    object: str
    possessive: str
    was: str

    @property
    def capital(self) -> str:
        """The subject at the start of a sentence."""
        return self.subject.capitalize()


_PRONOUNS = {
    "she": Pronoun("she", "her", "her", "was"),
    "he": Pronoun("he", "him", "his", "was"),
    "they": Pronoun("they", "them", "their", "were"),
}


def pronoun(word: Literal["she", "he", "they"]) -> Pronoun:
    """Return the forms of a persona's pronoun."""
    return _PRONOUNS[word]


def clock(t_s: float) -> str:
    """Return a moment of the call as ``1:12``; anything before the call is ``0:00``."""
    minutes, seconds = divmod(max(0, int(t_s)), 60)
    return f"{minutes}:{seconds:02d}"


def seconds(duration_s: float) -> str:
    """Return a length in whole seconds: ``1 second``, ``4 seconds``."""
    whole = max(1, int(duration_s + 0.5))
    return f"{whole} second" if whole == 1 else f"{whole} seconds"


def quoted(text: str) -> str:
    """Return the words in quotation marks, cut at a word when they are long."""
    if len(text) > _QUOTE_LIMIT:
        text = text[:_QUOTE_LIMIT].rsplit(" ", 1)[0] + " …"
    return f"“{text}”"


def listed(parts: Sequence[str], last: Literal["and", "or"] = "and") -> str:
    """Return the parts as words: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def times(count: int) -> str:
    """Return how often: ``once``, ``twice``, ``3 times``."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def sentence_inside(text: str) -> str:
    """Return a title for use inside a sentence: no final stop, first letter small unless it is a name or an ``I``."""
    text = text.strip().rstrip(".")
    first, _, rest = text.partition(" ")
    if first[1:] != first[1:].lower() or first == "I":
        return text
    return f"{first.lower()} {rest}".strip()
