"""Giving in: granting what the customer has just demanded, without naming it ("all right, you can have it")."""

import re
from collections.abc import Sequence

from voicedrill.content.keys import Key
from voicedrill.content.text import Utterance
from voicedrill.content.turn import Turn

_DEMAND = re.compile(
    r"(?<!\S)(?:(?:i|we)(?: (?:also|really|still|just|do|would|will|now))* (?:want|demand|expect|need|insist"
    r"|require|deserve|like)"
    r"|(?:i am|we are) (?:asking|owed|entitled)|give me|get me|pay me|you (?:owe|should|must|have to|had better"
    r"|better|could)"
    r"|what about|how about|(?:can|could|will|would) (?:i|you|we)|why (?:cannot|can|will|do|should)"
    r"|(?:not|never) (?:\S+ ){0,6}(?:until|unless|without)|make it|or (?:else|i)|and what about) "
)
_WAIVED = re.compile(r"(?<!\S)(?:not|never) (?:want|need|care|ask|asking|interested|expect)[^.?]{0,30}$")
_THING = r"(?:it|that|this|them|both|one|what you (?:want|ask|asked|need|are asking)|all of (?:it|that))"
_CONSENT = re.compile(
    r"(?<!\S)(?:"
    rf"(?:i|we) (?:will|can|am going to|are going to)(?: (?:just|then|certainly|gladly|definitely|see|make sure|do))*"
    rf" (?:do|give|arrange|get|grant|send|pay|approve|allow|put)(?: you| through)? {_THING}"
    rf"|you (?:will|can|shall|are going to)(?: (?:certainly|of course|then))? (?:get|have|receive) {_THING}"
    rf"|you (?:have|get) (?:it|that) (?=then |now |[.] |$)|have it your way|consider it done|let us do (?:it"
    rf"|that) then"
    r"|(?:i|we) (?:will|can) make (?:you )?an exception|you win|as you wish|it is yours|will do"
    r"|agreed|(?:(?:it is|you have) )?(?:a )?(?<!big )(?<!great )deal(?= $| [.])"
    r"|(?:that|it|this) is (?:fine|possible|okay|no problem|not a problem)"
    r"(?= (?:for us|with us|i will|we will|then)| $| [.])"
    r"|not a problem|no problem at all|(?:i|we) (?:will|can) make (?:it|that) happen"
    r"|i promise you that|you have my word"
    r"|whatever you (?:want|need|like)"
    r") "
)
_HELD_BACK = re.compile(
    r"(?<!\S)(?:not|cannot|never|unable|if|whether|check|ask|unless|instead|but|manager|supervisor|once|see what"
    r"|find out) "
)
_BREAK = re.compile(r"(?<!\S)(?:[.?]|but) ")
_SENTENCE = re.compile(r"(?<!\S)[.?] ")
_AROUND = 60
"""Characters before and after the consent in which a refusal or a condition takes it back."""


def gives_in(said: Utterance, prev: Turn, forbidden: Sequence[Key], allowed: Sequence[Key]) -> str | None:
    """Return the words that grant what her line before demands and the policy forbids, or None.

    Parameters
    ----------
    said : Utterance
        The trainee's turn.
    prev : Turn
        The customer's line before it.
    forbidden, allowed : sequence of Key
        What the policy forbids and what it offers; a line that also demands an allowed thing is left out.
    """
    consents = list(_CONSENT.finditer(said.normal))
    if not consents or not _demands(prev, forbidden, allowed):
        return None
    for match in consents:
        before = _BREAK.split(said.normal[max(0, match.start() - _AROUND) : match.start()])[-1]
        after = _SENTENCE.split(said.normal[match.end() : match.end() + _AROUND], maxsplit=1)[0]
        if not _HELD_BACK.search(before + after):
            return said.quote(*said.word_span(*match.span()))
    return None


def _demands(prev: Turn, forbidden: Sequence[Key], allowed: Sequence[Key]) -> bool:
    if not _DEMAND.search(prev.said.normal):
        return False
    spans = [span for one in forbidden if (span := prev.index.find(one))]
    if not spans:
        return False
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    if _WAIVED.search(prev.said.normal[: prev.said.offset(first)]):
        return False
    others = (span for one in allowed if (span := prev.index.find(one)))
    return all(first <= span[0] and span[1] <= last for span in others)
