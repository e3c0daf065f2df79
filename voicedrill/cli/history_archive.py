"""``voicedrill history backup`` and ``restore``: all calls in one file, for safety or another computer."""

from pathlib import Path

import click

from voicedrill.cli.progress import shown_progress
from voicedrill.runtime import backup as backups


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--trainee", help="Only calls of this trainee, and no customers.")
@click.option("--no-audio", is_flag=True, help="Leave the recordings out.")
def backup(file: Path, *, trainee: str | None, no_audio: bool) -> None:
    """Pack all calls and the customers of your own into FILE; results can be made again and are left out."""
    with shown_progress() as progress:
        packed = backups.back_up(file, progress, trainee=trainee, audio=not no_audio)
    for problem in packed.problems:
        click.echo(f"left out: {problem}", err=True)
    click.echo(packed.sentence)


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def restore(file: Path) -> None:
    """Put the calls and customers of a backup in place; what is there stays as it is."""
    with shown_progress() as progress:
        said = backups.restore(file, progress)
    click.echo(said)
