"""``voicedrill report``: a call written up for reading and hearing, or for other programs."""

from collections.abc import Callable
from pathlib import Path

import click

from voicedrill.errors import UserError
from voicedrill.history.folder import open_call
from voicedrill.report.csv_tables import ResultRow, findings_csv
from voicedrill.report.html import html_report
from voicedrill.report.pdf import pdf_report
from voicedrill.report.result_row import result_row
from voicedrill.report.vtt import vtt
from voicedrill.report.xapi import xapi_lines
from voicedrill.runtime.debrief import REPORT_HTML, TRANSCRIPT_VTT, debrief, save
from voicedrill.runtime.exports import results_of

_FILES = {
    "html": REPORT_HTML,
    "pdf": "report.pdf",
    "vtt": TRANSCRIPT_VTT,
    "csv": "findings.csv",
    "xapi": "xapi.jsonl",
}


@click.command("report")
@click.argument("call_dir", type=click.Path(path_type=Path))
@click.option("--html", "kind", flag_value="html", help="One page with findings, timeline, transcript and sound.")
@click.option("--pdf", "kind", flag_value="pdf", help="The same for paper.")
@click.option("--vtt", "kind", flag_value="vtt", help="The transcript as WebVTT subtitles.")
@click.option("--csv", "kind", flag_value="csv", help="A table with one row a finding.")
@click.option("--xapi", "kind", flag_value="xapi", help="Statements for a learning record store, one a line.")
@click.option("--no-audio", is_flag=True, help="Leave the recording out of the HTML page.")
@click.option("--actor", default="", help="The pseudonym for xAPI statements.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def command(call_dir: Path, *, kind: str | None, no_audio: bool, actor: str, output: Path | None) -> None:
    """Write a report of a call, by default into its folder, and print where it is."""
    if kind is None:
        raise UserError("Say which report you want: --html, --pdf, --vtt, --csv or --xapi.")
    make: dict[str, Callable[[], str | bytes]] = {
        "html": lambda: html_report(debrief(call_dir).contents, audio=not no_audio),
        "pdf": lambda: pdf_report(debrief(call_dir).contents),
        "vtt": lambda: vtt(open_call(call_dir)),
        "csv": lambda: findings_csv([_row(call_dir)]).encode("utf-8-sig"),
        "xapi": lambda: xapi_lines(_row(call_dir), actor=actor),
    }
    path = output or call_dir / _FILES[kind]
    save(path, make[kind]())
    click.echo(str(path))


def _row(call_dir: Path) -> ResultRow:
    found = results_of([call_dir])
    for problem in found.problems:
        raise UserError(problem)
    return result_row(found.calls[0])
