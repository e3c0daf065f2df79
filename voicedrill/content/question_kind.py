"""What kind of answer a question wants: known without knowing what it is about."""

import re
from typing import Literal

from voicedrill.content.text import ASK, STOP
from voicedrill.content.turn import Turn

QuestionKind = Literal["story", "proposal", "choice", "either", "more", "contact", "yes_no", "open"]
"""``story``: an invitation to tell; ``proposal``: yes or no to a plan ("shall I send it?"); ``choice``: one of two
plans; ``either``: one of two facts; ``more``: "anything else?";
``contact``: what stands on every account; ``yes_no``, ``open``: any other."""

_MORE = re.compile(
    r"(?<!\S)(?:you (?:want|like|need) (?:me )?to (?:add|ask|know|say|mention) |(?:any|some)thing (?:else|more|other)"
    r"|any (?:other|more|further) |(?:is that|that is) all )"
)
INVITES = re.compile(
    r"(?<!\S)(?:what (?:exactly |actually |has |had )?(?:happened|went wrong|is wrong|is going on|is up"
    r"|is (?:the|your) (?:problem|matter|trouble))"
    r"|tell me (?:\S+ )?(?:more|about|what|everything|the story|all|how)"
    r"|what (?:does|did|would) (?:that|this|it) (?:mean|do) (?:for|to) you"
    r"|how (?:does|did|is) (?:that|this|it) (?:affect|hit)"
    r"|how are you (?:coping|managing|holding)|(?:walk|take) me through|what can i (?:help|do)"
    r"|how (?:can|may) i help)(?!\S)"
)
"""An invitation to tell: to be asked for the story after its first line annoys nobody."""
_PROPOSAL = re.compile(
    r"(?:(?:so|and|or|then|okay|well|now|but) )*(?:"
    r"(?:shall|should) (?:i|we) "
    r"|(?:can|may|could|might) (?:i|we) (?:(?:just|then|maybe|perhaps|also|quickly|please) )*"
    r"(?!have |get (?:your|the|a|an|some|that)|take (?:your|the|down|some|a few)|ask |know |see |confirm |verify "
    r"|check |hear |help |clarify |borrow |trouble )"
    r"|(?:would|will|does|do|is|would not) (?:it|that|this) (?:still )?(?:help|worth"
    r"|any use|work|suit|do |sound|be |okay|ok |fine"
    r"|good|all right|alright|acceptable|enough|possible|make)"
    r"|would you (?:(?:also|rather|then|still) )*(?:like |prefer|be (?:willing|happy|able|okay|open|interested"
    r"|ready|fine)|mind|accept|agree|want)"
    r"|do you (?:want (?:me|us) to|want (?:the|a|an|that|it|this|some|one)\b|need (?:any|some|help|a )|agree|accept)"
    r"|are you (?:okay|ok|happy|fine|all right|alright) (?:with|if)"
    r"|(?:can|could|would|will) you (?!tell|give|say|repeat|spell|confirm|explain|describe|read|remember|hear|see "
    r"|let me|remind|share|provide|show|walk|take me|help me|think|like|prefer|rather)"
    r"|how (?:does|would|is) (?:that|this|it) (?:sound|be|for you|suit|work)|how about|what (?:about if|if) (?:i|we)"
    r"|what (?:do|would) you (?:think|say)|sounds? (?:good|okay|fair)"
    r"|(?:okay|ok|right|all right|alright|deal|agreed|yes|fine|good) $)"
)
_CHOICE = re.compile(
    r"(?:(?:so|and|or|then) )*(?:which(?: one)? $|(?:what|which)(?: one)? (?:suits|works"
    r"|would (?:you (?:prefer|like|rather)|suit|work|be (?:better|best))|do you (?:prefer|want)|is (?:better|best)))"
)
_CONTACT = re.compile(
    r"(?<!\S)(?:e ?mail|mail address|(?:tele)?phone|mobile|callback|(?:best|right|which|what) number"
    r"|number to (?:call|reach)"
    r"|(?:home|postal|delivery|your|the|full|current) address|post ?code|zip|(?:full|last|first|your) name|surname"
    r"|(?:account|customer|reference) number|date of birth|birthday) "
)
_YES_NO = frozenset((
    "is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "can", "could", "will", "would", "may",
    "any", "you",
))  # fmt: skip


_GOES_ON_WORDS = 7
"""After so many words more the question is no longer what waits for an answer."""
_UNFINISHED = frozenset(("your", "the", "a", "an", "my", "our", "and", "or", "to", "of", "for", "because"))


def question_kind(turn: Turn) -> QuestionKind | None:
    """Return the kind of a turn's last question, None without one, when it breaks off or much follows it."""
    if not turn.questions:
        return None
    first, last = turn.questions[-1]
    said = turn.said.words
    if said[last] in _UNFINISHED or sum(word not in (ASK, STOP) for word in said[last + 1 :]) > _GOES_ON_WORDS:
        return None
    return kind_of(" ".join(said[first : last + 1]))


def kind_of(question: str) -> QuestionKind:
    """Return the kind of one question, given as normalised words."""
    text = f"{question} "
    if INVITES.search(text):
        return "story"
    if _MORE.search(text):
        return "more"
    if _CHOICE.match(text):
        return "choice"
    if _PROPOSAL.match(text):
        return "choice" if " or " in text else "proposal"
    if _CONTACT.search(text):
        return "contact"
    if question.split(maxsplit=1)[0] in _YES_NO:
        return "either" if " or " in text else "yes_no"
    return "open"
