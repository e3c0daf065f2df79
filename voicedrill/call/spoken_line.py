"""A line of the customer that is on its way or being said."""

import itertools
import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from voicedrill.call.commands import Say
from voicedrill.call.customer_mind import Answer
from voicedrill.call.events import CustomerLine
from voicedrill.persona.dialogue import Reply
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.sides import KnownLine
from voicedrill.speech.words import Word

MOSTLY = 0.6
"""A line of which so much was heard counts as said."""


class Rest(NamedTuple):
    """What is left of a line: for reading and for the voice."""

    text: str
    spoken: str


@dataclass
class SpokenLine:
    """What the session knows of her line.

    Attributes
    ----------
    say : Say
        The command that asked for it.
    answer : Answer
        Why she says it.
    replies : bool
        It answers a turn of the trainee (it is not her opening or a question into silence).
    """

    say: Say
    answer: Answer
    replies: bool
    interrupted: bool = False
    """It answers an interruption."""
    resumes: "tuple[SpokenLine, Rest] | None" = None
    """The line it takes up again after that interruption, and what was left of it."""
    known: KnownLine | None = None
    """Its times, as soon as it is heard."""
    disturbed: bool = False
    """The trainee wanted the floor while she said it."""
    talked_over_since_s: float | None = None
    """She talks on over the trainee since then."""

    @property
    def started_s(self) -> float:
        """When it began; 0 before."""
        return self.known.start_s if self.known is not None else 0.0

    @property
    def end_s(self) -> float:
        """When it is planned to end; 0 before it began."""
        return self.known.end_s if self.known is not None else 0.0

    def start(self, event: CustomerLine) -> None:
        """Take the times of the line as it is played."""
        self.known = known_line(event)

    def invites(self, at_s: float) -> bool:
        """Tell whether coming in at ``at_s`` is invited; always before it is heard."""
        return self.known is None or invites(self.known, at_s)

    def mostly_said(self, at_s: float) -> bool:
        """Tell whether enough was said by ``at_s`` to have been understood."""
        return self.known is not None and at_s - self.started_s >= MOSTLY * (self.end_s - self.started_s)

    def rest(self, stopped_s: float) -> Rest:
        """Return what is left when she is cut off: the line from the sentence on in which it happened."""
        said = sum(1 for word in self.known.words if word.start_s < stopped_s) if self.known is not None else 0
        written, spoken = _sentences(self.say.text), _sentences(self.say.spoken)
        lengths = itertools.accumulate(len(sentence.split()) for sentence in written)
        first = sum(1 for length in lengths if length < said)
        return Rest(" ".join(written[first:]), " ".join(spoken[first:]))


def known_line(event: CustomerLine) -> KnownLine:
    """Return a line with its times as it is played, taken to be said to its end."""
    words = tuple(Word(word.word, word.start_s, word.end_s) for word in event.words)
    return KnownLine(event.text, event.t_s, event.end_s, event.yields, words, event.end_s)


def invites(line: KnownLine, at_s: float) -> bool:
    """Tell whether coming in at ``at_s`` is invited: she asks, pauses after a sentence, or has only just begun."""
    if line.yields or at_s - line.start_s < SETTINGS.simultaneous_s:
        return True
    return line.voice.covering(at_s) is None and not line.sentence_open(at_s)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])(?<!Mr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Dr\.)(?<!St\.)(?<!No\.)\s+", text)


def resumed(reply: Reply, broken: Reply, rest: Rest) -> Reply:
    """Return the reply to an interruption, followed by what is left of the line she was cut off in."""
    return replace(
        reply,
        text=f"{reply.text} {rest.text}".strip(),
        spoken=f"{reply.spoken} {rest.spoken}".strip(),
        yields=broken.yields,
        effects=broken.effects,
    )
