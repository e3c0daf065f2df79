"""Disclosure: account data given away before the customer's identity was checked."""

from voicedrill.content.detection import Detection
from voicedrill.content.keys import key
from voicedrill.content.spelling import characters
from voicedrill.content.turn import Turn, turn
from voicedrill.content.values import LONG_NUMBER, code, same
from voicedrill.persona.casting import Casting


class _Datum:
    """One item of account data, and the facts in which the customer tells it herself."""

    def __init__(self, written: str, told_with: frozenset[str]) -> None:
        self._key = key(written)
        self._code = code(written) or (characters(written) if _is_long_number(written) else "")
        self._values = tuple(value for value in turn(written).values if value.is_exact) if not self._code else ()
        self.told_with = told_with
        self.is_topic = written == written.lower() and not any(sign.isdecimal() for sign in written)
        """A word for the kind of data (``balance``), not the data: to ask for it gives nothing away."""

    def found_in(self, said: Turn) -> tuple[int, int] | None:
        """Return the words that give it away."""
        span = said.index.find(self._key)
        if span is not None:
            return span
        if self._code:
            return next(((run.first, run.last) for run in said.spelt if run.shows(self._code)), None)
        only_value = len(self._values) == 1 and len(self._key.pieces) == 1
        heard = (one for one in said.values if only_value and same(self._values[0], one))
        return next(((one.first, one.last) for one in heard), None)


class Disclosure:
    """Watches that account data stays with us until the identity is checked.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    """

    def __init__(self, casting: Casting) -> None:
        self._verify = frozenset(casting.case.verify)
        self._data = tuple(_datum(casting, casting.written(phrase)) for phrase in casting.case.account_data)

    def unverified(self, said: Turn, told: frozenset[str], asked: frozenset[str], prev: Turn) -> Detection | None:
        """Return account data that is given away in this turn, or None.

        What she told herself, in a fact or in her line before, gives nothing away. To ask counts as the check.

        Parameters
        ----------
        said : Turn
            The turn.
        told, asked : frozenset of str
            Ids of the facts that she told and that the trainee asked for.
        prev : Turn
            The customer's line before it.
        """
        if self._verify <= told | asked:
            return None
        for datum in self._data:
            span = datum.found_in(said)
            if span is None or datum.told_with & told or datum.found_in(prev):
                continue
            if datum.is_topic and any(first <= span[0] <= last for first, last in said.questions):
                continue
            return Detection("unverified_disclosure", 0.8, said.said.quote(*span))
        return None


def _datum(casting: Casting, written: str) -> _Datum:
    bare = _Datum(written, frozenset())
    facts = casting.case.facts
    lines = {fact.id: [turn(casting.written(line)) for line in (*fact.keys, *fact.say)] for fact in facts}
    return _Datum(written, frozenset(fact for fact, said in lines.items() if any(bare.found_in(line) for line in said)))


def _is_long_number(written: str) -> bool:
    return characters(written).isdecimal() and len(characters(written)) >= LONG_NUMBER
