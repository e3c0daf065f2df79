"""What the session remembers of the floor: the trainee's voice, the quiet, and a hold."""

from dataclasses import dataclass

from voicedrill.call import settings
from voicedrill.call.spoken_line import Rest, SpokenLine
from voicedrill.speech.acknowledgement import is_acknowledgement, is_backchannel
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.turn_end import leaves_open
from voicedrill.speech.words import Word


@dataclass
class Voice:
    """The trainee's voice: when it began and ended last, and the words of the turn so far."""

    since_s: float = 0.0
    last_end_s: float = float("-inf")
    speaking: bool = False
    so_far: tuple[Word, ...] = ()
    open: bool = False
    """A turn has begun that has not been understood yet."""
    last_word: str | None = None
    """The last word of the latest turn that was understood."""

    def begins_anew(self, t_s: float) -> bool:
        """Tell whether a voice at ``t_s`` begins; after a silence too short to be a pause it only goes on."""
        return t_s - self.last_end_s >= SETTINGS.pause_min_s

    def start(self, t_s: float) -> None:
        """Begin at ``t_s``, or go on."""
        self.speaking = self.open = True
        if self.begins_anew(t_s):
            self.since_s, self.so_far = t_s, ()

    def end(self, t_s: float) -> None:
        """End at ``t_s``, perhaps only for a moment."""
        self.speaking, self.last_end_s = False, t_s

    def understood(self, end_s: float, last_word: str | None) -> None:
        """Close the turn that ended at ``end_s`` with this word, unless the voice has begun again."""
        self.so_far, self.last_word = (), last_word
        self.open = self.since_s > end_s

    @property
    def awaits_words(self) -> bool:
        """Whether the voice has paused but the turn has not been understood yet."""
        return self.open and not self.speaking

    def wants_floor(self, line_start_s: float, now_s: float) -> bool:
        """Tell whether the voice over a line that began at ``line_start_s`` is more than support."""
        spoken_s = now_s - max(self.since_s, line_start_s)
        if is_acknowledgement(self.so_far):
            return spoken_s >= SETTINGS.supportive_max_s
        clear = len(self.so_far) > 1 and not is_backchannel(self.so_far, int(SETTINGS.backchannel_max_words))
        return spoken_s >= (SETTINGS.interruption_min_s if clear else SETTINGS.backchannel_max_s)

    def was_cut_into(self, line_start_s: float, at_s: float) -> bool:
        """Tell whether a line began in a pause of the turn: the voice goes on at ``at_s``, soon after it began.

        The pause was short, or the sentence was open: nobody ends on "the".
        """
        goes_on = at_s - line_start_s < SETTINGS.own_cut_in_s
        paused = 0.0 <= line_start_s - self.last_end_s < SETTINGS.open_pause_s
        return goes_on and (paused or leaves_open(self.last_word))


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
    def patience_per_s(self) -> float | None:
        """Patience she loses each second; None when the call is not on hold."""
        if self.since_s is None:
            return None
        return 0.0 if self.breathing else settings.HOLD_PATIENCE_PER_S

    def begin(self, t_s: float) -> None:
        """Begin at ``t_s``."""
        self.wanted, self.since_s = False, t_s

    def end(self, t_s: float) -> float | None:
        """End at ``t_s`` and return how long it was; None when there was none."""
        since_s, self.since_s = self.since_s, None
        self.wanted = self.breathing = False
        return None if since_s is None else t_s - since_s
