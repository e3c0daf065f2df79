"""Offering: whether a turn offers or promises a thing, or only refuses it, asks about it or repeats a wish."""

import re
from collections.abc import Sequence

from voicedrill.content.keys import Key, find
from voicedrill.content.numbers import Piece
from voicedrill.content.text import Utterance

_FRAME = re.compile(
    r"(?<!\S)(?:"
    r"(?:i|we) (?:(?:just|also|now|will|can|could|would|am|are|have|do) )*"
    r"(?:will|can|could|am|are|have|offer|send|give|arrange|refund|promise|guarantee|make|get)"
    r"(?: (?:going to|able to|happy to|glad to|prepared to|definitely|certainly|personally|now|just|also|only|be))*"
    r"|(?:i|we) would (?:like|love|be happy|be glad) to|happy to|glad to"
    r"|let me|shall (?:i|we)|how about|what about|would you (?:like|prefer|accept)|do you want"
    r"|you (?:can|could|will|shall)(?: (?:get|have|receive|expect))?"
    r"|you are (?:getting|entitled to|going to (?:get|have|receive))|there (?:is|will be)"
    r"|(?P<refusal>(?:i|we|you)(?: \S+){0,2} (?:cannot|not|never|unable to))"
    r") "
)
_FRAME_REACH = 9
"""Words between the offering verb and the thing offered."""

_REFUSED = re.compile(r"(?<!\S)(?:not|cannot|never|unable|no|nor|without|instead of|rather than|nothing) ")
_OPEN = re.compile(
    r"(?<!\S)(?:if|whether|check|ask|asking|see|request|requested|wanted|want|might|may|find out|look into|understand"
    r"|hear|imagine|said|asked|told|promised|expected|expecting|were|was|tell me) "
)
_ABOUT_FRAME = re.compile(r"(?:if|whether|unless|think|believe|says?|said|thought) $")
_SEES = re.compile(r"(?:i|we) (?:can|could) (?:see|hear|understand|imagine|appreciate|tell) ")
_COMES = re.compile(
    r"(?:(?:is|has been|have been) (?:on its way|on the way|sent|arranged|booked|issued|processed|approved)"
    r"|will (?:be|go|arrive|come|reach|leave)|is (?:coming|yours|going)) (?!not )"
)
_BREAK = re.compile(r"(?<!\S)(?:[.?]|but) ")


def offered(wanted: Key, said: Utterance, pieces: Sequence[Piece]) -> tuple[int, int] | None:
    """Return the words in which the trainee offers or promises what the key names, or None.

    A refused ("i cannot refund"), an open ("let me check whether") and a repeated wish ("so you want a refund")
    are no offers.
    """
    rest = list(pieces)
    while (span := find(wanted, rest)) is not None:
        frame = _frame_before(said, span[0])
        if frame is not None:
            return frame, span[1]
        if _comes(said, *span):
            return span
        rest = [piece for piece in rest if piece.first > span[0]]
    return None


def _frame_before(said: Utterance, at: int) -> int | None:
    """Return the first word of the frame that offers what stands at word ``at``."""
    normal, end = said.normal, said.offset(at)
    start = said.offset(max(0, at - _FRAME_REACH - 4))
    for cut in _BREAK.finditer(normal, start, end):
        start = cut.end()
    frames = list(_FRAME.finditer(normal, start, end))
    if not frames:
        return None
    frame = frames[-1]
    between = normal[frame.end() : end]
    about = _ABOUT_FRAME.search(normal[start : frame.start()])
    if frame["refusal"] or about or _SEES.match(normal, frame.start()) or len(between.split()) > _FRAME_REACH:
        return None
    return None if _REFUSED.search(between) or _OPEN.search(between) else said.word_span(frame.start(), frame.end())[0]


def _comes(said: Utterance, first: int, last: int) -> bool:
    """Whether the thing itself is announced: "a refund is on its way"."""
    before = said.normal[said.offset(max(0, first - 4)) : said.offset(first)]
    after = said.normal[said.offset(last + 1) :]
    refused = _REFUSED.search(before) or _ABOUT_FRAME.search(before) or _OPEN.search(before)
    return bool(_COMES.match(after)) and not refused
