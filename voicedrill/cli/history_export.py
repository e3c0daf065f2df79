"""``voicedrill history export``: for spreadsheets and learning record stores."""

from collections.abc import Callable
from pathlib import Path

import click

from voicedrill import paths
from voicedrill.cli.progress import shown_progress
from voicedrill.errors import UserError
from voicedrill.history.index import Filter
from voicedrill.report.csv_tables import calls_csv, findings_csv
from voicedrill.report.result_row import result_row
from voicedrill.report.xapi import xapi_lines
from voicedrill.runtime.call_history import open_history
from voicedrill.runtime.debrief import save
from voicedrill.runtime.exports import Results, results_of


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--csv", "kind", flag_value="csv", help="TARGET is a folder: calls.csv, and findings.csv with all findings."
)
@click.option("--xapi", "kind", flag_value="xapi", help="TARGET is a file of xAPI statements, one a line.")
@click.option("--trainee", help="Only calls of this trainee.")
@click.option("--actor", default="", help="The pseudonym for xAPI statements.")
def command(target: Path, *, kind: str | None, trainee: str | None, actor: str) -> None:
    """Write the results of all calls to TARGET. Tone measures are never in it."""
    if kind is None:
        raise UserError("Say what to export: --csv or --xapi.")
    with shown_progress() as progress:
        with open_history(lambda part: progress("Reading the calls", part)) as opened:
            names = [row.id for row in opened.history.calls(Filter(trainee=trainee)) if not row.problem]
            problems = opened.changes.problems
        found = results_of([paths.calls_dir() / name for name in names], lambda part: progress("Exporting", part))
    for problem in (*problems, *found.problems):
        click.echo(f"left out: {problem}", err=True)
    for path, text in _files(target, kind, actor, found).items():
        save(path, text())
        click.echo(str(path))


def _files(target: Path, kind: str, actor: str, found: Results) -> dict[Path, Callable[[], str | bytes]]:
    rows = [result_row(call) for call in found.calls]
    if kind == "xapi":
        return {target: lambda: "".join(xapi_lines(row, actor=actor) for row in rows)}
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"The folder '{target}' cannot be made: {error.strerror}. Choose another place.") from error
    return {
        target / "calls.csv": lambda: calls_csv(rows).encode("utf-8-sig"),
        target / "findings.csv": lambda: findings_csv(rows).encode("utf-8-sig"),
    }
