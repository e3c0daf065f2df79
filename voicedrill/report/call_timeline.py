"""What a timeline shows of a call; the page and the window draw the same from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from voicedrill.call.events import Button, Event, Temper
from voicedrill.history.folder import CallFolder
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.phrasing import OVERLAPS, clock, quoted
from voicedrill.scoring.silences import answer_times, long_pauses
from voicedrill.speech.measurement import Measurement, Overlap, TurnSpan
from voicedrill.speech.settings import SETTINGS

SilenceKind = Literal["dead_air", "slow_answer", "long_pause", "hold", "pause"]

_WAITS: tuple[tuple[Literal["hold", "pause"], str], ...] = (("hold", "resume"), ("pause", "continue"))

SILENCES: dict[SilenceKind, tuple[str, str, str]] = {
    "dead_air": ("∅", "notice", "dead air"),
    "slow_answer": ("…", "notice", "slow answer"),
    "long_pause": ("·", "notice", "pause in your turn"),
    "hold": ("‖", "quiet", "on hold"),
    "pause": ("‖", "quiet", "practice paused"),
}
"""Sign, colour and words of each kind of silence."""
CUE = ("⚑", "cue")
"""Sign and word of a cue that was shown in the call."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch in which nobody spoke, with what it was."""

    kind: SilenceKind
    start_s: float
    end_s: float

    @property
    def words(self) -> str:
        """What it was, and how long."""
        return f"{SILENCES[self.kind][2]}, {self.end_s - self.start_s:.1f} s"


@dataclass(frozen=True, slots=True)
class Timeline:
    """A call as two lanes with what happened in them."""

    duration_s: float
    customer_name: str
    turns: tuple[TurnSpan, ...]
    overlaps: tuple[Overlap, ...]
    """Without noise."""
    anger: tuple[tuple[float, float], ...]
    """Time and anger 0..1 from which it holds."""
    trust: tuple[tuple[float, float], ...] = ()
    silences: tuple[Silence, ...] = ()
    cues: tuple[tuple[float, str], ...] = ()
    """Time and text of each cue."""
    no_overlaps: str = ""
    """Why overlaps were not measured; empty when they were."""

    def turn_at(self, t_s: float) -> TurnSpan | None:
        """Return the turn during ``t_s``; where both speak, the later one."""
        return next((turn for turn in reversed(self.turns) if turn.start_s <= t_s <= turn.end_s), None)

    def told_at(self, t_s: float, near_s: float) -> str:
        """Return what is to be said about a moment: overlap or cue within ``near_s``, else turn, else silence."""
        for overlap in self.overlaps:
            if overlap.start_s - near_s <= t_s <= overlap.end_s + near_s:
                return f"{clock(overlap.start_s)}  {self.overlap_words(overlap)}"
        for cue_s, text in self.cues:
            if abs(cue_s - t_s) <= near_s:
                return f"{clock(cue_s)}  cue: {text}"
        turn = self.turn_at(t_s)
        if turn is not None:
            return f"{clock(turn.start_s)}  {self.turn_words(turn)}"
        silence = next((one for one in self.silences if one.start_s <= t_s <= one.end_s), None)
        return f"{clock(silence.start_s)}  {silence.words}" if silence else clock(t_s)

    def turn_words(self, turn: TurnSpan) -> str:
        """Say who spoke and what."""
        return f"{self._who(turn.speaker)}: {quoted(turn.text)}" if turn.text else f"{self._who(turn.speaker)}"

    def overlap_words(self, overlap: Overlap) -> str:
        """Say what happened where both spoke."""
        said = f": {quoted(overlap.text)}" if overlap.text else ""
        return f"{self._who(overlap.by)} {OVERLAPS[overlap.kind]}{said}"

    @property
    def silence_kinds(self) -> tuple[SilenceKind, ...]:
        """The kinds of silence that occur, in the order of `SILENCES`."""
        return tuple(kind for kind in SILENCES if any(one.kind == kind for one in self.silences))

    @property
    def overlap_kinds(self) -> tuple[str, ...]:
        """The kinds of overlap that occur, in the order of `OVERLAPS`."""
        return tuple(kind for kind in OVERLAPS if any(one.kind == kind for one in self.overlaps))

    def _who(self, speaker: str) -> str:
        return "You" if speaker == "trainee" else self.customer_name


def timeline_of(folder: CallFolder, measurement: Measurement) -> Timeline:
    """Return the timeline of a finished call."""
    persona = folder.casting.persona
    no_overlaps = measurement.trainee.not_measured.get("overlaps", "")
    temper = [event for event in folder.events if isinstance(event, Temper)]
    return Timeline(
        duration_s=max(measurement.duration_s, folder.duration_s),
        customer_name=persona.name,
        turns=measurement.turns,
        overlaps=tuple(one for one in measurement.overlaps if one.kind in OVERLAPS and not no_overlaps),
        anger=((0.0, persona.temper.anger), *((event.t_s, event.anger) for event in temper)),
        trust=((0.0, persona.temper.trust), *((event.t_s, event.trust) for event in temper)),
        silences=tuple(_silences(folder, measurement)),
        cues=tuple(
            (event.t_s, event.text)
            for event in folder.events
            if isinstance(event, Button) and event.type == "cue" and event.text
        ),
        no_overlaps=no_overlaps,
    )


def _silences(folder: CallFolder, measurement: Measurement) -> Iterator[Silence]:
    for silence in measurement.dead_air:
        yield Silence("dead_air", silence.start_s, silence.end_s)
    yield from _waits(folder.events, folder.duration_s)
    call = Conversation(folder.events, folder.casting, measurement, folder.outcome, folder.duration_s)
    for gap in answer_times(call):
        if gap.duration_s > SETTINGS.answer_slow_s:
            yield Silence("slow_answer", gap.start_s, gap.end_s)
    for pause in long_pauses(call):
        yield Silence("long_pause", pause.start_s, pause.end_s)


def _waits(events: Sequence[Event], end_s: float) -> Iterator[Silence]:
    """Yield holds and pauses of the practice, also one that the end of the call cut."""
    presses = [event for event in events if isinstance(event, Button)]
    for kind, end in _WAITS:
        for press in presses:
            if press.type == kind:
                over = (one.t_s for one in presses if one.type == end and one.t_s >= press.t_s)
                yield Silence(kind, press.t_s, next(over, end_s))
