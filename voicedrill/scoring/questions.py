"""The questions of a call, counted by their form: a detector says "question" once a turn."""

import re

from voicedrill.content.text import normalise, questions
from voicedrill.scoring.conversation import Conversation, Mention

_NO_QUESTION = re.compile(
    r"^(?:is|was|does|do|would|will|are|have) (?:that|this|it|you|i) (?:\S+ ){0,3}?"
    r"(?:right|correct|okay|suit|work|help|alright|with me|there)\b"
    r"|\bis (?:that|this|it) (?:right|correct|okay)$|\banything else\b|^how (?:can|may|could) i (?:help|assist)"
    r"|^(?:may|can|could) i (?:put|place|ask you to (?:hold|wait)|help)"
)
"""A check, an offer of help, a request to wait: none asks for information about the case (labels.md)."""
_OPEN = re.compile(
    r"\b(?:what (?:happened|went wrong|exactly|did|do|does|would|has|have|can)"
    r"|what is (?:the problem|wrong|going on|happening|the matter)"
    r"|how (?:did|does|do|has|have|would|can|is|was)"
    r"|tell (?:me|us) (?:more|about|what|how|a (?:bit|little)|everything|exactly)"
    r"|(?:walk|take|talk) (?:me|us) through|describe|explain|in your own words)\b"
)

_LOOSE_END = re.compile(r"(?:\s+(?:and|or|so|but|then|because))+$", re.IGNORECASE)


def questions_asked(call: Conversation) -> list[Mention]:
    """Return every question of the turns in which the detector found one; its own words where the form shows none."""
    asked = []
    for found in call.all("question"):
        said = normalise(found.turn.text)
        quotes = [_LOOSE_END.sub("", said.quote(first, last)) for first, last in questions(said)] or [found.quote]
        asked += [call.phrase(found.number, "question", one) for one in quotes if not _NO_QUESTION.search(_plain(one))]
    return asked


def is_open(question: str) -> bool:
    """Tell whether a question lets the other tell the story, rather than name one thing."""
    return _OPEN.search(_plain(question)) is not None


def _plain(text: str) -> str:
    return normalise(text).normal.strip()
