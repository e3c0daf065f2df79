"""A line of the customer that is on its way or being said."""

from dataclasses import dataclass, replace

from voicedrill.call.commands import Say
from voicedrill.call.customer_mind import Answer
from voicedrill.call.events import CustomerLine
from voicedrill.persona.dialogue import Reply


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
    started_s: float = 0.0
    end_s: float = 0.0
    word_starts_s: tuple[float, ...] = ()
    disturbed: bool = False
    """The trainee wanted the floor while she said it."""
    talked_over_since_s: float | None = None
    """She talks on over the trainee since then."""

    def start(self, event: CustomerLine) -> None:
        """Take the times of the line as it is played."""
        self.started_s, self.end_s = event.t_s, event.end_s
        self.word_starts_s = tuple(word.start_s for word in event.words)

    def rest(self, stopped_s: float) -> str:
        """Return what is left when she is cut off: the line from the sentence on in which it happened."""
        said = sum(1 for start_s in self.word_starts_s if start_s < stopped_s)
        words = self.say.text.split()
        ends = (index + 1 for index, word in enumerate(words[: max(0, said - 1)]) if word[-1] in ".!?")
        return " ".join(words[max(ends, default=0) :])


def resumed(reply: Reply, broken: Reply, rest: str) -> Reply:
    """Return the reply to an interruption, followed by what is left of the line she was cut off in."""
    return replace(
        reply,
        text=f"{reply.text} {rest}".strip(),
        spoken=f"{reply.spoken} {rest}".strip(),
        yields=broken.yields,
        effects=broken.effects,
    )
