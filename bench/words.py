"""How well the words of human speech are found, file by file; prints JSON.

Each file with a reference goes the way of a recording: voice first, then the words of each turn. Word error rate
(WER) and error of the word count, as they are and as 8 kHz telephone sound. ``VOICEDRILL_EVAL_DATA`` names the
folder with ``speech.jsonl``.
"""

import json
import os
import re
from pathlib import Path
from time import process_time

import numpy as np

from voicedrill.audio.resampling import resampled
from voicedrill.audio.sound import read_sound
from voicedrill.engines.ports import SpeechToText
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.runtime.voice import find_voice
from voicedrill.runtime.words import find_words
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.word_errors import word_errors

FILE = "speech.jsonl"
VARIABLE = "VOICEDRILL_EVAL_DATA"
CLEAR_WER = 0.15
"""Files on which the recogniser alone does better than this are clear enough to count words by."""

TELEPHONE_HZ = 8_000


def plain(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return re.findall(r"[a-z']+", text.lower())


def heard(samples: Samples, stt: SpeechToText) -> tuple[list[str], float]:
    """Return the words of a recording and the seconds of processor time that they took."""
    voice = find_voice(samples, SileroActivity())
    start_s = process_time()
    words = find_words(samples, voice, stt)
    return [word.word for word in words], process_time() - start_s


def telephone(samples: Samples) -> Samples:
    """Return the sound as it comes out of an 8 kHz line."""
    return resampled(resampled(samples, SAMPLE_RATE_HZ, TELEPHONE_HZ), TELEPHONE_HZ, SAMPLE_RATE_HZ)


def row(entry: dict, folder: Path, stt: SpeechToText) -> dict:
    """Return one file's figures."""
    samples = read_sound(folder / entry["file"])[entry["channel"] or 0]
    reference = plain(entry["reference"])
    words, took_s = heard(samples, stt)
    narrow, _ = heard(telephone(samples), stt)
    return {
        "file": Path(entry["file"]).stem,
        "vosk_wer": entry["vosk_wer"],
        "wer": round(word_errors(reference, words) / len(reference), 3),
        "words": len(reference),
        "heard": len(words),
        "count_error": round(abs(len(words) - len(reference)) / len(reference), 3),
        "telephone_wer": round(word_errors(reference, narrow) / len(reference), 3),
        "telephone_count_error": round(abs(len(narrow) - len(reference)) / len(reference), 3),
        "share_of_real_time": round(took_s / (len(samples) / SAMPLE_RATE_HZ), 3),
    }


def main() -> None:
    """Measure and print."""
    folder = os.environ.get(VARIABLE)
    if folder is None or not Path(folder, FILE).is_file():
        why = f"{VARIABLE} is not set" if folder is None else f"{VARIABLE} names a folder without {FILE}"
        print(json.dumps({"bench": "words", "not run": why}))
        return
    entries = [json.loads(line) for line in Path(folder, FILE).read_text(encoding="utf-8").splitlines()]
    stt = load_speech_to_text()
    rows = [row(entry, Path(folder), stt) for entry in entries if entry["reference"]]
    clear = [one for one in rows if one["vosk_wer"] < CLEAR_WER]
    means = {
        f"{name}_{key}": round(float(np.mean([one[key] for one in some])), 4)
        for name, some in (("all", rows), ("clear", clear))
        for key in ("vosk_wer", "wer", "count_error", "telephone_wer", "telephone_count_error")
    }
    print(
        json.dumps({"bench": "words", "files": len(rows), "clear_files": len(clear), **means, "each": rows}, indent=1)
    )


if __name__ == "__main__":
    main()
