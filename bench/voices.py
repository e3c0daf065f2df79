"""How the shipped customers sound: ``python -m bench.voices [--words N]``.

Prints one JSON object, measured on rendered sound, never on settings: each persona's pitch, formants and rate; the
pairs that a listener could not tell apart (less than 5 % in rate, 1 semitone in pitch and 8 % in every formant); what
anger does to pitch range, rate and level; and, with ``--words``, the word error rates of the recogniser on calm and on
furious lines, at least that many words a side.
"""

import argparse
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import numpy as np
import parselmouth
from parselmouth.praat import call

from bench.words import plain
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.engines.spoken_sound import speech_level_dbfs
from voicedrill.engines.voice_cache import NamedSynthesiser
from voicedrill.engines.voices import open_synthesiser
from voicedrill.persona.casting import cast
from voicedrill.persona.schema import Persona
from voicedrill.runtime.library import list_personas
from voicedrill.runtime.manner import voicing
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.word_errors import word_errors

TEXT = (
    "I have called about this three times already, and nobody was able to help me. It should have arrived last Monday! "
    "Can you tell me where it is? And when will somebody finally call me back?"
)
CALM, FURIOUS = 0.1, 0.95
RATE, SEMITONES, FORMANTS = 0.05, 1.0, 0.08
"""What a listener notices, as the issue has it."""
_FLOOR_HZ, _CEILING_HZ = 60.0, 500.0


@dataclass(frozen=True)
class Sound:
    """What a rendered text sounds like.

    Attributes
    ----------
    pitch_hz, range_st : float
        Median pitch, and the span from its 10th to its 90th percentile.
    formants_hz : list of float
        Medians of the first three formants.
    wpm, level_dbfs : float
        Words per minute, pauses included, and speech level.
    """

    pitch_hz: float
    range_st: float
    formants_hz: list[float]
    wpm: float
    level_dbfs: float


def measured(samples: Samples, text: str) -> Sound:
    """Measure a rendered text."""
    sound = parselmouth.Sound(samples.astype(np.float64) / FULL_SCALE, SAMPLE_RATE_HZ)
    pitch = sound.to_pitch_ac(0.01, _FLOOR_HZ, 15, False, 0.03, 0.45, 0.01, 0.35, 0.14, _CEILING_HZ)
    low, middle, high = (call(pitch, "Get quantile", 0, 0, part, "Hertz") for part in (0.1, 0.5, 0.9))
    tracks = sound.to_formant_burg(maximum_formant=5500.0)
    voiced = np.flatnonzero(pitch.selected_array["frequency"])
    times = [pitch.get_time_from_frame_number(int(frame) + 1) for frame in voiced]
    formants = [np.nanmedian([tracks.get_value_at_time(number, t) for t in times]) for number in (1, 2, 3)]
    minutes = len(samples) / SAMPLE_RATE_HZ / 60
    return Sound(
        pitch_hz=round(middle, 1),
        range_st=round(12 * float(np.log2(high / low)), 2),
        formants_hz=[round(float(one)) for one in formants],
        wpm=round(len(text.split()) / minutes, 1),
        level_dbfs=round(speech_level_dbfs(samples), 2),
    )


def rendered(synthesiser: NamedSynthesiser, persona: Persona, text: str, anger: float) -> Samples:
    """Return a text in a persona's voice."""
    return synthesiser.render(text, voicing(persona.voice, anger)).samples


def alike(one: Sound, other: Sound) -> bool:
    """Tell whether a listener would take two voices for one."""
    semitones = abs(12 * np.log2(one.pitch_hz / other.pitch_hz))
    rate = abs(one.wpm / other.wpm - 1)
    formants = max(abs(a / b - 1) for a, b in zip(one.formants_hz, other.formants_hz, strict=True))
    return bool(semitones <= SEMITONES and rate <= RATE and formants <= FORMANTS)


def lines_of(persona: Persona) -> Iterator[str]:
    """Yield the persona's lines of more than eight words, as spoken."""
    casting = cast(persona, persona.cases[0].id, 1)
    for beat in persona.beats:
        if not beat.cases or casting.case.id in beat.cases:
            for wording in beat.say:
                line = casting.spoken(wording)
                if len(line.split()) > 8 and "{" not in line:
                    yield line


def error_rates(synthesiser: NamedSynthesiser, personas: list[Persona], words: int) -> dict[str, float]:
    """Return the word error rates on calm and furious lines, and how many words each was measured on."""
    engine = load_speech_to_text(lambda *_: None)
    errors = dict.fromkeys(("calm", "furious"), 0)
    total = 0
    sources = [lines_of(persona) for persona in personas]
    for persona, line in itertools.chain.from_iterable(
        zip(personas, group, strict=True) for group in zip(*sources, strict=False)
    ):
        for name, anger in (("calm", CALM), ("furious", FURIOUS)):
            recogniser = engine.recogniser()
            recogniser.accept(rendered(synthesiser, persona, line, anger))
            errors[name] += word_errors(plain(line), [word.word for word in recogniser.final()])
        total += len(line.split())
        if total >= words:
            break
    calm, furious = errors["calm"] / total, errors["furious"] / total
    return {"words": total, "calm": round(calm, 4), "furious": round(furious, 4), "ratio": round(furious / calm, 3)}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=0, help="words for the error rates; 0 leaves them out")
    given = parser.parse_args()
    personas = [entry.persona for entry in list_personas() if entry.persona is not None]
    synthesiser = open_synthesiser()
    try:
        calm = {one.id: measured(rendered(synthesiser, one, TEXT, CALM), TEXT) for one in personas}
        furious = {one.id: measured(rendered(synthesiser, one, TEXT, FURIOUS), TEXT) for one in personas}
        pairs = [f"{a} and {b}" for a, b in itertools.combinations(calm, 2) if alike(calm[a], calm[b])]
        change = {
            "range_st": [furious[one].range_st - calm[one].range_st for one in calm],
            "rate": [furious[one].wpm / calm[one].wpm - 1 for one in calm],
            "level_db": [furious[one].level_dbfs - calm[one].level_dbfs for one in calm],
        }
        report: dict[str, object] = {
            "engine": synthesiser.name,
            "voices": {one: vars_of(sound) for one, sound in calm.items()},
            "alike": pairs,
            "calm_to_furious (least, median, most)": {
                name: {
                    of: round(choose(values), 3) for of, choose in (("least", min), ("median", median), ("most", max))
                }
                for name, values in change.items()
            },
        }
        if given.words:
            report["word_error_rate"] = error_rates(synthesiser, personas, given.words)
    finally:
        synthesiser.close()
    print(json.dumps(report, indent=1))


def vars_of(sound: Sound) -> dict[str, object]:
    """Return the fields of a measured sound."""
    return {name: getattr(sound, name) for name in Sound.__dataclass_fields__}


if __name__ == "__main__":
    main()
