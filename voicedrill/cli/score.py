"""``voicedrill score``: what was done well, what to change, and the score."""

import json
from pathlib import Path

import click

from voicedrill.errors import UserError
from voicedrill.runtime.debrief import debrief
from voicedrill.scoring.highlights import highlights
from voicedrill.scoring.scorecard import Finding, Scorecard, scorecard_json


@click.command("score")
@click.argument("call_dirs", metavar="CALL_DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON only, a line for each call.")
def command(call_dirs: tuple[Path, ...], *, as_json: bool) -> None:
    """Judge calls by the rubric and keep the result in each folder as score.json."""
    failures = []
    for call_dir in call_dirs:
        try:
            card = debrief(call_dir).scorecard
        except UserError as error:
            failures.append(str(error))
            continue
        if as_json:
            click.echo(json.dumps({"call_dir": str(call_dir), **scorecard_json(card)}, sort_keys=True))
        else:
            click.echo(_readable(call_dir, card))
    if failures:
        raise UserError("\n".join(failures))


def _readable(call_dir: Path, card: Scorecard) -> str:
    chosen = highlights(card)
    score = "not scored: the call was cut off or too short to judge" if card.score is None else _score(card)
    lines = [f"{call_dir}: {score} (outcome: {card.outcome})"]
    lines += [f"  Keep    {finding.why}" for finding in chosen.keep]
    lines += [line for finding in chosen.change for line in _change(finding)]
    return "\n".join(lines)


def _score(card: Scorecard) -> str:
    return f"{card.score} of 100, {card.band}"


def _change(finding: Finding) -> list[str]:
    return [f"  Change  {finding.why}", f"          Try: {finding.try_}"]
