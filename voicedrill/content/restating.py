"""Restating: the parts of a turn in which the trainee says back what the customer told."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.content.text import ASK, STOP, Utterance, questions

LIGHT_FRAME = re.compile(
    r"(?<!\S)(?:so|right|okay|then|i see|i hear|i can see|i understand|confirm|repeat|recap|sum up|summarise"
    r"|you said|you mentioned|you told (?:me|us)|you are (?:saying|telling (?:me|us)))"
    r" (?:(?:that|just|what|if|basically|to|back|yes|and) ){0,2}(?:you|your|the|it|there|this|we|they) "
)
"""What may open a paraphrase: "so you …", "i can see that your …"."""
_STRONG_FRAME = re.compile(
    r"(?<!\S)(?:you (?:said|mentioned|told (?:me|us))|confirm(?:ing)? (?:that|your|the|it)|double check(?:ing)?"
    r"|read(?:ing)? (?:that|it|this) back|repeat(?:ing)? (?:that|it|this) back|i (?:have )?(?:noted|wrote|written)"
    r"|i have (?:it|that|you|your(?: \S+){1,3}) (?:down )?as|did i hear|if i (?:heard|understand|understood|have)"
    r"|i understand (?:correctly|right)|what i am hearing|let me make sure|just to be (?:clear|sure)) "
)
_PLAIN_FRAME = re.compile(
    r"(?<!\S)you (?:have |had )?(?:been|were|paid|ordered|bought|called|waited|booked|stayed|rang|received|got|sent"
    r"|phoned|wrote|spoke|came|returned|lost) "
)
_CHECK = re.compile(
    r"(?<!\S)(?:(?:is (?:that|this|it)|am i|(?:have|did) i (?:got|get|understood|understand|hear)(?: \S+)?)"
    r" (?:right|correct|all|it)|correct [?]|right [?]|yes [?])"
)
_TURNS_AWAY = re.compile(
    r"(?<!\S)(?:will|shall|going to|can|could|would|may (?=i |we |you |be |have |not |take )|might|should|whether"
    r"|within"
    r"|unless|let (?:me|us)|takes?|offer|(?:we|i) (?:do|did) not|usually|normally|our|if (?!i )"
    r"|you have (?=\d|until |up to |a |(?:one|two|three|four|five|six|seven|eight|nine|ten|\S+teen|\S+ty) )) ?"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a turn that restates.

    Attributes
    ----------
    first, last : int
        Its words.
    sure : bool
        Its frame leaves no doubt ("you said", "… is that right").
    """

    first: int
    last: int
    sure: bool


def restated(said: Utterance, found: Sequence[Detection]) -> list[Part]:
    """Return the parts of a turn that restate.

    A part ends where the sentence ends, and where the turn goes on to ask, to offer or to speak of what will be.
    """
    starts = {
        _word(said, match.end() - 1): False for frame in (LIGHT_FRAME, _PLAIN_FRAME) for match in _in(frame, said)
    }
    starts |= {_word(said, match.end() - 1): True for match in _in(_STRONG_FRAME, said)}
    starts |= {_word_at(said, one.quote): True for one in found if one.id == "paraphrase"}
    if not starts:
        return []
    checks = {_word(said, match.start()) for match in _in(_CHECK, said)}
    breaks = (
        checks
        | {first for first, _ in questions(said)}
        | {_word(said, match.start()) for match in _in(_TURNS_AWAY, said)}
    )
    breaks |= {index for index, word in enumerate(said.words) if word in (ASK, STOP)} | {len(said.words)}
    limits = sorted(breaks)
    parts = []
    for first, sure in sorted(starts.items()):
        limit = limits[bisect_left(limits, first)]
        checked = limit in checks or _checked_after(said, limit, checks)
        parts.append(Part(first, limit - 1, sure or checked))
    return parts


def _in(pattern: re.Pattern[str], said: Utterance) -> list[re.Match[str]]:
    return list(pattern.finditer(said.normal))


def _word(said: Utterance, at: int) -> int:
    return said.word_span(at, at + 1)[0]


def _word_at(said: Utterance, quote: str) -> int:
    """Return the word at which a quote begins."""
    at = said.original.find(quote)
    return next((index for index, token in enumerate(said.tokens) if token.end > at), 0)


def _checked_after(said: Utterance, limit: int, checks: set[int]) -> bool:
    """Whether "is that right?" follows the sentence mark at word ``limit``."""
    return limit < len(said.words) and said.words[limit] in (ASK, STOP) and limit + 1 in checks
