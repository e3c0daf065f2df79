"""A told fact: what can be compared of one fact of a case when the trainee repeats it."""

from collections.abc import Iterable
from functools import cached_property

from voicedrill.content.keys import content_words, key, stem
from voicedrill.content.misheard import misheard_digits, misheard_name
from voicedrill.content.numbers import NUMBER_WORDS
from voicedrill.content.spelling import Spelt, characters
from voicedrill.content.turn import Turn, turn
from voicedrill.content.values import LONG_NUMBER, Value, code, comparable, misheard, same
from voicedrill.persona.casting import Casting
from voicedrill.persona.schema import Fact

_NO_CUES = frozenset(stem(word) for word in ("number", "date", "time", "long", "much", "many", "which", "what", "when"))
_NUMBER_STEMS = frozenset(stem(word) for word in NUMBER_WORDS)
_MONEY_CUES = frozenset(stem(word) for word in ("paid", "pay", "cost", "price", "charged", "spent", "worth", "bill"))
_ADDRESS_CUES = frozenset(
    stem(word) for word in ("live", "address", "goes", "going", "sent", "send", "deliver", "house", "home", "shipped")
)
_REFERENCE_SLACK = 1
"""Digits by which a misread reference may be longer or shorter than the told one."""


class ToldFact:
    """What can be compared of one fact.

    Parameters
    ----------
    fact : Fact
        The fact.
    casting : Casting
        Fills its slots.

    Attributes
    ----------
    id : str
        The fact's id.
    values : dict of Value to str
        Its values, each with the key as written.
    codes : dict of str to str
        The characters of its codes and long numbers, each with the key as written.
    names : tuple of str
        Its proper names, lower case, without spaces.
    """

    def __init__(self, fact: Fact, casting: Casting) -> None:
        self.id = fact.id
        written = [casting.written(phrase) for phrase in fact.keys]
        told = (value for line in fact.say for value in turn(casting.written(line)).values)
        counted = [value for value in told if value.is_exact and value.kind != "reference"]
        exact = [phrase for phrase in written if code(phrase) or _values(phrase)]
        self._exact_keys = tuple(key(phrase) for phrase in exact)
        self._keys = tuple(key(phrase) for phrase in written if phrase not in exact)
        self.codes = {code(phrase): phrase for phrase in written if code(phrase)}
        self.values = {Value("code", signs, 0, 0): phrase for signs, phrase in self.codes.items()}
        for phrase in (phrase for phrase in written if not code(phrase)):
            for value in _values(phrase):
                fuller = [one for one in counted if one.digits == value.digits]
                for one in [value] if value.is_exact else fuller:
                    self.values.setdefault(one, phrase)
        references = {one.digits: phrase for one, phrase in self.values.items() if one.kind == "reference"}
        self.codes |= {digits: phrase for digits, phrase in references.items() if len(digits) >= LONG_NUMBER}
        self.names = tuple(_name(phrase) for phrase in written if _name(phrase) and not code(phrase))
        self._about = tuple(casting.written(text) for text in (fact.about, *fact.asked_by, *fact.say, *fact.keys))

    @cached_property
    def cues(self) -> frozenset[str]:
        """Stems of the words that show that a value belongs to this fact."""
        words = frozenset[str]().union(*(content_words(text) for text in self._about)) - _NUMBER_STEMS
        kinds = {value.kind for value in self.values}
        words |= _MONEY_CUES if "amount" in kinds else frozenset()
        words |= _ADDRESS_CUES if "street" in kinds else frozenset()
        return words - _NO_CUES

    def named_in(self, words: Iterable[str]) -> bool:
        """Whether one of the words shows that the talk is of this fact."""
        return any(stem(word) in self.cues for word in words)

    def repeated_in(self, said: Turn) -> bool:
        """Whether the turn repeats the fact rightly, by its value or by a word that stands for it."""
        return self.value_in(said) or any(said.index.find(one) for one in self._keys)

    def value_in(self, said: Turn) -> bool:
        """Whether the turn repeats the value of the fact rightly."""
        if any(said.index.find(one) for one in self._exact_keys):
            return True
        if any(same(told, heard) for told in self.values for heard in said.values):
            return True
        wanted = (*self.codes, *(characters(name) for name in self.names))
        return any(run.shows(one) for one in wanted for run in said.spelt)

    def lacks(self, heard: Value, said: Turn) -> bool:
        """Whether the turn names an amount, a person or a thing like the fact's, but not the fact's own beside it."""
        told = [value for value in self.values if value.kind == heard.kind]
        return heard.kind in ("amount", "person", "thing") and not any(
            same(one, other) for one in told for other in said.values
        )

    def unclear_in(self, said: Turn) -> bool:
        """Whether the turn may repeat the fact but for one error of the recogniser."""
        if any(run.may_show(told) for told in self.codes for run in said.spelt):
            return True
        if any(self.misheard(told, heard, said) for told in self.values for heard in said.values):
            return True
        return any(misheard_name(name, heard) for name in self.names for heard in said.joined_words)

    def misheard(self, told: Value, heard: Value, said: Turn) -> bool:
        """Whether the value heard may be the told one; a count must count the same, or the talk be of this fact."""
        if told.kind == heard.kind == "code":
            run = Spelt(heard.text, "", heard.first, heard.last)
            return run.shows(told.text) or run.may_show(told.text)
        if comparable(told, heard):
            return misheard(told, heard)
        if (
            not told.digits
            or not heard.digits
            or heard.is_one_word
            or told.kind in ("date", "time", "code")
            or heard.kind in ("date", "time", "weekday")
        ):
            return False
        if told.kind == "street" and heard.days is not None:
            return False
        if not (len(told.digits) >= LONG_NUMBER - 1 or self.named_in(said.around(heard.first, heard.last))):
            return False
        return told.digits == heard.digits or misheard_digits(told.digits, heard.digits)

    def place_of(self, heard: Value, around: Iterable[str], sure: bool, framed: bool = True) -> Value | None:
        """Return the told value in whose place the heard one stands, or None.

        Counts of the same things and references of about the same length stand in each other's place when a frame
        says that they are restated; every other value only when the words around are of this fact, or when nothing
        else can be restated (``sure``).
        """
        named = self.named_in(around)
        for told in self.values:
            alone = sure or (framed and _speaks_for_itself(told, heard))
            if comparable(told, heard) and (named or alone):
                return told
        return None

    def read_back_by(self, heard: Value) -> Value | None:
        """Return the told reference or code that a number said all by itself stands for, or None."""
        alike = (told for told in self.values if told.kind in ("reference", "code") and comparable(told, heard))
        return next((told for told in alike if _as_long(told, heard)), None)


def _speaks_for_itself(told: Value, heard: Value) -> bool:
    if told.kind == "count":
        return told.unit == heard.unit and told.days is None
    return told.kind in ("reference", "code") and len(told.text) > LONG_NUMBER and _as_long(told, heard)


def _as_long(told: Value, heard: Value) -> bool:
    return abs(len(told.text) - len(heard.text)) <= _REFERENCE_SLACK


def _values(phrase: str) -> list[Value]:
    """Return the values of a key; a thing must be the whole key ("telescope", not "broken lamp")."""
    return [value for value in turn(phrase).values if value.kind not in ("thing", "person") or len(phrase.split()) == 1]


def _name(phrase: str) -> str:
    """Return the letters of a phrase of proper names (``12 Mill Lane``), or ""."""
    words = [word for word in phrase.split() if not word[0].isdecimal()]
    named = bool(words) and all(word[0].isupper() for word in words)
    exact = turn(phrase).values
    return (
        "".join(sign for word in words for sign in word.lower() if sign.isalpha())
        if named and not any(one.kind in ("weekday", "date", "time") for one in exact)
        else ""
    )
