"""``voicedrill personas say``: a line in a customer's voice, as a sound file."""

from pathlib import Path

import click

from voicedrill.audio.sound import write_sound
from voicedrill.engines.voices import open_synthesiser
from voicedrill.persona.casting import cast
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.manner import voicing


@click.command()
@click.argument("persona_id", metavar="ID|FILE")
@click.argument("text")
@click.option("--anger", type=click.FloatRange(0, 1), help="How angry, 0 to 1; by default as at the start of a call.")
@click.option("--manner", type=click.Choice(["quiet", "loud"]), help="Said more quietly or more loudly than that.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Draws names and numbers.")
@click.option("-o", "--out", "path", type=click.Path(path_type=Path), required=True, help="The WAV file to write.")
def command(persona_id: str, text: str, anger: float | None, manner: str | None, seed: int, path: Path) -> None:
    """Say TEXT in a customer's voice and write it to a file; {slots} are filled in."""
    persona, _ = find_persona(persona_id)
    casting = cast(persona, None, seed)
    said_as = "quiet" if manner == "quiet" else "loud" if manner == "loud" else None
    sounds = voicing(persona.voice, persona.temper.anger if anger is None else anger, said_as)
    synthesiser = open_synthesiser()
    try:
        write_sound(path, synthesiser.render(casting.spoken(text), sounds).samples)
    finally:
        synthesiser.close()
