"""``voicedrill call``: a live call in the terminal."""

import queue
import random
from pathlib import Path
from typing import get_args

import click

from voicedrill.audio.telephone import Line
from voicedrill.cli.progress import shown_progress
from voicedrill.errors import UserError
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.debrief import debrief, write_reports
from voicedrill.runtime.earlier_promise import case_after
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.live import CallSetup, LiveCall
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
@click.option("--text-only", is_flag=True, help="Keep the words, not the recording.")
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
    text_only: bool,
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
        keep_audio=not text_only,
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
    card = debrief(finished.folder)
    report = write_reports(card)[0]
    score = card.scorecard
    click.echo(f"\nThe call is over: {finished.outcome.replace('_', ' ')}.")
    click.echo("Too short to judge." if score.score is None else f"Score {score.score} ({score.band}).")
    click.echo(f"Report: {report}")


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
