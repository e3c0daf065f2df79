"""What the window says of a checked headset."""

import datetime as dt

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.runtime.headset_steps import StepName

STEP_TITLES: dict[StepName, str] = {
    "quiet": "Say nothing",
    "listen": "Say nothing, and listen",
    "read": "Read this aloud",
    "talk": "Talk freely",
}
STEP_TEXTS: dict[StepName, str] = {
    "quiet": "The room is listened to for a few seconds: its noise, and other people.",
    "listen": "You hear a customer. The microphone should not hear her.",
    "read": "As you would speak on the telephone. If you stumble, just go on.",
    "talk": "For half a minute, as if you told a friend. What you say is not kept.",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def state(headset: CheckedHeadset | None) -> str:
    """Say whether and when it was checked."""
    return f"checked on {day(headset.made_at)}" if headset else "not checked yet"


def day(made_at: str) -> str:
    """Return the day of an ISO 8601 time, ``22 November 2026``; the text itself when it is none."""
    try:
        date = dt.datetime.fromisoformat(made_at).date()
    except ValueError:
        return made_at
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def usual(baseline: dict[str, float]) -> list[str]:
    """Say what is known of how the trainee speaks, one sentence each."""
    known = baseline.get
    said = []
    if (rate := known("speech_rate_wpm")) is not None:
        said.append(f"You usually say about {rate:.0f} words a minute.")
    if (rate := known("articulation_rate_wpm")) is not None:
        said.append(f"Without your pauses it is {rate:.0f} words a minute.")
    if (pitch := known("pitch_median_hz")) is not None:
        moves = f" and mostly moves within {range_st:.0f} semitones" if (range_st := known("pitch_range_st")) else ""
        said.append(f"Your pitch is around {pitch:.0f} Hz{moves}.")
    return said
