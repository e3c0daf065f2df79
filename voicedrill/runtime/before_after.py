"""The two calls that a course is measured with: planned once a trainee, found again among the calls."""

import contextlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from voicedrill import paths
from voicedrill.errors import DataError, UserError
from voicedrill.history.call_result import CallResult
from voicedrill.history.folder import read_header
from voicedrill.history.index import Filter, History
from voicedrill.persona.schema import Persona
from voicedrill.runtime.exports import results_of
from voicedrill.scoring.before_after import changes
from voicedrill.scoring.matched_pair import FixedCall, matched_pair
from voicedrill.scoring.score_range import skill_estimates

PAIRS_JSON = "before-after.json"
When = Literal["before", "after"]


class _Pair(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    before: FixedCall
    after: FixedCall


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    trainees: dict[str, _Pair] = {}


def planned(trainee: str) -> tuple[FixedCall, FixedCall] | None:
    """Return the pair that was planned for a trainee; None when none was.

    Raises
    ------
    voicedrill.errors.DataError
        When the file of the pairs is damaged.
    """
    pair = _read().trainees.get(trainee)
    return (pair.before, pair.after) if pair else None


def plan(trainee: str, personas: list[Persona], history: History, seed: int) -> tuple[FixedCall, FixedCall]:
    """Choose and keep two calls with customers that the trainee has not met; a pair that was planned stays.

    Raises
    ------
    voicedrill.errors.UserError
        When too few customers are left, or the plan cannot be kept.
    """
    known = planned(trainee)
    if known is not None:
        return known
    pair = matched_pair(personas, {row.persona_id for row in history.calls(Filter(trainee=trainee))}, seed)
    if pair is None:
        raise UserError(
            f"'{trainee}' has met nearly every customer, so no two new ones of the same difficulty are left. "
            "Add customers, or plan this at the beginning of a course."
        )
    _write(_read().trainees | {trainee: _Pair(before=pair[0], after=pair[1])})
    return pair


def forget(trainee: str) -> None:
    """Delete the plan of a trainee; raises `UserError` when the file cannot be written."""
    with contextlib.suppress(DataError):
        known = _read().trainees
        if trainee in known:
            _write({name: pair for name, pair in known.items() if name != trainee})


def written_page(trainee: str, history: History) -> bytes:
    """Return the page that compares the latest call of each kind.

    Raises
    ------
    voicedrill.errors.UserError
        When nothing was planned, or one of the two calls is not there or has no score.
    """
    pair = planned(trainee)
    if pair is None:
        raise UserError(f"Nothing is planned for '{trainee}'. Begin with: voicedrill compare plan")
    before = _result(trainee, pair[0], "before", history)
    after = _result(trainee, pair[1], "after", history)
    found = changes(skill_estimates(before.card), skill_estimates(after.card))
    from voicedrill.report.before_after_pdf import before_after_pdf  # noqa: PLC0415 - slow to load

    return before_after_pdf(before, after, found)


def _result(trainee: str, call: FixedCall, when: When, history: History) -> CallResult:
    rows = [
        row
        for row in history.calls(Filter(trainee=trainee, persona_id=call.persona_id))
        if (row.case_id, row.seed) == (call.case, call.seed) and row.score is not None and not _had_hints(row.id)
    ]
    if not rows:
        raise UserError(f"The call {when} the course is missing or has no score. Do it with: voicedrill compare {when}")
    found = results_of([paths.calls_dir() / rows[-1].id])
    for problem in found.problems:
        raise UserError(problem)
    return found.calls[0]


def _had_hints(name: str) -> bool:
    return bool(read_header(paths.calls_dir() / name).settings.get("cues"))


def _file() -> Path:
    return paths.data_dir() / PAIRS_JSON


def _read() -> _File:
    try:
        return _File.model_validate_json(_file().read_bytes())
    except FileNotFoundError:
        return _File()
    except OSError as error:
        raise DataError(f"'{_file()}' cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        raise DataError(f"'{_file()}' is damaged. Restore it from a backup, or delete it and plan anew.") from error


def _write(pairs: dict[str, _Pair]) -> None:
    plain = {name: {"before": asdict(pair.before), "after": asdict(pair.after)} for name, pair in pairs.items()}
    text = json.dumps({"trainees": plain}, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    part = _file().with_name(f".{PAIRS_JSON}.{os.getpid()}.part")
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(_file())
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise UserError(f"The plan cannot be kept in '{_file()}': {error.strerror}. Free some space.") from error
