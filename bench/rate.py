"""How well words and rates are counted on human speech; prints JSON.

Words are compared with the reference where the recogniser does well on the file, rates with the reference words over
the time between the first and the last 10 ms frame that stands 10 dB above the file's floor. The same files are then
stretched in time (Praat's overlap-add), given silence in a pause near the middle, and heard anew.
``VOICEDRILL_EVAL_DATA`` names the folder with ``speech.jsonl``.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

import numpy as np
import parselmouth
from parselmouth.praat import call, run

from bench.human_speech import Clip, load_clips
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.runtime.voice import find_voice
from voicedrill.runtime.words import find_words
from voicedrill.speech.measure import measure
from voicedrill.speech.measurement import SideMeasures
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.side_sound import SideSound
from voicedrill.speech.sides import SideInput
from voicedrill.speech.syllables import syllables
from voicedrill.speech.tempo import Tempo, mean_confidence, tempo
from voicedrill.speech.timeline import Interval, Timeline

GOOD_WER = 0.15
FACTORS = (0.8, 0.9, 1.1, 1.25)
SILENCE_S = 2.0
FRAME = SAMPLE_RATE_HZ // 100
Hear = Callable[[Samples], SideInput]


@dataclass(frozen=True)
class Heard:
    """One clip with what was heard in it."""

    clip: Clip
    side: SideInput

    @property
    def reference_words(self) -> list[str]:
        """Words of the reference text."""
        return re.findall(r"[\w'’]+", self.clip.reference.lower().replace("-", " "))

    @property
    def rates(self) -> Tempo | None:
        """Rates over the whole clip, whatever its noise or confidence."""
        return rates(self.side)


def rates(side: SideInput) -> Tempo | None:
    """Return the rates over the whole clip; None when there are too few words."""
    if not len(side.voice):
        return None
    span = Interval(side.voice.intervals[0].start_s, side.voice.intervals[-1].end_s)
    return tempo([(span, side.words)], side.voice)


def whole(side: SideInput) -> SideMeasures:
    """Measure the clip as the trainee's side of a call in which nobody else speaks."""
    duration_s = 0.0 if side.samples is None else len(side.samples) / SAMPLE_RATE_HZ
    return measure(duration_s, SideInput(Timeline()), side).trainee


def frame_power(samples: Samples) -> np.ndarray:
    """Return the power of every 10 ms."""
    frames = samples[: len(samples) // FRAME * FRAME].reshape(-1, FRAME)
    return np.var(frames / FULL_SCALE, axis=1) + 1e-12


def spoken_s(samples: Samples) -> float:
    """Return the time from the first to the last frame 10 dB above the floor (its 5th percentile)."""
    power = frame_power(samples)
    loud = np.flatnonzero(power > 10.0 * np.percentile(power, 5))
    return float(loud[-1] - loud[0] + 1) / 100 if len(loud) else len(samples) / SAMPLE_RATE_HZ


def stretched(samples: Samples, factor: float) -> Samples:
    """Return the sound ``factor`` times as long, its pitch unchanged."""
    run("random_initializeWithSeedUnsafelyButPredictably: 1")
    sound = parselmouth.Sound(samples / FULL_SCALE, sampling_frequency=SAMPLE_RATE_HZ)
    longer = call(sound, "Lengthen (overlap-add)", 60, 600, factor).values[0]
    return np.clip(np.rint(longer * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def longest_pause(samples: Samples) -> tuple[int, int] | None:
    """Return the longest stretch near the middle within 10 dB of the floor; None when no pause is long enough.

    Silence put into a break shorter than a pause (`Settings.pause_min_s`), which counts as speech, would rightly move
    the articulation rate.
    """
    power = frame_power(samples)
    quiet = power <= 10.0 * np.percentile(power, 5)
    quiet[: len(quiet) // 4] = quiet[-len(quiet) // 4 :] = False
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quiet.astype(np.int8), [0]])))
    first, last = max(zip(edges[::2], edges[1::2], strict=True), key=lambda one: one[1] - one[0], default=(0, 0))
    return (int(first) * FRAME, int(last) * FRAME) if last - first >= 100 * SETTINGS.pause_min_s else None


def with_silence(samples: Samples) -> Samples:
    """Return the sound with its longest pause near the middle made longer by the room's own sound."""
    pause = longest_pause(samples)
    at = sum(pause) // 2 if pause else len(samples) // 2
    noise = np.random.default_rng(1).normal(
        0.0, FULL_SCALE * np.sqrt(np.percentile(frame_power(samples), 5)), round(SILENCE_S * SAMPLE_RATE_HZ)
    )
    return np.concatenate([samples[:at], np.rint(noise).astype(np.int16), samples[at:]])


def counted(heard: Sequence[Heard]) -> dict:
    """Return the errors of the word count and of the speech rate."""
    count, speed = [], []
    for one in heard:
        truth = len(one.reference_words)
        count.append(len(one.side.words) / truth - 1.0)
        if one.rates:
            speed.append(one.rates.speech_rate_wpm / (60.0 * truth / spoken_s(one.clip.samples)) - 1.0)
    pooled = sum(len(one.side.words) for one in heard) / sum(len(one.reference_words) for one in heard) - 1.0
    return {"files": len(heard), "word_count": _errors(count) | {"pooled": _r(pooled)}, "speech_rate": _errors(speed)}


def compared(heard: Sequence[Heard], changed: Sequence[Heard], factor: float = 1.0) -> dict:
    """Return how the rates of the changed sound, times ``factor``, differ from the plain ones."""
    pairs = [(a.rates, b.rates) for a, b in zip(heard, changed, strict=True)]
    both = [(a, b) for a, b in pairs if a and b]
    found: dict = {"files": len(both)}
    if not both:
        return found
    for name in ("speech_rate_wpm", "articulation_rate_wpm", "articulation_rate_sps"):
        change = [getattr(b, name) / getattr(a, name) * factor - 1.0 for a, b in both]
        found[name] = {"median": _r(median(change)), "mean": _r(fmean(change)), "mean_abs": _r(fmean(map(abs, change)))}
    return found


def agreement(heard: Iterable[Heard]) -> dict:
    """Return how syllables in the sound compare with those of the words, and how many clips are refused for it."""
    ratios, refused, wanted = [], [], 0
    for one in heard:
        found = whole(one.side)
        trusted = mean_confidence(one.side.words) >= SETTINGS.tempo_min_conf
        if not one.rates or not trusted or one.rates.syllables < SETTINGS.nuclei_min_syllables:
            continue
        reason = found.not_measured.get("articulation_rate_wpm", "")
        wanted += 1
        if one.side.samples is not None and "noisy" not in reason:
            sound = SideSound.of(one.side)
            ratios.append(sound.syllables(one.rates.spans) / one.rates.syllables)
        if "agree" in reason:
            refused.append(one.clip.name)
    return {
        "clips": wanted,
        "heard_to_words": {"lowest": _r(min(ratios)), "median": _r(median(ratios)), "highest": _r(max(ratios))},
        "refused": refused,
    }


def against_reference(heard: Iterable[Heard]) -> dict:
    """Return syllables in the sound against those of the reference text."""
    ratios = []
    for one in heard:
        if one.side.samples is not None and one.reference_words:
            sound = SideSound.of(one.side)
            ratios.append(sound.syllables(one.side.voice) / sum(map(syllables, one.reference_words)) - 1.0)
    return _errors(ratios)


def _errors(values: Sequence[float]) -> dict:
    return {
        "mean_abs": _r(fmean(abs(value) for value in values)),
        "mean": _r(fmean(values)),
        "worst": _r(max(values, key=abs)),
    }


def _r(value: float) -> float:
    return round(value, 4)


def hearing() -> Hear:
    """Return what finds voice and words in a sound."""
    stt = load_speech_to_text()

    def hear(samples: Samples) -> SideInput:
        voice = find_voice(samples, SileroActivity())
        return SideInput(voice=voice, words=find_words(samples, voice, stt), samples=samples)

    return hear


def main(make_hearing: Callable[[], Hear] = hearing) -> None:
    """Measure and print."""
    clips, why = load_clips()
    if why:
        print(json.dumps({"bench": "rate", "not run": why}))
        return
    hear = make_hearing()
    heard = [Heard(clip, hear(clip.samples)) for clip in clips]
    good = [one for one in heard if one.clip.reference and one.clip.vosk_wer < GOOD_WER]
    kinds = {
        "all": good,
        "read": [one for one in good if one.clip.kind.startswith("read")],
        "digits": [one for one in good if "digits" in one.clip.kind],
    }

    def by_kind(change: Callable[[Samples], Samples], some: Sequence[Heard], factor: float = 1.0) -> dict:
        pairs = [(one, replace(one, side=hear(change(one.clip.samples)))) for one in some]
        return {
            name: compared([a for a, _ in pairs if a in group], [b for a, b in pairs if a in group], factor)
            for name, group in kinds.items()
        }

    result = {
        "bench": "rate",
        "counted": {name: counted(group) for name, group in kinds.items()},
        "syllables_in_sound": against_reference(good),
        "agreement": agreement(heard),
        "stretched": {
            str(factor): by_kind(lambda samples, f=factor: stretched(samples, f), good, factor) for factor in FACTORS
        },
        "silence_inserted": by_kind(with_silence, [one for one in good if longest_pause(one.clip.samples)]),
    }
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
