"""The report of a call in each of its formats."""

from pathlib import Path

from voicedrill.errors import UserError
from voicedrill.history.folder import open_call
from voicedrill.report.csv_tables import ResultRow, findings_csv
from voicedrill.report.html import html_report
from voicedrill.report.kinds import Kind
from voicedrill.report.result_row import result_row
from voicedrill.report.vtt import vtt
from voicedrill.report.xapi import xapi_lines
from voicedrill.runtime.debrief import debrief
from voicedrill.runtime.exports import results_of


def report_file(call_dir: Path, kind: Kind, *, audio: bool = True, actor: str = "") -> str | bytes:
    """Return the content of a report.

    Parameters
    ----------
    call_dir : Path
        The call folder.
    kind : Kind
        The format.
    audio : bool
        Put the recording into the HTML page.
    actor : str
        The pseudonym for xAPI statements.

    Raises
    ------
    voicedrill.errors.UserError
        When the call cannot be read.
    """
    match kind:
        case "html":
            return html_report(debrief(call_dir).contents, audio=audio)
        case "pdf":
            from voicedrill.report.pdf import pdf_report  # noqa: PLC0415 - slow to load

            return pdf_report(debrief(call_dir).contents)
        case "vtt":
            return vtt(open_call(call_dir))
        case "csv":
            return findings_csv([_row(call_dir)]).encode("utf-8-sig")
        case "xapi":
            return xapi_lines(_row(call_dir), actor=actor)


def _row(call_dir: Path) -> ResultRow:
    found = results_of([call_dir])
    for problem in found.problems:
        raise UserError(problem)
    return result_row(found.calls[0])
