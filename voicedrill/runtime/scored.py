"""A call judged, or what was judged of it where nothing has changed since."""

from pathlib import Path

from voicedrill.history.folder import AUDIO_WAV, CALL_JSON, EVENTS_JSONL
from voicedrill.history.kept_score import SCORE_JSON, kept_score
from voicedrill.history.notes import NOTES_JSON
from voicedrill.runtime.debrief import debrief
from voicedrill.scoring.rubric import RUBRIC_VERSION
from voicedrill.scoring.scorecard import Scorecard

_MADE_FROM = (CALL_JSON, EVENTS_JSONL, NOTES_JSON, AUDIO_WAV)


def scored(call_dir: Path) -> Scorecard:
    """Judge a call and keep the result there.

    Raises
    ------
    voicedrill.errors.DataError
        As `voicedrill.runtime.debrief.debrief`.
    """
    return debrief(call_dir).scorecard


def scored_once(call_dir: Path) -> Scorecard:
    """Return the kept score where it is of this rubric and newer than the call; else judge it as `scored`."""
    kept = kept_score(call_dir) if _is_newer(call_dir) else None
    return kept.card if kept is not None and kept.rubric_version == RUBRIC_VERSION else scored(call_dir)


def _is_newer(call_dir: Path) -> bool:
    """Whether the score is newer than all that it follows from; of the same tick of the disk's clock nobody knows."""
    try:
        written_ns = (call_dir / SCORE_JSON).stat().st_mtime_ns
        parts = [path for name in _MADE_FROM if (path := call_dir / name).exists()]
        return bool(parts) and all(path.stat().st_mtime_ns < written_ns for path in parts)
    except OSError:
        return False
