"""``voicedrill report``: a call written up for reading and hearing, or for other programs."""

from collections.abc import Callable
from pathlib import Path

import click

from voicedrill.errors import UserError
from voicedrill.report.kinds import FILES, KINDS
from voicedrill.runtime.debrief import save
from voicedrill.runtime.report_files import report_file

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
    kind = next(one for one in KINDS if one in chosen)
    path = output or call_dir / FILES[kind]
    save(path, report_file(call_dir, kind, audio=not no_audio, actor=actor))
    click.echo(str(path))
