"""A live call in the terminal: consent, captions, and what comes after it."""

import queue
import sys
import time
from typing import get_args

import click

from voicedrill import paths
from voicedrill.cli.progress import shown_progress
from voicedrill.errors import UserError
from voicedrill.history.consent import EXPLANATION, QUESTION, Consents, Keep
from voicedrill.runtime.debrief import debrief, write_reports
from voicedrill.runtime.live import CallSetup, LiveCall, discard, now_text
from voicedrill.runtime.updates import (
    Caption,
    Cue,
    DeviceLost,
    Failed,
    Finished,
    Mood,
    PhaseChanged,
    Preparing,
    Update,
    Warned,
)

_LOOK_AGAIN_S = 2.0


def call_live(setup: CallSetup, name: str) -> None:
    """Run a call, show what is said, and tell the result; Ctrl+C hangs up."""
    updates: queue.SimpleQueue[Update] = queue.SimpleQueue()
    call = LiveCall(setup, updates.put)
    call.start()
    try:
        finished = _follow(call, updates, name)
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


def kept(trainee: str, keep: Keep | None) -> Keep:
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
    told = ""
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
                case DeviceLost(message):
                    told = _wait_for_devices(call, message, told)
                case _:
                    _show(update, name)


def _wait_for_devices(call: LiveCall, message: str, told: str) -> str:
    """Say once what is gone, and go on with the usual devices as soon as they are there; Ctrl+C hangs up."""
    if message != told:
        click.echo(f"    ! {message} The call waits, and looks again every two seconds; Ctrl+C hangs up.")
    try:
        time.sleep(_LOOK_AGAIN_S)
    except KeyboardInterrupt:
        call.hang_up()
    else:
        call.choose_devices(None, None)
    return message


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
