"""Restating: the parts of a turn in which the trainee says back what the customer told."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.content.text import ASK, STOP, Utterance
from voicedrill.content.turn import Turn

_ACKNOWLEDGED = frozenset((
    "okay", "right", "so", "that", "is", "it", "yes", "got", "thank", "thanks", "you", "perfect", "great", "good",
    "lovely", "noted", "i", "have", "then", "and", "all", "well", "fine", "alright", "cool", "brilliant", "wonderful",
    "super", "the", "number", "your", "let", "me", "see", "down", "for", "order", "account", "booking", "moment", "a",
    "an", "check", "look", "looking", "up", "now", "just", "here", "please", "will", "write", "note", "at", "mr",
    "mrs", "miss", "ms", "madam", "sir", "mister", "excellent", "am", "found", "one", "second", "my", "screen",
))  # fmt: skip
"""Words that may stand beside a number that is read back."""
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
    r"|phoned|wrote|spoke|came|returned|lost|tried|contacted|noticed|complained|reported|spent|owe|rented|lived) "
)
_ANNOUNCED = re.compile(
    r"(?<!\S)(?:let me|i will|i am going to|can i|may i|shall i|i would like to|i want to)(?: (?:just|quickly|briefly"
    r"|now))*"
    r" (?:repeat|read|confirm|recap|sum|summarise|summarize|go over|go through|check|say)"
    r"(?: (?:that|this|it|what|everything|you|said|told|me|up|back|to|again|if|i|have|got|understood|the|all|your"
    r"|details))*"
    r" [.] "
)
"""A sentence that says that the next one restates."""
_STATEMENT = re.compile(
    r"(?:^|(?<=[.?] )|(?<!\S)(?:okay|right|and|so|but|yes|oh|well|then|because|alright|thanks|thank you|perfect|great"
    r"|good|lovely|sorry|that|about|(?:mr|mrs|ms|miss|dr|madam|sir)(?: (?!your |the |you )\S+)?) )(?=(?:you|your|it"
    r"|he|she|his|her|the|they|there|this|that) )"
    r"|(?:^|(?<=[.?] )|(?<!\S)(?:okay|right|so) )(?=an? )"
    r"|(?:^|(?<=[.?] ))(?:(?:okay|right|so|alright|yes|and|thanks|thank you|about) )*(?=(?:room|both|order|booking"
    r"|account|from|since"
    r"|until|born|charged|booked|taken|bought|delivered|two payments|two charges|twice) (?:(?!(?:is|are|or|will"
    r"|would|could|can|we"
    r"|i) )\S+ ){1,9}(?:$|[.]))"
)
"""Where a statement about her case may begin: "the birthday is …"."""
_LEAVES_HER = re.compile(
    r"(?<!\S)(?:i|we|arrives?|comes|leaves|opens?|closes?|works|ends|starts|not have to|not need to|need not"
    r"|next|new|free|another|other|again) "
)
"""What ends a statement about her case: our side, what is to come, what need not be."""
_NOT_TOLD = re.compile(
    r"(?<!\S)(?:(?:(?:not|than|instead of)(?: (?:on|for|at|in|the))?|another|next|every|each) "
    r"|(?:case|ticket|claim|complaint|tracking|phone|telephone|incident|reply|year|confirmation|voucher|inquiry|new)"
    r" (?:number |reference |code )?(?:is |was )?)$"
)
"""Right before a value that is none of what she told."""
_LIMITS = re.compile(r"(?<!\S)(?:by|before|after|until|till|under|within|over|all|only) $")
"""Right before a value that is only stated and may be a time limit."""
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
    framed : bool
        A frame says that it restates; else it only states something.
    """

    first: int
    last: int
    sure: bool
    framed: bool = True


def restated(turn: Turn, found: Sequence[Detection]) -> list[Part]:
    """Return the parts of a turn that restate, or that state something, in order.

    A part ends where the sentence ends, and where the turn goes on to ask, to offer or to speak of what will be.
    """
    said = turn.said
    starts = {
        _word(said, match.end() - 1): False for frame in (LIGHT_FRAME, _PLAIN_FRAME) for match in _in(frame, said)
    }
    starts |= {_word(said, match.end() - 1): True for match in _in(_STRONG_FRAME, said)}
    starts |= {_word_at(said, one.quote): True for one in found if one.id == "paraphrase"}
    starts |= {_word(said, match.end()): True for match in _in(_ANNOUNCED, said) if match.end() < len(said.normal)}
    plain = {_word(said, match.end()) for match in _in(_STATEMENT, said)}
    checks = {_word(said, match.start()) for match in _in(_CHECK, said)}
    plain |= {_sentence_start(said, at) for at in checks}
    if not starts and not plain:
        return []
    breaks = (
        checks
        | {first for first, _ in turn.questions}
        | {_word(said, match.start()) for match in _in(_TURNS_AWAY, said)}
    )
    breaks |= {index for index, word in enumerate(said.words) if word in (ASK, STOP)} | {len(said.words)}
    limits = sorted(breaks)
    parts = []
    for first, sure in sorted(starts.items()):
        limit = limits[bisect_left(limits, first)]
        checked = limit in checks or _checked_after(said, limit, checks)
        parts.append(Part(first, limit - 1, sure or checked))
    own = sorted(breaks | {_word(said, match.start()) for match in _in(_LEAVES_HER, said)})
    for first in plain:
        limit = own[bisect_left(own, first)]
        if not any(part.first <= first <= part.last for part in parts[: len(starts)]):
            checked = limit in checks or _checked_after(said, limit, checks)
            parts.append(Part(first, limit - 1, checked, framed=checked))
    return sorted(parts, key=lambda part: part.first)


def told_there(said: Utterance, at: int, framed: bool) -> bool:
    """Whether the value at word ``at`` can be something she told, by the words right before it."""
    start, end = said.offset(max(0, at - 4)), said.offset(at)
    return not _NOT_TOLD.search(said.normal, start, end) and (framed or not _LIMITS.search(said.normal, start, end))


def read_back(said: Utterance, first: int, last: int) -> bool:
    """Whether the words ``first`` to ``last`` are read back: nothing but "okay" or "got it" stands beside them."""
    start, end = first, last + 1
    while start > 0 and said.words[start - 1] not in (ASK, STOP):
        start -= 1
    while end < len(said.words) and said.words[end] not in (ASK, STOP):
        end += 1
    return _ACKNOWLEDGED.issuperset((*said.words[start:first], *said.words[last + 1 : end]))


def _in(pattern: re.Pattern[str], said: Utterance) -> list[re.Match[str]]:
    return list(pattern.finditer(said.normal))


def _word(said: Utterance, at: int) -> int:
    return said.word_span(at, at + 1)[0]


def _sentence_start(said: Utterance, at: int) -> int:
    """Return the first word of the sentence that a check at word ``at`` ends."""
    start = at - 1 if at and said.words[at - 1] in (ASK, STOP) else at
    while start > 0 and said.words[start - 1] not in (ASK, STOP):
        start -= 1
    return start


def _word_at(said: Utterance, quote: str) -> int:
    """Return the word at which a quote begins."""
    at = said.original.find(quote)
    return next((index for index, token in enumerate(said.tokens) if token.end > at), 0)


def _checked_after(said: Utterance, limit: int, checks: set[int]) -> bool:
    """Whether "is that right?" follows the sentence mark at word ``limit``."""
    return limit < len(said.words) and said.words[limit] in (ASK, STOP) and limit + 1 in checks
