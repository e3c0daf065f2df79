"""Offering: whether a turn offers or promises a thing, or only refuses it, asks about it or repeats a wish."""

import re
from dataclasses import dataclass

from voicedrill.content.keys import Key, stem
from voicedrill.content.question_kind import kind_of
from voicedrill.content.text import Utterance
from voicedrill.content.turn import Turn

_FRAME = re.compile(
    r"(?<!\S)(?:"
    r"(?:i|we) (?:(?:just|also|now|will|can|could|would|am|are|have|do) )*"
    r"(?:will|can|could|am|are|have|offer|send|give|arrange|refund|promise|guarantee|make|get)"
    r"(?: (?:going to|able to|happy to|glad to|prepared to|definitely|certainly|personally|now|just|also|only|be))*"
    r"|(?:i|we) would (?:like|love|be happy|be glad) to|happy to|glad to"
    r"|what (?:i|we) (?:would|will|could) (?:\S+ )?do(?: \S+){0,2}? is(?: to)?|let us|rest assured(?: that)?|guaranteed"
    r"|(?:i give you|you have|you have got) my word(?: that| on)?|consider (?:it|that) done"
    r"|let me|shall (?:i|we)|how about|what about|would you (?:like|prefer|accept)|do you want"
    r"|(?:can|could|may) (?:i|we)|what if (?:i|we)"
    r"|(?:would|will) (?:it|that) (?:help|be (?:okay|fine|better|good|all right|alright|possible)) if (?:i|we)"
    r"|is it (?:okay|fine|all right|alright) if (?:i|we)|(?:i|we) could also"
    r"|you (?:can|could|will|shall)(?: (?:definitely|certainly|all))?(?: (?:get|have|receive|expect))?"
    r"|i (?:have )?(?:just |already |now )*(?:added|refunded|credited|waived|booked|upgraded|approved|granted|ordered)"
    r"|consider (?:your|the)|(?:our|a|an|my) \S+(?: \S+)? (?:will|can|could|is going to|are going to)"
    r"|(?:somebody|someone|he|she) (?:will|is going to)"
    r"|you (?:get|receive|are getting|are entitled to|are going to (?:get|have|receive))|there (?:is|will be)"
    r"|(?:it|this|that|they|everything|(?:your|the) \S+(?: \S+)?) (?:will|is going to|are going to)"
    r"(?: (?:definitely|certainly|all))?(?: be)?"
    r"|(?P<refusal>(?:i|we|you|they)(?: \S+){0,2} (?:cannot|not|never|unable to))"
    r") "
)
_REFUSED_WORDS = 5
"""A refusal this near the beginning of a clause refuses what it offers: "i am afraid i cannot"."""
_OFFERING = re.compile(
    _FRAME.pattern
    + r"|(?<!\S)you would (?:get|have|receive) "
    + r"|(?<!\S)(?:i|we) (?=(?:move|put|book|send|bring|change|swap|open|pay|take|cancel|check|post|get|have)"
    r" (?:you|your|it|the|that|a|an|somebody|someone|them|our) )"
)
"""What offers to somebody who is known to offer: also the plain present."""
_PROPOSING = frozenset(("proposal", "choice"))
_VERBS = frozenset((
    "offer", "send", "give", "arrange", "refund", "make", "get", "added", "refunded", "credited", "waived", "booked",
    "upgraded", "approved", "granted", "ordered",
))  # fmt: skip
"""Last words of a frame that say what is done."""
_TRIES = re.compile(r"^(?:(?:also|just|then|now|certainly|definitely|try to|see to it that|make sure (?:that )?) ?)+")
HANDED = re.compile(
    r"(?<!\S)(?:(?:you (?:will|shall|are going to)(?: (?!not |never )\S+)?|(?:see (?:to it )?|make sure "
    r"|ensure )(?:that )?you) (?:have|get|receive|hold) (?:it|them|that|this|(?:your|the)(?: \S+){1,2})"
    r"|(?:it|that|this|they|everything|(?:your|the)(?: \S+){1,2}?) (?:(?:will|is going to|are going to)(?: (?!not "
    r"|never )\S+)?? (?:be (?:with you"
    r"|there|here|delivered|at your \S+|on your \S+|in your \S+|brought)|arrive|reach you|get to you|come to you)"
    r"|arrives|comes)"
    r"|(?:i|we|(?:our|the|a) \S+) (?:will|can|am going to|are going to|is going to)(?: (?!not |never )\S+)??"
    r" (?:(?:bring|deliver|drop)(?: you)? (?:it(?! up )|them|(?:your|the)(?: \S+){1,2}?)|(?:get|have) (?:it|them"
    r"|(?:your|the)(?: \S+){1,2}?) (?:to you|delivered|brought|with you|round|over)))"
    r" "
)
"""That a thing will be in her hands, whatever the verb: "it will be with you", "we will get it to you"."""
GIVES = re.compile(
    r"(?<!\S)(?:(?:i|we) (?:will|can|am going to|are going to)(?: \S+)?? (?:pay|give|offer|credit|send|transfer|put"
    r"|add|throw in"
    r"|compensate|hand|grant)(?: (?:you|to you|your account|back|in|on top|another))*|you (?:will|are going to"
    r"|can)(?: \S+)??"
    r" (?:get|have|receive)|how about|what about) "
)
"""That money is given."""
_HANDING_REACH = 4
_FREE = re.compile(
    r"(?<!\S)(?:(?:no|without)(?: any)?(?: extra| additional| further)? (?:charge|cost|costs|fee|fees)|free of charge"
    r"|for free"
    r"|(?:is|are|be|it) (?:all )?on (?:us|me|the house)|complimentary|(?:you|it|this|that) (?:do|will|does"
    r"|shall) not (?:have to pay"
    r"|need to pay|pay|cost|be charged)|nothing to pay|(?:we|i) will not charge|(?:is|are|will be)"
    r" (?:gone|cancelled|waived|off your \S+|dropped|removed|written off|forgotten|covered|taken care of)"
    r"|(?:forget|do not worry)(?: about)? the|(?P<bare>free)) "
)
_ASKED_FREE = re.compile(r"(?<!\S)(?:is it|is that|was it|are you|was that|feel|toll|call|our|phone|a|any) $")
_FRAME_REACH = 9
"""Words between the offering verb and the thing offered."""
_CONDITION_REACH = 12
"""Words around an offer in which a condition stands."""

_REFUSED = re.compile(r"(?<!\S)(?:not|cannot|never|unable|no|nor|without|instead of|rather than|nothing) ")
_OPEN = re.compile(
    r"(?<!\S)(?:if|whether|check|ask|asking|see (?!to it|that)|request|requested|wanted|want|might|may|find out"
    r"|look into"
    r"|understand|hear|imagine|said|asked|told|promised|expected|expecting|were|was|tell me|try|trying|hope|maybe"
    r"|perhaps|best|apply|recommend|suggest|propose|discuss|talk|speak|escalate|explain|consider whether) "
)
_ABOUT_FRAME = re.compile(
    r"(?:if|whether|unless|think|thought|believe|says?|said|told (?:you|me)|promised|hoping|hope|wish|want|wanted"
    r"|expect"
    r"|expected|asking|asked|why|when) (?:that )?$"
)
_AGREED = re.compile(
    r"(?:^|(?<!\S)[.?] )(?:(?:okay|fine|all right|alright|sure|yes|deal|done|of course|absolutely|certainly"
    r"|very well|then) )+(?:(?:a|an|your|the|one|full) )*$"
)
_AGREED_END = re.compile(r"(?:$|[.]|it is|then |no problem|for you|done |by |today )")
"""Around what is granted without a verb: "all right, a refund then"."""
_DENIED = re.compile(r"(?<!\S)(?:cannot|not|never|unable)(?: \S+){0,2} $")
_SEES = re.compile(r"(?:i|we) (?:can|could) (?:see|hear|understand|imagine|appreciate|tell) ")
_COMES = re.compile(
    r"(?:(?:is|has been|have been) (?:on its way|on the way|sent|arranged|booked|issued|processed|approved"
    r"|guaranteed|done|confirmed|included|on (?:us|me|the house))|no problem|it is(?: then)?(?= $| [.])|guaranteed"
    r"|approved"
    r"|will (?:be|go|arrive|come|reach|leave)|is (?:coming|yours|going)) (?!not )"
)
_BREAK = re.compile(r"(?<!\S)(?:[.?]|but) ")
_CONDITION = re.compile(
    r"(?<!\S)(?:(?:(?<!help )(?<!what )(?<!okay )(?<!fine )(?<!better )(?<!right )if"
    r"|unless|provided|as long as|subject to|depending|depends|pending|assuming) "
    r"|(?<!at )once (?=(?:the|it|this|that|my|we|they|our) )|(?:after|when) (?=(?:the|my|our) \S+ (?:is|has"
    r"|agrees|approves) )"
    r"|as soon as (?=(?:the|it|they|he|she|that|this) |(?:we|i|you) (?:have|hear|know|get) )"
    r")(?!you (?:like|want|prefer|would|wish|agree) |(?:that|it|this) (?:is|works|suits|helps) (?:okay|fine|all"
    r"|for|you|with) )"
)
_WISHED = re.compile(r"(?:(?:i|we) would|happy to|glad to) .*?(?<!\S)but (?:\S+ ){0,4}?(?:cannot|not|unable|no|never) ")
"""A wish that is taken back: "i would love to give you the money back but i cannot"."""
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


def offered(wanted: Key, turn: Turn, frames: re.Pattern[str] = _FRAME, reach: int = _FRAME_REACH) -> Offering | None:
    """Return the words in which the trainee offers or promises what the key names, or None.

    A refused ("i cannot refund"), an open ("let me check whether"), a conditional ("if my manager agrees") and
    a repeated wish ("so you want a refund") are no offers.

    Parameters
    ----------
    wanted : Key
        What is offered.
    turn : Turn
        The turn.
    frames : Pattern
        What says that it is offered; `HANDED` and `GIVES` are narrower than the usual ones.
    reach : int
        Words between the frame and what is offered.
    """
    said, start = turn.said, 0
    while (span := turn.index.find(wanted, start)) is not None:
        first, last = span
        frame = _frame_before(said, first, frames, reach)
        if frame is None and frames is _FRAME and (_comes(said, first, last) or _agreed(said, first, last)):
            frame = first
        if frame is not None and not _conditional(said, frame, last):
            return Offering(frame, last, frames is _FRAME and _sure(wanted, said, frame, last))
        start = first + 1
    return None


def offering_clauses(turn: Turn) -> list[str]:
    """Return what a turn offers to do, clause by clause and without the words that offer it: "send an engineer"."""
    said = turn.said
    frames = [frame for frame in _OFFERING.finditer(said.normal) if frame["refusal"] is None]
    found = []
    for at, frame in enumerate(frames):
        end = frames[at + 1].start() if at + 1 < len(frames) else len(said.normal)
        cut = _BREAK.search(said.normal, frame.end(), end)
        verb = frame[0].split()[-1]
        clause = said.normal[frame.end() : cut.start() if cut else end].strip()
        clause = f"{verb if verb in _VERBS else ''} {_TRIES.sub('', clause)}".strip()
        about = _ABOUT_FRAME.search(said.normal[: frame.start()])
        held = (
            _REFUSED.search(f"{' '.join(clause.split()[:_REFUSED_WORDS])} ")
            or _OPEN.match(f"{clause} ")
            or _CONDITION.search(f"{clause} ")
        )
        asks = _asks(turn, said.word_span(frame.start(), frame.start() + 1)[0])
        if clause and not (about or held or asks or _SEES.match(said.normal, frame.start())):
            found.append(clause)
    return found


def _asks(turn: Turn, at: int) -> bool:
    """Tell whether the word ``at`` stands in a question that proposes nothing."""
    spans = [(first, last) for first, last in turn.questions if first <= at <= last]
    return any(kind_of(" ".join(turn.said.words[first : last + 1])) not in _PROPOSING for first, last in spans)


def handed(wanted: Key, turn: Turn) -> Offering | None:
    """Return the words that promise a thing by the time the key names ("it will be with you today"), or None."""
    return offered(wanted, turn, HANDED, _HANDING_REACH)


def given_free(topic: Key, turn: Turn, bare: bool) -> Offering | None:
    """Return the words that say that what the key names costs nothing ("no charge for the delivery"), or None.

    ``bare``: "free" alone says so too; a room that is free need not be free of charge.
    """
    said = turn.said
    for match in _FREE.finditer(said.normal):
        first, last = said.word_span(*match.span())
        start = max(0, first - _CONDITION_REACH)
        if (match["bare"] and not bare) or any(one <= first <= other for one, other in turn.questions):
            continue
        near = turn.index.find(topic, start, min(len(said.words), last + 1 + _FRAME_REACH))
        before = _BREAK.split(said.normal[said.offset(start) : match.start()])[-1]
        held = _OPEN.search(before) or _ASKED_FREE.search(before) or _REFUSED.search(before)
        if near is not None and not held and not _conditional(said, first, last):
            return Offering(min(first, near[0]), max(last, near[1]), sure=False)
    return None


def _frame_before(said: Utterance, at: int, pattern: re.Pattern[str], reach: int) -> int | None:
    """Return the first word of the frame that offers what stands at word ``at``."""
    normal, end = said.normal, said.offset(at)
    start = said.offset(max(0, at - _FRAME_REACH - 4))
    for cut in _BREAK.finditer(normal, start, end):
        start = cut.end()
    frames = list(pattern.finditer(normal, start, end))
    if not frames:
        return None
    frame = frames[-1]
    between = normal[frame.end() : end]
    about = _ABOUT_FRAME.search(normal[start : frame.start()])
    denied = pattern is not _FRAME and _DENIED.search(normal, start, frame.start())
    if (
        frame.groupdict().get("refusal")
        or about
        or denied
        or _SEES.match(normal, frame.start())
        or len(between.split()) > reach
    ):
        return None
    return None if _REFUSED.search(between) or _OPEN.search(between) else said.word_span(frame.start(), frame.end())[0]


def _comes(said: Utterance, first: int, last: int) -> bool:
    """Whether the thing itself is announced: "a refund is on its way"."""
    before = said.normal[said.offset(max(0, first - 4)) : said.offset(first)]
    refused = _REFUSED.search(before) or _ABOUT_FRAME.search(before) or _OPEN.search(before)
    return bool(_COMES.match(said.normal, said.offset(last + 1))) and not refused


def _agreed(said: Utterance, first: int, last: int) -> bool:
    """Whether the thing is granted without a verb."""
    granted = _AGREED.search(said.normal, 0, said.offset(first))
    return bool(granted and _AGREED_END.match(said.normal, said.offset(last + 1)))


def _conditional(said: Utterance, first: int, last: int) -> bool:
    """Whether a condition that is not the customer's own wish stands in the same sentence."""
    normal = said.normal
    start, end = (
        said.offset(max(0, first - _CONDITION_REACH)),
        said.offset(min(len(said.words), last + 1 + _CONDITION_REACH)),
    )
    for cut in _BREAK.finditer(normal, start, said.offset(first)):
        start = cut.end()
    if _WISHED.match(normal, said.offset(first), end):
        return True
    after = _BREAK.search(normal, said.offset(last + 1), end)
    return bool(_CONDITION.search(normal, start, after.start() if after else end))


def _sure(wanted: Key, said: Utterance, first: int, last: int) -> bool:
    words = {stem(word) for word in said.words[first : last + 1]}
    named = all(stem(piece.text) in words for piece in wanted.pieces if piece.kind == "word")
    start, end = said.offset(max(0, first - 2)), said.offset(min(len(said.words), last + 6))
    return named and bool(_COMMITS.search(said.normal, start, end)) and not _HEDGES.search(said.normal, start, end)
