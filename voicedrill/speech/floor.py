"""Who holds the floor: the units in which it is held, and its states."""

from dataclasses import dataclass
from typing import Literal

from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.timeline import Timeline

FloorState = Literal["nobody", "customer", "trainee", "both"]


@dataclass(frozen=True, slots=True)
class FloorSpan:
    """A stretch in which the floor is in one state."""

    state: FloorState
    start_s: float
    end_s: float


def units(voice: Timeline, settings: Settings = SETTINGS) -> Timeline:
    """Return the inter-pausal units (IPU): speech bounded by silence of `Settings.ipu_silence_s` or more."""
    return voice.bridged(settings.ipu_silence_s)


def both(customer: Timeline, trainee: Timeline) -> Timeline:
    """Return when both speak."""
    return customer.intersection(trainee)


def floor_states(customer: Timeline, trainee: Timeline, duration_s: float) -> tuple[FloorSpan, ...]:
    """Part the call into who speaks: nobody, one of them, or both.

    Parameters
    ----------
    customer, trainee : Timeline
        The units of both speakers.
    duration_s : float
        Length of the call; what lies outside is left out.
    """
    anybody, shared = customer.union(trainee), both(customer, trainee)
    states: dict[FloorState, Timeline] = {
        "nobody": anybody.complement(0.0, duration_s),
        "customer": customer.without(shared),
        "trainee": trainee.without(shared),
        "both": shared,
    }
    spans = (
        FloorSpan(state, one.start_s, one.end_s)
        for state, timeline in states.items()
        for one in timeline.within(0.0, duration_s)
    )
    return tuple(sorted(spans, key=lambda span: span.start_s))
