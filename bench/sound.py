"""How well known steps of loudness and pitch are found again in human speech, and what the sound measures cost.

Prints JSON. Loudness is changed by a gain, pitch by Praat (overlap-add). ``VOICEDRILL_EVAL_DATA`` names the folder
with ``speech.jsonl``.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from math import log2

import numpy as np
import parselmouth
from parselmouth.praat import call, run

from bench.human_speech import Clip, load_clips
from voicedrill.engines.silero import SileroActivity
from voicedrill.runtime.voice import find_voice
from voicedrill.speech.loudness import loudness
from voicedrill.speech.pitch import pitch
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.side_sound import SideSound
from voicedrill.speech.sides import SideInput
from voicedrill.speech.timeline import Timeline

LEVEL_STEPS_DB = (-10.0, -6.0, -3.0, 3.0, 6.0)
PITCH_STEPS_ST = (-4.0, -2.0, 2.0, 4.0)
OFFSET = 3_000
"""DC offset in integer sample values (-21 dBFS)."""
Measure = Callable[[Samples], float | None]
Change = Callable[[Samples, float], Samples]


def louder(samples: Samples, step_db: float) -> Samples:
    """Return the sound with a gain; loud peaks are cut off."""
    return np.clip(np.rint(samples * 10 ** (step_db / 20)), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def with_offset(samples: Samples, step_db: float) -> Samples:
    """Return the sound with a gain and a DC offset."""
    return np.clip(louder(samples, step_db), -29_000, 29_000) + np.int16(OFFSET)


def shifted(samples: Samples, step_st: float) -> Samples:
    """Return the sound ``step_st`` semitones higher, at the same speed."""
    run("random_initializeWithSeedUnsafelyButPredictably: 1")
    sound = parselmouth.Sound(samples / FULL_SCALE, sampling_frequency=SAMPLE_RATE_HZ)
    manipulation = call(sound, "To Manipulation", 0.01, SETTINGS.pitch_floor_hz, SETTINGS.pitch_ceiling_hz)
    tier = call(manipulation, "Extract pitch tier")
    call(tier, "Multiply frequencies", sound.xmin, sound.xmax, 2 ** (step_st / 12))
    call([tier, manipulation], "Replace pitch tier")
    higher = call(manipulation, "Get resynthesis (overlap-add)").values[0]
    return np.clip(np.rint(higher * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def voice_of(samples: Samples) -> Timeline:
    """Return when somebody speaks."""
    return find_voice(samples, SileroActivity())


def level_dbfs(samples: Samples) -> float | None:
    """Return the loudness as in a measured call: clipped or very short speech has none."""
    voice = voice_of(samples)
    found = loudness(samples, voice)
    if found is None or voice.total_s < SETTINGS.loudness_min_s or found.clipped_ratio > SETTINGS.clip_max_ratio:
        return None
    return found.speech_dbfs


def median_st(samples: Samples) -> float | None:
    """Return the median pitch in semitones above 1 Hz."""
    found = pitch(samples, voice_of(samples))
    return None if found is None else 12 * log2(found.median_hz)


def steps(clips: Sequence[Clip], measure: Measure, change: Change, known: Sequence[float]) -> dict:
    """Return how far the measured steps are from the known ones."""
    plain = [measure(clip.samples) for clip in clips]
    found = {}
    for step in known:
        changed = [measure(change(clip.samples, step)) for clip in clips]
        pairs = zip(plain, changed, strict=True)
        away = np.array([abs(b - a - step) for a, b in pairs if a is not None and b is not None])
        found[f"{step:+g}"] = {
            "files": len(away),
            "median_abs": round(float(np.median(away)), 3),
            "p95_abs": round(float(np.percentile(away, 95)), 3),
            "worst_abs": round(float(away.max()), 3),
        }
    return found


def cost(clips: Sequence[Clip]) -> dict:
    """Return the time that level, pitch and syllables take together, as a share of the sound's length."""
    voices = [voice_of(clip.samples) for clip in clips]
    begin_s = time.process_time()
    for clip, voice in zip(clips, voices, strict=True):
        SideSound.of(SideInput(voice, samples=clip.samples))
    taken_s = time.process_time() - begin_s
    length_s = sum(len(clip.samples) for clip in clips) / SAMPLE_RATE_HZ
    return {
        "sound_s": round(length_s, 1),
        "voice_s": round(sum(voice.total_s for voice in voices), 1),
        "times_real_time": round(taken_s / length_s, 4),
    }


def main() -> None:
    """Measure and print."""
    clips, why = load_clips()
    if why:
        print(json.dumps({"bench": "sound", "not run": why}))
        return
    result = {
        "bench": "sound",
        "loudness_db": steps(clips, level_dbfs, louder, LEVEL_STEPS_DB),
        "loudness_with_dc_offset_db": steps(clips, level_dbfs, with_offset, (0.0,)),
        "pitch_st": steps(clips, median_st, shifted, PITCH_STEPS_ST),
        "cost": cost(clips),
    }
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
