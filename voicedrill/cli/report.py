"""``voicedrill report``: a call written up for reading and hearing."""

from pathlib import Path

import click

from voicedrill.errors import UserError
from voicedrill.history.folder import open_call
from voicedrill.report.html import html_report
from voicedrill.report.vtt import vtt
from voicedrill.runtime.debrief import REPORT_HTML, TRANSCRIPT_VTT, debrief, save


@click.command("report")
@click.argument("call_dir", type=click.Path(path_type=Path))
@click.option("--html", is_flag=True, help="One page with findings, timeline, transcript and sound.")
@click.option("--vtt", "as_vtt", is_flag=True, help="The transcript as WebVTT subtitles.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def command(call_dir: Path, *, html: bool, as_vtt: bool, output: Path | None) -> None:
    """Write a report of a call, by default into its folder, and print where it is."""
    if html == as_vtt:
        raise UserError("Say which one report you want: --html or --vtt.")
    if html:
        result = debrief(call_dir)
        path = output or call_dir / REPORT_HTML
        save(path, html_report(result.contents))
    else:
        path = output or call_dir / TRANSCRIPT_VTT
        save(path, vtt(open_call(call_dir)))
    click.echo(str(path))
