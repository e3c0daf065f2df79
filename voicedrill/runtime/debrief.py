"""The debrief: a finished call measured, judged and written up."""

import contextlib
import json
import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from voicedrill.errors import UserError
from voicedrill.history.folder import CallFolder, open_call
from voicedrill.history.kept_score import SCORE_JSON
from voicedrill.history.notes import Notes, read_notes
from voicedrill.report.contents import ReportContents, contents_of
from voicedrill.report.html import html_report
from voicedrill.report.kinds import REPORT_HTML, TRANSCRIPT_VTT
from voicedrill.report.vtt import vtt
from voicedrill.runtime.measuring import measure_call
from voicedrill.scoring.appeal import NO_APPEALS, Appeals
from voicedrill.scoring.appeals import corrected, corrected_turns
from voicedrill.scoring.judge import judge
from voicedrill.scoring.scorecard import Scorecard, WithoutNotes, scorecard_json
from voicedrill.speech.measurement import Measurement


@dataclass(frozen=True)
class Debrief:
    """A call with everything that was found in it.

    Attributes
    ----------
    folder : CallFolder
        The call; corrected turns have their corrected words.
    measurement : Measurement
        Timing and tone of the same call.
    scorecard : Scorecard
        The result, after all appeals.
    notes : Notes
        What people added.
    """

    folder: CallFolder
    measurement: Measurement
    scorecard: Scorecard
    notes: Notes = field(default_factory=Notes)

    @cached_property
    def contents(self) -> ReportContents:
        """What a report of the call says."""
        return contents_of(self.folder, self.measurement, self.scorecard, self.notes)


def debrief(path: Path) -> Debrief:
    """Measure and judge the call in a folder and keep the result there as ``score.json``.

    The same events and notes always give the same bytes. A folder that cannot be written is judged all the same.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder, or it or its notes are damaged.
    """
    result = assess(open_call(path), read_notes(path))
    keep_score(result)
    return result


def assess(folder: CallFolder, notes: Notes) -> Debrief:
    """Measure and judge a call as its people want it heard; nothing is written."""
    measurement = measure_call(folder)
    card = _judged(folder, measurement, NO_APPEALS)
    if not notes.appeals:
        return Debrief(folder, measurement, card, notes)
    put_right = corrected_turns(folder.events, notes.corrections)
    if notes.corrections:
        folder = replace(folder, events=corrected(folder.events, notes.corrections))
        measurement = measure_call(folder)
    after = _judged(folder, measurement, notes.appeals)
    if after != card:
        after = replace(after, without_notes=WithoutNotes(card.score, card.band))
    return Debrief(folder, measurement, replace(after, corrected=put_right), notes)


def keep_score(result: Debrief) -> None:
    """Write ``score.json`` into the call folder, where it can be written."""
    with contextlib.suppress(OSError):  # a call on a read-only disk can be judged all the same
        _write(result.folder.path / SCORE_JSON, score_text(result.scorecard))


def _judged(folder: CallFolder, measurement: Measurement, appeals: Appeals) -> Scorecard:
    return judge(
        folder.events,
        folder.casting,
        measurement,
        folder.outcome,
        folder.duration_s,
        baseline=folder.header.baseline,
        appeals=appeals,
    )


def write_reports(result: Debrief) -> tuple[Path, Path]:
    """Write ``report.html`` and ``transcript.vtt`` into the call folder and return their paths.

    Raises
    ------
    voicedrill.errors.UserError
        When the folder cannot be written.
    """
    report = result.folder.path / REPORT_HTML
    transcript = result.folder.path / TRANSCRIPT_VTT
    save(report, html_report(result.contents))
    save(transcript, vtt(result.folder))
    return report, transcript


def save(path: Path, content: str | bytes) -> None:
    """Write a file as a whole or not at all; text as UTF-8.

    Raises
    ------
    voicedrill.errors.UserError
        When it cannot be written.
    """
    try:
        _write(path, content)
    except OSError as error:
        raise UserError(
            f"'{path}' cannot be written: {error.strerror}. Free some space or choose another place."
        ) from error


def score_text(card: Scorecard) -> str:
    """Return the content of ``score.json``: sorted keys, no path, no wall time."""
    return json.dumps(scorecard_json(card), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _write(path: Path, content: str | bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
