"""A call by text: the same session and detector, typed words, a clock that is counted from them."""

from dataclasses import dataclass, field

from voicedrill.call.commands import Command, Finish, Record, Say
from voicedrill.call.events import (
    Connected,
    CustomerLine,
    CustomerStopped,
    Ended,
    Event,
    HeardBehaviour,
    HeardWord,
    Ringing,
    SpeechEnd,
    SpeechStart,
    SpokenWord,
    Temper,
    TraineeTurn,
)
from voicedrill.call.inputs import HangUp, Tick
from voicedrill.call.session import CallSession
from voicedrill.content.detection import Detector
from voicedrill.persona.casting import Casting
from voicedrill.persona.temper import TemperState
from voicedrill.runtime.detecting import listener_for, meaning_for

SILENT_LINE_S = 8.0
"""What an empty line stands for."""
_WORD_S = 60 / 165
_THINKING_S = 0.8
_PAUSE_S = 0.6
_TICK_S = 0.1


@dataclass(frozen=True)
class Answer:
    """What the customer says to one typed line, and why."""

    text: str
    beat: str
    temper: TemperState
    heard: tuple[str, ...] = ()
    reasons: tuple[Temper, ...] = ()
    ended: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return the line of ``play --json`` (design.md §6)."""
        return {
            "speaker": "customer",
            "text": self.text,
            "beat": self.beat,
            "temper": {
                "anger": round(self.temper.anger, 3),
                "trust": round(self.temper.trust, 3),
                "patience": round(self.temper.patience, 3),
            },
            "heard": list(self.heard),
            "reasons": [
                {"event": one.cause, "quote": one.quote, "delta": one.delta, "reason": one.reason}
                for one in self.reasons
            ],
            "ended": self.ended,
        }


@dataclass
class _Heap:
    """What has come of the inputs since the last answer."""

    lines: list[Say] = field(default_factory=list)
    reasons: list[Temper] = field(default_factory=list)
    heard: tuple[str, ...] = ()
    ended: str | None = None


class TextCall:
    """A call with a customer by typed lines.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    detector : Detector
        Finds the behaviours in what is typed.

    Attributes
    ----------
    events : list of Event
        What has happened so far, as a call folder would hold it; the times are counted from the words.
    """

    def __init__(self, casting: Casting, detector: Detector) -> None:
        self.events: list[Event] = [Ringing(t_s=0.0)]
        self._session = CallSession(casting)
        self._listener = listener_for(casting, detector)
        self._meaning = meaning_for(casting, detector)
        self._now_s = 0.0
        self._last_line = ""
        self._heap = _Heap()

    def open(self) -> Answer:
        """Connect and return her opening."""
        self._happens(Connected(t_s=0.0))
        return self._answer()

    def type(self, text: str) -> Answer:
        """Say one line (empty: be silent for `SILENT_LINE_S`) and return what she answers."""
        if text.strip():
            self._speak(text.strip())
        else:
            self._wait(SILENT_LINE_S)
        return self._answer()

    def hang_up(self) -> Answer:
        """Hang up and return the end of the call."""
        self._do(self._session.step(HangUp(self._now_s)))
        return self._answer()

    def _speak(self, text: str) -> None:
        start_s = self._now_s + _THINKING_S
        words = tuple(
            HeardWord(word=word, start_s=start_s + index * _WORD_S, end_s=start_s + (index + 1) * _WORD_S)
            for index, word in enumerate(text.split())
        )
        end_s = start_s + len(words) * _WORD_S
        self._happens(SpeechStart(t_s=start_s, by="trainee"))
        self._happens(SpeechEnd(t_s=end_s, by="trainee"))
        self._now_s = end_s + _THINKING_S
        found = self._listener.hear(text, 1.0, self._session.told, self._last_line)
        self._heap.heard = tuple(one.id for one in found)
        behaviours = tuple(
            HeardBehaviour(id=one.id, confidence=one.confidence, quote=one.quote, by=one.by) for one in found
        )
        meant = self._meaning(text)
        turn = TraineeTurn(
            t_s=self._now_s,
            start_s=start_s,
            end_s=end_s,
            text=text,
            words=words,
            behaviours=behaviours,
            asked=meant.asked,
            offered=meant.offered,
            named=meant.named,
        )
        self._do(self._session.step(Tick(self._now_s)))
        self._happens(turn)

    def _wait(self, seconds: float) -> None:
        end_s = self._now_s + seconds
        while self._now_s < end_s and self._heap.ended is None:
            self._now_s += _TICK_S
            self._do(self._session.step(Tick(self._now_s)))

    def _happens(self, event: Event) -> None:
        self.events.append(event)
        self._do(self._session.step(event))

    def _do(self, commands: list[Command]) -> None:
        for command in commands:
            match command:
                case Say():
                    self._play(command)
                case Record(Temper() as change):
                    self.events.append(change)
                    self._heap.reasons.append(change)
                case Finish(outcome):
                    self.events.append(Ended(t_s=self._now_s, outcome=outcome))
                    self._heap.ended = outcome

    def _play(self, say: Say) -> None:
        self._heap.lines.append(say)
        self._last_line = say.text
        start_s = max(self._now_s + _PAUSE_S, say.not_before_s)
        words = tuple(
            SpokenWord(word=word, start_s=start_s + index * _WORD_S, end_s=start_s + (index + 1) * _WORD_S)
            for index, word in enumerate(say.text.split())
        )
        end_s = start_s + len(words) * _WORD_S
        line = CustomerLine(
            t_s=start_s, line_id=say.line_id, beat=say.beat, text=say.text, words=words, end_s=end_s, yields=say.yields
        )
        self.events.append(SpeechStart(t_s=start_s, by="customer"))
        self._happens(line)
        self._now_s = end_s
        self.events.append(SpeechEnd(t_s=end_s, by="customer"))
        self._happens(CustomerStopped(t_s=end_s, line_id=say.line_id, played_s=end_s - start_s, reason="finished"))

    def _answer(self) -> Answer:
        heap, self._heap = self._heap, _Heap()
        return Answer(
            " ".join(line.text for line in heap.lines),
            heap.lines[-1].beat if heap.lines else "",
            self._session.temper,
            heap.heard,
            tuple(heap.reasons),
            heap.ended,
        )
