"""The golden calls as rows of the exports."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from golden.written import CALLS, names

from voicedrill.history.folder import open_call
from voicedrill.history.notes import Notes
from voicedrill.report.csv_tables import ResultRow
from voicedrill.runtime.debrief import Debrief, assess

HERE = Path(__file__).parent
FOLDERS = {name: HERE / name for name in ("parcel_good", "parcel_poor")} | {name: CALLS / name for name in names()}
STARTED_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@cache
def judged(name: str) -> Debrief:
    """Return a golden call with its result."""
    return assess(open_call(FOLDERS[name]), Notes())


@cache
def row(name: str) -> ResultRow:
    """Return a golden call as a row."""
    result = judged(name)
    folder, card = result.folder, result.scorecard
    return ResultRow(
        call_id=name,
        started_at=STARTED_AT,
        trainee="Ana Lima",
        persona_id=folder.header.persona_id,
        persona_name=folder.casting.persona.name,
        case=folder.header.case,
        sector=folder.casting.persona.sector,
        difficulty=folder.casting.persona.difficulty,
        seed=folder.header.seed,
        outcome=folder.outcome,
        score=card.score,
        range_low=card.score and max(0, card.score - 4),
        range_high=card.score and min(100, card.score + 4),
        band=card.band,
        duration_s=folder.duration_s,
        rubric_version=folder.header.rubric_version,
        app_version=folder.header.app_version,
        findings=card.findings,
    )


def tone_words(name: str) -> set[str]:
    """Return everything that the tone part of a golden call says: ids, names, sentences, and values that stand out.

    Left out is what the findings say too: silence and interruptions also count there (design.md, principle 3), with the
    same moments. And numbers of few digits, which stand for anything.
    """
    card = judged(name).scorecard
    moments = [moment for one in card.findings for moment in one.evidence]
    shared = {one.id for one in card.findings} | {one.quote for one in moments} | {str(one.start_s) for one in moments}
    return {word for word in _words(card.tone) if word not in shared}


def _words(value: object) -> set[str]:
    match value:
        case dict():
            ids = {key for key, item in value.items() if isinstance(item, dict)}
            return ids.union(*(_words(item) for item in value.values()))
        case list() | tuple():
            return set().union(*(_words(item) for item in value))
        case str():
            return {value} if len(value) > 4 else set()
        case float() if len(str(value)) > 5:
            return {str(value)}
        case _:
            return set()
