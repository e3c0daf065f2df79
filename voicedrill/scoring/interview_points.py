"""What an answer to "how would you deal with an angry customer" should cover (measures.md §4, R21)."""

import re
from dataclasses import dataclass

from voicedrill.content.interview_clauses import story_clauses
from voicedrill.content.text import Utterance

_THEM = r"(?:them|him|her|the (?:customer|guest|client|caller|person|lady|man|patient|passenger)|people|customers?)"
_THEIR = r"(?:their|his|her|the)"
_NOT = ("not", "never", "without", "cannot")
_NEGATION_WINDOW = 3


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to cover.

    Attributes
    ----------
    id : str
        The rubric item.
    found : re.Pattern
        How it sounds, in normalised words.
    what : str
        What it is, to follow "We did not find".
    example : str
        A clause that covers it, to follow "and".
    """

    id: str
    found: re.Pattern[str]
    what: str
    example: str


def _point(item: str, what: str, example: str, *ways: str) -> Point:
    return Point(item, re.compile(rf"(?<!\S)(?:{'|'.join(ways)})(?=\s)"), what, example)


POINTS: tuple[Point, ...] = (
    _point(
        "interview_calm", "that you would stay calm", "I would stay calm and speak slowly",
        r"(?:stay|staying|remain|remaining|keep|keeping|be|being|act|speak|talk|stayed|remained|keep myself) "
        r"(?:\S+ ){0,3}?(?:calm|composed|patient|cool|relaxed|collected|level headed)",
        r"calmly|(?:calm|even|level|soft|low|steady) (?:voice|tone|manner)|(?:a|deep) (?:deep )?(?:breath|breaths)",
        r"not (?:raise my voice|shout|get (?:angry|loud|upset|heated|emotional)|lose my (?:temper|cool|patience))",
        r"(?:keep|control|hold) my (?:temper|cool|voice|emotions|calm|composure)|count to ten|breathe",
    ),
    _point(
        "interview_positive", "that you would stay positive", "I would stay friendly and say what I can do",
        r"positive|positively|friendly|polite|politely|courteous|kind|kindly|smile|smiling|respectful|respectfully",
        r"optimistic|happy to help|glad to help|want to help|here to help|what (?:i|we) can do|good attitude|warm",
        r"professional|professionally|helpful",
    ),
    _point(
        "interview_not_personal", "that you would not take it personally", "I would not take it personally",
        r"(?:not|never|avoid|without) (?:\S+ ){0,2}?(?:take|taking) (?:\S+ ){1,3}?(?:personal|personally|to heart)",
        r"(?:is|are|was) not (?:\S+ ){0,3}?(?:about me|personal|at me|with me|against me|my person|angry at me)",
        r"(?:angry|upset|frustrated|annoyed|mad|anger is) (?:\S+ ){0,2}?(?:with|at|about|because of) the "
        r"(?:situation|problem|company|issue|service|case|product|circumstances)|nothing personal|not me personally",
    ),
    _point(
        "interview_listen", "that you would listen", "I would listen without interrupting",
        r"listen|listening|listened|hear (?:them|him|her|the customer) (?:out|through)|all ears",
        rf"let(?:ting)? {_THEM} (?:\S+ )?(?:finish|speak|talk|vent|explain|tell|say|get|let|have|express|rant)",
        rf"(?:not|never|without) (?:interrupt|interrupting|cut|cutting)|give {_THEM} (?:the |some |a )?(?:time|chance|"
        r"space|room|opportunity) to|hear what",
    ),
    _point(
        "interview_repeat", "that you would repeat the problem back",
        "I would repeat the problem back to make sure I have it right",
        r"repeat|repeating|paraphrase|paraphrasing|summari[sz]e|summari[sz]ing|restate|recap|reflect back|play back",
        r"(?:say|read|tell|put) (?:\S+ ){1,4}?(?:back|in my own words)|in my own words|mirror (?:what|back)",
        r"(?:make|making|be) sure (?:that )?i (?:have )?(?:\S+ )?(?:understand|understood|got|get|heard|have it)",
        r"(?:check|confirm|confirming|checking|verify) (?:that |whether |if |with them )?(?:i|my understanding|what)",
    ),
    _point(
        "interview_acknowledge", "that you would acknowledge the feeling",
        "I would say that I understand why they are upset",
        r"acknowledge|acknowledging|apologi[sz]e|apologi[sz]ing|apology|apologies|empathi[sz]e|empathy|empathetic",
        r"sympathi[sz]e|sympathy|validate|validating",
        r"say (?:that )?(?:i am |i was |we are )?(?:very |so |really )?sorry",
        rf"(?:understand|recogni[sz]e|appreciate|see|respect) (?:\S+ ){{0,2}}?{_THEIR} (?:\S+ )?"
        r"(?:feelings?|frustration|anger|concerns?|point|side|position|situation|view|disappointment)",
        r"(?:understand|see|get|imagine) (?:why|how|that) (?:they|he|she|it|the customer) (?:is|are|feels?|must|may)",
        rf"in {_THEIR} (?:\S+ )?(?:shoes|position|place)",
        rf"(?:show|tell|let) {_THEM} (?:know )?(?:that )?i (?:understand|care)",
    ),
    _point(
        "interview_solve", "how you would solve it", "I would offer a solution that our policy allows",
        r"solution|solutions|solve|solving|resolve|resolving|resolution|fix|fixing|remedy|compensate|compensation",
        r"offer|offering|refund|replacement|replace|discount|voucher|options|alternatives?",
        r"put (?:it|this|things) right",
        r"sort (?:it|this|things|the \S+) out|make it right|what (?:i|we) (?:can|could) do|within (?:the |our )?policy",
        r"find (?:out )?(?:a |the |another )?(?:way|answer|what (?:went|caused|the problem))",
    ),
    _point(
        "interview_firm", "where you would stay firm",
        "I would stay polite but firm where our policy ends, and explain why",
        r"firm|firmly|assertive|boundary|boundaries|limits?|say no|stand my ground|draw (?:the|a) line|not give in",
        r"(?:explain|follow|stick to|stay within|keep to|respect) (?:\S+ )?(?:policy|policies|rules)",
        r"(?:cannot|can not|not able to|not possible|could not|would not be able to) (?:\S+ )?(?:promise|offer|give|do|"
        r"change|refund|accept)|what is (?:not )?possible|(?:my|a|the) (?:supervisor|manager|superior|team leader)",
        r"escalat(?:e|ing)|end the call|hang up|not (?:promise|tolerate|accept)|only promise",
    ),
)  # fmt: skip
"""The eight points, in the order of an answer that covers them all."""


def covered(point: Point, said: Utterance) -> str:
    """Return the clause that covers a point, as it stands in the text; empty when it is not covered or is denied."""
    for match in point.found.finditer(said.normal):
        first, last = said.word_span(*match.span())
        before = said.words[max(0, first - _NEGATION_WINDOW) : first]
        if not any(word in _NOT for word in before):
            clause = next(ones for ones in story_clauses(said) if ones[1] >= first)
            return said.quote(min(first, clause[0]), max(last, clause[1]))
    return ""
