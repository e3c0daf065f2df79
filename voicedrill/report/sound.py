"""The recording inside the report: small, mono, playable by every browser."""

import base64
import io
from pathlib import Path

import numpy as np
import soundfile

from voicedrill.audio.sound import read_sound
from voicedrill.errors import DataError
from voicedrill.speech.samples import SAMPLE_RATE_HZ

_FORMATS = (("MP3", "MPEG_LAYER_III", "audio/mpeg"), ("OGG", "VORBIS", "audio/ogg"))
"""The second where the sound library was built without the first."""


def sound_uri(audio: Path | None) -> str | None:
    """Return both sides mixed as a ``data:`` address, or None for a call that kept text only or lost its sound."""
    if audio is None:
        return None
    try:
        stereo = read_sound(audio)
    except DataError:
        return None  # the words, times and findings are still worth reading
    mono = (stereo.astype(np.int32).sum(axis=0)).clip(-32_768, 32_767).astype(np.int16)
    available = soundfile.available_formats()
    kind, subtype, mime = next(one for one in _FORMATS if one[0] in available)
    target = io.BytesIO()
    soundfile.write(target, mono, SAMPLE_RATE_HZ, format=kind, subtype=subtype, compression_level=0.8)
    return f"data:{mime};base64,{base64.b64encode(target.getvalue()).decode('ascii')}"
