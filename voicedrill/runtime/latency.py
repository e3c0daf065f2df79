"""How quickly the customer reacts, read from the events of a call."""

from collections.abc import Sequence

import numpy as np

from voicedrill.call.events import CustomerLine, CustomerStopped, Event, SpeechStart, TraineeTurn

_SILENCE_BEATS = frozenset({"silence", "stopgap_silence"})


def reply_latencies_s(events: Sequence[Event]) -> list[float]:
    """Return, for each turn that was answered, the time from the end of the voice to her first sample."""
    latencies = []
    turn_end_s: float | None = None
    for event in sorted(events, key=_when_s):
        if isinstance(event, TraineeTurn):
            turn_end_s = event.end_s
        elif isinstance(event, CustomerLine) and turn_end_s is not None and event.beat not in _SILENCE_BEATS:
            latencies.append(event.t_s - turn_end_s)
            turn_end_s = None
    return [latency for latency in latencies if latency >= 0]


def _when_s(event: Event) -> float:
    """Return the event's time; a turn counts from its end, as its last words may be understood after her answer."""
    return event.end_s if isinstance(event, TraineeTurn) else event.t_s


def barge_ins_s(events: Sequence[Event]) -> list[float]:
    """Return, for each line that yielded to the trainee, the time from the trainee's onset to her silence."""
    reactions = []
    onset_s: float | None = None
    for event in sorted(events, key=lambda one: one.t_s):
        if isinstance(event, SpeechStart) and event.by == "trainee":
            onset_s = event.t_s
        elif isinstance(event, CustomerStopped) and event.reason == "barge_in" and onset_s is not None:
            reactions.append(event.t_s - onset_s)
    return reactions


def summary_s(values: Sequence[float]) -> dict[str, float | None]:
    """Return median and 95th percentile, None when there is nothing to summarise."""
    if not values:
        return {"median": None, "p95": None}
    return {"median": round(float(np.median(values)), 3), "p95": round(float(np.percentile(values, 95)), 3)}
