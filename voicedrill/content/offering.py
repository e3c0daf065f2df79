"""Offering: whether a turn offers or promises a thing, or only refuses it, asks about it or repeats a wish."""

import re
from dataclasses import dataclass

from voicedrill.content.keys import Key, stem
from voicedrill.content.text import Utterance
from voicedrill.content.turn import Turn

_FRAME = re.compile(
    r"(?<!\S)(?:"
    r"(?:i|we) (?:(?:just|also|now|will|can|could|would|am|are|have|do) )*"
    r"(?:will|can|could|am|are|have|offer|send|give|arrange|refund|promise|guarantee|make|get)"
    r"(?: (?:going to|able to|happy to|glad to|prepared to|definitely|certainly|personally|now|just|also|only|be))*"
    r"|(?:i|we) would (?:like|love|be happy|be glad) to|happy to|glad to"
    r"|let me|shall (?:i|we)|how about|what about|would you (?:like|prefer|accept)|do you want"
    r"|you (?:can|could|will|shall)(?: (?:definitely|certainly|all))?(?: (?:get|have|receive|expect))?"
    r"|you (?:get|receive|are getting|are entitled to|are going to (?:get|have|receive))|there (?:is|will be)"
    r"|(?:it|this|that|they|everything|(?:your|the) \S+(?: \S+)?) (?:will|is going to|are going to)"
    r"(?: (?:definitely|certainly|all))?(?: be)?"
    r"|(?P<refusal>(?:i|we|you|they)(?: \S+){0,2} (?:cannot|not|never|unable to))"
    r") "
)
_FRAME_REACH = 9
"""Words between the offering verb and the thing offered."""
_CONDITION_REACH = 12
"""Words around an offer in which a condition stands."""

_REFUSED = re.compile(r"(?<!\S)(?:not|cannot|never|unable|no|nor|without|instead of|rather than|nothing) ")
_OPEN = re.compile(
    r"(?<!\S)(?:if|whether|check|ask|asking|see (?!to it|that)|request|requested|wanted|want|might|may|find out"
    r"|look into"
    r"|understand|hear|imagine|said|asked|told|promised|expected|expecting|were|was|tell me|try|trying|hope|maybe"
    r"|perhaps|apply|recommend|suggest|propose|discuss|talk|speak|escalate|explain|consider whether) "
)
_ABOUT_FRAME = re.compile(
    r"(?:if|whether|unless|think|thought|believe|says?|said|told (?:you|me)|promised|hoping|hope|wish|want|wanted"
    r"|expect"
    r"|expected|asking|asked|why|when) (?:that )?$"
)
_SEES = re.compile(r"(?:i|we) (?:can|could) (?:see|hear|understand|imagine|appreciate|tell) ")
_COMES = re.compile(
    r"(?:(?:is|has been|have been) (?:on its way|on the way|sent|arranged|booked|issued|processed|approved"
    r"|guaranteed)"
    r"|will (?:be|go|arrive|come|reach|leave)|is (?:coming|yours|going)) (?!not )"
)
_BREAK = re.compile(r"(?<!\S)(?:[.?]|but) ")
_CONDITION = re.compile(
    r"(?<!\S)(?:(?:if|unless|provided|as long as|subject to|depending|depends|pending|assuming) "
    r"|(?<!at )once (?=(?:the|it|this|that|my|we|they|our) )|(?:after|when) (?=(?:the|my|our) \S+ (?:is|has"
    r"|agrees|approves) )"
    r")(?!you (?:like|want|prefer|would|wish|agree) |(?:that|it|this) (?:is|works|suits|helps) (?:okay|fine|all"
    r"|for|you|with) )"
)
_COMMITS = re.compile(
    r"(?<!\S)(?:will|promise|guarantee|guaranteed|going to|are getting|entitled to|definitely|certainly|get) "
)
_HEDGES = re.compile(
    r"(?<!\S)(?:probably|hopefully|might|should|possibly|likely|i think|i guess|i believe|i hope|could) "
)


@dataclass(frozen=True, slots=True)
class Offering:
    """An offer or a promise, in the words ``first`` to ``last``.

    ``sure``: it commits ("you will get"), without a hedge, and names every word of what it is about.
    """

    first: int
    last: int
    sure: bool


def offered(wanted: Key, turn: Turn) -> Offering | None:
    """Return the words in which the trainee offers or promises what the key names, or None.

    A refused ("i cannot refund"), an open ("let me check whether"), a conditional ("if my manager agrees") and
    a repeated wish ("so you want a refund") are no offers.
    """
    said, start = turn.said, 0
    while (span := turn.index.find(wanted, start)) is not None:
        first, last = span
        frame = _frame_before(said, first)
        if frame is None and _comes(said, first, last):
            frame = first
        if frame is not None and not _conditional(said, frame, last):
            return Offering(frame, last, _sure(wanted, said, frame, last))
        start = first + 1
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
    refused = _REFUSED.search(before) or _ABOUT_FRAME.search(before) or _OPEN.search(before)
    return bool(_COMES.match(said.normal, said.offset(last + 1))) and not refused


def _conditional(said: Utterance, first: int, last: int) -> bool:
    """Whether a condition that is not the customer's own wish stands in the same sentence."""
    normal = said.normal
    start, end = (
        said.offset(max(0, first - _CONDITION_REACH)),
        said.offset(min(len(said.words), last + 1 + _CONDITION_REACH)),
    )
    for cut in _BREAK.finditer(normal, start, said.offset(first)):
        start = cut.end()
    after = _BREAK.search(normal, said.offset(last + 1), end)
    return bool(_CONDITION.search(normal, start, after.start() if after else end))


def _sure(wanted: Key, said: Utterance, first: int, last: int) -> bool:
    words = {stem(word) for word in said.words[first : last + 1]}
    named = all(stem(piece.text) in words for piece in wanted.pieces if piece.kind == "word")
    start, end = said.offset(max(0, first - 2)), said.offset(min(len(said.words), last + 6))
    return named and bool(_COMMITS.search(said.normal, start, end)) and not _HEDGES.search(said.normal, start, end)
