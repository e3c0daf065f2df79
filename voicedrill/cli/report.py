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


_HELP = {
    "html": "One page with findings, timeline, transcript and sound.",
    "pdf": "The same for paper.",
    "vtt": "The transcript as WebVTT subtitles.",
    "csv": "A table with one row a finding.",
    "xapi": "Statements for a learning record store, one a line.",
}


def _kinds(command: Callable[..., None]) -> Callable[..., None]:
    for kind in reversed(_HELP):
        command = click.option(f"--{kind}", kind, is_flag=True, help=_HELP[kind])(command)
    return command


@click.command("report")
@click.argument("call_dir", type=click.Path(path_type=Path))
@_kinds
@click.option("--no-audio", is_flag=True, help="Leave the recording out of the HTML page.")
@click.option("--actor", default="", help="The pseudonym for xAPI statements.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def command(call_dir: Path, *, no_audio: bool, actor: str, output: Path | None, **kinds: bool) -> None:
    """Write a report of a call, by default into its folder, and print where it is."""
    chosen = [kind for kind, wanted in kinds.items() if wanted]
    if len(chosen) != 1:
        raise UserError("Say which one report you want: --html, --pdf, --vtt, --csv or --xapi.")
    (kind,) = chosen
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
