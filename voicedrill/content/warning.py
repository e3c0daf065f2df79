"""Warnings about the tone: "I would like to help you, but please without insults" (measures.md §4, R22)."""

import re

from voicedrill.content.text import Utterance

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


def warning_in(said: Utterance) -> str | None:
    """Return the words with which a turn warns, as they stand in it; None when it does not."""
    match = _WARNING.search(said.normal)
    return said.quote(*said.word_span(*match.span())) if match else None
