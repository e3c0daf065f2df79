"""A call as history and exports tell of it: who practised what, and how it went; no tone, and words only in quotes."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from voicedrill.errors import DataError
from voicedrill.history.folder import EVENTS_JSONL, casting_of, read_header
from voicedrill.history.kept_score import KeptScore, kept_score
from voicedrill.scoring.score_range import score_range
from voicedrill.scoring.scorecard import Scorecard

Judge = Callable[[Path], None]
"""Judges the call in a folder and keeps the result there as ``score.json``; raises `UserError` when it cannot."""

_NAME_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})-(\d{2})(\d{2})(\d{2})(?:-|$)")


@dataclass(frozen=True, slots=True)
class CallResult:
    """One call.

    Attributes
    ----------
    id : str
        Name of the call folder.
    started_at : str
        Wall time, ISO 8601, with the offset from UTC where it is known; empty where nothing is known.
    trainee : str
        Who practised.
    persona_id, name, title, kind, case_id, case_title, sector, difficulty, seed
        Who called about what; ``difficulty`` is 1 to 5.
    duration_s : float
        Length of the call, seconds.
    app_version : str
        The program that made the call.
    rubric_version : int
        The rubric that judged it; 0 where that is not known.
    card : Scorecard
        How it went.
    """

    id: str
    started_at: str
    trainee: str
    persona_id: str
    name: str
    title: str
    kind: str
    case_id: str
    case_title: str
    sector: str
    difficulty: int
    seed: int
    duration_s: float
    app_version: str
    rubric_version: int
    card: Scorecard

    @property
    def score_range(self) -> tuple[int | None, int | None]:
        """Between these, 0..100, the true score lies in 8 of 10 cases; None without a score."""
        return score_range(self.card) or (None, None)


def read_result(folder: Path, judge: Judge) -> CallResult:
    """Return the result of a call; ``judge`` is asked for one that was not judged yet.

    Raises
    ------
    voicedrill.errors.UserError
        When the folder is no call folder, or it is damaged.
    OSError
        When it cannot be read.
    """
    header = read_header(folder)
    casting = casting_of(folder, header)
    duration_s = _duration_s(folder / EVENTS_JSONL)
    score = kept_score(folder) or _judged(folder, judge)
    return CallResult(
        id=folder.name,
        started_at=header.started_at or _time_of_name(folder.name),
        trainee=header.trainee,
        persona_id=header.persona_id,
        name=casting.persona.name,
        title=casting.persona.title,
        kind=casting.persona.kind,
        case_id=header.case,
        case_title=casting.written(casting.case.title),
        sector=casting.persona.sector,
        difficulty=casting.persona.difficulty,
        seed=header.seed,
        duration_s=round(duration_s, 3),
        app_version=header.app_version,
        rubric_version=score.rubric_version or 0,
        card=score.card,
    )


def _judged(folder: Path, judge: Judge) -> KeptScore:
    judge(folder)
    score = kept_score(folder)
    if score is None:
        raise DataError(f"The result of '{folder}' cannot be kept in it. Make the folder writable.")
    return score


def _duration_s(events: Path) -> float:
    """Return the latest time any event speaks of; a cut last line is ignored."""
    try:
        lines = events.read_bytes().split(b"\n")
    except FileNotFoundError:
        raise DataError(f"'{events.parent}' has no {events.name}: nothing is known of the call.") from None
    return max(_times(lines), default=0.0)


def _times(lines: Iterable[bytes]) -> Iterable[float]:
    for line in lines:
        try:
            event = json.loads(line)
            yield max(float(event["t_s"]), float(event.get("end_s", 0.0)))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # a damaged line is told when the call is judged


def _time_of_name(name: str) -> str:
    """Return the wall time in a folder's name, local and without an offset; empty where there is none."""
    found = _NAME_TIME.match(name)
    text = f"{found[1]}T{found[2]}:{found[3]}:{found[4]}" if found else ""
    try:
        return dt.datetime.fromisoformat(text).isoformat()
    except ValueError:
        return ""
