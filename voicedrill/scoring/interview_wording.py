"""Better wordings for interview answers, made of the answer's own words."""

import re

from voicedrill.content.text import normalise
from voicedrill.scoring.interview_answer import Answer

_PERSONS = (
    "customer", "guest", "client", "caller", "patient", "passenger", "lady", "gentleman", "woman", "man", "tenant",
    "visitor", "shopper", "student", "couple", "family",
)  # fmt: skip
_PAST = {
    "be": "was", "say": "said", "tell": "told", "speak": "spoke", "let": "let", "give": "gave", "take": "took",
    "keep": "kept", "make": "made", "find": "found", "get": "got", "go": "went", "do": "did", "have": "had",
    "put": "put", "hear": "heard", "show": "showed", "send": "sent", "write": "wrote", "bring": "brought",
    "understand": "understood", "see": "saw", "sit": "sat", "stand": "stood", "think": "thought", "begin": "began",
    "hold": "held", "set": "set", "read": "read", "know": "knew", "try": "tried", "stop": "stopped", "pay": "paid",
    "buy": "bought", "ring": "rang", "come": "came", "leave": "left", "lead": "led", "run": "ran", "meet": "met",
    "deal": "dealt", "choose": "chose", "feel": "felt", "draw": "drew", "sort": "sorted", "stay": "stayed",
}  # fmt: skip
_WOULD = re.compile(
    r"(?<!\S)(?:i|we) (?:\S+ )?would (not |never )?"
    r"(?:(?:also|first(?: of all)?|just|then|always|\S+ly) )*(?!have )(\S+) "
)
_VOWEL = re.compile(r"[aeiou]$")


def person(answer: Answer) -> str:
    """Return what the answer calls the customer."""
    return next((word for word in answer.words if word in _PERSONS), "customer")


def told(clause: str) -> str:
    """Turn "I would listen to him" into "I listened to him"; empty when the clause is not of that form."""
    normal = normalise(clause).normal
    match = _WOULD.search(normal)
    if not match:
        return ""
    verb = f"did not {match[2]}" if match[1] == "not " else f"{match[1] or ''}{past(match[2])}"
    return f"I {verb} {normal[match.end() :]}".strip(" .?")


def first_told(answer: Answer) -> str:
    """Return the first clause of the answer that `told` can turn; empty when there is none."""
    return next((told(one.quote) for one in answer.all("hypothetical") if told(one.quote)), "")


def past(verb: str) -> str:
    """Return the simple past of a verb."""
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and not _VOWEL.search(verb[:-1]):
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def mine(clause: str) -> str:
    """Turn "we refunded the fee" into "I refunded the fee"."""
    text = re.sub(r"(?i)\bwe were\b", "I was", clause)
    return re.sub(r"(?i)\bwe\b", "I", text)


def cause(answer: Answer) -> str:
    """Return why the customer was upset, in the answer's words: ``because his room was not ready``; or a blank."""
    for one in answer.all("situation"):
        found = re.search(r"(?i)\bbecause\b.*", one.quote)
        if found:
            return found[0].lower()
    return "because …"
