"""Play a line into a real device and record both sides: ``record_call.py INPUT OUTPUT LINE.wav CALL.wav SECONDS``.

Prints what the stream knew of itself as JSON.
"""

import json
import sys
from itertools import islice
from pathlib import Path

from voicedrill.audio.duplex_stream import DuplexStream
from voicedrill.audio.recording import CallRecording
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import BLOCK_S

PLAY_AT_BLOCK = 50


def main(input_device: str, output_device: str, line: Path, call: Path, seconds: float) -> None:
    """Play ``line`` one second into a call of ``seconds``."""
    samples = read_sound(line)[0]
    stream = DuplexStream(input_device, output_device)
    recording = CallRecording(call)
    ticket = 0
    blocks_of_line = 0
    xruns = 0
    for number, block in enumerate(islice(stream.blocks(), round(seconds / BLOCK_S))):
        if number == PLAY_AT_BLOCK:
            ticket = stream.play(samples)
        recording.write(block)
        blocks_of_line += bool(ticket) and block.line == ticket
        xruns += block.xrun
    result = {"latency_s": stream.latency_s, "blocks_of_line": blocks_of_line, "xruns": xruns}
    stream.close()
    stream.close()
    recording.close()
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]), float(sys.argv[5]))
