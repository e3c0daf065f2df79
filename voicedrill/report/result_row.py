"""What the exports tell of a call, from its result."""

import datetime as dt

from voicedrill.history.call_result import CallResult
from voicedrill.report.csv_tables import ResultRow


def result_row(call: CallResult) -> ResultRow:
    """Return the row of a call; a start whose offset from UTC is not known is left out."""
    low, high = call.score_range
    return ResultRow(
        call_id=call.id,
        started_at=_moment(call.started_at),
        trainee=call.trainee,
        persona_id=call.persona_id,
        persona_name=call.name,
        case=call.case_id,
        sector=call.sector,
        difficulty=call.difficulty,
        seed=call.seed,
        outcome=call.card.outcome,
        score=call.card.score,
        range_low=low,
        range_high=high,
        band=call.card.band,
        duration_s=call.duration_s,
        rubric_version=call.rubric_version,
        app_version=call.app_version,
        findings=call.card.findings,
    )


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
