"""``voicedrill call``: a live call in the terminal."""

import queue
import random
import sys
from pathlib import Path
from typing import get_args

import click

from voicedrill import paths
from voicedrill.audio.telephone import Line
from voicedrill.cli.progress import shown_progress
from voicedrill.errors import UserError
from voicedrill.history.consent import EXPLANATION, QUESTION, Consents, Keep
from voicedrill.history.folder import ME
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.debrief import debrief, write_reports
from voicedrill.runtime.earlier_promise import case_after
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.live import CallSetup, LiveCall, discard, now_text
from voicedrill.runtime.updates import (
    Caption,
    Cue,
    Failed,
    Finished,
    Mood,
    PhaseChanged,
    Preparing,
    Update,
    Warned,
)


@click.command("call")
@click.argument("persona")
@click.option("--case", "case_id", help="Case of the customer; drawn when not given.")
@click.option("--seed", type=click.IntRange(min=0), help="Draws case, facts and wordings; random when not given.")
@click.option("--after", type=click.Path(path_type=Path), help="An earlier call, which this one comes back to.")
@click.option("--input", "input_device", help="Name of the microphone (see: voicedrill devices).")
@click.option("--output", "output_device", help="Name of the loudspeaker.")
@click.option("--no-headset", is_flag=True, help="Ignore the microphone while the customer speaks.")
@click.option(
    "--line", type=click.Choice(get_args(Line)), default="clear", show_default=True, help="How the customer sounds."
)
@click.option("--no-hints", is_flag=True, help="Give no hints during the call.")
@click.option("--trainee", default=ME, help="Who practises: a name or a pseudonym, where several share this computer.")
@click.option("--keep", type=click.Choice(get_args(Keep)), help="What stays of the call; asked the first time.")
def command(
    persona: str,
    case_id: str | None,
    seed: int | None,
    after: Path | None,
    input_device: str | None,
    output_device: str | None,
    no_headset: bool,
    line: Line,
    no_hints: bool,
    trainee: str,
    keep: Keep | None,
) -> None:
    """Practise with PERSONA on microphone and headset; Ctrl+C hangs up."""
    found, text = find_persona(persona)
    seed = random.SystemRandom().randrange(2**31) if seed is None else seed
    promise = None
    if after is not None:
        case_id, promise = case_after(after, found)
    cast_case(found, case_id, seed, promise)
    setup = CallSetup(
        text,
        case_id,
        seed,
        input_device,
        output_device,
        half_duplex=no_headset,
        keep=_kept(trainee, keep),
        trainee=trainee,
        cues=not no_hints,
        line=line,
        promise=promise,
    )
    updates: queue.SimpleQueue[Update] = queue.SimpleQueue()
    call = LiveCall(setup, updates.put)
    call.start()
    try:
        finished = _follow(call, updates, found.name)
    finally:
        call.hang_up()
        call.join()
    result = debrief(finished.folder)
    card = result.scorecard
    click.echo(f"\nThe call is over: {finished.outcome.replace('_', ' ')}.")
    click.echo("Too short to judge." if card.score is None else f"Score {card.score} ({card.band}).")
    if setup.keep == "nothing":
        for heading, texts in (("Keep", result.contents.keep), ("Change", result.contents.change)):
            for text in texts:
                click.echo(f"{heading:8}{text.finding.why} {text.finding.try_}".rstrip())
        discard(finished.folder)
        click.echo("Nothing of this call is kept.")
    else:
        click.echo(f"Report: {write_reports(result)[0]}")


def _kept(trainee: str, keep: Keep | None) -> Keep:
    """Return what is to stay of the call, as asked for now, chosen before, or answered at the terminal."""
    consents = Consents(paths.data_dir())
    chosen = keep or consents.of(trainee)
    if chosen is None and _is_terminal():
        click.echo(f"{QUESTION}\n{EXPLANATION}")
        chosen = click.prompt("Keep", type=click.Choice(get_args(Keep)), default="words")
    if chosen is None:
        click.echo("Only the words are kept, as nobody can be asked here; --keep recording keeps the sound.", err=True)
        return "words"
    consents.keep(trainee, chosen, now_text())
    return chosen


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _follow(call: LiveCall, updates: "queue.SimpleQueue[Update]", name: str) -> Finished:
    with shown_progress() as progress:
        while True:
            try:
                update = updates.get()
            except KeyboardInterrupt:
                call.hang_up()
                continue
            match update:
                case Preparing(text, fraction):
                    progress(text, fraction)
                case Failed(message, folder):
                    kept = f" What was recorded is in {folder}." if folder else ""
                    raise UserError(message + kept)
                case Finished():
                    return update
                case _:
                    _show(update, name)


def _show(update: Update, name: str) -> None:
    match update:
        case Caption(speaker="customer", text=text):
            click.echo(f"{name}: {text}")
        case Caption(speaker="trainee", text=text, final=True):
            click.echo(f"You: {text}")
        case Cue(text) if text:
            click.echo(f"    > {text}")
        case Mood(word):
            click.echo(f"    ({word})")
        case Warned(message):
            click.echo(f"    ! {message}")
        case PhaseChanged(phase="ringing"):
            click.echo("The phone rings …")
        case _:
            pass
