"""What the timeline shows of a call, taken from its measurement and events."""

from dataclasses import dataclass

from voicedrill.call.events import Temper
from voicedrill.report.wording import OVERLAPS
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.speech.measurement import Overlap, TurnSpan
from voicedrill.ui.ports import Result


@dataclass(frozen=True, slots=True)
class Timeline:
    """A call as two lanes, the overlaps, and the customer's anger over time."""

    duration_s: float
    customer_name: str
    turns: tuple[TurnSpan, ...]
    overlaps: tuple[Overlap, ...]
    anger: tuple[tuple[float, float], ...]
    """Time and anger 0..1 from which it holds."""

    def turn_at(self, t_s: float) -> TurnSpan | None:
        """Return the turn during ``t_s``; where both speak, the later one."""
        return next((turn for turn in reversed(self.turns) if turn.start_s <= t_s <= turn.end_s), None)

    def told_at(self, t_s: float, near_s: float) -> str:
        """Return what is to be said about a moment: an overlap within ``near_s``, else the turn."""
        for overlap in self.overlaps:
            if overlap.kind in OVERLAPS and overlap.start_s - near_s <= t_s <= overlap.end_s + near_s:
                return f"{clock(overlap.start_s)}  {overlap_words(overlap, self.customer_name)}"
        turn = self.turn_at(t_s)
        if turn is None:
            return clock(t_s)
        who = "You" if turn.speaker == "trainee" else self.customer_name
        return f"{clock(turn.start_s)}  {who}: {quoted(turn.text)}"


def overlap_words(overlap: Overlap, customer_name: str) -> str:
    """Say what happened where both spoke (not for ``noise``)."""
    who = "You" if overlap.by == "trainee" else customer_name
    return f"{who} {OVERLAPS[overlap.kind]}" + (f": {quoted(overlap.text)}" if overlap.text else "")


def timeline_of(result: Result) -> Timeline:
    """Return the timeline of a finished call."""
    persona = result.folder.casting.persona
    changes = tuple((event.t_s, event.anger) for event in result.folder.events if isinstance(event, Temper))
    measured = result.measurement
    anger = ((0.0, persona.temper.anger), *changes)
    return Timeline(measured.duration_s, persona.name, measured.turns, measured.overlaps, anger)
