"""The fact check: which told facts a turn repeats wrongly, and which were not heard clearly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from voicedrill.content.detection import Detection
from voicedrill.content.keys import key
from voicedrill.content.restating import Part, read_back, restated, told_there
from voicedrill.content.told_fact import ToldFact
from voicedrill.content.turn import Turn, turn
from voicedrill.content.values import Value, comparable, same
from voicedrill.persona.casting import Casting

_SURE_FRAME = 0.8
_LIGHT_FRAME = 0.7
_BEFORE, _AFTER = 6, 3
"""Words before and after a value that is only stated, among which one must be of the fact."""
_BEFORE_GOODS = frozenset(("a", "an", "the", "your", "one", "that", "new"))
_OF_HER_GOODS = frozenset(("is", "was", "ordered", "bought", "for", "about", "expecting", "missing"))
_ONE = frozenset(("a", "an"))


@dataclass(frozen=True, slots=True)
class WrongFact:
    """A fact repeated wrongly.

    Attributes
    ----------
    fact : str
        Its id.
    quote : str
        What was said, as it stands in the turn.
    told : str
        The right value, as the case has it.
    confidence : float
        0..1.
    """

    fact: str
    quote: str
    told: str
    confidence: float


class FactCheck:
    """Compares what a turn restates with what the customer told.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    """

    def __init__(self, casting: Casting) -> None:
        self._facts = tuple(ToldFact(fact, casting) for fact in casting.case.facts)
        self._repeated = lru_cache(maxsize=16)(self._repeated_in)  # one turn is looked at by several checks
        self._known = _known_values(casting)
        policy = casting.case.policy
        words = [*(one.words for one in policy.may_offer), *(one.words for one in policy.must_not_promise)]
        self._offers = tuple(key(casting.written(phrase)) for phrases in words for phrase in phrases)

    def repeated(self, said: Turn) -> frozenset[str]:
        """Return the ids of the facts that the turn repeats rightly."""
        return self._repeated(said)

    def unclear(self, said: Turn, told: frozenset[str]) -> tuple[str, ...]:
        """Return the ids of the told facts that the turn repeats, but not so that they were heard clearly."""
        missing = [fact for fact in self._facts if fact.id in told - self._repeated(said)]
        return tuple(fact.id for fact in missing if fact.unclear_in(said))

    def wrong(
        self, said: Turn, told: frozenset[str], found: Sequence[Detection], prev: Turn | None = None
    ) -> tuple[WrongFact, ...]:
        """Return the told facts in whose place another value stands, two errors away or plainly different.

        A value the case or the customer's last line names is never wrong, nor one that may be it misheard.
        """
        if not said.values and not said.codes:
            return ()
        stated = [fact for fact in self._facts if fact.values and fact.id in told]
        right = frozenset(fact.id for fact in stated if fact.value_in(said))
        missing = [fact for fact in stated if fact.id not in right or any(fact.lacks(one, said) for one in said.values)]
        known = [*self._known, *(prev.values if prev else ())]
        parts = restated(said, found) if missing else []
        wrong: dict[str, WrongFact] = {}
        for heard in sorted((*said.values, *said.codes), key=lambda one: one.first) if missing else ():
            part = _part_of(heard, parts)
            if not self._is_new(heard, said, known) or self._offered(heard, said):
                continue
            for fact in missing:
                if fact.id in right and not fact.lacks(heard, said):
                    continue
                place = self._place(fact, heard, said, part)
                unclear = fact.id not in right and fact.unclear_in(said)
                if place is not None and fact.id not in wrong and not unclear:
                    sureness = _SURE_FRAME if part and part.sure else _LIGHT_FRAME
                    quote = said.said.quote(heard.first, heard.last)
                    wrong[fact.id] = WrongFact(fact.id, quote, fact.values[place], sureness)
                    break
        return tuple(wrong.values())

    def _place(self, fact: ToldFact, heard: Value, said: Turn, part: Part | None) -> Value | None:
        """Return the told value of a fact in whose place a value stands, in a part of the turn or read back alone."""
        if not told_there(said.said, heard.first, part is None or part.framed):
            return None
        if heard.kind in ("reference", "code") and read_back(said.said, heard.first, heard.last):
            return fact.read_back_by(heard)
        if part is None:
            return None
        if part.framed:
            around = said.around(heard.first, heard.last)
            goods = heard.kind in ("thing", "person") and said.said.words[heard.first - 1] in _BEFORE_GOODS
            return fact.place_of(heard, around, (part.sure or goods) and self._only(fact, heard))
        words = said.said.words
        before = words[max(part.first, heard.first - _BEFORE) : heard.first]
        after = words[heard.last + 1 : min(part.last, heard.last + _AFTER) + 1]
        hers = _is_hers(heard, words) and self._only(fact, heard)
        return fact.place_of(heard, (*before, *after), hers, framed=False)

    def _repeated_in(self, said: Turn) -> frozenset[str]:
        return frozenset(fact.id for fact in self._facts if fact.repeated_in(said))

    def _is_new(self, heard: Value, said: Turn, known: Sequence[Value]) -> bool:
        """Whether the value is none of the case, not even misheard."""
        alone = said.said.words[heard.first] in _ONE  # "a month" is no number that could be taken for another
        if any(same(one, heard) or (not alone and _same_number(one, heard)) for one in known):
            return False
        return not any(fact.misheard(one, heard, said) for fact in self._facts for one in fact.values)

    def _offered(self, heard: Value, said: Turn) -> bool:
        """Whether the words around speak of a remedy, which has values of its own."""
        near = turn(" ".join(said.around(heard.first, heard.last))).index
        return any(near.find(offer) for offer in self._offers)

    def _only(self, fact: ToldFact, heard: Value) -> bool:
        """Whether no other fact of the case has a value of this kind."""
        return not any(comparable(one, heard) for other in self._facts if other is not fact for one in other.values)


def _is_hers(heard: Value, words: Sequence[str]) -> bool:
    """Whether it is said to be her thing: "your camera", "it is a camera", "you ordered a camera"; or "your son"."""
    article, before = words[heard.first - 1], words[max(0, heard.first - 2)]
    if heard.kind not in ("thing", "person") or not heard.first:
        return False
    return article == "your" or (heard.kind == "thing" and article in _BEFORE_GOODS and before in _OF_HER_GOODS)


def _same_number(known: Value, heard: Value) -> bool:
    """Whether the numbers are one though they may count other things; a length of time is a length of time."""
    clear = heard.is_one_word or (heard.days is not None and bool(known.unit))
    return known.kind == heard.kind and known.text == heard.text and not clear


def _part_of(heard: Value, parts: Sequence[Part]) -> Part | None:
    """Return the last part that holds the value."""
    holding = (part for part in reversed(parts) if part.first <= heard.first and heard.last <= part.last)
    return next(holding, None)


def _known_values(casting: Casting) -> tuple[Value, ...]:
    """Return every value the case itself names: repeating one of them is never wrong."""
    case = casting.case
    texts = [*case.brief.account.values(), *case.brief.policy, *casting.values.values(), case.brief.situation]
    texts += [phrase for fact in case.facts for phrase in (*fact.keys, *fact.say)]
    texts += [phrase for offer in case.policy.may_offer for phrase in offer.words]
    texts += [line for beat in casting.persona.beats if case.id in (beat.cases or (case.id,)) for line in beat.say]
    found = (value for text in texts for value in turn(casting.written(text)).values)
    return tuple(dict.fromkeys(found))
