"""Do other people in the room open a turn, barge in or add words? Prints JSON.

A trainee speaks with long silences, with short listener's words among the sentences; one to six other people talk
10 to 20 dB below, alone and under the trainee's speech. An utterance of theirs is harmful when, where the trainee is
silent, a voice begins in it (a turn), a second of it is voice or two words are heard (a barge-in, as the customer could
be speaking), or a word is heard. ``VOICEDRILL_EVAL_DATA`` names the folder with ``speech/``.

    python -m bench.neighbours [--mixes N] [--seed N] [--no-words]
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from bench.duet_material import CALL, TOKENS
from bench.human_speech import speech_folder
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import BLOCK_SAMPLES
from voicedrill.engines.ports import SpeechToText
from voicedrill.engines.silero import SileroActivity
from voicedrill.engines.speech_to_text import load_speech_to_text
from voicedrill.runtime.ears import Ears
from voicedrill.runtime.transcriber import SteppedTranscriber
from voicedrill.runtime.voice import find_voice
from voicedrill.runtime.words import find_words
from voicedrill.speech.baseline import gate_dbfs
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

FILES = (
    "amazon-transcribe-live-call-analytics__agent2", "speech-to-text-nodejs__en-US_Broadband_sample1",
    "speech-to-text-nodejs__en-US_Broadband_sample2", "speech-to-text-nodejs__english2.g712",
    "speech-to-text-nodejs__en-GB_Narrowband_sample2", "python-speech-recognition__harvard",
    "Accent-Classifier__AUD-20180314-WA0069", "Accent-Classifier__AUD-20180314-WA0095", "faster-whisper__jfk",
    "pocketsphinx__sense_and_sensibility_01_austen_64kb-0870", "pocketsphinx__005", "speechbrain__spk1_snt2",
    "vosk-api__test", "STT__arctic_a0024",
)  # fmt: skip
"""One voice each; those with enough speech also take the trainee's part."""
TRAINEES = FILES[:8]
LENGTH_S = 60.0
BESIDE_S = 0.5
"""Sound so near to the trainee's speech belongs to it: the recogniser's margin, and the voice's hangover."""
ALONE_S = 0.3

Sound = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Mix:
    """A microphone with the trainee's clips, those of the others, and who really spoke when."""

    people: int
    below_db: float
    samples: Samples
    alone: Samples
    trainee: Timeline
    tokens: tuple[Interval, ...]
    sentences: tuple[Interval, ...]
    others: tuple[Interval, ...]
    trainee_dbfs: float


@dataclass(frozen=True)
class Heard:
    """What one path made of a mix."""

    voice: Timeline
    words: Sequence[Word]


class Material:
    """Utterances of every voice, found in the clean files."""

    def __init__(self, speech: Path) -> None:
        self.clips = {name: _utterances(_sound(speech, name)) for name in FILES}
        self.tokens = [
            _sound(speech, CALL.format(side))[round(start_s * SAMPLE_RATE_HZ) : round(end_s * SAMPLE_RATE_HZ)]
            for side, start_s, end_s, _ in TOKENS
        ]

    def mix(self, seed: int) -> Mix:
        """Return the mix of a seed; every other one counts the decibels for each person, the rest for their sum."""
        random = Random(seed)
        trainee = random.choice(TRAINEES)
        level_dbfs = random.uniform(-30.0, -20.0)
        own, placed = np.zeros(round(LENGTH_S * SAMPLE_RATE_HZ)), []
        at_s, tokens = random.uniform(2.0, 4.0), []
        sentences = _in_random_order(self.clips[trainee], random)
        while True:
            token = random.random() < 0.3
            clip = random.choice(self.tokens) if token else next(sentences)
            below_db = random.uniform(0.0, 8.0) if token else 0.0
            reference = clip if token else np.concatenate(self.clips[trainee])
            end_s = at_s + len(clip) / SAMPLE_RATE_HZ
            if end_s > LENGTH_S:
                break
            _add(own, clip * (_amplitude(level_dbfs - below_db) / _active(reference)), at_s)
            (tokens if token else placed).append(Interval(at_s, end_s))
            at_s = end_s + random.uniform(2.0, 6.0)
        people, below_db = random.randint(1, 6), random.uniform(10.0, 20.0)
        names = random.sample([name for name in FILES if name != trainee], people)
        crowd, others = np.zeros_like(own), []
        for name in names:
            each_db = random.uniform(10.0, 20.0)
            gain = _amplitude(level_dbfs - each_db) / _active(np.concatenate(self.clips[name]))
            at_s = random.uniform(0.0, 5.0)
            for clip in _in_random_order(self.clips[name], random):
                end_s = at_s + len(clip) / SAMPLE_RATE_HZ
                if end_s > LENGTH_S:
                    break
                _add(crowd, clip * gain, at_s)
                others.append(Interval(at_s, end_s))
                at_s = end_s + random.uniform(1.0, 8.0)
        if seed % 2 == 0:
            crowd *= _amplitude(level_dbfs - below_db) / _active(crowd)
        noise = np.random.default_rng(seed).normal(0.0, _amplitude(level_dbfs - random.uniform(25.0, 40.0)), len(own))
        return Mix(
            people=people,
            below_db=below_db if seed % 2 == 0 else 10.0,
            samples=_int16(own + crowd + noise),
            alone=_int16(own + noise),
            trainee=Timeline.of([*placed, *tokens]),
            tokens=tuple(tokens),
            sentences=tuple(placed),
            others=tuple(others),
            trainee_dbfs=level_dbfs,
        )


def offline(samples: Samples, stt: SpeechToText | None) -> Heard:
    """Hear a mix as ``measure`` hears a recording."""
    voice = find_voice(samples, SileroActivity())
    return Heard(voice, find_words(samples, voice, stt) if stt else ())


def live(samples: Samples, stt: SpeechToText | None, gate: float | None) -> Heard:
    """Hear a mix as a call does."""
    ears = Ears(SileroActivity(), SteppedTranscriber(stt or _Deaf()), gate, in_company=gate is not None)
    edges, words = [], []
    blocks = samples[: len(samples) // BLOCK_SAMPLES * BLOCK_SAMPLES].reshape(-1, BLOCK_SAMPLES)
    for number, block in enumerate(blocks, start=1):
        edges += ears.hear(block, number * BLOCK_SAMPLES / SAMPLE_RATE_HZ)[0]
        words += [word for one in ears.understood() if one.stage == "final" for word in one.words]
    end_s = len(blocks) * BLOCK_SAMPLES / SAMPLE_RATE_HZ
    words += [word for one in ears.close(end_s)[1] if one.stage == "final" for word in one.words]
    times = [edge.t_s for edge in edges]
    times += [end_s] * (len(times) % 2)
    return Heard(Timeline.of(Interval(*pair) for pair in zip(times[::2], times[1::2], strict=True)), words)


def judge(pairs: Sequence[tuple[Mix, Heard]], reference: Sequence[Heard]) -> dict[str, object]:
    """Count the others' utterances that did harm, and what of the trainee's was kept."""
    turns = barge_ins = worded = harmful = standing = 0
    kept = {"sentences": [0, 0], "tokens": [0, 0]}
    for mix, heard in pairs:
        beside = Timeline.of(Interval(one.start_s - BESIDE_S, one.end_s + BESIDE_S) for one in mix.trainee)
        for other in mix.others:
            alone = Timeline.of([other]).without(beside)
            if alone.total_s < ALONE_S:
                continue
            standing += 1
            begins = any(alone.covering(one.start_s) for one in heard.voice)
            words = sum(alone.covering((word.start_s + word.end_s) / 2) is not None for word in heard.words)
            long = heard.voice.intersection(alone).total_s >= 1.0
            turns, barge_ins, worded = turns + begins, barge_ins + (long or words >= 2), worded + (words > 0)
            harmful += begins or long or words > 0
        for name, intervals in (("sentences", mix.sentences), ("tokens", mix.tokens)):
            kept[name][0] += sum(_covered(one, heard.voice) >= 0.3 for one in intervals)
            kept[name][1] += len(intervals)
    said, meant = (sum(len(heard.words) for heard in one) for one in ([heard for _, heard in pairs], reference))
    return {
        "utterances_of_others": standing,
        "harmless_share": _share(standing - harmful, standing),
        "turns": turns,
        "barge_ins": barge_ins,
        "with_words": worded,
        "own_sentences_kept": _share(*kept["sentences"]),
        "own_tokens_kept": _share(*kept["tokens"]),
        "own_time_kept": _share(
            sum(mix.trainee.intersection(heard.voice).total_s for mix, heard in pairs),
            sum(mix.trainee.total_s for mix, _ in pairs),
        ),
        "words": said,
        "words_without_others": meant,
    }


class _Deaf:
    """A recogniser that understands nothing, for runs that look only at the voice."""

    model_name = "none"

    def recogniser(self) -> "_Deaf":
        return self

    def accept(self, samples: Samples) -> None:
        """Take nothing in."""

    def partial(self) -> list[Word]:
        return []

    final = partial


def _sound(speech: Path, name: str) -> Sound:
    samples = read_sound(speech / f"{name}.flac")[0].astype(np.float64) / FULL_SCALE
    return samples - samples.mean()


def _utterances(sound: Sound) -> list[Sound]:
    voice = find_voice(_int16(sound), SileroActivity())
    found = [sound[round(one.start_s * SAMPLE_RATE_HZ) : round(one.end_s * SAMPLE_RATE_HZ)] for one in voice]
    return [_faded(one[: 6 * SAMPLE_RATE_HZ]) for one in found if len(one) > 0.3 * SAMPLE_RATE_HZ]


def _in_random_order(clips: Sequence[Sound], random: Random) -> Iterator[Sound]:
    while True:
        yield from random.sample(clips, len(clips))


def _active(sound: Sound) -> float:
    """Return the RMS amplitude of the speech: of its 32 ms frames within 35 dB of the loudest."""
    power = np.var(sound[: len(sound) // 512 * 512].reshape(-1, 512), axis=1)
    return float(np.sqrt(np.mean(power[power > power.max() * 10.0**-3.5])))


def _faded(clip: Sound) -> Sound:
    ramp = np.linspace(0.0, 1.0, 160)
    return np.concatenate([clip[:160] * ramp, clip[160:-160], clip[-160:] * ramp[::-1]])


def _add(track: Sound, clip: Sound, at_s: float) -> None:
    first = round(at_s * SAMPLE_RATE_HZ)
    track[first : first + len(clip)] += clip[: len(track) - first]


def _int16(sound: Sound) -> Samples:
    return np.clip(np.rint(sound * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)


def _amplitude(dbfs: float) -> float:
    return float(10.0 ** (dbfs / 20.0))


def _covered(interval: Interval, voice: Timeline) -> float:
    return voice.intersection(Timeline.of([interval])).total_s / interval.length_s


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 3) if whole else None


def main() -> None:
    """Run every mix through the paths and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mixes", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-words", action="store_true", help="look only at the voice: much faster")
    chosen = parser.parse_args()
    speech = speech_folder()
    if isinstance(speech, str):
        print(json.dumps({"bench": "neighbours", "not run": speech}))
        return
    material = Material(speech)
    stt = None if chosen.no_words else load_speech_to_text()
    mixes = [material.mix(seed) for seed in range(chosen.seed, chosen.seed + chosen.mixes)]
    reference = [offline(mix.alone, stt) for mix in mixes]
    paths = {
        "recording": lambda mix: offline(mix.samples, stt),
        "live_after_headset_check": lambda mix: live(mix.samples, stt, gate_dbfs(mix.trainee_dbfs)),
        "live_without": lambda mix: live(mix.samples, stt, None),
    }
    print(json.dumps({
        "mixes": [{"people": mix.people, "below_db": round(mix.below_db, 1)} for mix in mixes],
        **{name: judge([(mix, hear(mix)) for mix in mixes], reference) for name, hear in paths.items()},
    }, indent=1))  # fmt: skip


if __name__ == "__main__":
    main()
