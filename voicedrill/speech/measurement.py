"""What was measured of a call's timing and tone; its JSON is design.md §6."""

from dataclasses import asdict, dataclass, field
from typing import Literal

from voicedrill.speech.rounding import rounded

OverlapKind = Literal[
    "interruption", "butting_in", "pause_interruption", "backchannel", "terminal", "supportive", "invited", "noise"
]
Side = Literal["customer", "trainee"]


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silences inside one speaker's turns."""

    count: int = 0
    total_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Filler:
    """Words that only fill time ("you know", "basically")."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class TurnTone:
    """How one turn was spoken. A value is None when this turn is too short or too noisy for it.

    ``syllables_heard_sps`` is the articulation rate from the sound alone (syllable nuclei).
    """

    start_s: float
    end_s: float
    words: int
    speech_rate_wpm: float | None = None
    speech_rate_sps: float | None = None
    articulation_rate_wpm: float | None = None
    articulation_rate_sps: float | None = None
    syllables_heard_sps: float | None = None
    loudness_dbfs: float | None = None
    pitch_median_hz: float | None = None
    pitch_range_st: float | None = None


@dataclass(frozen=True, slots=True)
class SideMeasures:
    """One speaker's part. A value is None when it was not measured; `not_measured` says why."""

    words: int | None = None
    talk_s: float | None = None
    phonation_s: float | None = None
    speech_rate_wpm: float | None = None
    speech_rate_sps: float | None = None
    articulation_rate_wpm: float | None = None
    articulation_rate_sps: float | None = None
    talk_share: float | None = None
    longest_turn_s: float | None = None
    loudness_dbfs: float | None = None
    pitch_median_hz: float | None = None
    pitch_range_st: float | None = None
    pauses: Pauses = Pauses()
    snr_db: float | None = None
    noise_dbfs: float | None = None
    clipped_ratio: float | None = None
    syllables_heard_sps: float | None = None
    """Articulation rate from the sound alone, a cross-check of the words."""
    fillers: tuple[Filler, ...] = ()
    tone_turns: tuple[TurnTone, ...] = ()
    not_measured: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TurnSpan:
    """A turn: the time one speaker held the floor, and what was said."""

    speaker: Side
    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True, slots=True)
class Overlap:
    """Somebody (``by``) came in while the other held the floor."""

    start_s: float
    end_s: float
    by: Side
    kind: OverlapKind
    text: str
    """What the one who came in said."""
    cut_off: str
    """The other's words around the moment, as far as they were said; empty when unknown."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Silence at a change of speaker; ``after`` is who spoke before it."""

    after: Side
    start_s: float
    end_s: float
    duration_s: float


@dataclass(frozen=True, slots=True)
class DeadAir:
    """Unexplained silence that was too long."""

    start_s: float
    end_s: float
    announced: bool = False
    """A wait was announced, and this is what exceeded its allowance."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Everything measured of one call."""

    duration_s: float
    trainee: SideMeasures
    customer: SideMeasures
    turns: tuple[TurnSpan, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    dead_air: tuple[DeadAir, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    """Overlaps by kind in which the trainee came in; every kind is present."""
    counts_customer: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Return plain values for JSON, floats rounded to 3 places."""
        plain = rounded(asdict(self))
        assert isinstance(plain, dict)
        return plain
