"""``voicedrill history backup`` and ``restore``: all calls in one file, for safety or another computer."""

from pathlib import Path

import click

from voicedrill import paths
from voicedrill.cli.progress import shown_progress
from voicedrill.history.archive import Counts, read_archive, write_archive
from voicedrill.history.index import Filter
from voicedrill.runtime.call_history import open_history
from voicedrill.runtime.library import persona_files, personas_dir


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--trainee", help="Only calls of this trainee, and no customers.")
@click.option("--no-audio", is_flag=True, help="Leave the recordings out.")
def backup(file: Path, *, trainee: str | None, no_audio: bool) -> None:
    """Pack all calls and the customers of your own into FILE; results can be made again and are left out."""
    with shown_progress() as progress:
        with open_history(lambda part: progress("Reading the calls", part)) as opened:
            rows = [row for row in opened.history.calls(Filter(trainee=trainee)) if not row.problem]
        own = persona_files([personas_dir()]) if trainee is None and personas_dir().is_dir() else []
        summary = write_archive(
            [paths.calls_dir() / row.id for row in rows],
            file,
            audio=not no_audio,
            tell=lambda part: progress("Packing", part),
            extra={f"personas/{path.name}": path for path in own},
        )
    for problem in opened.changes.problems:
        click.echo(f"left out: {problem}", err=True)
    click.echo(f"{summary.calls} calls and {summary.personas} customers in {file} ({summary.size_bytes / 1e6:.1f} MB).")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Put the calls and customers of a backup in place; what is there stays as it is."""
    with shown_progress() as progress:
        found = read_archive(
            file, paths.calls_dir(), personas_dir=personas_dir(), tell=lambda part: progress("Checking", part)
        )
    click.echo(f"Calls: {_words(found.calls)}. Customers: {_words(found.personas)}.")


def _words(counts: Counts) -> str:
    return f"{counts.restored} restored, {counts.renamed} under a new name, {counts.skipped} were there already"
