"""Turns, the pauses inside them and the gaps between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voicedrill.speech.floor import units
from voicedrill.speech.measurement import Gap, Pauses, Side
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Interval, Timeline


@dataclass(frozen=True, slots=True)
class Turn:
    """The units of one speaker until the other takes the floor.

    A turn that begins and ends while the other speaks is marked as not taking the floor: it does not end
    the other's turn.
    """

    speaker: Side
    start_s: float
    end_s: float
    takes_floor: bool = True

    @property
    def span(self) -> Interval:
        """The turn as an interval."""
        return Interval(self.start_s, self.end_s)


def find_turns(customer: Timeline, trainee: Timeline, settings: Settings = SETTINGS) -> tuple[Turn, ...]:
    """Return the turns of both speakers by start.

    Parameters
    ----------
    customer, trainee : Timeline
        The voices, without what does not ask for the floor (backchannels, noise).
    """
    parts: list[tuple[Interval, Side]] = [(unit, "customer") for unit in units(customer, settings)]
    parts += [(unit, "trainee") for unit in units(trainee, settings)]
    turns: list[Turn] = []
    holder = -1
    for unit, speaker in sorted(parts, key=lambda part: (part[0].start_s, -part[0].end_s)):
        if holder >= 0 and turns[holder].speaker == speaker:
            turns[holder] = Turn(speaker, turns[holder].start_s, unit.end_s)
        elif holder >= 0 and unit.end_s <= turns[holder].end_s:
            turns.append(Turn(speaker, unit.start_s, unit.end_s, takes_floor=False))
        else:
            turns.append(Turn(speaker, unit.start_s, unit.end_s))
            holder = len(turns) - 1
    return tuple(turns)


def find_gaps(turns: Sequence[Turn]) -> tuple[Gap, ...]:
    """Return the silences at changes of speaker; an overlapping change has none."""
    holders = [turn for turn in turns if turn.takes_floor]
    return tuple(
        Gap(before.speaker, before.end_s, after.start_s, after.start_s - before.end_s)
        for before, after in pairwise(holders)
        if after.start_s > before.end_s
    )


def find_pauses(voice: Timeline, turns: Timeline, excused: Timeline, settings: Settings = SETTINGS) -> Pauses:
    """Return the silences of `Settings.pause_min_s` or more inside one speaker's turns, holds excepted."""
    silent = [
        one
        for turn in turns
        for one in voice.complement(turn.start_s, turn.end_s).without(excused).without_short(settings.pause_min_s)
    ]
    return Pauses(len(silent), sum((one.length_s for one in silent), 0.0))
