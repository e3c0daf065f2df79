"""What a finding can take from the case: its facts, its offers, its words."""

import re

from voicedrill.content.keys import find as find_key
from voicedrill.content.keys import key, pieces_of
from voicedrill.content.text import normalise
from voicedrill.persona.casting import Casting
from voicedrill.persona.schema import Fact
from voicedrill.scoring.conversation import Conversation, Mention, find, tokens

_BEFORE, _AFTER = 4, 9
"""Words before and after a kind phrase in which the case must be named. Ours."""
_COMMON_WORDS = (
    "about after again always anyone anything because before been being call called calling case come could does doing "
    "done ever every feel feeling from give have hear help here just know like made make more much must name need "
    "never only other please really right said same should some something sorry still such sure take tell than thank "
    "thanks that their them then there these they thing things this time today told upset upsetting understand very "
    "want what when where which while will with would your yours frustrating frustrated annoyed annoying angry "
    "disappointing disappointed inconvenience apologise apologize issue problem situation experience completely "
    "absolutely imagine must appreciate matter hello good morning afternoon madam customer service concern concerns "
    "feedback business company team important valued wrong trouble sincerely deeply truly order number account agent "
    "wait waiting waited"
)
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words of any call: they tie nothing to a case. Ours."""
_WHEN = re.compile(
    r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"o'?clock|noon|midday|right now|straight away|end of the (?:day|week)|within the (?:hour|day|week)|"
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|few)"
    r"(?: \w+)? (?:minutes?|hours?|days?|weeks?)|"
    r"(?:by|at|before|until) (?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\b"
)
"""A time somebody can wait for; ``soon`` and ``shortly`` are none (R12)."""


def names_a_time(text: str) -> bool:
    """Tell whether the text says when."""
    return _WHEN.search(" ".join(tokens(text))) is not None


def names(casting: Casting, text: str, phrase: str) -> bool:
    """Tell whether a phrase of the case stands in the text, written or spoken, as `CaseReader` matches it."""
    return find_key(key(casting.written(phrase)), pieces_of(normalise(text))) is not None


def repeated_facts(call: Conversation, text: str) -> list[Fact]:
    """Return the facts of the problem that the text repeats."""
    repeated = call.reader.repeated(text)
    return [fact for fact in call.casting.case.facts if fact.problem and fact.id in repeated]


def telling_facts(call: Conversation, text: str) -> frozenset[str]:
    """Return the ids of the problem's facts that the text repeats in words that are not said on every call."""
    own = " ".join(word for word in tokens(text) if word not in _COMMON)
    return frozenset(fact.id for fact in repeated_facts(call, own))


def case_words(call: Conversation, mention: Mention) -> set[str]:
    """Return the words that belong to this case and to what she said before the mention."""
    casting = call.casting
    texts = [casting.case.title, casting.persona.trouble]
    texts += [casting.written(text) for fact in casting.case.facts for text in (fact.about, *fact.keys)]
    texts += [line.text for line in call.lines if line.t_s <= mention.start_s]
    return {_stem(word) for text in texts for word in tokens(text) if len(word) > 3 and word not in _COMMON}


def is_tied(call: Conversation, kind: Mention) -> bool:
    """Tell whether a kind phrase names something of this case in the same breath (design.md, principle 5)."""
    if any(one.id == "scripted" and one.number == kind.number for one in call.mentions):
        return False
    words, part = tokens(kind.turn.text), tokens(kind.quote)
    at = find(words, part) or 0
    end = min(at + len(part) + _AFTER, len(words))
    for other in call.within((kind.turn,), "question", "hold", "solution"):
        start = find(words, tokens(other.quote))
        if start is not None and start >= at + len(part):
            end = min(end, start)
    nearby = words[max(0, at - _BEFORE) : end]
    own = case_words(call, kind)
    return any(_stem(word) in own for word in nearby if len(word) > 3 and word not in _COMMON)


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("s")
