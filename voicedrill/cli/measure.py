"""``voicedrill measure``: timing and tone of a call or of any recording with one side a channel."""

import json
from collections.abc import Sequence
from pathlib import Path

import click
import numpy as np

from voicedrill.audio.sound import read_sound
from voicedrill.cli.measure_text import as_text, explanation
from voicedrill.cli.progress import shown_progress
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.errors import UserError
from voicedrill.history.folder import open_call
from voicedrill.runtime.measuring import measure_call, measure_recording
from voicedrill.speech.measurement import Measurement
from voicedrill.speech.rounding import rounded
from voicedrill.speech.samples import Samples
from voicedrill.speech.settings import SETTINGS

_FILE = click.Path(path_type=Path)


@click.command("measure")
@click.argument("inputs", nargs=-1, type=_FILE, metavar="[CALL_DIR|STEREO.wav]…")
@click.option("--customer", type=_FILE, help="The customer's side, when each side is a file of its own.")
@click.option("--trainee", type=_FILE, help="The trainee's side.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an input.")
@click.option("--explain", is_flag=True, help="Also list every threshold with its value, unit and source.")
def command(
    inputs: tuple[Path, ...], customer: Path | None, trainee: Path | None, *, as_json: bool, explain: bool
) -> None:
    """Measure pauses, interruptions, tempo, loudness and pitch of a call.

    Give the folder of a call, or a recording with the customer on the left and the trainee on the right
    channel, or both sides as files with --customer and --trainee.
    """
    pair = _pair(inputs, customer, trainee)
    if not (inputs or pair or explain):
        raise UserError("Nothing to measure. Give a call folder or a stereo file, or --customer and --trainee.")
    for path in inputs:
        _show(_measured(path), str(path) if len(inputs) > 1 else "", as_json=as_json, explain=explain)
    if pair:
        _show(_measure_sides(*(_mono(path) for path in pair)), "", as_json=as_json, explain=explain)
    if explain and not as_json:
        click.echo(explanation())
    elif explain and not (inputs or pair):
        click.echo(json.dumps({"thresholds": _thresholds()}))


def _pair(inputs: Sequence[Path], customer: Path | None, trainee: Path | None) -> tuple[Path, Path] | None:
    if customer is None and trainee is None:
        return None
    if customer is None or trainee is None:
        raise UserError("One side is missing. Give both --customer and --trainee.")
    if inputs:
        raise UserError("Give either a call folder or stereo file, or --customer and --trainee, not both.")
    return customer, trainee


def _measured(path: Path) -> Measurement:
    if path.is_dir():
        return measure_call(open_call(path))
    sound = read_sound(path)
    if len(sound) != 2:
        raise UserError(
            f"'{path}' has {len(sound)} channel{'s' * (len(sound) > 1)}, so the speakers cannot be told apart. Give a "
            "file with the customer on the left and the trainee on the right, or --customer and --trainee."
        )
    return _measure_sides(sound[0], sound[1])


def _mono(path: Path) -> Samples:
    """Return one side; several channels are averaged, so that they cannot clip."""
    return np.rint(read_sound(path).mean(axis=0)).astype(np.int16)


def _measure_sides(customer: Samples, trainee: Samples) -> Measurement:
    with shown_progress() as progress:
        speech_to_text = load_speech_to_text(progress)
    return measure_recording(customer, trainee, speech_to_text, SileroActivity)


def _show(measurement: Measurement, title: str, *, as_json: bool, explain: bool) -> None:
    if as_json:
        plain = measurement.to_json()
        click.echo(json.dumps(plain | {"thresholds": _thresholds()} if explain else plain))
    else:
        click.echo(as_text(measurement, title))


def _thresholds() -> list[object]:
    return [
        rounded({"name": one.name, "value": one.value, "unit": one.unit, "meaning": one.meaning, "source": one.source})
        for one in SETTINGS.explained()
    ]
