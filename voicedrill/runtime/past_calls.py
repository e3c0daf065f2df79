"""What the window shows of the calls so far."""

from dataclasses import dataclass
from pathlib import Path

from voicedrill.scoring.scorecard import Band
from voicedrill.scoring.trend import Trend


@dataclass(frozen=True, slots=True)
class PastCall:
    """One call of the list; ``problem`` says why it cannot be read, and the rest is then empty.

    ``score_range`` and ``band`` are None where there is no score; ``started_at`` is ISO 8601 or empty.
    """

    id: str
    folder: Path
    problem: str
    started_at: str
    trainee: str
    name: str
    case_title: str
    outcome: str
    score: int | None
    score_range: tuple[int, int] | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class PastCalls:
    """The calls of one trainee or of all, the latest first.

    Attributes
    ----------
    calls : tuple of PastCall
        What fits.
    trends : mapping of str to Trend
        Each skill over all calls of the trainee; empty where several trainees are shown together.
    trainees : tuple of str
        Everybody who practised here.
    size_bytes : int
        What all calls take on the disk.
    """

    calls: tuple[PastCall, ...]
    trends: dict[str, Trend]
    trainees: tuple[str, ...]
    size_bytes: int
