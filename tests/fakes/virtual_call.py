"""A call on a counted clock: a session, somebody who plays its lines, and a trainee moved by the test."""

from pathlib import Path

from voicedrill.call.commands import Command, Finish, Record, Say, Stop
from voicedrill.call.events import (
    Button,
    Connected,
    CustomerLine,
    CustomerStopped,
    HeardBehaviour,
    HeardWord,
    SpeechEnd,
    SpeechStart,
    SpokenWord,
    StopReason,
    Temper,
    TraineeTurn,
)
from voicedrill.call.inputs import HangUp, Input, Tick, WordsSoFar
from voicedrill.call.session import CallSession
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Beat, Effects, When
from voicedrill.speech.words import Word

MINIMAL = (Path(__file__).parents[1] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")
STORY = (
    "I stayed at home on Tuesday. I stayed at home on Wednesday, and on Thursday I asked my sister to wait for you. "
    "Nobody came and nobody called me."
)
WORD_S = 0.3
"""She speaks without pauses, each word as long as this."""
STEP_S = 0.02
TICK_STEPS = 5
TURN_SILENCE_S = 0.7
FADE_S = 0.06
CALM, ANGRY = 0.4, 0.8
"""Anger below and above the one from which she talks on (see `call_at_story`)."""


def casting(seed: int = 1, **temper: float) -> Casting:
    """Return the small test customer with a story of three sentences, with the temper changed as given."""
    persona = load_persona(MINIMAL, "minimal.yaml")
    story = Beat(
        id="story",
        when=When(not_said=("story",)),
        say=(STORY,),
        yields=False,
        effects=Effects(tells=("order",), story_done=True),
        priority=9,
    )
    opening = persona.beats[0].model_copy(update={"effects": Effects(tells=("trouble",))})
    persona = persona.model_copy(
        update={
            "beats": (opening, story, *persona.beats[1:]),
            "temper": persona.temper.model_copy(update=temper),
        }
    )
    return cast(persona, None, seed)


def call_at_story(anger: float, **temper: float) -> "VirtualCall":
    """Return a call in which she has just begun her story."""
    call = VirtualCall(casting(anger=anger, holds_floor=0.5, **temper))
    call.until_silent()
    call.say("good morning what can i do for you", "greeting")
    call.until_she_speaks()
    assert call.lines[-1].text == STORY
    call.wait(1.5)
    return call


class VirtualCall:
    """Moves a session through time as the worker does, and holds it to what a session must never do.

    Parameters
    ----------
    casting : Casting
        The customer.
    render_s : float
        How long a line takes to be made.
    """

    def __init__(self, casting: Casting, render_s: float = 0.2) -> None:
        self.session = CallSession(casting)
        self.inputs: list[Input] = []
        self.commands: list[Command] = []
        self.lines: list[Say] = []
        self.stops: list[tuple[int, StopReason]] = []
        self.outcome: str | None = None
        self.now_s = 0.0
        self._steps = 0
        self._render_s = render_s
        self._line: Say | None = None
        self._start_s = 0.0
        self._end_s = 0.0
        self._playing = False
        self._reason: StopReason = "finished"
        self._voice_since_s = 0.0
        self.step(Connected(t_s=0.0))

    @property
    def tempers(self) -> list[Temper]:
        """Every change of temper so far."""
        return [one.event for one in self.commands if isinstance(one, Record) and isinstance(one.event, Temper)]

    @property
    def causes(self) -> list[str]:
        """What changed her temper so far."""
        return [temper.cause for temper in self.tempers]

    @property
    def stop_reasons(self) -> list[str]:
        """Why each line of hers ended."""
        return [reason for _, reason in self.stops]

    @property
    def speaking(self) -> bool:
        """True while she is heard."""
        return self._playing

    def step(self, event: Input) -> list[Command]:
        """Feed one input, check what comes of it and carry it out."""
        self.inputs.append(event)
        commands = self.session.step(event)
        assert not (self.outcome and commands), "nothing may follow the end"
        self.commands += commands
        for command in commands:
            match command:
                case Say():
                    assert self._line is None, "she already speaks, or a line is on its way"
                    self.lines.append(command)
                    self._line, self._start_s, self._reason = command, self.now_s + self._render_s, "finished"
                case Stop(reason):
                    self._stop(reason)
                case Finish(outcome):
                    self.outcome = outcome
        temper = self.session.temper
        assert all(0 <= value <= 1 for value in (temper.anger, temper.trust, temper.patience))
        return commands

    def wait(self, seconds: float) -> None:
        """Let time pass: lines begin and end, ticks come."""
        for _ in range(round(seconds / STEP_S)):
            self._steps += 1
            self.now_s = self._steps * STEP_S
            self._follow_line()
            if self._steps % TICK_STEPS == 0:
                self.step(Tick(self.now_s))

    def until_she_speaks(self) -> None:
        """Wait for the beginning of her line."""
        for _ in range(500):
            if self._playing or self.outcome:
                return
            self.wait(STEP_S)
        raise AssertionError("she says nothing")

    def until_silent(self) -> None:
        """Wait for the end of her line (after its beginning, when it is on its way)."""
        for _ in range(3000):
            if self._line is None or self.outcome:
                return
            self.wait(STEP_S)
        raise AssertionError("she never stops")

    def voice_on(self) -> None:
        """The trainee begins to speak."""
        self._voice_since_s = self.now_s
        self.step(SpeechStart(t_s=self.now_s, by="trainee"))

    def so_far(self, text: str) -> None:
        """The recogniser tells what it has understood."""
        words = tuple(Word(word, self._voice_since_s, self.now_s) for word in text.split())
        self.step(WordsSoFar(self.now_s, words))

    def voice_off(self) -> None:
        """The trainee pauses."""
        self.step(SpeechEnd(t_s=self.now_s, by="trainee"))

    def turn(self, text: str, *behaviours: str, conf: float = 1.0, voice_s: float | None = None) -> None:
        """A turn is understood: its words and what they do."""
        words = text.split()
        end_s = self.now_s
        start_s = end_s - (voice_s if voice_s is not None else len(words) * WORD_S)
        self.step(
            TraineeTurn(
                t_s=self.now_s,
                start_s=start_s,
                end_s=end_s,
                text=text,
                words=tuple(HeardWord(word=one, start_s=start_s, end_s=end_s, conf=conf) for one in words),
                behaviours=tuple(HeardBehaviour(id=one, confidence=0.9, quote=text) for one in behaviours),
            )
        )

    def say(self, text: str, *behaviours: str, conf: float = 1.0, seconds: float | None = None) -> None:
        """Speak a whole turn, for as long as its words take."""
        voice_s = seconds if seconds is not None else len(text.split()) * WORD_S
        self.voice_on()
        self.wait(voice_s / 2)
        self.so_far(text)
        self.wait(voice_s / 2)
        self.voice_off()
        self.wait(TURN_SILENCE_S)
        self.turn(text, *behaviours, conf=conf, voice_s=voice_s)

    def press(self, kind: str) -> None:
        """Press a button."""
        self.step(Button.model_validate({"type": kind, "t_s": self.now_s}))

    def hang_up(self) -> None:
        """Put the phone down."""
        self.step(HangUp(self.now_s))

    def _stop(self, reason: StopReason) -> None:
        if self._line is None:
            return
        if not self._playing:
            self.stops.append((self._line.line_id, reason))
            self._line = None
            return
        if self._reason == "finished":
            self._reason = reason
            self._end_s = min(self._end_s, self.now_s + FADE_S)

    def _follow_line(self) -> None:
        line = self._line
        if line is None:
            return
        if not self._playing and self.now_s >= self._start_s:
            self._playing = True
            words = tuple(
                SpokenWord(word=word, start_s=self.now_s + place * WORD_S, end_s=self.now_s + (place + 1) * WORD_S)
                for place, word in enumerate(line.text.split())
            )
            self._start_s, self._end_s = self.now_s, words[-1].end_s
            self.step(
                CustomerLine(
                    t_s=self.now_s,
                    line_id=line.line_id,
                    beat=line.beat,
                    text=line.text,
                    words=words,
                    end_s=self._end_s,
                    yields=line.yields,
                )
            )
        elif self._playing and self.now_s >= self._end_s - 1e-9:
            self._line, self._playing = None, False
            self.stops.append((line.line_id, self._reason))
            self.step(
                CustomerStopped(
                    t_s=self._end_s, line_id=line.line_id, played_s=self._end_s - self._start_s, reason=self._reason
                )
            )
