"""A call judged by today's rubric beside its kept score: what a change of the rubric does to real calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voicedrill.errors import DataError
from voicedrill.history.folder import open_call
from voicedrill.history.kept_score import kept_score
from voicedrill.history.notes import read_notes
from voicedrill.runtime.debrief import SCORE_JSON, assess
from voicedrill.scoring.rubric import RUBRIC_VERSION
from voicedrill.scoring.scorecard import Band, Scorecard

CHANGED_BY = 0.05
"""Findings (0..1) that differ by more than this are listed."""


@dataclass(frozen=True, slots=True)
class Side:
    """A result: score and band, None for calls that are not scored; the rubric's version, None where unknown."""

    score: int | None
    band: Band | None
    rubric_version: int | None


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A finding whose score (0..1) changed; None where it was or is not judged."""

    id: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A call judged twice; the findings stand in the order of today's rubric."""

    before: Side
    after: Side
    changed: tuple[ChangedFinding, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Several comparisons: how many, the mean change of those scored both times (None without any), changed bands."""

    calls: int
    mean_change: float | None
    changed_band: int


def compared(call_dir: Path) -> Comparison:
    """Judge a call anew and compare it with its kept score; nothing is written.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder, or it, its notes or its score are damaged or missing.
    """
    card = assess(open_call(call_dir), read_notes(call_dir)).scorecard
    kept = kept_score(call_dir)
    if kept is None:
        raise DataError(
            f"'{call_dir}' has no {SCORE_JSON} that can be read, so there is nothing to compare with. "
            "Run 'voicedrill score' on it, without --compare."
        )
    return Comparison(_side(kept.card, kept.rubric_version), _side(card, RUBRIC_VERSION), _changed(kept.card, card))


def summary(comparisons: Sequence[Comparison]) -> Summary:
    """Return what all the comparisons come to."""
    changes = [
        one.after.score - one.before.score
        for one in comparisons
        if one.after.score is not None and one.before.score is not None
    ]
    return Summary(
        len(comparisons),
        sum(changes) / len(changes) if changes else None,
        sum(one.after.band != one.before.band for one in comparisons),
    )


def _side(card: Scorecard, rubric_version: int | None) -> Side:
    return Side(card.score, card.band, rubric_version)


def _changed(before: Scorecard, after: Scorecard) -> tuple[ChangedFinding, ...]:
    old, new = ({finding.id: finding.score for finding in card.findings} for card in (before, after))
    return tuple(
        ChangedFinding(one, old.get(one), new.get(one))
        for one in dict.fromkeys([*new, *old])
        if _differ(old.get(one), new.get(one))
    )


def _differ(before: float | None, after: float | None) -> bool:
    if before is None or after is None:
        return before is not after
    return round(abs(after - before), 3) > CHANGED_BY  # the kept one is rounded
