"""Words of the window that the reports do not have."""

from voicedrill.persona.schema import Persona
from voicedrill.report.wording import SKILLS
from voicedrill.scoring.scorecard import Band

BAND_LOOKS: dict[Band, tuple[str, str]] = {
    "ready": ("mdi6.check-decagram", "good"),
    "nearly": ("mdi6.progress-check", "notice"),
    "again": ("mdi6.refresh", "bad"),
}
"""Icon and colour of each band."""


def difficulty_dots(difficulty: int) -> str:
    """Return ``●●○○○`` for 2 of 5."""
    return "●" * difficulty + "○" * (5 - difficulty)


def minutes(length: float) -> str:
    """Say the usual length of a call."""
    return f"about {max(1, round(length))} min"


def skills(persona: Persona) -> str:
    """Say what a call with her practises."""
    return ", ".join(SKILLS[skill] for skill in persona.skills)


def clock(t_s: float) -> str:
    """Return minutes and seconds, ``02:31``; times before the call count as 0."""
    whole = max(0, int(t_s))
    return f"{whole // 60:02d}:{whole % 60:02d}"
