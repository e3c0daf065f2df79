"""``voicedrill play``: a call by text."""

import json
from pathlib import Path

import click

from voicedrill.cli.typed import typed_lines
from voicedrill.persona.casting import Casting
from voicedrill.persona.temper import mood
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.detecting import WITHOUT_MODEL, load_detector, sentence_model
from voicedrill.runtime.earlier_promise import case_after
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.text_call import Answer, TextCall


@click.command("play")
@click.argument("persona")
@click.option("--case", "case_id", help="Case of the customer; drawn by the seed when not given.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Draws case, facts and wordings.")
@click.option("--after", type=click.Path(path_type=Path), help="An earlier call, which this one comes back to.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(persona: str, case_id: str | None, seed: int, after: Path | None, as_json: bool) -> None:
    """Practise with PERSONA by typing: one line a turn; an empty line is 8 seconds of silence."""
    found = find_persona(persona)[0]
    promise = None
    if after is not None:
        case_id, promise = case_after(after, found)
    casting = cast_case(found, case_id, seed, promise)
    if sentence_model() is None:
        click.echo(WITHOUT_MODEL, err=True)
    call = TextCall(casting, load_detector())
    _show(call.open(), casting, as_json)
    for line in typed_lines():
        answer = call.type(line)
        _show(answer, casting, as_json)
        if answer.ended is not None:
            return
    _show(call.hang_up(), casting, as_json)


def _show(answer: Answer, casting: Casting, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer.to_json(), ensure_ascii=False))
        return
    for change in answer.reasons:
        moved = ", ".join(f"{name} {value:+.2f}" for name, value in change.delta.items())
        quote = f' ("{change.quote}")' if change.quote else ""
        click.echo(f"    {moved}: {change.reason}{quote}")
    if answer.text:
        shown = "" if casting.persona.kind == "interview" else f" [{mood(answer.temper)}]"
        click.echo(f"{casting.persona.name}{shown}: {answer.text}")
    if answer.ended is not None:
        click.echo(f"-- the call is over: {answer.ended.replace('_', ' ')}")
