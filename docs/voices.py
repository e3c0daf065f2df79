"""Makes ``docs/voices.md`` and its samples: ``python -m docs.voices``.

Three customers from calm to furious, by the natural voice and by the system's, each with what was measured on it. Needs
the natural voice: ``voicedrill models get natural``.
"""

from pathlib import Path

import soundfile

from bench.voices import TEXT, Sound, measured, rendered
from voicedrill.engines.manifest import load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.engines.voice_engine import natural_voice, system_voice
from voicedrill.engines.voices import voice_cache_dir
from voicedrill.persona.schema import Persona
from voicedrill.runtime.library import find_persona
from voicedrill.speech.samples import SAMPLE_RATE_HZ

PERSONAS = ("hartley_parcel", "okafor_broadband", "rossi_hotel")
TEMPERS = {"calm": 0.1, "cross": 0.5, "furious": 0.95}
PAGE = Path(__file__).with_name("voices.md")
SAMPLES = Path(__file__).with_name("voices")

_HEAD = f"""# How the customers sound

Made by `python -m docs.voices`, which says the same words in the voices of three customers, calm to furious, with each
engine, and measures the sound (never the settings): median pitch, pitch range (from the 10th to the 90th percentile),
words a minute with pauses, and speech level. Anger raises range, rate and level; the level is capped for the ears.

> {TEXT}

How well they are understood: `python -m bench.intelligible`; how different they are: `python -m bench.voices`.
"""
_COLUMNS = (
    "| Temper | Sample | Pitch (Hz) | Range (semitones) | Words a minute | Level (dBFS) |\n|---|---|---|---|---|---|"
)


def main() -> None:
    """Write page and samples."""
    manifest, folder = load_manifest(), voice_cache_dir()
    engines = {
        "natural": natural_voice(folder, ModelStore(models_dir(), manifest), manifest),
        "system": system_voice(folder),
    }
    SAMPLES.mkdir(exist_ok=True)
    parts = [_HEAD]
    try:
        for persona_id in PERSONAS:
            persona, _ = find_persona(persona_id)
            parts.append(f"## {persona.name}\n")
            parts += [_section(persona, kind, voice) for kind, voice in engines.items()]
    finally:
        for voice in engines.values():
            voice.close()
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def _section(persona: Persona, kind: str, voice: NamedSynthesiser) -> str:
    rows = [_row(persona, kind, voice, temper) for temper in TEMPERS]
    return "\n".join([f"{kind.capitalize()} voice: {voice.name}\n", _COLUMNS, *rows, ""])


def _row(persona: Persona, kind: str, voice: NamedSynthesiser, temper: str) -> str:
    samples = rendered(voice, persona, TEXT, TEMPERS[temper])
    file = SAMPLES / f"{persona.id}_{kind}_{temper}.ogg"
    soundfile.write(file, samples, SAMPLE_RATE_HZ, format="OGG", subtype="VORBIS")
    return f"| {temper} | [listen](voices/{file.name}) | {_cells(measured(samples, TEXT))} |"


def _cells(sound: Sound) -> str:
    return f"{sound.pitch_hz:.0f} | {sound.range_st:.1f} | {sound.wpm:.0f} | {sound.level_dbfs:.1f}"


if __name__ == "__main__":
    main()
