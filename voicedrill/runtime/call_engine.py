"""The worker of a call: takes blocks, feeds the session, carries out its commands, writes the folder."""

import queue
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from voicedrill.audio.reconnecting_stream import ReconnectingStream
from voicedrill.audio.ring_tone import RING_S, ring_tone
from voicedrill.audio.stream import BLOCK_S, Block
from voicedrill.call.commands import Command, Finish, Record, Say, Stop
from voicedrill.call.events import (
    DEVICE,
    TOO_MUCH,
    Button,
    Connected,
    CustomerLine,
    CustomerStopped,
    Ended,
    Event,
    Outcome,
    Ringing,
    SpeechEnd,
    SpeechStart,
    Temper,
    TraineeTurn,
)
from voicedrill.call.inputs import PUSH_TO_TALK, HangUp, Input, Tick, WordsSoFar
from voicedrill.call.session import CallSession
from voicedrill.errors import DeviceError
from voicedrill.persona.temper import mood
from voicedrill.runtime.call_parts import CallParts, Chosen
from voicedrill.runtime.cue_giver import CueGiver
from voicedrill.runtime.detecting import listener_for, meaning_for
from voicedrill.runtime.ears import TurnSpan, mean_confidence
from voicedrill.runtime.microphone import Microphone
from voicedrill.runtime.recorded_turn import recorded_turn, text_of
from voicedrill.runtime.transcriber import Understood
from voicedrill.runtime.updates import Caption, DeviceLost, Levels, Mood, Phase, PhaseChanged, Suggested, Update, Warned
from voicedrill.runtime.ways_on import WaysOn
from voicedrill.speech.activity import Edge
from voicedrill.speech.loudness import level_dbfs
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.words import Word

RINGING_BLOCKS = 50
NO_SOUND = "The microphone gives no sound at all. Check that it is switched on and that this program may use it."
"""Told once when the microphone gives nothing but zeros."""
TOO_SOFT = (
    "Somebody speaks, but much more softly than you did in the headset check, so it is taken for somebody else. "
    "If it is you, come nearer to the microphone."
)
"""Told once when the level gate keeps out a voice while the customer waits."""
RING_EVERY_BLOCKS = round(RING_S / BLOCK_S)
LONGEST_RINGING_BLOCKS = round(30 / BLOCK_S)
"""Nobody answered: the customer is put through."""
_TICK_EVERY_BLOCKS = 5
_PHASES: dict[str, Phase] = {"hold": "hold", "resume": "talking", "pause": "paused", "continue": "talking"}


class CallEngine:
    """Runs one call, block by block, on the sample clock.

    Parameters
    ----------
    parts : CallParts
        Stream, ears, speaker and folder.
    listener : callable
        Told what happens (`voicedrill.runtime.updates`), on the thread that calls `run`.
    """

    def __init__(self, parts: CallParts, listener: Callable[[Update], None]) -> None:
        self._parts = parts
        self._tell = listener
        self._session = CallSession(parts.casting)
        self._listener = listener_for(parts.casting, parts.detector)
        self._meaning = meaning_for(parts.casting, parts.detector)
        self._cues = CueGiver(parts.casting.persona, parts.baseline, listener, self._write) if parts.cues else None
        talks = parts.casting.persona.kind == "call"
        self._ways_on = WaysOn(parts.casting, parts.detector) if talks else None
        self._shown: set[str] = set()
        """Behaviours that the trainee has shown so far."""
        self._phase: Phase = "ringing"
        self._answered = self._connected = False
        self._inbox: queue.SimpleQueue[str | tuple[str, str] | Chosen] = queue.SimpleQueue()
        self._blocks = 0
        self._spans: dict[int, TurnSpan] = {}
        self._last_line = ""
        self._microphone = Microphone(half_duplex=parts.stream.half_duplex)
        self._warned: set[str] = set()
        self._mood = ""
        self._outcome: Outcome | None = None

    def hang_up(self) -> None:
        """Hang up; may be called from any thread."""
        self._inbox.put("hang_up")

    def press(self, kind: str, text: str = "") -> None:
        """Press a button of the call (see `voicedrill.call.events.Button`); may be called from any thread."""
        self._inbox.put((kind, text))

    def choose_devices(self, input_device: str | None, output_device: str | None) -> None:
        """Go on with these devices after one was lost; may be called from any thread."""
        self._inbox.put(Chosen(input_device, output_device))

    @property
    def connected(self) -> bool:
        """Whether the call was answered."""
        return self._connected

    def run(self) -> Outcome:
        """Run the call to its end and return the outcome.

        Raises
        ------
        voicedrill.errors.UserError
            When a device, an engine or the disk fails; what was recorded until then is kept.
        """
        try:
            self._tell(PhaseChanged("ringing"))
            self._rehearse()
            self._write(Ringing(t_s=-RINGING_BLOCKS * BLOCK_S))
            while self._outcome is None:
                try:
                    self._go_through(self._parts.stream.blocks())
                except DeviceError as error:
                    if self._parts.reconnecting is None:
                        raise
                    self._lose_device(self._parts.reconnecting, str(error))
            return self._outcome
        finally:
            self._close()

    @property
    def now_s(self) -> float:
        """The call clock: the end of the latest block."""
        return self._blocks * BLOCK_S

    def _go_through(self, blocks: Iterator[Block]) -> None:
        if not self._connected:
            self._ring(blocks)
        for block in blocks:
            if self._outcome is None:
                self._hear(block)
            if self._outcome is not None:
                return
        if self._outcome is None:
            self._feed(HangUp(self.now_s))
            self._end("trainee_hung_up")

    def _ring(self, blocks: Iterator[Block]) -> None:
        for rung, _block in enumerate(blocks):
            if self._parts.rings and rung % RING_EVERY_BLOCKS == 0:
                self._parts.stream.play(ring_tone())
            if self._hung_up_unanswered():
                self._outcome = "trainee_hung_up"
                return
            if self._answered or rung + 1 >= (LONGEST_RINGING_BLOCKS if self._parts.rings else RINGING_BLOCKS):
                break
        if self._parts.rings:
            self._parts.stream.stop()
        self._connected, self._phase = True, "talking"
        self._tell(PhaseChanged("talking"))
        self._feed(Connected(t_s=0.0))
        if self._parts.push_to_talk:
            self._press("mute", PUSH_TO_TALK)

    def _hung_up_unanswered(self) -> bool:
        """Look what was pressed while the phone rings; what cannot mean anything yet is let go."""
        while self._parts.rings and not self._inbox.empty():
            match self._inbox.get():
                case "hang_up":
                    return True
                case ("answer", _):
                    self._answered = True
        return False

    def _lose_device(self, stream: ReconnectingStream, message: str) -> None:
        """Let the call wait, on its own clock for no time at all, until there are other devices or it is hung up."""
        paused = self._connected and self._phase == "talking"
        if self._connected:
            self._feed(Button(t_s=self.now_s, type="device", state="lost", text=message))
        if paused:
            self._feed(Button(t_s=self.now_s, type="pause", state=DEVICE))
            self._parts.speaker.end(self._line_event)
        while True:
            try:
                inputs, outputs = stream.look()
            except DeviceError as error:
                message, inputs, outputs = str(error), (), ()
            self._tell(DeviceLost(message, inputs, outputs))
            chosen = self._chosen_devices()
            if chosen is None:
                self._feed(HangUp(self.now_s))
                self._end("trainee_hung_up")
                return
            try:
                stream.reconnect(*chosen)
            except DeviceError as error:
                message = str(error)
            else:
                break
        if self._connected:
            names = f"{stream.input_name} / {stream.output_name}"
            self._feed(Button(t_s=self.now_s, type="device", state="back", text=names))
        if paused:
            self._feed(Button(t_s=self.now_s, type="continue", state=DEVICE))
        self._tell(PhaseChanged(self._phase))

    def _chosen_devices(self) -> tuple[str | None, str | None] | None:
        """Wait until devices are chosen, and return them; None when the call is hung up."""
        while True:
            match self._inbox.get():
                case "hang_up" | ("stop", _):
                    return None
                case Chosen(input_device, output_device):
                    return input_device, output_device
                case ("note", text):
                    self._feed(Button(t_s=self.now_s, type="note", text=text))

    def _hear(self, block: Block) -> None:
        start_s = self.now_s
        self._blocks += 1
        block = self._microphone.on_line(block)
        if self._parts.recording is not None:
            self._parts.recording.write(block)
        self._parts.speaker.hear(block, start_s, self._line_event)
        self._take_inbox()
        heard = self._microphone.audible(block.trainee, self.now_s, she_speaks=self._parts.speaker.speaking)
        edges, span = self._parts.ears.hear(heard, self.now_s)
        for edge in edges:
            self._voice_edge(edge)
        if self._cues is not None:
            self._cues.listen(heard, self.now_s)
        if span is not None:
            self._spans[span.turn] = span
        for understood in self._parts.ears.understood():
            self._understand(understood)
        if self._blocks % _TICK_EVERY_BLOCKS == 0:
            self._feed(Tick(self.now_s))
            if self._cues is not None and self._outcome is None:
                self._cues.tick(self.now_s, self._session.waits_since_s)
            self._watch_microphone()
            self._tell(Levels(self.now_s, level_dbfs(block.customer), level_dbfs(block.trainee)))

    def _watch_microphone(self) -> None:
        waits_since_s = self._session.waits_since_s
        waits = waits_since_s is not None and self.now_s - waits_since_s >= SETTINGS.answer_slow_s
        too_soft = waits and self._parts.ears.shut_out_s >= SETTINGS.shut_out_s
        for message, holds in ((NO_SOUND, self._parts.stream.silent_input), (TOO_SOFT, too_soft)):
            if holds and message not in self._warned:
                self._warned.add(message)
                self._tell(Warned(message))

    def _take_inbox(self) -> None:
        while not self._inbox.empty():
            match self._inbox.get():
                case "hang_up":
                    self._feed(HangUp(self.now_s))
                case (kind, text):
                    self._press(kind, text)

    def _press(self, kind: str, text: str) -> None:
        if kind == "answer":
            return
        if kind == "stop":
            self._feed(Button(t_s=self.now_s, type="pause", state=TOO_MUCH))
            self._feed(HangUp(self.now_s))
            return
        button = Button.model_validate({"type": kind, "t_s": self.now_s, "text": text})
        self._microphone.press(kind)
        if kind in _PHASES:
            self._phase = _PHASES[kind]
            self._tell(PhaseChanged(self._phase))
        self._feed(button)
        if kind == "pause" and self._ways_on is not None:
            self._tell(Suggested(self._ways_on.after(frozenset(self._shown))))

    def _line_event(self, event: CustomerLine | CustomerStopped) -> None:
        if isinstance(event, CustomerLine):
            self._last_line = event.text
            self._tell(Caption("customer", event.text, event.t_s))
            self._write(SpeechStart(t_s=event.t_s, by="customer"))
        else:
            self._write(SpeechEnd(t_s=event.t_s, by="customer"))
        self._feed(event)

    def _voice_edge(self, edge: Edge) -> None:
        if edge.kind == "start":
            self._feed(SpeechStart(t_s=edge.t_s, by="trainee"))
        else:
            self._feed(SpeechEnd(t_s=edge.t_s, by="trainee"))

    def _understand(self, understood: Understood) -> None:
        words = understood.words
        if understood.stage == "so_far":
            self._feed(WordsSoFar(self.now_s, words))
            if words:
                self._tell(Caption("trainee", text_of(words), self.now_s, final=False))
            return
        if understood.turn in self._spans:
            self._step(self._record_turn(self._spans.pop(understood.turn), words))

    def _record_turn(self, span: TurnSpan, words: tuple[Word, ...]) -> TraineeTurn:
        found = self._listener.hear(text_of(words), mean_confidence(words), self._session.told, self._last_line)
        turn = recorded_turn(self.now_s, span, words, found, self._meaning(text_of(words)))
        self._shown.update(one.id for one in turn.behaviours)
        if words:
            self._write(turn)
            self._tell(Caption("trainee", turn.text, span.start_s))
        return turn

    def _feed(self, event: Input) -> None:
        if not isinstance(event, Tick | WordsSoFar | HangUp):
            self._write(event)
        self._step(event)

    def _step(self, event: Input) -> None:
        if self._cues is not None:
            self._cues.hear(event)
        self._carry_out(self._session.step(event))

    def _carry_out(self, commands: list[Command]) -> None:
        for command in commands:
            match command:
                case Say():
                    self._parts.speaker.say(command)
                case Stop(reason):
                    self._parts.speaker.stop(reason)
                case Record(event):
                    self._write(event)
                    self._tell_mood(event)
                case Finish(outcome):
                    self._end(outcome)

    def _rehearse(self) -> None:
        self._parts.speaker.rehearse(self._session.possible_lines(), self._session.temper.anger)

    def _tell_mood(self, event: Event) -> None:
        if isinstance(event, Temper):
            self._rehearse()
            word = mood(self._session.temper)
            if word != self._mood:
                self._mood = word
                self._tell(Mood(word))

    def _end(self, outcome: Outcome) -> Outcome:
        if self._outcome is None:
            self._record_last_words()
            self._parts.speaker.end(self._line_event)
            self._write(Ended(t_s=self.now_s, outcome=outcome))
            self._outcome = outcome
            self._tell(PhaseChanged("ended"))
        return self._outcome

    def _record_last_words(self) -> None:
        span, rest = self._parts.ears.close(self.now_s)
        if span is not None:
            self._spans[span.turn] = span
        for understood in rest:
            if understood.stage == "final" and understood.turn in self._spans:
                self._record_turn(self._spans.pop(understood.turn), understood.words)

    def _close(self) -> None:
        parts = self._parts
        with ExitStack() as closing:  # each is closed whatever happens to the others
            closing.callback(parts.writer.close)
            if parts.recording is not None:
                closing.callback(parts.recording.close)
            closing.callback(parts.stream.close)
            closing.callback(parts.speaker.close)
            self._record_last_words()

    def _write(self, event: Event) -> None:
        if self._outcome is None:
            self._parts.writer.write(event)
