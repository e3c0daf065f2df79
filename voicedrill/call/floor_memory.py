"""What the session remembers of the floor: the trainee's voice, the quiet, and a hold."""

from dataclasses import dataclass

from voicedrill.call import settings
from voicedrill.call.spoken_line import Rest, SpokenLine
from voicedrill.speech.words import Word


@dataclass
class Voice:
    """The trainee's voice: when it began and ended last, and the words of the turn so far."""

    since_s: float = 0.0
    last_end_s: float = float("-inf")
    so_far: tuple[Word, ...] = ()
    open: bool = False
    """A turn has begun that has not been understood yet."""

    def start(self, t_s: float) -> None:
        """Begin at ``t_s``."""
        self.since_s, self.so_far, self.open = t_s, (), True

    def understood(self, end_s: float) -> None:
        """Close the turn that ended at ``end_s``, unless the voice has begun again."""
        self.so_far = ()
        self.open = self.since_s > end_s

    @property
    def awaits_words(self) -> bool:
        """Whether the voice has paused but the turn has not been understood yet."""
        return self.open and self.last_end_s > self.since_s


@dataclass
class Quiet:
    """What she does while nobody speaks."""

    since_s: float = 0.0
    announced_s: float = 0.0
    """Silence the trainee asked for."""
    noticed: int = 0
    """How often running she asked whether anybody is there."""


@dataclass
class Hold:
    """A hold, or a pause of the practice.

    Attributes
    ----------
    wanted : bool
        The button was pressed, but she has to finish first.
    breathing : bool
        It is a pause of the practice: it costs nothing.
    since_s : float or None
        When it began; None when the call is not on hold.
    cut : tuple or None
        The line that a pause cut off, and what is left of it.
    """

    wanted: bool = False
    breathing: bool = False
    since_s: float | None = None
    cut: tuple[SpokenLine, Rest] | None = None

    @property
    def patience_per_s(self) -> float:
        """Patience she loses each second."""
        if self.since_s is None:
            return settings.PATIENCE_PER_S
        return 0.0 if self.breathing else settings.HOLD_PATIENCE_PER_S

    def begin(self, t_s: float) -> None:
        """Begin at ``t_s``."""
        self.wanted, self.since_s = False, t_s

    def end(self, t_s: float) -> float | None:
        """End at ``t_s`` and return how long it was; None when there was none."""
        since_s, self.since_s = self.since_s, None
        self.wanted = self.breathing = False
        return None if since_s is None else t_s - since_s
