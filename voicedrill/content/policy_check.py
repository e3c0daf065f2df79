"""The policy check: what a turn offers, what it promises that policy forbids, and where it gives in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.content.giving_in import gives_in
from voicedrill.content.keys import Key, content_words, key, stem
from voicedrill.content.numbers import Piece
from voicedrill.content.offering import Offering, offered
from voicedrill.content.turn import Turn, turn
from voicedrill.persona.casting import Casting

_SURE = 0.9
"""An offer in so many words, with a verb that commits: sure enough to be asked "did you say that?"."""
_LIKELY = 0.8
_SOLUTION = 0.85
_GAVE_IN = 0.75
_LIMIT = re.compile(r"\b(?:more than|over|above|beyond|exceeding)\b", re.IGNORECASE)
_NO_LIMIT_WORDS = frozenset(
    stem(word)
    for word in (
        "before", "after", "there", "until", "first", "other", "again", "further", "closed", "without", "either",
        "offer", "nothing", "cannot", "never", "allowed", "policy", "possible", "under", "unless", "these", "within",
    )
)  # fmt: skip
"""Words of a stated limit that do not name what she wants."""
_LIMIT_LETTERS = 5


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of an offer or a forbidden promise; with ``above`` only amounts greater than that fit."""

    key: Key
    above: float | None = None

    def found_in(self, said: Turn) -> Offering | None:
        """Return where the turn offers it."""
        found = (offered(wanted, said) for wanted in self._wanted(said))
        return next((one for one in found if one), None)

    def _wanted(self, said: Turn) -> Iterator[Key]:
        if self.above is None:
            yield self.key
            return
        rest = tuple(piece for piece in self.key.pieces if piece.kind != "amount")
        for value in said.values:
            if value.kind == "amount" and float(value.text) > self.above:
                yield Key((*rest, Piece(value.text, "amount", value.first, value.last)))


class PolicyCheck:
    """Compares offers and promises with the policy of a case; without one nothing is found.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    """

    def __init__(self, casting: Casting) -> None:
        policy = casting.case.policy
        self._allowed = {one.id: _phrases(casting, one.words) for one in policy.may_offer}
        self._forbidden = {one.id: _phrases(casting, one.words) for one in policy.must_not_promise}
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
        return found

    def gave_in(self, said: Turn, prev: Turn) -> Detection | None:
        """Return an ``over_promise`` when the turn grants what her line before demands against the policy."""
        quote = gives_in(said.said, prev, self._forbidden_keys, self._allowed_keys) if self._forbidden_keys else None
        return Detection("over_promise", _GAVE_IN, quote) if quote else None

    def demanded(self, prev: Turn) -> tuple[str, ...]:
        """Return the ids of the forbidden promises that her line names."""
        named = {name: any(prev.index.find(one.key) for one in phrases) for name, phrases in self._forbidden.items()}
        return tuple(name for name, there in named.items() if there)


def _phrases(casting: Casting, words: Sequence[str]) -> tuple[_Phrase, ...]:
    return tuple(_phrase(casting.written(one)) for one in words)


def _phrase(written: str) -> _Phrase:
    limit = _LIMIT.search(written)
    if limit:
        wanted = key(written[: limit.start()] + written[limit.end() :])
        amount = next((piece for piece in wanted.pieces if piece.kind == "amount"), None)
        if amount:
            return _Phrase(wanted, float(amount.text))
    return _Phrase(key(written))


def _first(phrases: Sequence[_Phrase], said: Turn) -> Offering | None:
    return next((found for one in phrases if (found := one.found_in(said))), None)


def _keys(groups: Iterable[Sequence[_Phrase]]) -> tuple[Key, ...]:
    return tuple(one.key for group in groups for one in group if one.above is None)


def _limit_keys(casting: Casting) -> tuple[Key, ...]:
    """Return keys for what the stated limit denies: its longer words, without those of the allowed offers."""
    policy = casting.case.policy
    if policy.firm_on is None:
        return ()
    allowed = (content_words(casting.written(text)) for one in policy.may_offer for text in (one.about, *one.words))
    granted = frozenset[str]().union(*allowed) | _NO_LIMIT_WORDS
    words = (word for word in turn(casting.written(policy.firm_on)).said.words if len(word) >= _LIMIT_LETTERS)
    return tuple(key(word) for word in words if word.isalpha() and stem(word) not in granted)
