"""A row of the history, made from a call folder."""

import hashlib
from pathlib import Path

from voicedrill.errors import UserError
from voicedrill.history.call_result import CallResult, Judge, read_result
from voicedrill.history.folder import AUDIO_WAV, CALL_JSON, EVENTS_JSONL
from voicedrill.history.kept_score import SCORE_JSON
from voicedrill.history.notes import NOTES_JSON
from voicedrill.history.tables import CallRow, MarkRow
from voicedrill.scoring.score_range import skill_estimates

_SOURCES = (CALL_JSON, EVENTS_JSONL, NOTES_JSON, SCORE_JSON, AUDIO_WAV)


def is_call(folder: Path) -> bool:
    """Tell whether a folder is meant as a call: hidden ones are half made or half deleted."""
    return folder.is_dir() and not folder.name.startswith(".")


def stamp(folder: Path) -> str:
    """Return what changes when one of the files of a call changes: a digest of their sizes and times."""
    parts = []
    for name in _SOURCES:
        try:
            found = (folder / name).stat()
        except OSError:
            continue
        parts.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def row_of(folder: Path, judge: Judge) -> CallRow:
    """Return the row of a call; one that cannot be read has its `problem`."""
    try:
        return _row(folder, read_result(folder, judge))
    except UserError as error:
        return CallRow(id=folder.name, stamp=stamp(folder), problem=str(error))
    except OSError as error:
        problem = f"'{folder}' cannot be read: {error.strerror or error}."
        return CallRow(id=folder.name, stamp=stamp(folder), problem=problem)


def _row(folder: Path, call: CallResult) -> CallRow:
    low, high = call.score_range
    return CallRow(
        id=call.id,
        stamp=stamp(folder),
        started_at=call.started_at or None,
        trainee=call.trainee,
        persona_id=call.persona_id,
        name=call.name,
        title=call.title,
        kind=call.kind,
        sector=call.sector,
        difficulty=call.difficulty,
        case_id=call.case_id,
        case_title=call.case_title,
        seed=call.seed,
        outcome=call.card.outcome,
        score=call.card.score,
        range_low=low,
        range_high=high,
        band=call.card.band,
        duration_s=call.duration_s,
        rubric_version=call.rubric_version,
        app_version=call.app_version,
        size_bytes=sum(path.stat().st_size for path in folder.iterdir() if path.is_file()),
        recorded=(folder / AUDIO_WAV).is_file(),
        marks=[
            MarkRow(position=position, skill=skill, score=one.score, error=one.error, weight=one.weight)
            for position, (skill, one) in enumerate(skill_estimates(call.card).items())
        ],
    )
