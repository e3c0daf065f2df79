"""The policy check: what a turn offers, what it promises that policy forbids, and where it gives in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from voicedrill.content.committing import commits, kinds_of
from voicedrill.content.detection import Detection
from voicedrill.content.giving_in import gives_in
from voicedrill.content.keys import Key, content_words, key, stem
from voicedrill.content.numbers import WEEKDAYS, Piece
from voicedrill.content.offering import GIVES, Offering, given_free, handed, offered
from voicedrill.content.turn import Turn, turn
from voicedrill.persona.casting import Casting

_SURE = 0.9
"""An offer in so many words, with a verb that commits: sure enough to be asked "did you say that?"."""
_LIKELY = 0.8
_SOLUTION = 0.85
_GAVE_IN = 0.75
_LIMIT = re.compile(r"\b(?:more than|over|above|beyond|exceeding)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:before|until|without|unless|while|when|if)\b", re.IGNORECASE)
"""What follows says when it is forbidden."""
_SAME_MEANING = (
    ("refund", "money back", "reimburse", "reimbursement"),
    ("compensation", "compensate"),
    ("waive", "drop", "scrap", "remove", "write off", "take off"),
    (
        "today",
        "tonight",
        "this afternoon",
        "this evening",
        "within the hour",
        "immediate",
        "instant",
        "right now",
        "right away",
        "straight away",
    ),
)
"""Words with which a promise can be put in the place of the policy's."""
_LIGHT_VERBS = frozenset(
    stem(word) for word in ("get", "receive", "bring", "deliver", "delivered", "arrive", "send", "give")
)
"""Verbs that any other verb of handing over can stand for."""
_TIMES = frozenset((
    "today", "tonight", "tomorrow", "afternoon", "evening", "morning", "hour", "within", "immediate", "instant", "now",
    "right", "away", "straight", *WEEKDAYS,
))  # fmt: skip
_FREE_WORDS = frozenset(stem(word) for word in ("free", "complimentary", "waive"))
_FEE_WORDS = frozenset(stem(word) for word in ("charge", "fee", "cost", "price"))
_JOINTS = frozenset(("and", "also", "plus", "both"))
_APART = frozenset(("or", "not"))
_AFTER_JOINTS = frozenset(("too", "well", "top"))
_NO_LIMIT_WORDS = frozenset(
    stem(word)
    for word in (
        "before", "after", "there", "until", "first", "other", "again", "further", "closed", "without", "either",
        "offer", "nothing", "cannot", "never", "allowed", "policy", "possible", "under", "unless", "these", "within",
    )
)  # fmt: skip
"""Words of a stated limit that do not name what she wants."""
_LIMIT_LETTERS = 5


Found = Callable[[Turn], Offering | None]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of an offer or a forbidden promise, and how a turn is searched for them."""

    key: Key
    find: Found
    limited: bool = False

    def found_in(self, said: Turn) -> Offering | None:
        """Return where the turn offers it."""
        return self.find(said)


class PolicyCheck:
    """Compares offers and promises with the policy of a case; without one nothing is found.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    """

    def __init__(self, casting: Casting) -> None:
        policy = casting.case.policy
        self._allowed = {one.id: _allowed(casting, one.words) for one in policy.may_offer}
        self._forbidden = {
            one.id: _forbidden(casting, (*one.words, _UNTIL.split(one.about)[0])) for one in policy.must_not_promise
        }
        self._kinds = {one.id: kinds_of(one.words) for one in policy.must_not_promise}
        self._allowed_keys = _keys(self._allowed.values())
        self._forbidden_keys = (*_keys(self._forbidden.values()), *_limit_keys(casting))
        self.has_policy = bool(policy.may_offer or policy.must_not_promise or policy.firm_on)

    def offered(self, said: Turn) -> tuple[str, ...]:
        """Return the ids of the policy's offers that this turn makes."""
        return tuple(name for name, phrases in self._allowed.items() if _first(phrases, said))

    def solution(self, said: Turn) -> Detection | None:
        """Return the first of the policy's offers in this turn as a ``solution``, however it is put."""
        found = (_first(phrases, said) for phrases in self._allowed.values())
        one = next((one for one in found if one), None)
        return Detection("solution", _SOLUTION, said.said.quote(one.first, one.last)) if one else None

    def promised(self, said: Turn) -> dict[str, Detection]:
        """Return each forbidden promise of this turn by its id."""
        found = {}
        for name, phrases in self._forbidden.items():
            one = _first(phrases, said)
            if one:
                sureness = _SURE if one.sure else _LIKELY
                found[name] = Detection("over_promise", sureness, said.said.quote(one.first, one.last))
                continue
            span = next((span for kind in self._kinds[name] if (span := commits(kind, said.said))), None)
            if span:
                found[name] = Detection("over_promise", _LIKELY, said.said.quote(*span))
        return found

    def gave_in(self, said: Turn, prev: Turn) -> Detection | None:
        """Return an ``over_promise`` when the turn grants what her line before demands against the policy."""
        quote = gives_in(said.said, prev, self._forbidden_keys, self._allowed_keys) if self._forbidden_keys else None
        return Detection("over_promise", _GAVE_IN, quote) if quote else None

    def demanded(self, prev: Turn) -> tuple[str, ...]:
        """Return the ids of the forbidden promises that her line names."""
        named = {name: any(prev.index.find(one.key) for one in phrases) for name, phrases in self._forbidden.items()}
        return tuple(name for name, there in named.items() if there)


def _allowed(casting: Casting, words: Sequence[str]) -> tuple[_Phrase, ...]:
    keys = (key(casting.written(one)) for one in words)
    return tuple(_Phrase(one, partial(offered, one)) for one in keys)


def _forbidden(casting: Casting, words: Sequence[str]) -> tuple[_Phrase, ...]:
    """Return the phrases of a forbidden promise, in other words and other forms too."""
    return tuple(form for one in words for said in _reworded(casting.written(one)) for form in _forms(said, casting))


def _reworded(written: str) -> list[str]:
    """Return a phrase with each of its words that has others of the same meaning said in all these ways."""
    found = [written]
    for group in _SAME_MEANING:
        there = [word for word in group if re.search(rf"\b{word}\b", written, re.IGNORECASE)]
        if there:
            found += [re.sub(rf"\b{there[0]}\b", other, one, flags=re.IGNORECASE) for one in found for other in group]
    return list(dict.fromkeys(found))


def _forms(written: str, casting: Casting) -> Iterator[_Phrase]:
    """Return the ways in which a turn can promise what a phrase names."""
    limit = _LIMIT.search(written)
    wanted = replace(key(_LIMIT.sub(" ", written)), strict=True)
    if limit and wanted.number:
        yield _Phrase(wanted, _Above(wanted, _amounts(casting)), limited=True)
        return
    if " and " in written:
        yield _Phrase(wanted, partial(_both, wanted))
        return
    times = _without(wanted, _LIGHT_VERBS)
    if len(times.pieces) < len(wanted.pieces) and times.pieces and all(one.text in _TIMES for one in times.pieces):
        yield _Phrase(wanted, partial(handed, times))
        return
    yield _Phrase(wanted, partial(offered, wanted))
    topic = _without(wanted, _FREE_WORDS)
    if len(topic.pieces) < len(wanted.pieces):
        bare = _without(topic, _FEE_WORDS)
        if bare.pieces:
            yield _Phrase(wanted, partial(given_free, bare, bare=bare == topic))


def _without(wanted: Key, stems: frozenset[str]) -> Key:
    return replace(wanted, pieces=tuple(piece for piece in wanted.pieces if stem(piece.text) not in stems))


def _both(wanted: Key, said: Turn) -> Offering | None:
    """Return where the turn offers one thing and the other, not one or the other."""
    found = offered(wanted, said)
    if found is None:
        return None
    words = said.said.words
    between, after = frozenset(words[found.first : found.last]), frozenset(words[found.last + 1 : found.last + 4])
    joined = between & _JOINTS or after & _AFTER_JOINTS
    return found if joined and not between & _APART else None


@dataclass(frozen=True, slots=True)
class _Above:
    """Finds an offer of more than the number in a phrase: with its other words, or as money that she is given."""

    wanted: Key
    known: frozenset[str]

    def __call__(self, said: Turn) -> Offering | None:
        limit = self.wanted.number
        assert limit is not None
        rest = tuple(piece for piece in self.wanted.pieces if piece is not limit)
        money = limit.kind == "amount"
        values = said.values if money else said.pieces
        for value in values:
            if value.kind != limit.kind or float(value.text) <= float(limit.text):
                continue
            piece = Piece(value.text, limit.kind, value.first, value.last)
            found = offered(Key((*rest, piece)), said)
            if found is None and money and value.text not in self.known:
                found = offered(Key((piece,)), said, GIVES)
            if found:
                return found
        return None


def _amounts(casting: Casting) -> frozenset[str]:
    """Return the amounts that the case names as hers: to speak of giving them back is another matter."""
    case = casting.case
    lines = [*case.brief.account.values(), *casting.values.values()]
    lines += [line for fact in case.facts for line in (*fact.say, *fact.keys)]
    return frozenset(one.text for line in lines for one in turn(casting.written(line)).values if one.kind == "amount")


def _first(phrases: Sequence[_Phrase], said: Turn) -> Offering | None:
    return next((found for one in phrases if (found := one.found_in(said))), None)


def _keys(groups: Iterable[Sequence[_Phrase]]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(one.key for group in groups for one in group if not one.limited))


def _limit_keys(casting: Casting) -> tuple[Key, ...]:
    """Return keys for what the stated limit denies: its longer words, without those of the allowed offers."""
    policy = casting.case.policy
    if policy.firm_on is None:
        return ()
    allowed = (content_words(casting.written(text)) for one in policy.may_offer for text in (one.about, *one.words))
    granted = frozenset[str]().union(*allowed) | _NO_LIMIT_WORDS
    words = (word for word in turn(casting.written(policy.firm_on)).said.words if len(word) >= _LIMIT_LETTERS)
    return tuple(key(word) for word in words if word.isalpha() and stem(word) not in granted)
