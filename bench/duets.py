"""Two-party calls of known truth, built from human speech; writes stereo files and their truth.

One voice speaks in long stretches, the other comes in at known times in every way of `OverlapKind`, in both
directions, with known gaps between; then noise is added. The truth of an onset is the first 10 ms frame that stands
10 dB above the clip's floor. ``VOICEDRILL_EVAL_DATA`` names the folder with ``speech/``.

    python -m bench.duets FOLDER [--seed N] [--snr DB]
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
import soundfile

from bench.duet_material import CALL, HALVES, SUPPORT, TOKENS, Half, Sentence, Voice
from bench.human_speech import speech_folder
from voicedrill.audio.sound import read_sound
from voicedrill.speech.measurement import OverlapKind, Side
from voicedrill.speech.samples import FULL_SCALE, SAMPLE_RATE_HZ, Samples

SNRS_DB = (30, 20, 10)
SPEECH_DBFS = -23.0
FRAME_S = 0.01
RISE_DB = 10.0
AUDIBLE_DB = 40.0
"""A clip's floor is taken no deeper than this below its speech: digital silence would make every breath an onset."""
APART_S = (1.6, 2.4)
"""Silence between two scenes."""

Sound = npt.NDArray[np.float64]

SCENES: tuple[tuple[str, int], ...] = (
    ("interruption", 3), ("interruption_she_stops", 2), ("butting_in", 4), ("pause_interruption", 2),
    ("pause_interruption_she_stops", 1), ("backchannel", 4), ("backchannel_in_pause", 1), ("terminal", 2),
    ("supportive", 1), ("invited", 2), ("noise", 3), ("gap", 4),
)  # fmt: skip
"""How often each scene comes in one duet."""


@dataclass(frozen=True)
class Clip:
    """A piece of sound with its speech between ``onset_s`` and ``end_s``."""

    samples: Sound
    onset_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """Length of the speech."""
        return self.end_s - self.onset_s

    @property
    def trimmed(self) -> Sound:
        """The speech without the silence around it."""
        return self.samples[round(self.onset_s * SAMPLE_RATE_HZ) : round(self.end_s * SAMPLE_RATE_HZ)]


@dataclass(frozen=True)
class TrueOverlap:
    """Somebody came in at ``start_s``."""

    start_s: float
    end_s: float
    by: Side
    kind: OverlapKind
    scene: str


@dataclass(frozen=True)
class TrueGap:
    """Silence of known length at a change of speaker."""

    after: Side
    start_s: float
    end_s: float


@dataclass
class Duet:
    """Two channels on one clock, and what is true of them."""

    name: str
    overlaps: list[TrueOverlap] = field(default_factory=list)
    gaps: list[TrueGap] = field(default_factory=list)
    end_s: float = 1.0
    placed: list[tuple[Side, float, Sound]] = field(default_factory=list)

    def place(self, side: Side, clip: Clip, onset_s: float) -> None:
        """Put the clip into the side's channel so that its speech begins at ``onset_s``."""
        self.placed.append((side, onset_s - clip.onset_s, clip.samples))
        self.end_s = max(self.end_s, onset_s + clip.length_s)

    def mixed(self, snr_db: float, seed: int) -> tuple[Samples, Samples]:
        """Return the customer's and the trainee's channel with white noise ``snr_db`` below the speech."""
        noise = np.random.default_rng(seed)
        length = round((self.end_s + 1.0) * SAMPLE_RATE_HZ)
        channels = {side: noise.normal(0.0, _amplitude(SPEECH_DBFS - snr_db), length) for side in _SIDES}
        for side, at_s, sound in self.placed:
            first = round(at_s * SAMPLE_RATE_HZ)
            channels[side][first : first + len(sound)] += sound
        customer, trainee = (
            np.clip(np.round(channels[side] * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
            for side in _SIDES
        )
        return customer, trainee

    def truth(self) -> dict[str, object]:
        """Return what is true as plain values."""
        rows = sorted(self.overlaps, key=lambda one: one.start_s)
        return {"overlaps": [asdict(one) for one in rows], "gaps": [asdict(one) for one in self.gaps]}


_SIDES: tuple[Side, Side] = ("customer", "trainee")


def build(speech: Path, half: str, seed: int) -> list[Duet]:
    """Return the duets of one half of the voices: every customer's voice with another as the trainee."""
    material, duets = HALVES[half], []
    for number, voice in enumerate(material.voices):
        guest = material.voices[(number + 1 + seed) % len(material.voices)]
        if guest is voice:
            guest = material.voices[(number + 1) % len(material.voices)]
        duets.append(_Builder(speech, material, voice, guest, Random(f"{seed} {number}")).duet())
    return duets


class _Builder:
    """Plays the scenes of one duet."""

    def __init__(self, speech: Path, material: Half, customer: Voice, trainee: Voice, random: Random) -> None:
        self._speech, self._material, self._random = speech, material, random
        self._voices: dict[Side, Voice] = {"customer": customer, "trainee": trainee}
        self._duet = Duet(f"{customer.name}-{trainee.name}")

    def duet(self) -> Duet:
        names = [name for name, times in SCENES for _ in range(times)]
        self._random.shuffle(names)
        for name in names:
            # a customer who starts in a pause in which the trainee goes on has cut in, however complete his sentence
            by: Side = "trainee" if name == "invited" or self._random.random() < 0.6 else "customer"
            self._host: Side = "customer" if by == "trainee" else "trainee"
            self._by: Side = by
            self._start_s = self._duet.end_s + self._random.uniform(*APART_S)
            scene: Callable[[], None] = getattr(self, f"_{name}")
            self._scene = name
            scene()
        return self._duet

    def _interruption(self) -> None:
        guest = self._utterance(2.0, 6.0)
        self._during(self._stretch(5.0), guest, "interruption", left_s=1.0)

    def _interruption_she_stops(self) -> None:
        host, guest = self._stretch(5.0), self._utterance(2.0, 6.0)
        at_s = self._moment(host, 1.6)
        self._put(_cut(host, at_s + self._random.uniform(0.6, 1.2)), guest, at_s, "interruption")

    def _butting_in(self) -> None:
        guest = self._fragment()
        self._during(self._stretch(5.0), guest, "butting_in", left_s=guest.length_s + 0.8)

    def _backchannel(self) -> None:
        guest = self._token(TOKENS)
        self._during(self._stretch(4.0), guest, "backchannel", left_s=guest.length_s + 0.8)

    def _supportive(self) -> None:
        guest = self._token(SUPPORT)
        self._during(self._stretch(5.0), guest, "supportive", left_s=guest.length_s + 0.8)

    def _noise(self) -> None:
        guest = _clip(self._random.choice((_click, _breath, _cough))(self._random))
        self._during(self._stretch(4.0), guest, "noise", left_s=guest.length_s + 0.8)

    def _terminal(self) -> None:
        host, guest = self._stretch(3.0), self._utterance(1.5, 6.0)
        self._put(host, guest, self._moment(host, 0.12, host.length_s - 0.42), "terminal")

    def _pause_interruption(self) -> None:
        self._in_a_pause(*self._opened(), self._utterance(2.0, 6.0), "pause_interruption")

    def _pause_interruption_she_stops(self) -> None:
        before, _ = self._opened()
        self._in_a_pause(before, None, self._utterance(2.0, 6.0), "pause_interruption")

    def _invited(self) -> None:
        self._in_a_pause(self._stretch(2.0), self._stretch(2.0), self._utterance(2.0, 6.0), "invited")

    def _backchannel_in_pause(self) -> None:
        self._in_a_pause(self._stretch(2.0), self._stretch(2.0), self._token(TOKENS), "backchannel")

    def _gap(self) -> None:
        host, guest, silence_s = self._stretch(2.0), self._utterance(1.5, 6.0), self._random.uniform(0.25, 2.0)
        end_s = self._start_s + host.length_s
        self._duet.place(self._host, host, self._start_s)
        self._duet.place(self._by, guest, end_s + silence_s)
        self._duet.gaps.append(TrueGap(self._host, end_s, end_s + silence_s))

    def _during(self, host: Clip, guest: Clip, kind: OverlapKind, left_s: float) -> None:
        self._put(host, guest, self._moment(host, left_s), kind)

    def _moment(self, host: Clip, left_s: float, from_s: float = 0.7) -> float:
        """Return a time ``from_s`` or more after the host's onset at which the host speaks with ``left_s`` to go."""
        loud = np.flatnonzero(_loud(host.samples)) * FRAME_S - host.onset_s
        return float(self._random.choice(list(loud[(loud >= from_s) & (loud <= host.length_s - left_s)])))

    def _in_a_pause(self, before: Clip, after: Clip | None, guest: Clip, kind: OverlapKind) -> None:
        lag_s = self._random.uniform(0.22, 0.45)
        self._put(before, guest, before.length_s + lag_s, kind)
        if after is not None:
            at_s = self._start_s + before.length_s + self._random.uniform(lag_s + 0.1, 0.85)
            self._duet.place(self._host, after, at_s)

    def _put(self, host: Clip, guest: Clip, after_s: float, kind: OverlapKind) -> None:
        at_s = self._start_s + after_s
        self._duet.place(self._host, host, self._start_s)
        self._duet.place(self._by, guest, at_s)
        end_s = at_s if kind == "pause_interruption" else min(at_s + guest.length_s, self._start_s + host.length_s)
        self._duet.overlaps.append(TrueOverlap(at_s, max(at_s, end_s), self._by, kind, self._scene))

    def _stretch(self, min_s: float) -> Clip:
        """Return whole sentences of the host in a row, with short pauses between."""
        sentences = self._voices[self._host].sentences
        first = self._random.randrange(len(sentences))
        sounds: list[Sound] = []
        while sum(map(len, sounds)) < min_s * SAMPLE_RATE_HZ:
            if sounds:
                sounds.append(np.zeros(round(self._random.uniform(0.1, 0.4) * SAMPLE_RATE_HZ)))
            sounds.append(self._spoken(self._host, sentences[(first + len(sounds) // 2) % len(sentences)]).trimmed)
        return _clip(np.concatenate(sounds))

    def _opened(self) -> tuple[Clip, Clip]:
        """Return a sentence of the host in two parts, cut between words where more had to come."""
        sentence = self._random.choice([one for one in self._voices[self._host].sentences if one.cuts_s])
        cut_s = self._random.choice(sentence.cuts_s)
        parts = (
            Sentence(sentence.file, sentence.channel, sentence.start_s, cut_s),
            Sentence(sentence.file, sentence.channel, cut_s, sentence.end_s),
        )
        before, after = (self._spoken(self._host, part) for part in parts)
        return before, after

    def _utterance(self, min_s: float, max_s: float) -> Clip:
        """Return a whole sentence of the one who comes in."""
        clips = [self._spoken(self._by, one) for one in self._voices[self._by].sentences]
        return self._random.choice([one for one in clips if min_s <= one.length_s <= max_s])

    def _fragment(self) -> Clip:
        """Return the beginning of a sentence that breaks off."""
        whole = self._utterance(1.5, 8.0)
        return _cut(whole, self._random.uniform(0.75, 1.3))

    def _spoken(self, side: Side, sentence: Sentence) -> Clip:
        """Return a sentence at the voice's usual level, set against the whole of its voice."""
        voice = self._voices[side]
        return _clip(_read(self._speech, sentence) * _gain(self._speech, voice))

    def _token(self, tokens: Sequence[tuple[str, float, float, str]]) -> Clip:
        share = [one for number, one in enumerate(tokens) if number % 2 == self._material.parity] or tokens
        side, start_s, end_s, _ = self._random.choice(share)
        sound = _read(self._speech, Sentence(CALL.format(side), 0, start_s, end_s))
        return _clip(sound * _amplitude(SPEECH_DBFS - self._random.uniform(0.0, 6.0)) / _rms(sound[_mask(sound)]))


def _clip(samples: Sound) -> Clip:
    loud = np.flatnonzero(_loud(samples))
    return Clip(_faded(samples), loud[0] * FRAME_S, (loud[-1] + 1) * FRAME_S)


def _cut(clip: Clip, after_s: float) -> Clip:
    """Return the clip broken off ``after_s`` after its onset."""
    return _clip(clip.samples[: round((clip.onset_s + after_s) * SAMPLE_RATE_HZ)])


def _faded(samples: Sound) -> Sound:
    """Return the samples with 5 ms of fading at both ends, so that cutting makes no click."""
    ramp = np.linspace(0.0, 1.0, min(80, len(samples) // 2))
    faded = samples.copy()
    faded[: len(ramp)] *= ramp
    faded[len(faded) - len(ramp) :] *= ramp[::-1]
    return faded


def _loud(samples: Sound) -> npt.NDArray[np.bool_]:
    """Tell of every 10 ms frame whether it stands 10 dB above the floor."""
    size = round(FRAME_S * SAMPLE_RATE_HZ)
    frames = samples[: len(samples) // size * size].reshape(-1, size)
    levels = 10 * np.log10((frames**2).mean(axis=1) + 1e-12)
    floor = max(float(np.percentile(levels, 5)), float(np.percentile(levels, 95)) - AUDIBLE_DB)
    return np.asarray(levels >= floor + RISE_DB)


def _mask(samples: Sound) -> npt.NDArray[np.bool_]:
    spread = np.repeat(_loud(samples), round(FRAME_S * SAMPLE_RATE_HZ))
    return np.pad(spread, (0, len(samples) - len(spread)))


def _rms(samples: Sound) -> float:
    return float(np.sqrt(np.mean(samples**2)))


def _amplitude(dbfs: float) -> float:
    return float(10 ** (dbfs / 20))


@cache
def _channel(path: Path, channel: int) -> Sound:
    return read_sound(path)[channel] / FULL_SCALE


def _read(speech: Path, sentence: Sentence) -> Sound:
    sound = _channel(speech / f"{sentence.file}.flac", sentence.channel)
    return sound[round(sentence.start_s * SAMPLE_RATE_HZ) : round(sentence.end_s * SAMPLE_RATE_HZ)]


@cache
def _gain(speech: Path, voice: Voice) -> float:
    sound = np.concatenate([_read(speech, one) for one in voice.sentences])
    return _amplitude(SPEECH_DBFS) / _rms(sound[_mask(sound)])


def _click(random: Random) -> Sound:
    """Return a key or a mouse: some milliseconds that die away."""
    shape = np.zeros(round(0.1 * SAMPLE_RATE_HZ))
    length = round(random.uniform(0.01, 0.04) * SAMPLE_RATE_HZ)
    shape[400 : 400 + length] = _hiss(random, length) * np.exp(-np.linspace(0.0, 5.0, length))
    return shape * _amplitude(SPEECH_DBFS + 6.0)


def _breath(random: Random) -> Sound:
    """Return air: hiss that swells and fades."""
    length = round(random.uniform(0.3, 0.7) * SAMPLE_RATE_HZ)
    return _hiss(random, length) * np.hanning(length) * _amplitude(SPEECH_DBFS - 10.0)


def _cough(random: Random) -> Sound:
    """Return two bursts of hiss that fall off steeply."""
    length = round(random.uniform(0.12, 0.2) * SAMPLE_RATE_HZ)
    burst = _hiss(random, length) * np.exp(-np.linspace(0.0, 4.0, length)) * _amplitude(SPEECH_DBFS + 3.0)
    return np.concatenate([burst, np.zeros(round(0.08 * SAMPLE_RATE_HZ)), 0.6 * burst])


def _hiss(random: Random, length: int) -> Sound:
    return np.random.default_rng(random.randrange(2**32)).normal(0.0, 1.0, length)


def main() -> None:
    """Write the duets of both halves."""
    parser = argparse.ArgumentParser(description="Write duets of known truth.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--snr", type=float, default=30.0, metavar="DB")
    options = parser.parse_args()
    speech = speech_folder()
    if isinstance(speech, str):
        sys.exit(f"not run: {speech}")
    options.folder.mkdir(parents=True, exist_ok=True)
    for half in HALVES:
        for duet in build(speech, half, options.seed):
            stem = options.folder / f"{half}-{duet.name}"
            sound = np.column_stack(duet.mixed(options.snr, options.seed))
            soundfile.write(stem.with_suffix(".wav"), sound, SAMPLE_RATE_HZ, subtype="PCM_16")
            stem.with_suffix(".json").write_text(json.dumps(duet.truth(), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
