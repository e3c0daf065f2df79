"""Warnings about the tone: two clear ones, and an abusive call may be ended (measures.md §4, R22)."""

import re

from voicedrill.content.text import normalise
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear

WARNINGS_BEFORE_ENDING = 2
"""Clear warnings after which an attack may be named and an abusive call may be ended (R22)."""

_BAD_TONE = r"(?:insults?|insulting|swearing|shouting|abuse|abusing|abusive|threats?|threatening|names|that language)"
_GOOD_TONE = r"(?:polite|politely|respect|respectful|respectfully|civil|courteous|calmly|calm and polite)"
_END = r"(?:end|close|terminate|stop|finish|leave|disconnect) (?:this|the|our) (?:call|conversation|line)|hang up"
_WARNING = re.compile(
    rf"(?<!\S)(?:"
    rf"(?:can|able to|want to|like to|happy to|willing to) (?:\S+ ){{0,8}}?(?:if|when|once|as long as|provided) "
    rf"(?:\S+ ){{0,5}}?(?:{_GOOD_TONE}|(?:without|no|stop|no more|avoid) (?:the |these |any )?{_BAD_TONE})"
    rf"|(?:have to|need to|will|shall|must|forced to|obliged to|going to) (?:{_END})(?! with)"
    rf"|(?:please|(?:ask|need) you to|would you) (?:\S+ ){{0,3}}?(?:speak|talk|stay|remain|be) "
    rf"(?:\S+ ){{0,3}}?{_GOOD_TONE}"
    rf"|(?:please|(?:ask|need) you to|let us|carry on|go on|continue) (?:\S+ ){{0,4}}?(?:without|stop) "
    rf"(?:the |these |any )?{_BAD_TONE}"
    rf"|(?:first|second|last|final) warning"
    rf") "
)
_HEAT = ("defensive", "profanity", "judging")


def warnings(call: Conversation) -> list[Mention]:
    """Return the polite warnings, one a turn: answers to a line said in anger, after she attacked the person.

    A warning given in heat, or not heard clearly, is none.
    """
    attacked_s = min((line.t_s for line in call.lines if call.attacks(line)), default=None)
    if attacked_s is None:
        return []
    answers = [turn for _, turns in call.answers_to(call.outbursts()) for turn in turns if turn.start_s >= attacked_s]
    given = []
    for number, turn in enumerate(call.turns):
        said = normalise(turn.text)
        match = _WARNING.search(said.normal)
        heated = any(one.clear for one in call.within((turn,), *_HEAT))
        if match and turn in answers and not heated and not is_unclear(turn):
            given.append(call.phrase(number, "warning", said.quote(*said.word_span(*match.span()))))
    return given


def ended_abuse(call: Conversation) -> bool:
    """Tell whether the trainee ended an abusive call after two clear warnings."""
    return call.outcome == "trainee_hung_up" and len(warnings(call)) >= WARNINGS_BEFORE_ENDING
