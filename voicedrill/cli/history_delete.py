"""``voicedrill history delete``: calls, all of one trainee, or what is old, after a question."""

import datetime as dt

import click

from voicedrill.errors import UserError
from voicedrill.runtime.call_history import calls_of, delete, delete_trainee, folders_of, older_than, open_history


@click.command("delete")
@click.argument("calls", nargs=-1)
@click.option("--trainee", help="Everything of this trainee: all calls, and what the headset checks know.")
@click.option(
    "--older-than", "older_than_days", type=click.IntRange(0), metavar="DAYS", help="All calls older than so many days."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(calls: tuple[str, ...], trainee: str | None, older_than_days: int | None, *, yes: bool) -> None:
    """Delete CALLS (names as in 'history list') for good: recording, words, notes and results."""
    if sum((bool(calls), trainee is not None, older_than_days is not None)) != 1:
        raise UserError("Say what to delete: names of calls, or --trainee NAME, or --older-than DAYS.")
    with open_history() as opened:
        history = opened.history
        if trainee is not None:
            names = calls_of(history, trainee)
            _ask(f"Delete everything of '{trainee}': {_count(names)} and what the headset checks know?", yes=yes)
            delete_trainee(history, trainee)
        else:
            today = dt.datetime.now().astimezone().date()
            names = list(calls) if older_than_days is None else older_than(history, older_than_days, today)
            folders_of(names)
            if names:
                _ask(f"Delete {_count(names)} for good?", yes=yes)
                delete(history, names)
    click.echo(f"{_count(names)} deleted.")


def _count(names: list[str]) -> str:
    return "1 call" if len(names) == 1 else f"{len(names)} calls"


def _ask(question: str, *, yes: bool) -> None:
    if not yes and not click.confirm(question):
        raise UserError("Nothing was deleted.")
