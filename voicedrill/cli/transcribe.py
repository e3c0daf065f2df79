"""``voicedrill transcribe``: sound files in, words with their times out."""

import json
from dataclasses import asdict
from pathlib import Path

import click
import numpy as np

from voicedrill.audio.sound import read_sound
from voicedrill.cli.progress import shown_progress
from voicedrill.engines.ports import SpeechToText
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.speech.rounding import rounded
from voicedrill.speech.samples import SAMPLE_RATE_HZ


@click.command("transcribe")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, with the words' times and confidences.")
def command(files: tuple[Path, ...], *, as_json: bool) -> None:
    """Write down what is said in sound files (WAV, AIFF, FLAC, OGG; any rate).

    Several channels are mixed down to one.
    """
    speech_to_text = None
    for file in files:
        sound = read_sound(file)
        if speech_to_text is None:
            with shown_progress() as progress:
                speech_to_text = load_speech_to_text(progress)
        result = _transcript(file, sound, speech_to_text)
        if as_json:
            click.echo(json.dumps(result))
        else:
            click.echo(f"{file}: {result['text']}" if len(files) > 1 else result["text"])


def _transcript(file: Path, sound: np.ndarray, speech_to_text: SpeechToText) -> dict[str, object]:
    """Return one file's words; the mix is the mean of the channels, so that it cannot clip."""
    recogniser = speech_to_text.recogniser()
    recogniser.accept(np.rint(sound.mean(axis=0)).astype(np.int16))
    words = recogniser.final()
    return {
        "file": str(file),
        "duration_s": rounded(sound.shape[1] / SAMPLE_RATE_HZ),
        "text": " ".join(word.word for word in words),
        "words": [rounded(asdict(word)) for word in words],
    }
