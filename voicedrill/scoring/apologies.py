"""Apologies counted by their words: a detector says "apology" once a turn, however often it is said there."""

import re

from voicedrill.scoring.conversation import CLEAR_AT, Conversation, Mention, tokens

_APOLOGY = re.compile(r"\b(?:sorry|apologi[sz]e|apologi[sz]ing|apology|apologies|forgive)\b")
_GOES_ON = (
    "but", "if", "that you feel", "you feel", "could", "can", "may", "would", "what", "who", "when", "where", "which",
    "how", "i did not", "i didn't", "i missed", "say that", "go on", "go ahead", "you were", "please go",
    "please carry on", "please finish", "for interrupting", "to interrupt", "to keep", "to hold",
)  # fmt: skip
_NONE = re.compile(rf"sorry (?:{'|'.join(_GOES_ON)})\b")
"""A repair ("sorry, could you repeat that"), half an apology ("sorry but"), the manners of a hold."""


def apologies(call: Conversation) -> list[Mention]:
    """Return every apology: each word of it in a turn that apologises, as far as it was heard clearly."""
    return [
        one
        for number, turn in enumerate(call.turns)
        for one in _in_turn(call, number, [said for said in call.all("apology") if said.turn is turn])
    ]


def _in_turn(call: Conversation, number: int, found: list[Mention]) -> list[Mention]:
    turn = call.turns[number]
    text = " ".join(tokens(turn.text))
    starts = [match.start() for match in _APOLOGY.finditer(text) if not _NONE.match(text, match.start())]
    at = [text[:start].count(" ") for start in starts]
    aligned = len(turn.words) == len(text.split())
    if aligned:
        at = [index for index in at if turn.words[index].conf >= CLEAR_AT]
    if not found and len(at) < 2:  # one such word that the detector did not take for an apology is none
        return []
    if len(at) <= 1:
        return found[:1]
    words = text.split()
    whole = call.phrase(number, "apology", turn.text)
    return [
        Mention(
            "apology", 1.0, words[index],
            turn.words[index].start_s if aligned else turn.start_s,
            turn.words[index].end_s if aligned else turn.end_s,
            turn.words[index].conf if aligned else whole.heard, turn, number,
        )
        for index in at
    ]  # fmt: skip
