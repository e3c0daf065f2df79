"""``voicedrill measure``: timing and tone of a call or of any recording with one side a channel."""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

from voicedrill.audio.sound import read_sound
from voicedrill.cli.measure_text import as_text, explanation
from voicedrill.cli.progress import shown_progress
from voicedrill.engines.ports import SpeechToText
from voicedrill.engines.progress import Progress
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.errors import EngineError, UserError
from voicedrill.history.folder import open_call
from voicedrill.runtime.measuring import measure_call, measure_recording
from voicedrill.speech.measurement import Measurement
from voicedrill.speech.rounding import rounded
from voicedrill.speech.samples import Samples
from voicedrill.speech.settings import SETTINGS

Loading = Callable[[Progress], SpeechToText]

_FILE = click.Path(path_type=Path)


@click.command("measure")
@click.argument("inputs", nargs=-1, type=_FILE, metavar="[CALL_DIR|STEREO.wav]…")
@click.option("--customer", type=_FILE, help="The customer's side, when each side is a file of its own.")
@click.option("--trainee", type=_FILE, help="The trainee's side.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an input, with its name when there are several.")
@click.option("--explain", is_flag=True, help="Also list every threshold with its value, unit and source.")
def command(
    inputs: tuple[Path, ...], customer: Path | None, trainee: Path | None, *, as_json: bool, explain: bool
) -> None:
    """Measure pauses, interruptions, tempo, loudness and pitch of a call.

    Give the folder of a call, or a recording with the customer on the left and the trainee on the right
    channel, or both sides as files with --customer and --trainee. Of several inputs, those that cannot be
    measured are named, and the rest is measured.
    """
    pair = _pair(inputs, customer, trainee)
    if not (inputs or pair or explain):
        raise UserError("Nothing to measure. Give a call folder or a stereo file, or --customer and --trainee.")
    speech_to_text = _once(load_speech_to_text)
    failed = 0
    for path in inputs:
        try:
            with shown_progress() as progress:
                measured = _measured(path, speech_to_text, progress)
        except UserError as error:
            if len(inputs) == 1 or isinstance(error, EngineError):  # without an engine no other input can be measured
                raise
            click.echo(f"voicedrill: {error}", err=True)
            failed += 1
        else:
            _show(measured, str(path) if len(inputs) > 1 else "", as_json=as_json, explain=explain)
    if pair:
        with shown_progress() as progress:
            measured = _measured_pair(*pair, speech_to_text, progress)
        _show(measured, "", as_json=as_json, explain=explain)
    if explain and not as_json:
        click.echo(explanation())
    elif explain and not (inputs or pair):
        click.echo(json.dumps({"thresholds": _thresholds()}))
    if failed:
        raise UserError(f"{failed} of {len(inputs)} inputs could not be measured.")


def _once(load: Loading) -> Loading:
    """Return a loader that loads only when it is first asked."""
    loaded: list[SpeechToText] = []

    def load_or_take(progress: Progress) -> SpeechToText:
        if not loaded:
            loaded.append(load(progress))
        return loaded[0]

    return load_or_take


def _pair(inputs: Sequence[Path], customer: Path | None, trainee: Path | None) -> tuple[Path, Path] | None:
    if customer is None and trainee is None:
        return None
    if customer is None or trainee is None:
        raise UserError("One side is missing. Give both --customer and --trainee.")
    if inputs:
        raise UserError("Give either a call folder or stereo file, or --customer and --trainee, not both.")
    return customer, trainee


def _measured(path: Path, speech_to_text: Loading, progress: Progress) -> Measurement:
    if path.is_dir():
        return measure_call(open_call(path))
    sound = _read(path, progress)
    if len(sound) != 2:
        raise UserError(
            f"'{path}' has {len(sound)} channel{'s' * (len(sound) > 1)}, so the speakers cannot be told apart. Give a "
            "file with the customer on the left and the trainee on the right, or --customer and --trainee."
        )
    if _same(sound[0], sound[1]):
        raise UserError(
            f"Both channels of '{path}' are the same, so the speakers cannot be told apart. Give a file with the "
            "customer on the left and the trainee on the right."
        )
    return measure_recording(sound[0], sound[1], speech_to_text(progress), SileroActivity, progress)


def _measured_pair(customer: Path, trainee: Path, speech_to_text: Loading, progress: Progress) -> Measurement:
    sides = [_one_side(path, progress) for path in (customer, trainee)]
    if _same(*sides):
        raise UserError(
            f"'{customer}' and '{trainee}' hold the same sound. Give the customer's side and the trainee's side."
        )
    return measure_recording(sides[0], sides[1], speech_to_text(progress), SileroActivity, progress)


def _one_side(path: Path, progress: Progress) -> Samples:
    sound = _read(path, progress)
    if not all(np.array_equal(sound[0], channel) for channel in sound[1:]):
        raise UserError(
            f"'{path}' has {len(sound)} different channels, but one side of a call is one. Give a file with this "
            "speaker alone, or the file with both speakers without --customer and --trainee."
        )
    return sound[0]


def _same(one: Samples, other: Samples) -> bool:
    """Tell whether both are the same sound, and not merely both silent."""
    return bool(one.any()) and np.array_equal(one, other)


def _read(path: Path, progress: Progress) -> npt.NDArray[np.int16]:
    return read_sound(path, partial(progress, f"Reading {path.name}"))


def _show(measurement: Measurement, title: str, *, as_json: bool, explain: bool) -> None:
    if as_json:
        plain = ({"file": title} if title else {}) | measurement.to_json()
        click.echo(json.dumps(plain | {"thresholds": _thresholds()} if explain else plain))
    else:
        click.echo(as_text(measurement, title))


def _thresholds() -> list[object]:
    return [
        rounded({"name": one.name, "value": one.value, "unit": one.unit, "meaning": one.meaning, "source": one.source})
        for one in SETTINGS.explained()
    ]
