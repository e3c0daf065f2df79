"""``voicedrill personas next``: which customer and case to practise next, and why."""

import json
import shlex
from collections.abc import Mapping
from pathlib import Path

import click

from voicedrill.cli.trainee_option import trainee_option
from voicedrill.errors import UserError
from voicedrill.runtime.call_history import open_history
from voicedrill.runtime.library import list_personas
from voicedrill.runtime.trainee_history import path_of
from voicedrill.scoring.learning_path import Help, NextCall, PastCall, next_call

_LANGUAGES = ("clean", "mild", "strong")
"""From weak to strong."""
_HELP: Mapping[Help, str] = {
    "script": "read the good script first",
    "hints": "hints during the call",
    "none": "none, you can do it alone",
}


@click.command()
@click.option("--language", type=click.Choice(_LANGUAGES), default="strong", help="At most this strong.")
@trainee_option("Who practises")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(language: str, trainee: str, as_json: bool) -> None:
    """Recommend the next call, from the results of all calls so far.

    The weakest skill is practised, at most one step above the hardest difficulty mastered. Interviews are no part of
    the path.
    """
    entries = list_personas()
    known = [entry.persona for entry in entries if entry.persona is not None]
    with open_history() as opened:
        for row in opened.history.calls():
            if row.problem:
                click.echo(f"left out: {row.problem}", err=True)
        kept = path_of(opened.history, trainee, known)
    allowed = _LANGUAGES[: _LANGUAGES.index(language) + 1]
    advice = next_call([*kept.values()], [persona for persona in known if persona.language in allowed])
    if advice is None:
        raise UserError("There is no other call to go on to. Choose one yourself with: voicedrill personas list")
    after = _followed(advice, kept)
    if as_json:
        click.echo(json.dumps(_as_json(advice, after, len(kept)), ensure_ascii=False))
    else:
        click.echo(_readable(advice, after))


def _followed(advice: NextCall, kept: dict[Path, PastCall]) -> Path | None:
    """Return the latest judged call that the advised one comes back to; None where it follows none."""
    first = (advice.persona.id, advice.case.follows)
    found = (path for path, call in reversed(kept.items()) if (call.persona_id, call.case) == first)
    return next((path for path in found if kept[path].score is not None), None)


def _as_json(advice: NextCall, after: Path | None, calls: int) -> dict[str, object]:
    return {
        "id": advice.persona.id,
        "case": advice.case.id,
        "title": advice.persona.title,
        "difficulty": advice.persona.difficulty,
        "skill": advice.skill,
        "help": advice.help,
        "why": advice.why,
        "after": str(after) if after else None,
        "calls": calls,
    }


def _readable(advice: NextCall, after: Path | None) -> str:
    persona, case = advice.persona, advice.case
    lines = [
        f"Next: {persona.name}, {persona.title}: {case.title} (difficulty {persona.difficulty} of 5)",
        f"Why:  {advice.why}",
        f"Help: {_HELP[advice.help]}",
    ]
    if advice.help == "script":
        lines.append(f"      voicedrill personas show {persona.id} --case {case.id} --trainer")
    which = f"--after {shlex.quote(str(after))}" if after else f"--case {case.id}"
    without_hints = " --no-hints" if advice.help == "none" else ""
    lines.append(f"Call: voicedrill call {persona.id} {which}{without_hints}")
    return "\n".join(lines)
