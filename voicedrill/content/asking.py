"""Asking: which facts a turn asks for, and whether she has told them already."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from voicedrill.content.detection import Detection
from voicedrill.content.keys import Key, key
from voicedrill.content.question_kind import INVITES, kind_of
from voicedrill.content.turn import Turn
from voicedrill.content.turn import turn as prepared
from voicedrill.persona.casting import Casting

_NOT_HEARD = re.compile(
    r"(?<!\S)(?:(?:sorry|pardon)(?: but| and)? (?:what|which|when|where|who|how|could you|can you|would you"
    r"|i (?:did|could|missed)|the line"
    r"|you broke|say|one more|once more)|(?:did|could|do|can|does) not (?:quite |really |fully )?(?:catch|hear"
    r"|get|understand|follow)"
    r"|cannot (?:quite |really )?(?:hear|catch|understand)|repeat|say (?:that|it|this|the \S+(?: \S+)?) again"
    r"|once (?:more|again)|one more time"
    r"|(?:line|signal|connection) (?:is|was) (?:\S+ )?(?:bad|poor|breaking|broken|crackling|noisy|awful)|(?:you"
    r"|it|line) (?:broke|are breaking|is breaking|was breaking) up"
    r"|breaking up|i missed|beg your pardon|come again|spell|a bit slower|slower|louder|speak up) "
)
"""The trainee asks again because the words were not heard: a repair, no question asked twice."""
_CHECKS = re.compile(
    r"(?<!\S)(?:did (?:they|he|she|any|some|no)(?:body|one)? (?:tell|say|explain|give)"
    r"|just to (?:\S+ )?(?:confirm|check|clarify|verify|double|make sure|be (?:sure|clear|certain))"
    r"|to (?:confirm|double check|recap|clarify)"
    r"|let me (?:just )?(?:confirm|check|make sure|repeat|recap|read|see if i)|did (?:you|i) (?:say|hear|get"
    r"|mention|understand)|you (?:said|mentioned|told)"
    r"|am i right|is (?:that|it|this) (?:right|correct)|(?:that|it) (?:is|was) (?:right|correct)|correct me"
    r"|if i (?:understand|understood|heard)"
    r"|i (?:have|wrote|noted) (?:it |that )?down|was (?:it|that) (?!when|what|which|where)"
    r"|i just want to (?:confirm|check|make sure|be sure)|double check) "
)
"""The trainee checks what she told."""
_NOT_ASKED = re.compile(
    r"(?<!\S)(?:(?:all|everything|what|thing|much)(?: that)?"
    r"|(?:telling|told|explaining|letting|showing|saying|shown|explained)(?: (?:me|us|to me|to us))?"
    r"|(?:find|found|finding|work|figure|look|looking|looked|check|checking|see|seeing|learn|into|sort|hear)"
    r"(?: (?:out|into|it|for you|exactly|just))*) $"
)
"""Before what looks like a question, when it is none: "that is all | i need to know", "for telling me | what"."""


_ASKS_NOTHING = frozenset(("proposal", "more"))
_FRAGMENT_WORDS = 16
_NAMED_WORDS = 2
_VAGUE = frozenset(
    (
        "like",
        "want",
        "long",
        "much",
        "many",
        "often",
        "old",
        "need",
        "do",
        "rather",
        "prefer",
        "late",
        "day",
        "week",
        "month",
        "year",
    )
)
"""Content words that ask for something only in their phrase."""
_ASIDES = frozenset(("when", "after", "before", "because", "so", "while", "if", "since", "until"))
"""What stands after one of these in a question is not what it asks for."""
_BEGINNINGS = frozenset(("where", "when", "who", "why", "how"))
_JOINTS = frozenset(("and", "or", "plus"))
_STATES = frozenset(
    ("i", "we", "you", "he", "she", "they", "yes", "no", "right", "correct", "thank", "thanks", "sorry")
)
"""Who says one of these states something."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A key of a fact found in a question."""

    fact: str
    span: tuple[int, int]
    words: int

    def outdoes(self, other: "_Hit") -> bool:
        """Whether a longer key of another fact stands at the same words: "order number" beats "order"."""
        overlap = self.span[0] <= other.span[1] and other.span[0] <= self.span[1]
        return overlap and self.fact != other.fact and self.words > other.words


class Asking:
    """Finds the facts that questions ask for.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    """

    def __init__(self, casting: Casting) -> None:
        self._asked_by: dict[str, tuple[Key, ...]] = {
            fact.id: tuple(key(casting.written(phrase)) for phrase in fact.asked_by) for fact in casting.case.facts
        }
        self._verbatim = {key(phrase): phrase.lower() for phrase in _phrases(casting) if _is_vague(phrase)}
        """Phrases of which the small words are what matters: "how long", "what would you like"."""
        self._begins = {
            key(phrase): phrase.split(maxsplit=1)[0].lower() for phrase in _phrases(casting) if _begins_alone(phrase)
        }
        """Phrases with one content word, and the question word that must stand before it: "where is the shop"."""
        self._asked = lru_cache(maxsize=16)(self._asked_in)  # one turn is looked at by several checks

    def asked(self, turn: Turn) -> tuple[str, ...]:
        """Return the ids of the facts a question of this turn asks about, in the order of the case."""
        return self._asked(turn)

    def _asked_in(self, turn: Turn) -> tuple[str, ...]:
        hits = [hit for span in _questions(turn) for hit in _meant(list(self._hits(turn, span)), turn, span[0])]
        if not hits and _is_fragment(turn):
            hits = [hit for hit in self._hits(turn, (0, len(turn.said.words) - 1)) if hit.words >= _NAMED_WORDS]
        clear = {hit.fact for hit in hits if not any(other.outdoes(hit) for other in hits)}
        return tuple(fact for fact in self._asked_by if fact in clear)

    def repeated(self, turn: Turn, told: frozenset[str], checked: frozenset[str]) -> Detection | None:
        """Return a question for what she has told, or None.

        Parameters
        ----------
        turn : Turn
            The turn.
        told : frozenset of str
            Ids of the facts she has told.
        checked : frozenset of str
            Ids of the facts that the turn itself names, so that it checks them and does not ask.
        """
        asked = self.asked(turn)
        again = [fact for fact in asked if fact in told and fact not in checked and not self._invites(fact, turn)]
        if not again or not told.issuperset(asked):  # a question may touch what is known on its way to what is not
            return None
        if _NOT_HEARD.search(turn.said.normal) or _CHECKS.search(turn.said.normal):
            return None
        for span in _questions(turn):
            if any(turn.index.find(one, span[0], span[1] + 1) for one in self._asked_by[again[0]]):
                return Detection("repeat_question", 0.8, turn.said.quote(*span))
        return None

    def _invites(self, fact: str, turn: Turn) -> bool:
        invitation = INVITES.search(turn.said.normal)
        return invitation is not None and any(
            prepared(invitation[0]).index.find(one) is not None for one in self._asked_by[fact]
        )

    def _hits(self, turn: Turn, part: tuple[int, int]) -> Iterator[_Hit]:
        for fact, keys in self._asked_by.items():
            for one in keys:
                span = turn.index.find(one, part[0], part[1] + 1)
                wanted, begins = self._verbatim.get(one), self._begins.get(one)
                words = turn.said.words[part[0] : part[1] + 1]
                if span and (wanted is None or wanted in " ".join(words)) and (begins is None or begins in words):
                    yield _Hit(fact, span, len(one.pieces))


def _meant(hits: list[_Hit], turn: Turn, first: int) -> list[_Hit]:
    """Return what one question asks for: its fullest key, and others only when they are joined to it by "and"."""
    hits = [hit for hit in hits if _ASIDES.isdisjoint(turn.said.words[first + 1 : hit.span[0]])]
    if not hits:
        return []
    best = max(hits, key=lambda hit: (hit.words, -hit.span[0]))
    return [hit for hit in hits if hit.fact == best.fact or _joined(hit, best, turn)]


def _joined(hit: _Hit, other: _Hit, turn: Turn) -> bool:
    start, end = sorted((hit.span, other.span))
    return not _JOINTS.isdisjoint(turn.said.words[start[1] + 1 : end[0]])


def _phrases(casting: Casting) -> Iterator[str]:
    """Return the phrases that ask for the facts of a case."""
    return (phrase for fact in casting.case.facts for phrase in fact.asked_by)


def _begins_alone(phrase: str) -> bool:
    return phrase.split(maxsplit=1)[0].lower() in _BEGINNINGS and len(key(phrase).pieces) == 1 and " " in phrase


def _is_vague(phrase: str) -> bool:
    left = [piece.text for piece in key(phrase).pieces]
    return len(left) == 1 and left[0] in _VAGUE and " " in phrase


def _is_fragment(turn: Turn) -> bool:
    """Tell whether a turn may ask without the form of a question: "job number, please"."""
    words = turn.said.words
    return len(words) <= _FRAGMENT_WORDS and _STATES.isdisjoint(words)


def _questions(turn: Turn) -> list[tuple[int, int]]:
    """Return the parts in question form that do ask for something she could tell."""
    said = turn.said
    return [
        (first, last)
        for first, last in turn.questions
        if not _NOT_ASKED.search(said.normal, 0, said.offset(first))
        and kind_of(" ".join(said.words[first : last + 1])) not in _ASKS_NOTHING
    ]
