"""Speak line after line with Piper, its model kept loaded: the program that the natural voice starts.

It reads one JSON object a line from stdin and writes one a line to stdout, until stdin ends, as it does when the parent
is gone:

- ``{"do": "load", "model"}`` gives ``{}``;
- ``{"do": "speak", "model", "text", "length_scale", "file", "limit_s"}`` writes the file and gives ``{}``.

A failure gives ``{"error": sentence, "at": "start" | "speak"}``. This file imports nothing of voicedrill, for it is run
by its path.
"""

import faulthandler
import json
import os
import re
import sys
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LIFETIME_S = 60
"""A request that says no other limit lasts no longer, also when the parent is gone and nobody kills us."""

PIECE_CHARS = 80
"""About 5 s of speech: what the model needs in memory grows with the length of what it speaks at once."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


def load(model: str) -> Any:
    """Return Piper's voice of a model file; it uses one core, for the call goes on beside it."""
    import onnxruntime  # noqa: PLC0415 (to import it may fail on this processor)
    from piper import PiperVoice  # noqa: PLC0415
    from piper.config import PiperConfig  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    config = json.loads(Path(f"{model}.json").read_text(encoding="utf-8"))
    return PiperVoice(session=session, config=PiperConfig.from_dict(config))


def pieces(text: str) -> Iterator[str]:
    """Yield the sentences of ``text``, a long one in parts that end at commas or else between words."""
    for sentence in _SENTENCE.split(text):
        rest = sentence.strip()
        while len(rest) > PIECE_CHARS:
            head = rest[:PIECE_CHARS]
            at_sign = max(head.rfind(sign) for sign in (", ", "; ", ": ")) + 1
            cut = at_sign or head.rfind(" ") + 1 or PIECE_CHARS
            yield rest[:cut].strip()
            rest = rest[cut:].strip()
        if rest:
            yield rest


def speak(voice: Any, text: str, length_scale: float, file: str) -> None:
    """Write ``text`` to ``file``, 16 bits mono; without noise, so that the same text always gives the same samples."""
    from piper import SynthesisConfig  # noqa: PLC0415

    how = SynthesisConfig(length_scale=length_scale, noise_scale=0.0, noise_w_scale=0.0, normalize_audio=False)
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(voice.config.sample_rate)
        for piece in pieces(text):
            for chunk in voice.synthesize(piece, how):
                sound.writeframes(chunk.audio_int16_bytes)


def answer(request: dict[str, Any], loaded: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked; a failure is an answer too. ``loaded`` holds the voice that spoke last."""
    model = request["model"]
    try:
        if model not in loaded:
            loaded.clear()
            loaded[model] = load(model)
    except Exception as error:  # noqa: BLE001 (each library fails in its own way; the parent must hear why)
        return {"error": _sentence(error), "at": "start"}
    try:
        if request["do"] == "speak":
            speak(loaded[model], request["text"], request["length_scale"], request["file"])
    except Exception as error:  # noqa: BLE001
        return {"error": _sentence(error), "at": "speak"}
    return {}


def _sentence(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def main() -> None:
    """Answer until nobody asks any more."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print is no answer
    loaded: dict[str, Any] = {}
    for line in sys.stdin:
        request = json.loads(line)
        faulthandler.dump_traceback_later(request.get("limit_s", _LIFETIME_S), exit=True)
        replies.write(json.dumps(answer(request, loaded)) + "\n")
        replies.flush()
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main()
