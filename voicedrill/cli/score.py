"""``voicedrill score``: what was done well, what to change, and the score."""

import json
import math
from pathlib import Path

import click

from voicedrill.errors import UserError
from voicedrill.runtime.appealing import confirm, correct, dispute, undo
from voicedrill.runtime.debrief import debrief
from voicedrill.runtime.detecting import WITHOUT_MODEL, load_detector, sentence_model
from voicedrill.scoring.appeals import is_disputable, unconfirmed
from voicedrill.scoring.highlights import highlights
from voicedrill.scoring.scorecard import Finding, Scorecard, scorecard_json

_ANSWERS = {"yes": True, "no": False}


class _Pair(click.ParamType):
    """Two parts with a sign between them."""

    def __init__(self, first: str, sign: str, second: str) -> None:
        self.name = f"{first}{sign}{second}"
        self._sign = sign

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Split at the first sign."""
        first, sign, second = value.partition(self._sign)
        if not sign or not first.strip():
            self.fail(f"'{value}' is not of the form {self.name}.", param, ctx)
        return first.strip(), second.strip()


@click.command("score")
@click.argument("call_dirs", metavar="CALL_DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--correct",
    "corrections",
    metavar="SECONDS=TEXT",
    multiple=True,
    type=_Pair("SECONDS", "=", "TEXT"),
    help="What you really said in your turn at that second of the call; no TEXT when you said nothing.",
)
@click.option(
    "--dispute",
    "disputes",
    metavar="FINDING@SECONDS",
    multiple=True,
    type=_Pair("FINDING", "@", "SECONDS"),
    help='"I did, here": the turn at that second shows what was not found.',
)
@click.option(
    "--confirm",
    "confirmations",
    metavar="ITEM=yes|no",
    multiple=True,
    type=_Pair("ITEM", "=", "yes|no"),
    help="Whether you said what fails the call by itself; it is provisional until you answer.",
)
@click.option("--undo", "undone", is_flag=True, help="Take the last of these back.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON only, a line for each call.")
def command(
    call_dirs: tuple[Path, ...],
    *,
    corrections: tuple[tuple[str, str], ...],
    disputes: tuple[tuple[str, str], ...],
    confirmations: tuple[tuple[str, str], ...],
    undone: bool,
    as_json: bool,
) -> None:
    """Judge calls by the rubric and keep the result in each folder as score.json.

    Where the program is wrong, say so with --correct, --dispute or --confirm: it is kept in notes.json beside the
    call, and the call is scored again. Words that were heard and the clock stand against a dispute; it is kept and
    shown all the same.
    """
    appeals = len(corrections) + len(disputes) + len(confirmations)
    if (appeals or undone) and len(call_dirs) > 1:
        raise UserError("--correct, --dispute, --confirm and --undo change one call. Give one CALL_DIR.")
    if appeals + undone > 1:
        raise UserError("One change at a time: give one of --correct, --dispute, --confirm and --undo.")
    for t_s, text in corrections:
        correct(call_dirs[0], _seconds("--correct", t_s), text, load_detector())
        if text and sentence_model() is None:
            click.echo(WITHOUT_MODEL, err=True)
    for finding, t_s in disputes:
        dispute(call_dirs[0], finding, _seconds("--dispute", t_s))
    for item, said in confirmations:
        confirm(call_dirs[0], item, _answer(said))
    if undone:
        undo(call_dirs[0])
    _show(call_dirs, as_json)


def _show(call_dirs: tuple[Path, ...], as_json: bool) -> None:
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


def _seconds(option: str, text: str) -> float:
    try:
        t_s = float(text)
    except ValueError:
        t_s = math.nan
    if not math.isfinite(t_s):
        raise UserError(f"{option}: '{text}' is no number of seconds. Give the second of the call, for example 12.5.")
    return t_s


def _answer(text: str) -> bool:
    if text not in _ANSWERS:
        raise UserError(f"--confirm: '{text}' is neither yes nor no.")
    return _ANSWERS[text]


def _readable(call_dir: Path, card: Scorecard) -> str:
    chosen = highlights(card)
    score = "not scored: the call was cut off or too short to judge" if card.score is None else _score(card)
    lines = [f"{call_dir}: {score} (outcome: {card.outcome})"]
    lines += [
        f"  Fails   Did you say that? Answer with --confirm {item}=yes or {item}=no" for item in unconfirmed(card)
    ]
    lines += [f"  Keep    {finding.why}" for finding in chosen.keep]
    lines += [line for finding in chosen.change for line in _change(finding)]
    return "\n".join(lines)


def _score(card: Scorecard) -> str:
    first = card.without_notes
    before = "" if first is None or first.score is None else f"; {first.score} without your notes"
    return f"{card.score} of 100, {card.band}{before}"


def _change(finding: Finding) -> list[str]:
    lines = [f"  Change  {finding.why}", f"          Try: {finding.try_}"]
    if is_disputable(finding):
        lines.append(f"          I did, here: --dispute {finding.id}@SECONDS")
    return lines
