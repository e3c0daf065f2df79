"""A natural voice without a model: what the manifest would say of it, and children that stand in for Piper."""

import sys
from pathlib import Path

from voicedrill.engines.manifest import VoiceEntry
from voicedrill.engines.neural_process import NeuralProcess
from voicedrill.engines.neural_voices import NeuralVoice

ENTRY = VoiceEntry(
    file="tim.onnx",
    language="en-us",
    gender="male",
    median_hz=100.0,
    level_dbfs=-20.0,
    pace=((0.5, 300.0), (1.5, 150.0)),
)
TIM = NeuralVoice("tim", "1", Path("tim.onnx"), ENTRY)
ANN = NeuralVoice("ann", "2", Path("ann.onnx"), ENTRY.model_copy(update={"gender": "female", "median_hz": 200.0}))

_CHILD = """
import json, sys, wave, os
for number, line in enumerate(sys.stdin):
    request = json.loads(line)
    if number >= {lives}:
        os.abort()
    if request["do"] == "speak":
        with wave.open(request["file"], "wb") as file:
            file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
            file.writeframes(b"\\x00\\x10" * int({word_s} * 16000) * len(request["text"].split()))
    print("{{}}", flush=True)
"""


def child(word_s: float = 0.35, lives: int = 1_000) -> NeuralProcess:
    """Return a process that hums for each word and crashes at the request after its last life."""
    program = _CHILD.format(word_s=word_s, lives=lives)
    return NeuralProcess(command=[sys.executable, "-S", "-c", program])
