"""Calls and findings as tables for a spreadsheet: RFC 4180 text without anything that a spreadsheet would run.

How somebody spoke (rate, loudness, pitch) is in no column: a row has no place for it (design.md, principle 3).
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from voicedrill.scoring.scorecard import Finding
from voicedrill.speech.rounding import rounded

CALL_COLUMNS = (
    "call_id", "started_at", "trainee", "persona_id", "persona_name", "case", "sector", "difficulty", "seed",
    "outcome", "score", "range_low", "range_high", "band", "duration_s", "rubric_version", "app_version",
)  # fmt: skip
"""Header of the table of calls; ``score`` and its range in points of 100, ``started_at`` in ISO 8601 with its zone."""

FINDING_COLUMNS = (
    "call_id", "started_at", "trainee", "persona_id", "case", "finding", "skill", "score", "weight", "applicable",
    "confidence", "first_evidence_s", "quote",
)  # fmt: skip
"""Header of the table of findings; ``score`` and ``confidence`` 0..1, ``first_evidence_s`` on the call clock."""

_STARTS_FORMULA = frozenset("=+-@")
_STARTS_CELL = frozenset("\t\r\n")

_Value = str | int | float | bool | datetime | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What the tables and the learning record say of one call.

    Attributes
    ----------
    started_at : datetime or None
        When the call was connected, with its time zone; None when not known.
    trainee : str
        Name or pseudonym of the trainee; may be empty.
    score, range_low, range_high : int or None
        Points of 100, and the range in which the score may lie; None for a call without a score.
    band : str or None
        ``ready``, ``nearly`` or ``again``; None for a call without a score.
    duration_s : float
        Length on the call clock, in seconds.

    Raises
    ------
    ValueError
        When ``started_at`` has no time zone: the same row would be another moment on another machine.
    """

    call_id: str
    started_at: datetime | None
    trainee: str
    persona_id: str
    persona_name: str
    case: str
    sector: str
    difficulty: int
    seed: int
    outcome: str
    score: int | None
    range_low: int | None
    range_high: int | None
    band: str | None
    duration_s: float
    rubric_version: int
    app_version: str
    findings: tuple[Finding, ...]

    def __post_init__(self) -> None:
        if self.started_at is not None and self.started_at.utcoffset() is None:
            raise ValueError("started_at needs a time zone")


def calls_csv(rows: Iterable[ResultRow]) -> str:
    """Return the table of calls: a header and a line a call, in the order given.

    The lines end in CRLF (RFC 4180, section 2); the caller writes them unchanged (``newline=""``) and chooses the
    encoding, ``utf-8-sig`` for spreadsheets.
    """
    return _table(CALL_COLUMNS, ([getattr(row, column) for column in CALL_COLUMNS] for row in rows))


def findings_csv(rows: Iterable[ResultRow]) -> str:
    """Return the table of findings: a header and a line a finding, call by call; also those without a score.

    The same form as `calls_csv`; moment and quote are those of the earliest evidence, empty where there is none.
    """
    return _table(FINDING_COLUMNS, (_finding(row, finding) for row in rows for finding in row.findings))


def _finding(row: ResultRow, finding: Finding) -> Sequence[_Value]:
    first = min(finding.evidence, key=lambda evidence: evidence.start_s, default=None)
    return (
        row.call_id, row.started_at, row.trainee, row.persona_id, row.case,
        finding.id, finding.skill, finding.score, finding.weight, finding.applicable, finding.confidence,
        first.start_s if first else None, first.quote if first else None,
    )  # fmt: skip


def _table(columns: Sequence[str], lines: Iterable[Sequence[_Value]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in line] for line in lines)
    return text.getvalue()


def _cell(value: _Value) -> object:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds")
        case str():
            return _defused(value)
        case _:
            return rounded(value)  # a number stays one, also below zero


def _defused(text: str) -> str:
    """Return text with an apostrophe before it where a spreadsheet could take it for a formula (OWASP, CSV injection).

    Also behind spaces and invisible signs, which some programs drop, and for the full-width forms.
    """
    seen = next((sign for sign in text if not _is_blank(sign)), "")
    runs = unicodedata.normalize("NFKC", seen)[:1] in _STARTS_FORMULA if seen else False
    return f"'{text}" if runs or text[:1] in _STARTS_CELL else text


def _is_blank(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}
