"""Kindness: whether kind words are tied to the case, or could be said to anybody."""

import re
from collections.abc import Sequence

from voicedrill.content.call_memory import CallMemory, KindSentence, kind_sentences
from voicedrill.content.detection import Detection
from voicedrill.content.keys import FUNCTION_WORDS, content_words, stem
from voicedrill.content.turn import Turn
from voicedrill.persona.casting import Casting

_SAID_TO_ANYBODY = frozenset(
    stem(word)
    for word in (
        "sorry", "apologise", "apologize", "apologies", "understand", "understanding", "appreciate", "thank", "thanks",
        "patience", "patient", "inconvenience", "trouble", "problem", "issue", "situation", "case", "matter", "concern",
        "feel", "feeling", "frustration", "frustrating", "frustrated", "upset", "upsetting", "annoying", "annoyed",
        "angry", "worry", "worried", "disappointed", "disappointing", "know", "want", "need", "help", "happy", "glad",
        "please", "sure", "make", "take", "care", "time", "today", "call", "called", "calling", "phone", "tell",
        "told", "hear", "heard", "listen", "really", "very", "much", "right", "good", "best", "well", "just", "like",
        "come", "came", "going", "gone", "back", "business", "valued", "customer", "company", "service", "everything",
        "anything", "something", "nothing", "happen", "happened", "give", "given", "said", "saying", "here", "there",
        "about", "again", "still", "even", "only", "ever", "never", "every", "everybody", "nobody", "more", "than",
        "they", "them", "then", "because", "before", "after", "when", "into", "over", "must", "shall", "think",
        "imagine", "experience", "sort", "sorted", "resolve", "fixed", "solve", "down", "through", "being", "people",
        "person", "thing", "things", "keep", "look", "sound", "first", "last", "long", "name", "number", "honest",
        "question", "answer", "asked", "same", "each", "most", "also", "away", "myself", "yourself", "absolutely",
    )
)  # fmt: skip
"""Stems of words in kind sentences that fit every case."""
_ANSWERS_HER = re.compile(
    r"thank(?:s| you)(?: \S+)? for (?:(?:waiting|holding|telling|explaining|letting|confirming|giving|sharing"
    r"|repeating)"
    r"|that|this|the|your (?!patience|call|business|time|understanding|loyalty))"
)
"""Thanks for something she has just done."""
_FAREWELL = re.compile(
    r"(?<!\S)(?:good ?bye|bye|(?:have|enjoy|wish you) (?:a|an|the|your) (?:\S+ ){0,3}?(?:day|evening|afternoon"
    r"|weekend|night|week"
    r"|morning|birthday|party)|take care|for (?:calling|your call|ringing|phoning|contacting)) "
)
"""A turn that ends the call may thank as everybody does."""
_LEAST_WORDS = 5
"""Reassurance and appreciation of fewer words are manners, not a recited sentence."""
_ALWAYS = frozenset(("empathy", "apology"))
_MANNERS = frozenset(("appreciation",))


class Kindness:
    """Tells kind words that belong to the case from recited ones.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    """

    def __init__(self, casting: Casting) -> None:
        case = casting.case
        texts = [case.title, casting.persona.trouble]
        texts += [phrase for fact in case.facts for phrase in (fact.about, *fact.keys, *fact.say)]
        words = (content_words(casting.written(text)) for text in texts)
        self._case_words = frozenset[str]().union(*words) - _SAID_TO_ANYBODY

    def scripted(
        self, turn: Turn, found: Sequence[Detection], memory: CallMemory, prev: Turn, repeats_fact: bool
    ) -> Detection | None:
        """Return a kind sentence that was said before, or the second turn of kind words tied to nothing."""
        sentences = kind_sentences(turn.said, found)
        for one in sentences:
            if memory.has_said(one.words) and not (one.behaviour in _MANNERS and _FAREWELL.search(turn.said.normal)):
                return Detection("scripted", 0.8, one.quote)
        if memory.untied and not repeats_fact and self._untied(turn, sentences, prev):
            return Detection("scripted", 0.7, sentences[0].quote)
        return None

    def remembered(
        self, turn: Turn, found: Sequence[Detection], memory: CallMemory, prev: Turn, repeats_fact: bool
    ) -> tuple[tuple[str, ...], int]:
        """Return all kind sentences so far and the number of turns with kind words tied to nothing."""
        sentences = kind_sentences(turn.said, found)
        untied = not repeats_fact and self._untied(turn, sentences, prev)
        return (*memory.kind_sentences, *(one.words for one in sentences)), memory.untied + untied

    def _untied(self, turn: Turn, sentences: Sequence[KindSentence], prev: Turn) -> bool:
        leaving = bool(_FAREWELL.search(turn.said.normal))
        recited = [one for one in sentences if _could_be_recited(one) and not (leaving and one.behaviour in _MANNERS)]
        if not recited:
            return False
        hers = {stem(word) for word in prev.said.words if len(word) > 3 and word not in FUNCTION_WORDS}
        tied = self._case_words | (hers - _SAID_TO_ANYBODY)
        return tied.isdisjoint(stem(word) for word in turn.said.words)


def _could_be_recited(one: KindSentence) -> bool:
    if _ANSWERS_HER.search(one.words):
        return False
    return one.behaviour in _ALWAYS or len(one.words.split()) >= _LEAST_WORDS
