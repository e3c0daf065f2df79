"""Calls and findings as CSV tables (RFC 4180) for spreadsheets; tone measures are in none of them."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from voicedrill.history.call_result import CallResult

Cell = str | int | float | bool | None

CALL_COLUMNS = (
    "call", "started_at", "trainee", "customer", "name", "case", "title", "sector", "difficulty", "seed", "outcome",
    "score", "score_low", "score_high", "band", "auto_fail", "duration_s", "rubric_version", "app_version",
)  # fmt: skip
FINDING_COLUMNS = (
    "call", "started_at", "trainee", "customer", "case", "finding", "skill", "score", "weight", "applicable",
    "confidence", "first_moment_s", "quote",
)  # fmt: skip

_STARTS_FORMULA = frozenset("=+-@")
_STARTS_CELL = frozenset("\t\r\n")


def calls_csv(results: Iterable[CallResult]) -> str:
    """Return a table with one row a call."""
    return _table(CALL_COLUMNS, (_call(one) for one in results))


def findings_csv(results: Iterable[CallResult]) -> str:
    """Return a table with one row a finding; ``quote`` is what was said at its first moment."""
    return _table(FINDING_COLUMNS, (row for one in results for row in _findings(one)))


def _call(one: CallResult) -> Sequence[Cell]:
    low, high = one.score_range
    return (
        one.id, one.started_at, one.trainee, one.persona_id, one.name, one.case_id, one.case_title, one.sector,
        one.difficulty, one.seed, one.card.outcome, one.card.score, low, high, one.card.band,
        " ".join(one.card.auto_fail), round(one.duration_s, 3), one.rubric_version, one.app_version,
    )  # fmt: skip


def _findings(one: CallResult) -> Iterable[Sequence[Cell]]:
    for finding in one.card.findings:
        first = finding.evidence[0] if finding.evidence else None
        yield (
            one.id, one.started_at, one.trainee, one.persona_id, one.case_id, finding.id, finding.skill,
            _rounded(finding.score), finding.weight, finding.applicable, _rounded(finding.confidence),
            _rounded(first.start_s) if first else None, first.quote if first else None,
        )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    """Return the cell so that no spreadsheet runs it (OWASP, "CSV Injection"); numbers stay numbers.

    A text gets an apostrophe in front where it begins like a formula, also behind spaces and invisible signs, which
    some programs drop, and in the full-width forms.
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if not isinstance(cell, str):
        return cell
    seen = next((sign for sign in cell if not _is_blank(sign)), "")
    runs = unicodedata.normalize("NFKC", seen)[:1] in _STARTS_FORMULA
    return f"'{cell}" if (seen and runs) or cell[:1] in _STARTS_CELL else cell


def _is_blank(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}
