"""``voicedrill history``: the calls so far, and what becomes of them."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlalchemy import Row

from voicedrill import paths
from voicedrill.cli.history_archive import backup, restore
from voicedrill.cli.history_delete import command as delete
from voicedrill.cli.history_export import command as export
from voicedrill.cli.progress import shown_progress
from voicedrill.cli.trainee_option import trainee_option
from voicedrill.errors import UserError
from voicedrill.history.index import Filter
from voicedrill.report.wording import SKILLS, range_text
from voicedrill.runtime.call_history import OpenHistory, open_history
from voicedrill.scoring.rubric import FAMILIES
from voicedrill.scoring.trend import Trend, trends

_DIRECTIONS = {"up": "better than before", "down": "weaker than before", "same": "no change that is sure", "": ""}


@contextmanager
def shown_history(*, rebuild: bool = False) -> Iterator[OpenHistory]:
    """Open the history with a progress bar, and tell on stderr what was wrong with it or its calls."""
    with (
        shown_progress() as progress,
        open_history(lambda part: progress("Reading the calls", part), rebuild=rebuild) as opened,
    ):
        for problem in opened.changes.problems:
            click.echo(f"left out: {problem}", err=True)
        if opened.put_aside is not None:
            click.echo(f"The history was damaged and was made anew; the old file is {opened.put_aside}.", err=True)
        yield opened


@click.group("history")
def command() -> None:
    """List, compare, export, move and delete the calls of this machine."""


@command.command("list")
@click.option("--trainee", help="Only calls of this trainee.")
@click.option("--persona", "persona_id", help="Only calls with this customer.")
@click.option("--outcome", help="Only calls that ended so: resolved, hang_up …")
@click.option("--band", type=click.Choice(["ready", "nearly", "again"]), help="Only calls in this band.")
@click.option("--since", help="Only calls from this day on, for example 2026-11-01.")
@click.option("--until", help="Only calls up to this day.")
@click.option("--find", "words", default="", help="Only calls with these words in customer, case or sector.")
@click.option("--latest", type=click.IntRange(1), help="Only so many of the latest.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a call.")
def list_calls(
    trainee: str | None,
    persona_id: str | None,
    outcome: str | None,
    band: str | None,
    since: str | None,
    until: str | None,
    words: str,
    latest: int | None,
    as_json: bool,
) -> None:
    """List the calls in order of time, and what they take on the disk."""
    wanted = Filter(trainee, persona_id, outcome, band, _day("--since", since), _day("--until", until), words)
    with shown_history() as opened:
        rows = opened.history.calls(wanted, latest=latest)
        size_mb = opened.history.size_bytes() / 1e6
    for row in rows:
        if as_json:
            click.echo(
                json.dumps({name: value for name, value in zip(row._fields, row, strict=True) if name != "stamp"})
            )
        else:
            click.echo(_line(row))
    if not as_json:
        click.echo(f"{len(rows)} calls. All calls take {size_mb:.0f} MB in {paths.calls_dir()}.")


@command.command("rebuild")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def rebuild(*, as_json: bool) -> None:
    """Make the history again from the call folders, which are the truth."""
    with shown_history(rebuild=True) as opened:
        read, problems = opened.changes.read, len(opened.changes.problems)
    if as_json:
        click.echo(json.dumps({"calls": read - problems, "left_out": problems}))
    else:
        click.echo(f"{read - problems} calls are in the history; {problems} cannot be read.")


@command.command("trends")
@trainee_option("Whose skills")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show_trends(trainee: str, *, as_json: bool) -> None:
    """Show each skill over the calls, with how far that can be trusted."""
    with shown_history() as opened:
        found = trends(opened.history.marks(Filter(trainee=trainee)))
        others = [one for one in opened.history.trainees() if one != trainee]
    if as_json:
        click.echo(json.dumps({skill: _as_json(one) for skill, one in found.items()}))
        return
    if not found:
        known = f" There are calls of: {', '.join(others)} (--trainee)." if others else ""
        raise UserError(f"No call of '{trainee}' was scored yet. Practise one with: voicedrill call.{known}")
    for family, skills in FAMILIES.items():
        for skill in (one for one in skills if one in found):
            click.echo(f"{family:7}{SKILLS[skill]:20}{_words(found[skill])}")
    click.echo("In 8 of 10 cases the true level lies in the range. Skills are compared, never totals.")


command.add_command(backup)
command.add_command(restore)
command.add_command(export)
command.add_command(delete)


def _day(option: str, text: str | None) -> str | None:
    try:
        return None if text is None else dt.date.fromisoformat(text).isoformat()
    except ValueError:
        raise UserError(f"{option}: '{text}' is no day. Write it as 2026-11-23.") from None


def _line(row: Row[Any]) -> str:
    if row.problem:
        return f"{row.id}: {row.problem}"
    score = "not scored"
    if row.score is not None:
        score = f"{row.score} ({range_text((row.range_low, row.range_high))}), {row.band}"
    return f"{row.id}: {row.name}, {row.case_title}; {row.outcome.replace('_', ' ')}; {score}"


def _as_json(one: Trend) -> dict[str, object]:
    values = {"level": one.level, "reach": one.reach, "change": one.change, "change_reach": one.change_reach}
    plain = {name: None if value is None else round(value, 3) for name, value in values.items()}
    return {"calls": one.calls, **plain, "direction": one.direction or None}


def _words(one: Trend) -> str:
    low, high = max(0.0, one.level - one.reach), min(1.0, one.level + one.reach)
    calls = "1 call" if one.calls == 1 else f"{one.calls} calls"
    text = f"{100 * one.level:3.0f}  ({100 * low:.0f}–{100 * high:.0f}, {calls})"
    return f"{text}  {_DIRECTIONS[one.direction]}".rstrip()
