"""``voicedrill score``: what was done well, what to change, and the score."""

import math
from pathlib import Path

import click

from voicedrill.cli.score_run import How, compare, score
from voicedrill.errors import UserError
from voicedrill.runtime.appealing import confirm, correct, dispute, undo
from voicedrill.runtime.detecting import WITHOUT_MODEL, load_detector, sentence_model

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
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="Judge in so many processes; 1.")
@click.option(
    "--dask",
    "cluster",
    metavar="ADDRESS",
    help="Judge on the Dask cluster with this scheduler; its workers see the same files.",
)
@click.option("--resume", is_flag=True, help="Take the kept score of calls that nothing has changed since.")
@click.option("--retranscribe", is_flag=True, help="Also decode your words again from the recording; the score stays.")
@click.option(
    "--compare", "comparing", is_flag=True, help="Show what today's rubric changes in the kept scores; write nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON only, a line for each call.")
def command(
    call_dirs: tuple[Path, ...],
    *,
    corrections: tuple[tuple[str, str], ...],
    disputes: tuple[tuple[str, str], ...],
    confirmations: tuple[tuple[str, str], ...],
    undone: bool,
    jobs: int,
    cluster: str | None,
    resume: bool,
    retranscribe: bool,
    comparing: bool,
    as_json: bool,
) -> None:
    """Judge calls by the rubric and keep the result in each folder as score.json.

    Where the program is wrong, say so with --correct, --dispute or --confirm: it is kept in notes.json beside the
    call, and the call is scored again. Words that were heard and the clock stand against a dispute; it is kept and
    shown all the same.
    """
    appeals = len(corrections) + len(disputes) + len(confirmations)
    _check(jobs, cluster, writes=bool(appeals or undone or resume or retranscribe), comparing=comparing)
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
    how = How(jobs, cluster, as_json)
    if comparing:
        compare(call_dirs, how)
    else:
        score(call_dirs, how, resume=resume, retranscribe=retranscribe)


def _check(jobs: int, cluster: str | None, *, writes: bool, comparing: bool) -> None:
    if cluster is not None and jobs > 1:
        raise UserError("--jobs is for this machine and --dask for a cluster. Give one of them.")
    if comparing and writes:
        raise UserError(
            "--compare judges everything anew and writes nothing: it does not go with --correct, --dispute, --confirm, "
            "--undo, --resume and --retranscribe. Leave it or them out."
        )


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
