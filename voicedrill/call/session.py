"""The customer's side of a call: every input gives commands; no clock, no thread, no sound."""

from collections.abc import Sequence
from dataclasses import replace

from voicedrill.call import settings
from voicedrill.call.commands import Command, Finish, Record, Say, Stop
from voicedrill.call.customer_mind import Answer, CustomerMind
from voicedrill.call.events import (
    Button,
    Connected,
    CustomerLine,
    CustomerStopped,
    Outcome,
    SpeechEnd,
    SpeechStart,
    Temper,
    TraineeTurn,
)
from voicedrill.call.floor_memory import Hold, Quiet, Voice
from voicedrill.call.floor_state import FloorState, Signal, next_state
from voicedrill.call.inputs import HangUp, Input, Tick, WordsSoFar
from voicedrill.call.spoken_line import Rest, SpokenLine, resumed
from voicedrill.persona.casting import Casting
from voicedrill.persona.dialogue import PossibleLine, Reply
from voicedrill.persona.schema import Effects
from voicedrill.persona.temper import TemperState
from voicedrill.speech.acknowledgement import is_acknowledgement, is_backchannel
from voicedrill.speech.settings import SETTINGS

_SHE_SPEAKS = {FloorState.SPEAKING, FloorState.OVERLAP}
_ON_HOLD = {FloorState.HOLD, FloorState.HOLD_TRAINEE}
_HOLDABLE = {FloorState.LISTENING, FloorState.TRAINEE}


class CallSession:
    """One call with one customer.

    Feed it events in the order of the call clock and do what it commands: the same inputs always give the
    same commands. It keeps the floor (who speaks, who wants to, who waits); what she thinks is
    `voicedrill.call.customer_mind.CustomerMind`.

    Parameters
    ----------
    casting : Casting
        The customer, her case and its values.
    """

    def __init__(self, casting: Casting) -> None:
        self._manner = casting.persona.temper
        self._mind = CustomerMind(casting)
        self._state = FloorState.RINGING
        self._line: SpokenLine | None = None
        self._broken: tuple[SpokenLine, Rest] | None = None
        """The line she was cut off in, and what is left of it."""
        self._interrupted = False
        self._voice = Voice()
        self._quiet = Quiet()
        self._hold = Hold()
        self._last_reply: Reply | None = None
        self._lines = 0
        self._now_s = 0.0
        self._ticked_s = 0.0

    @property
    def state(self) -> FloorState:
        """Where the call stands."""
        return self._state

    @property
    def temper(self) -> TemperState:
        """The customer's temper now."""
        return self._mind.temper

    @property
    def told(self) -> frozenset[str]:
        """Facts she has told so far."""
        return self._mind.told

    @property
    def waits_since_s(self) -> float | None:
        """Since when she has been waiting for the trainee, announced silence left out; None when she is not."""
        if self._state is not FloorState.LISTENING or self._voice.awaits_words:
            return None
        return self._quiet.since_s + self._quiet.announced_s

    def possible_lines(self) -> tuple[PossibleLine, ...]:
        """Return every line she may still say, as spoken: worth rendering ahead."""
        return self._mind.possible_lines()

    def step(self, event: Input) -> list[Command]:
        """Take one input and return what is to be done, in order.

        Raises
        ------
        voicedrill.call.floor_state.UnexpectedSignalError
            When the input cannot happen in the present state; nothing is changed.
        """
        if self._state is FloorState.ENDED:
            return []
        match event:
            case Connected():
                self._signal(Signal.CONNECTED, event.t_s)
                return self._say(self._mind.open(), replies=False)
            case CustomerLine():
                return self._line_starts(event)
            case CustomerStopped():
                return self._line_ends(event)
            case SpeechStart(by="trainee"):
                return self._voice_starts(event)
            case SpeechEnd(by="trainee"):
                return self._voice_ends(event)
            case TraineeTurn():
                return self._turn(event)
            case Tick():
                return self._tick(event.t_s)
            case WordsSoFar():
                self._voice.so_far = event.words
                return self._cut_in(event.t_s)
            case Button():
                return self._button(event)
            case HangUp():
                return self._finish(self._mind.settled or "trainee_hung_up", event.t_s)
        return []

    def _signal(self, signal: Signal, t_s: float) -> None:
        self._state = next_state(self._state, signal)
        self._now_s = max(self._now_s, t_s)

    # Her lines.

    def _line_starts(self, event: CustomerLine) -> list[Command]:
        self._signal(Signal.LINE_STARTS, event.t_s)
        if self._line is not None:
            self._line.start(event)
        return []

    def _line_ends(self, event: CustomerStopped) -> list[Command]:
        self._signal(Signal.LINE_ENDS, event.t_s)
        line, self._line = self._line, None
        self._quiet.since_s = event.t_s
        if line is None:
            return self._go_on()
        commands: list[Command] = []
        if event.reason == "finished":
            self._interrupted = False  # she talked on to her end, so there is nothing to take up again
            commands += _records(self._mind.said(line.answer, not line.disturbed, event.t_s))
        elif event.reason == "cut_in_by_mistake":
            self._take_back(line)
            return self._go_on()
        elif self._hold.breathing:
            self._hold.cut = (line, line.rest(event.t_s))
        elif self._interrupted:
            self._broken = (line, line.rest(event.t_s))
        elif event.reason == "barge_in" and line.mostly_said(event.t_s):
            commands += _records(self._mind.said(line.answer, True, event.t_s))
        elif event.reason == "barge_in":
            self._mind.give_way(line.answer)
        if line.answer.ends_call is not None:
            return commands + self._finish(line.answer.ends_call, event.t_s)
        return commands + self._go_on()

    def _go_on(self) -> list[Command]:
        """Do what had to wait until she had finished."""
        if self._hold.wanted and self._state in _HOLDABLE:
            return self._begin_hold(self._now_s)
        if self._state is not FloorState.LISTENING:
            return []
        return self._answer() if self._mind.owes_answer and not self._voice.awaits_words else []

    # The trainee's voice.

    def _voice_starts(self, event: SpeechStart) -> list[Command]:
        was, line = self._state, self._line
        cut_into = line is not None and line.replies and self._voice.was_cut_into(line.started_s, event.t_s)
        self._signal(Signal.VOICE_STARTS, event.t_s)
        if line is not None and self._voice.begins_anew(event.t_s):
            line.talked_over_since_s = None
        self._voice.start(event.t_s)
        if line is None:
            return []
        if was is FloorState.THINKING:
            self._line = None  # also what she wanted to cut in with: the trainee was faster
            self._take_back(line)
            return [Stop("cut_in_by_mistake")]
        return [Stop("cut_in_by_mistake")] if was is FloorState.SPEAKING and cut_into else []

    def _take_back(self, line: SpokenLine) -> None:
        """Unsay a line with which she came in by mistake; what she wanted to take up again is still to be said."""
        self._mind.unsaid(line.answer)
        if line.interrupted:
            self._interrupted, self._broken = True, line.resumes

    def _voice_ends(self, event: SpeechEnd) -> list[Command]:
        self._signal(Signal.VOICE_ENDS, event.t_s)
        self._voice.end(event.t_s)
        self._quiet.since_s = max(self._quiet.since_s, event.t_s)
        return []

    def _turn(self, turn: TraineeTurn) -> list[Command]:
        self._signal(Signal.TURN, turn.t_s)
        self._voice.understood(turn.end_s, turn.words[-1].word if turn.words else None)
        if self._state in _ON_HOLD:
            return self._last_words(turn)
        if not turn.words:
            return self._wordless(turn.end_s - turn.start_s)
        self._quiet.noticed = 0
        over_her = self._state in _SHE_SPEAKS
        if over_her and is_backchannel([word.as_word() for word in turn.words], int(SETTINGS.backchannel_max_words)):
            return _records(self._mind.hear_backchannel(turn))
        if turn.confidence < settings.MIN_CONFIDENCE:
            return self._say(self._mind.not_understood()) if self._state is FloorState.LISTENING else []
        if any(one.id == "hold" for one in turn.behaviours):
            self._quiet.announced_s = SETTINGS.announced_s
        commands = _records(self._mind.hear(turn))
        if self._line is not None and self._line.answer.deliberate:
            self._mind.forget_turn()  # she did not let it be finished; what it held has been taken in
        elif over_her and self._line is not None and not self._line.disturbed:
            self._mind.forget_turn()
            commands += self._butted_in(turn, self._line)
        return commands + (self._answer() if self._state is FloorState.LISTENING else [])

    def _cut_in(self, now_s: float) -> list[Command]:
        """Break into the trainee's turn, when she is of that kind and the words so far are of that kind."""
        if self._state is not FloorState.TRAINEE:
            return []
        so_far = " ".join(word.word for word in self._voice.so_far)
        answer = self._mind.cut_in(so_far, now_s - self._voice.since_s)
        return self._say(answer, replies=False) if answer is not None else []

    def _butted_in(self, turn: TraineeTurn, line: SpokenLine) -> list[Command]:
        """Charge a few words over hers that were neither support nor invited."""
        words = [word.as_word() for word in turn.words]
        if is_acknowledgement(words) or line.invites(turn.start_s):
            return []
        return _records(self._mind.feel("butting_in", turn.text, turn.t_s))

    def _last_words(self, turn: TraineeTurn) -> list[Command]:
        """Take in a turn that is understood on hold: she heard what was said before, and it needs no answer."""
        too_late = self._hold.since_s is not None and turn.start_s >= self._hold.since_s
        if too_late or turn.confidence < settings.MIN_CONFIDENCE:
            return []
        commands = _records(self._mind.hear(turn))
        self._mind.forget_turn()
        return commands

    def _wordless(self, voice_s: float) -> list[Command]:
        if self._state is not FloorState.LISTENING:
            return []
        if self._mind.owes_answer:
            return self._answer()
        return self._say(self._mind.not_understood()) if voice_s >= settings.UNCLEAR_VOICE_S else []

    def _answer(self) -> list[Command]:
        interrupted, self._interrupted = self._interrupted, False
        answer = self._mind.answer(self._now_s, interrupted)
        if interrupted and self._broken is not None and answer.settles is None:
            line, rest = self._broken
            answer = replace(answer, reply=resumed(answer.reply, line.answer.reply, rest))
        commands = self._say(answer)
        if self._line is not None:
            self._line.interrupted, self._line.resumes = interrupted, self._broken
        self._broken = None
        return commands

    # Time.

    def _tick(self, now_s: float) -> list[Command]:
        self._mind.wait(max(0.0, now_s - self._ticked_s), self._hold.patience_per_s)
        self._ticked_s = now_s
        self._now_s = max(self._now_s, now_s)
        if self._hold.breathing and self._hold.since_s is not None:
            forgotten = now_s - self._hold.since_s >= settings.FORGOTTEN_PAUSE_S
            return self._finish(self._mind.settled or "trainee_hung_up", now_s) if forgotten else []
        if self._hold.since_s is not None:
            ending = self._mind.gives_up(now_s)
            return self._finish(self._mind.settled or ending, now_s) if ending is not None else []
        if self._hold.wanted and self._state in _HOLDABLE:
            return self._begin_hold(now_s)
        if self._state is FloorState.OVERLAP:
            return self._both_speak(now_s)
        return self._nobody_speaks(now_s) if self._state is FloorState.LISTENING else []

    def _both_speak(self, now_s: float) -> list[Command]:
        line = self._line
        if line is None or line.end_s - now_s <= SETTINGS.terminal_s:
            return []
        if not self._voice.wants_floor(line.started_s, now_s):
            return []
        if line.disturbed:
            if line.talked_over_since_s is None:
                line.talked_over_since_s = now_s
            gives_up = now_s - line.talked_over_since_s >= settings.HOLDS_OUT_S
            return [Stop("barge_in")] if gives_up else []
        line.disturbed, line.talked_over_since_s = True, now_s
        if line.answer.deliberate:
            return []
        if line.invites(self._voice.since_s):
            return [Stop("barge_in")]
        self._interrupted = True
        talks_on = self.temper.anger >= self._manner.holds_floor
        said = " ".join(word.word for word in self._voice.so_far)
        commands = _records(self._mind.feel("interruption", said, now_s))
        return commands if talks_on else [*commands, Stop("barge_in")]

    def _nobody_speaks(self, now_s: float) -> list[Command]:
        if self._voice.awaits_words:  # our slowness is not the trainee's silence
            return []
        quiet_s = now_s - self._quiet.since_s
        if self._mind.settled is not None:
            return self._finish(self._mind.settled, now_s) if quiet_s >= settings.SETTLED_SILENCE_S else []
        if quiet_s < max(self._manner.silence_s, self._quiet.announced_s):
            return []
        self._quiet.announced_s = 0.0
        self._quiet.noticed += 1
        changes, answer = self._mind.notice_silence(self._quiet.noticed, now_s)
        return _records(changes) + self._say(answer, replies=False)

    # Buttons.

    def _button(self, button: Button) -> list[Command]:
        self._now_s = max(self._now_s, button.t_s)
        match button.type:
            case "hold":
                self._hold.wanted = True
                return self._begin_hold(button.t_s) if self._state in _HOLDABLE else []
            case "resume" | "continue":
                return self._resume(button.t_s)
            case "pause":
                return self._pause(button.t_s)
            case "repeat" if self._state is FloorState.LISTENING and self._last_reply is not None:
                again = replace(self._last_reply, effects=Effects(), wordings=())
                return self._say(Answer(again), replies=False)
            case "supervisor" if self._state is FloorState.LISTENING and self._mind.settled is None:
                return self._say(self._mind.hand_over())
            case "supervisor":
                return self._finish(self._mind.settled or "supervisor", button.t_s)
            case _:
                return []

    def _begin_hold(self, t_s: float) -> list[Command]:
        self._signal(Signal.HOLD, t_s)
        self._hold.begin(t_s)
        return []

    def _pause(self, t_s: float) -> list[Command]:
        self._hold.wanted = self._hold.breathing = True
        if self._state in {FloorState.THINKING, FloorState.CUTTING_IN} and self._line is not None:
            self._signal(Signal.WITHDRAW, t_s)
            self._take_back(self._line)
            self._line = None
            return [Stop("ended"), *self._begin_hold(t_s)]
        stop: list[Command] = [Stop("ended")] if self._state in _SHE_SPEAKS else []
        return stop + (self._begin_hold(t_s) if self._state in _HOLDABLE else [])

    def _resume(self, t_s: float) -> list[Command]:
        breathing = self._hold.breathing
        held_s = self._hold.end(t_s)
        if held_s is None:
            return []
        self._signal(Signal.RESUME, t_s)
        self._quiet.since_s = t_s
        cut, self._hold.cut = self._hold.cut, None
        if self._state is not FloorState.LISTENING:
            if cut is not None:
                self._mind.give_way(cut[0].answer)
            return []
        if breathing:
            return self._take_up_again(cut)
        changes, answer = self._mind.come_back(held_s > settings.LONG_HOLD_S, t_s)
        return _records(changes) + self._say(answer, replies=False)

    def _take_up_again(self, cut: tuple[SpokenLine, Rest] | None) -> list[Command]:
        """Go on where the pause cut in."""
        if cut is None:
            return self._answer() if self._mind.owes_answer else []
        line, rest = cut
        return self._say(replace(line.answer, reply=replace(line.answer.reply, text=rest.text, spoken=rest.spoken)))

    # Commands.

    def _say(self, answer: Answer, replies: bool = True) -> list[Command]:
        self._signal(Signal.REPLY, self._now_s)
        self._lines += 1
        reply = self._last_reply = answer.reply
        not_before_s = settings.OPENING_AFTER_S if self._lines == 1 else 0.0
        said = (reply.beat, reply.text, reply.spoken, reply.yields)
        say = Say(self._lines, *said, self.temper.anger, not_before_s, reply.manner)
        self._line = SpokenLine(say, answer, replies)
        return [say]

    def _finish(self, outcome: Outcome, t_s: float) -> list[Command]:
        self._signal(Signal.ENDED, t_s)
        return [Stop("ended"), Finish(outcome)]


def _records(changes: Sequence[Temper]) -> list[Command]:
    return [Record(change) for change in changes]
