"""``voicedrill call``: a live call in the terminal."""

import random
from pathlib import Path
from typing import get_args

import click

from voicedrill.audio.telephone import Line
from voicedrill.cli.live_call import call_live, kept
from voicedrill.cli.trainee_option import trainee_option
from voicedrill.history.consent import Keep
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.earlier_promise import case_after
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.live import CallSetup


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
@trainee_option("Who practises")
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
        keep=kept(trainee, keep),
        trainee=trainee,
        cues=not no_hints,
        line=line,
        promise=promise,
    )
    call_live(setup, found.name)
