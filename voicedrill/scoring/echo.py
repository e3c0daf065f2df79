"""Echo: the customer's own words as the trainee could say them back: "I have called" becomes "you have called".

Her own concrete words, said back, show that somebody listened (Packard & Berger 2021). They fit every persona and every
case, because her lines are whole sentences where the keys of a fact are not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from voicedrill.call.events import CustomerLine
from voicedrill.scoring.case_facts import telling_facts
from voicedrill.scoring.conversation import Conversation, contains
from voicedrill.scoring.phrasing import Pronoun

LONGEST, SHORTEST = 18, 3
"""Words of a sentence that can be said back. Ours."""
PARAPHRASE_SENTENCES = 2
"""Sentences of hers that one paraphrase repeats, at most. Ours."""

_SENTENCE_END = re.compile(r"(?<!Mrs\.)(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<=[.!?])\s+")
_LONG_WORD = re.compile(r"[a-z]{4}")
_COMMA = re.compile(r",\s+(?:and |but |so )?")
_OPENER = re.compile(r"^(?:and|but|so|well|yes|oh|look|listen|because)\b,?\s+", re.IGNORECASE)
_TAG = re.compile(r",\s+(?:you (?:see|know)|as I said|of course|really|too)(?=[.!,]|$)", re.IGNORECASE)
_NOT_FOR_HER = re.compile(
    r"\b(?:you|yourself|yourselves|thank|thanks|please|pardon|hello)\b|\?"
    r"|\b(?:are|is) called$|\b(?:name|fool|stupid|idiot|useless)\b|^this is\b"
    r"|\bI(?: (?:just|only|really|still))? (?:want|demand|need|expect|insist|hope|wish|know|said|say|tell|told|mean|see"
    r"|keep|understand|do not (?:want|care|like))\b"
    r"|^(?:no|not|never|explain|tell|give|get|send|let|do|don't|stop|ask|put|check|call|find|read|try|fine|good|still)\b",
    re.IGNORECASE,
)
"""Sentences about the agent, wishes, orders and manners: said back they would accuse, promise or mock."""
_VERB = re.compile(
    r"(?:^|, |\b(?:and|but|because|when|that|times|days|now) )you \w+"
    r"|\b(?:he|she|it|they|nobody|somebody) \w+"
    r"|\b(?:is|are|was|were|has|have|had|does|did|will|can|cannot|came|comes|went|goes|turns|says|took|rang|never)\b",
    re.IGNORECASE,
)
_TURNED = {
    "i am": "you are", "i'm": "you are", "i was": "you were", "i've": "you have", "i'll": "you will", "i'd": "you had",
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "we": "you", "us": "you",
    "our": "your", "ours": "yours", "your": "our", "yours": "ours",
}  # fmt: skip
_PERSON = re.compile(rf"\b(?:{'|'.join(sorted(_TURNED, key=len, reverse=True))})\b", re.IGNORECASE)
_STRANGE = re.compile(r"\byou (?:am|was)\b|\bam\b", re.IGNORECASE)
_AGREES = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go"}


@dataclass(frozen=True, slots=True)
class Echo:
    """A sentence of hers as it can be said back, without its full stop.

    Attributes
    ----------
    text : str
        The sentence, in the second person.
    facts : frozenset of str
        Ids of the problem's facts that it names.
    whole : bool
        Whether it is a sentence with a verb; else a fragment such as ``One fridge, two payments``.
    t_s : float
        When the line began.
    """

    text: str
    facts: frozenset[str]
    whole: bool
    t_s: float


def echoes(call: Conversation, t_s: float) -> list[Echo]:
    """Return what of her lines, as far as they were said at a moment, can be said back, in order of time."""
    return [
        echo for line in call.lines if line.t_s < t_s and not call.attacks(line) for echo in _echoes(call, line, t_s)
    ]


def best_echo(call: Conversation, t_s: float) -> Echo | None:
    """Return the sentence to take up at a moment: of her last line, else the one that names most of the problem."""
    said = [one for one in echoes(call, t_s) if (one.facts or _is_story(call, one)) and _LONG_WORD.search(one.text)]
    last_s = max((line.t_s for line in call.lines if line.t_s < t_s), default=0.0)
    chosen = (
        [one for one in said if one.whole and one.facts and one.t_s == last_s],
        [one for one in said if one.whole and one.facts],
        [one for one in said if one.whole],
        [one for one in said if one.facts],
    )
    return next((max(some, key=lambda one: (len(one.facts), one.t_s)) for some in chosen if some), None)


def problem_echoes(call: Conversation, t_s: float, wanted: int) -> list[Echo]:
    """Return sentences that together name at least ``wanted`` facts of the problem, where she has told as many."""
    left = [one for one in echoes(call, t_s) if one.facts]
    chosen: list[Echo] = []
    covered: frozenset[str] = frozenset()
    while left and len(covered) < wanted and len(chosen) < PARAPHRASE_SENTENCES:
        best = max(left, key=lambda one: (one.whole, len(one.facts - covered), one.t_s))
        chosen.append(best)
        covered |= best.facts
        left = [one for one in left if not one.facts <= covered]
    return sorted(chosen, key=lambda one: one.t_s)


def to_her(text: str, her: Pronoun) -> str:
    """Turn what the report says about the customer into what is said to her: ``how long she has waited``.

    ``her`` is taken for her possessive, except at the end of the text.
    """
    text = re.sub(rf"\b{her.subject} (\w+)", lambda match: f"you {_agreeing(match[1])}", text)
    text = re.sub(rf"\b{her.object}$", "you", text)
    return re.sub(rf"\b(?:{her.possessive}|{her.object})\b", "your", text)


def _echoes(call: Conversation, line: CustomerLine, t_s: float) -> Iterator[Echo]:
    for sentence in _SENTENCE_END.split(_said_by(line, t_s)):
        whole = _turned(sentence)
        parts = [whole] if whole else [_turned(part) for part in _COMMA.split(sentence)]
        for part in parts:
            is_whole = bool(_VERB.search(part))
            if part and (whole or is_whole):
                yield Echo(part, telling_facts(call, part), is_whole, line.t_s)


def _said_by(line: CustomerLine, t_s: float) -> str:
    """Return the whole sentences of a line that were said at a moment."""
    if line.end_s <= t_s or not line.words:
        return line.text
    said = line.text.split()[: sum(word.end_s <= t_s for word in line.words)]
    text = " ".join(said)
    return text[: max(text.rfind(sign) for sign in ".!?") + 1]


def _turned(sentence: str) -> str:
    """Return a sentence in the second person; empty when it cannot be said back."""
    text = _OPENER.sub("", _TAG.sub("", sentence.replace("’", "'").strip())).rstrip(".!, ")
    if not SHORTEST <= len(text.split()) <= LONGEST or _NOT_FOR_HER.search(text):
        return ""
    text = _PERSON.sub(lambda match: _TURNED[match[0].lower()], text)
    return "" if _STRANGE.search(text) else text[0].upper() + text[1:]


def _is_story(call: Conversation, echo: Echo) -> bool:
    """Tell whether a sentence without a known fact speaks of "you" and belongs to her story."""
    line = next(line for line in call.lines if line.t_s == echo.t_s)
    beat = call.beats.get(line.beat)
    tells = beat is not None and (bool(beat.effects.tells) or beat.effects.story_done)
    return tells and (contains(echo.text, "you") or contains(echo.text, "your"))


def _agreeing(verb: str) -> str:
    if verb in _AGREES:
        return _AGREES[verb]
    return verb.removesuffix("s") if verb.endswith("s") and not verb.endswith("ss") else verb
