"""Makes ``natural.ogg``, which lets people hear the natural voice before they fetch it.

Run ``python -m models.voices.make``; needs that voice: ``voicedrill models get natural``.
"""

from pathlib import Path

import soundfile

from voicedrill.engines.manifest import load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.voice_engine import natural_voice
from voicedrill.engines.voices import voice_cache_dir
from voicedrill.runtime.customer_voices import COMPARED, COMPARED_VOICING
from voicedrill.speech.samples import SAMPLE_RATE_HZ


def main() -> None:
    """Write the sample beside this file."""
    manifest = load_manifest()
    voice = natural_voice(voice_cache_dir(), ModelStore(models_dir(), manifest), manifest)
    try:
        samples = voice.render(COMPARED, COMPARED_VOICING).samples
    finally:
        voice.close()
    file = Path(__file__).with_name("natural.ogg")
    soundfile.write(file, samples, SAMPLE_RATE_HZ, format="OGG", subtype="VORBIS")


if __name__ == "__main__":
    main()
