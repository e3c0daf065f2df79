"""Follows a call for the cues: who speaks, over what, and for how long."""

from voicedrill.call.events import (
    Button,
    Connected,
    CustomerLine,
    CustomerStopped,
    SpeechEnd,
    SpeechStart,
    TraineeTurn,
)
from voicedrill.call.floor_memory import Voice
from voicedrill.call.inputs import Input, WordsSoFar
from voicedrill.call.spoken_line import invites, known_line
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.sides import KnownLine
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

_OFF_THE_LINE = {"hold": False, "pause": False, "resume": True, "continue": True}


class CueWatch:
    """Takes what the session takes; it never answers, so it cannot change the call."""

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self._settings = settings
        self._on_the_line = False
        self._line: KnownLine | None = None
        self._voice = Voice()
        self._floor_since_s = 0.0
        """Since when the trainee has had the floor, or had it last."""
        self._voiced: list[Interval] = []
        self._understood: list[Word] = []
        self._under_way: tuple[Word, ...] = ()

    @property
    def speaking(self) -> bool:
        """Whether the trainee speaks."""
        return self._voice.speaking

    def hear(self, event: Input) -> None:
        """Take an input of the session."""
        match event:
            case Connected():
                self._on_the_line = True
            case Button(type=kind):
                self._on_the_line = _OFF_THE_LINE.get(kind, self._on_the_line)
            case CustomerLine():
                self._line = known_line(event)
            case CustomerStopped():
                self._line = None
                self._floor_since_s = event.t_s
            case SpeechStart(by="trainee"):
                if not self._holds_floor(event.t_s):
                    self._floor_since_s = event.t_s
                self._voice.start(event.t_s)
            case SpeechEnd(by="trainee"):
                self._voiced.append(Interval(self._voice.since_s, event.t_s))
                self._voice.end(event.t_s)
            case WordsSoFar():
                self._voice.so_far = self._under_way = event.words
            case TraineeTurn():
                self._understood += [word.as_word() for word in event.words]
                self._under_way = ()
                self._voice.understood(event.end_s, None)

    @property
    def words(self) -> list[Word]:
        """All words of the trainee that are understood so far."""
        return [*self._understood, *self._under_way]

    @property
    def is_long_enough(self) -> bool:
        """Whether the turn under way has words enough to judge its rate."""
        return len(self._under_way) >= self._settings.tempo_min_words

    def voice(self, now_s: float) -> Timeline:
        """Return when the trainee has spoken until now."""
        going_on = [Interval(self._voice.since_s, now_s)] if self._voice.speaking else []
        return Timeline.of(self._voiced + going_on)

    def talks_over(self, now_s: float) -> bool:
        """Tell whether the trainee wants the floor in a line that neither yields nor ends at once."""
        line = self._line
        if line is None or not self._voice.speaking or line.end_s - now_s <= self._settings.terminal_s:
            return False
        return self._voice.wants_floor(line.start_s, now_s) and not invites(line, self._voice.since_s)

    def talks_s(self, now_s: float) -> float:
        """Return how long the trainee has had the floor, short pauses included; 0 without it."""
        has_floor = self._on_the_line and self._line is None and self._holds_floor(now_s)
        return now_s - self._floor_since_s if has_floor else 0.0

    def _holds_floor(self, now_s: float) -> bool:
        return self._voice.speaking or now_s - self._voice.last_end_s < self._settings.turn_silence_s
