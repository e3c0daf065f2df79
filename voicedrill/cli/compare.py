"""``voicedrill compare``: one call before a course, one after it, and what changed."""

import random
from pathlib import Path

import click

from voicedrill.cli.live_call import call_live, kept
from voicedrill.cli.trainee_option import trainee_option
from voicedrill.errors import UserError
from voicedrill.runtime.before_after import When, plan, planned, written_page
from voicedrill.runtime.call_history import open_history
from voicedrill.runtime.debrief import save
from voicedrill.runtime.library import find_persona, list_personas
from voicedrill.runtime.live import CallSetup

_trainee = trainee_option("Who practises")
_input = click.option("--input", "input_device", help="Name of the microphone (see: voicedrill devices).")
_output = click.option("--output", "output_device", help="Name of the loudspeaker.")


@click.group("compare")
def command() -> None:
    """Measure a course: two unseen customers of one difficulty, one call before it and one after, without hints."""


@command.command("plan")
@_trainee
@click.option("--seed", type=click.IntRange(0), help="Draws which of the two comes first; random when not given.")
def make_plan(trainee: str, seed: int | None) -> None:
    """Choose the two calls; a plan that was made stays as it is."""
    personas = [entry.persona for entry in list_personas() if entry.persona is not None]
    draw = random.SystemRandom().randrange(2**31) if seed is None else seed
    with open_history() as opened:
        pair = plan(trainee, personas, opened.history, draw)
    for when, call in zip(("Before", "After"), pair, strict=True):
        persona, _ = find_persona(call.persona_id)
        click.echo(
            f"{when}: {persona.name}, difficulty {persona.difficulty} of 5. Call: voicedrill compare {when.lower()}"
        )


@command.command("before")
@_trainee
@_input
@_output
def before(trainee: str, input_device: str | None, output_device: str | None) -> None:
    """Do the call before the course."""
    _call(trainee, "before", input_device, output_device)


@command.command("after")
@_trainee
@_input
@_output
def after(trainee: str, input_device: str | None, output_device: str | None) -> None:
    """Do the call after the course."""
    _call(trainee, "after", input_device, output_device)


@command.command("report")
@_trainee
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The PDF to write."
)
def report(trainee: str, output: Path) -> None:
    """Write one page that says in which skills the trainee improved by more than the measure's own error."""
    with open_history() as opened:
        save(output, written_page(trainee, opened.history))
    click.echo(str(output))


def _call(trainee: str, when: When, input_device: str | None, output_device: str | None) -> None:
    pair = planned(trainee)
    if pair is None:
        raise UserError(f"Nothing is planned for '{trainee}'. Begin with: voicedrill compare plan")
    fixed = pair[0 if when == "before" else 1]
    persona, text = find_persona(fixed.persona_id)
    keep = kept(trainee, None)
    if keep == "nothing":
        raise UserError("A call that is compared later has to be kept, at least its words. Nothing was begun.")
    setup = CallSetup(text, fixed.case, fixed.seed, input_device, output_device, keep=keep, trainee=trainee, cues=False)
    call_live(setup, persona.name)
