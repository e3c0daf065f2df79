"""Promises: who will do what, and by when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.content.text import Utterance, normalise

_NUMBER = (
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty"
    r"|forty five|sixty|ninety|twenty four|forty eight|seventy two|half an|a couple of|the)"
)
_UNIT = r"(?:(?:working |business |full )?(?:minutes?|hours?|days?|weeks?|months?|fortnight))"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|tonight|tomorrow|weekend)"
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_PART = (
    r"(?:morning|afternoon|evening|night|noon|midday|lunchtime|close of business|end of (?:the )?(?:day|week|month))"
)
_CLOCK = (
    r"(?:(?:half past |quarter (?:past|to) )?(?:\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)"
    r"(?: (?:fifteen|thirty|forty five))?(?: o'clock| oclock| am| pm| a m| p m)?)"
)
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|\S+th|\S+ (?:first|second|third|\S+th))"
_EXACT = re.compile(
    rf"(?<!\S)(?:"
    rf"(?:within|in|over|after|no later than|at most|inside)(?: the)?(?: next)? {_NUMBER} (?:(?:to"
    rf"|or) {_NUMBER} )?{_UNIT}"
    rf"|within (?:the|this) (?:hour|day|week|month)"
    rf"|(?:by|before|until|on|at|around|from|no later than)(?: the)? (?:{_CLOCK} )?(?:on |in the )?(?:next |this "
    rf"|coming )?"
    rf"(?:{_DAY}|{_PART})(?: (?:at |before |by |in the |around )?(?:{_PART}|{_CLOCK}))?"
    rf"|(?:by|at|before|around|until|no later than) {_CLOCK}(?= (?:today|tomorrow|tonight|on|in the|this) | $"
    rf"| [.?] | (?:and|so|to|with) )"
    rf"|(?:by|before|on) (?:the )?{_ORDINAL}(?: of {_MONTH})?|(?:by|before|on) {_MONTH} (?:the )?{_ORDINAL}"
    rf"|(?:later )?(?:today|tonight|tomorrow)(?: (?:at |before |by |in the )?(?:{_PART}|{_CLOCK}))?|this {_PART}"
    rf"|first thing (?:on )?(?:{_DAY}|in the morning)|(?:first thing )?(?:next|this|coming) (?:{_DAY}|week"
    rf"|month)(?: {_PART})?|(?:{_DAY}) {_PART}"
    rf"|{_NUMBER} {_UNIT} from (?:now|today)"
    rf"|takes? (?:up to |about |around |only |at most )?{_NUMBER} (?:(?:to|or) {_NUMBER} )?{_UNIT}"
    r") "
)
_VAGUE = re.compile(
    r"(?<!\S)(?:as soon as (?:possible|(?:i|we) can)|very soon|soon|shortly|asap|a s a p|in due course|at some point"
    r"|in the near future|right away|straight away|immediately|at once|later on|later|some time|sometime"
    r"|in a (?:bit|while|moment)"
    r"|when(?:ever)? (?:i|we) can|as quickly as (?:possible|(?:i|we) can)|the next (?:few )?days|a few (?:minutes"
    r"|hours|days)) "
)
_WHO = re.compile(
    r"(?<!\S)(?P<who>i|we|you|he|she|they|it|this|that|somebody|someone|everything|(?:the|our|my|your|a"
    r"|an)(?: \S+){1,3}?)"
    r" (?:(?:will|shall|must|promise to|can expect|(?:am|are|is) going to) (?:(?:also|then|personally|definitely"
    r"|certainly) )?"
    r"|(?:am|are|is) (?=\S+ing )|(?=(?:takes|arrives|comes|leaves|goes) ))(?!(?:not|never|you|i|we|going to) )"
)
_OTHERS_WORDS = re.compile(
    r"(?<!\S)(?:if|whether|unless|who|what|how|said|says|say|think|thought|told (?:you|me)) (?:that )?$"
)
_LEFT_TO_HER = re.compile(r"(?:have to|need to|want|understand|agree|see that|remember) ")
_BREAK = re.compile(r"(?<!\S)(?:[.?]|but|because) ")
_OPENS = re.compile(r"(?:^|(?<!\S)(?:[.?]|and|so|then|but|okay|right|because) )$")
_JOINT = re.compile(r"(?<!\S)(?:(?:and|so|then|okay) )+$")
_OPENER = 12
"""Characters in which a word that opens a clause stands."""
_REACH = 160
"""Characters from the actor to the time of a promise."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Something that will be done.

    Attributes
    ----------
    quote : str
        The words of the turn, from who to when.
    who : str
        Who will do it, as said: ``i``, ``our technician``.
    what : str
        What will be done: ``call you back``.
    when_text : str
        By when, as said.
    precise : bool
        Whether the time can be checked: ``by five tomorrow``, not ``soon``.
    """

    quote: str
    who: str
    what: str
    when_text: str
    precise: bool


def promises(text: str) -> tuple[Promise, ...]:
    """Return the promises with a time in a turn, in order; questions, wishes and what others said are none."""
    said = normalise(text)
    normal = said.normal
    actors = list(_actors(said))
    found: list[Promise] = []
    for number, actor in enumerate(actors):
        limit = actors[number + 1].start() if number + 1 < len(actors) else len(normal)
        limit = min(limit, actor.end() + _REACH)
        cut = _BREAK.search(normal, actor.end(), limit)
        limit = cut.start() if cut else limit
        before = _time_before(normal, actor.start(), actors[number - 1].end() if number else 0)
        after = _time_after(normal, actor.end(), limit)
        if before or after:
            found.append(_promise(said, actor, before, after, limit))
    return tuple(found)


def _actors(said: Utterance) -> Iterator[re.Match[str]]:
    for match in _WHO.finditer(said.normal):
        others = _OTHERS_WORDS.search(said.normal, max(0, match.start() - 30), match.start())
        hers = match["who"] == "you"
        left_to_her = hers and (match[0].endswith(" must ") or _LEFT_TO_HER.match(said.normal, match.end()))
        if not others and not left_to_her:
            yield match


def _time_before(normal: str, end: int, start: int) -> re.Match[str] | None:
    """Return the time that opens the clause right before the actor: "by five tomorrow i will …"."""
    for match in _EXACT.finditer(normal, max(start, end - _REACH), end):
        if match.end() == end and _OPENS.search(normal, max(start, match.start() - _OPENER), match.start()):
            return match
    return None


def _time_after(normal: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first exact time, else the first vague one; not one that opens the next promise."""
    exact = (
        match
        for match in _EXACT.finditer(normal, start, end)
        if match.end() < end
        or not _OPENS.search(normal, max(start, match.start() - _OPENER), match.start())
        or end == len(normal)
    )
    return next(exact, None) or _VAGUE.search(normal, start, end)


def _promise(
    said: Utterance, actor: re.Match[str], before: re.Match[str] | None, after: re.Match[str] | None, limit: int
) -> Promise:
    normal = said.normal
    when = after if after and (after.re is _EXACT or not before) else before
    assert when is not None
    what = _JOINT.sub("", normal[actor.end() : when.start() if when is after else limit]).strip()
    start, end = min(actor.start(), when.start()), when.end() if when is after else limit
    quote = said.quote(*said.word_span(start, end))
    return Promise(quote, actor["who"], what or when[0].strip(), when[0].strip(), when.re is _EXACT)
