"""The scorecard: findings, score and band; its JSON is design.md §6."""

from dataclasses import asdict, dataclass, field
from typing import Literal

from voicedrill.scoring.rubric import RUBRIC_VERSION
from voicedrill.speech.rounding import rounded

Band = Literal["ready", "nearly", "again"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A moment that shows a finding: where to listen, and what was said."""

    start_s: float
    end_s: float
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One scored item.

    Attributes
    ----------
    id : str
        Rubric item, for example ``empathy_early``.
    skill : str
        One of the 16 skill ids of design.md §1.
    score : float or None
        0..1; None when not applicable or not measured.
    weight : float
        Share in the total; 0 for practice-only items.
    applicable : bool
        False when this call gave no occasion, or it could not be measured.
    confidence : float
        0..1, how sure the finding is.
    why : str
        What was found, second person, plain words, the moment before the number.
    try_ : str
        A better wording or way to try; in JSON ``try``.
    matters : str
        One line on why it matters, with its source.
    missed : bool
        Whether it charges something because we did not find it, so that "I did, here" can raise it; in JSON only where
        it is so.
    disputed : bool
        Whether the trainee says "I did, here"; in JSON only where it is so.
    confirmed : bool or None
        Whether the trainee said what fails the call; None, and not in JSON, while nobody was asked.
    """

    id: str
    skill: str
    score: float | None
    weight: float
    applicable: bool
    confidence: float
    evidence: tuple[Evidence, ...]
    why: str
    try_: str
    matters: str = ""
    missed: bool = False
    disputed: bool = False
    confirmed: bool | None = None


@dataclass(frozen=True, slots=True)
class WithoutNotes:
    """The result of a call as the program alone judged it."""

    score: int | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class CorrectedTurn:
    """A turn of the trainee whose words were put right: what was recognised, and what was really said."""

    start_s: float
    end_s: float
    heard: str
    text: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The whole result of a call."""

    score: int | None
    band: Band | None
    auto_fail: tuple[str, ...]
    outcome: str
    findings: tuple[Finding, ...]
    tone: dict[str, object] = field(default_factory=dict)
    without_notes: WithoutNotes | None = None
    """The result before people's notes, where they changed anything; in JSON only then."""
    corrected: tuple[CorrectedTurn, ...] = ()
    """The turns whose words people put right, in order of time; in JSON only where there is any."""


def scorecard_json(card: Scorecard) -> dict[str, object]:
    """Return the scorecard as plain values for JSON (design.md §6), with the rubric's version; floats have 3 places."""
    plain = rounded(asdict(card))
    assert isinstance(plain, dict)
    for finding in plain["findings"]:
        finding["try"] = finding.pop("try_")
        _drop(finding, "missed", False)
        _drop(finding, "disputed", False)
        _drop(finding, "confirmed", None)
    plain["rubric_version"] = RUBRIC_VERSION
    _drop(plain, "without_notes", None)
    if not plain["corrected"]:
        del plain["corrected"]
    return plain


def _drop(plain: dict[str, object], key: str, nothing: object) -> None:
    if plain[key] is nothing:
        del plain[key]
