"""The steps of the headset check: each takes blocks on the sample clock until it has heard enough."""

from typing import Literal, Protocol

import numpy as np

from voicedrill.audio.stream import BLOCK_S, Block, CallStream
from voicedrill.engines.ports import VoiceActivity
from voicedrill.errors import DeviceError
from voicedrill.runtime.ears import Ears
from voicedrill.runtime.transcriber import Transcriber
from voicedrill.runtime.voice import find_voice
from voicedrill.speech.activity import SILENCE_DBFS
from voicedrill.speech.baseline import Take, take_of
from voicedrill.speech.bleed import Bleed, bleed
from voicedrill.speech.loudness import level_track, loudness
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

StepName = Literal["quiet", "listen", "read", "talk"]
STEPS: tuple[StepName, ...] = ("quiet", "listen", "read", "talk")

READING = (
    "Good morning, and thank you for calling. I have your order here in front of me. The parcel left our house on "
    "Monday, and it should have been with you on Wednesday. I can see that it was sent to the wrong city first. "
    "That was our mistake, and I am sorry that you had to wait. Today I will send you the same lamp again, with "
    "the fast service and without any cost. It will be at your door before noon tomorrow. I will call you in the "
    "afternoon to hear whether everything is fine."
)
"""Eighty-odd plain words; half a minute at an easy pace."""
TALKING = "Tell us how you got to work today, or what you had for dinner, as if you told a friend."

QUIET_S = 3.0
LEAD_S = 2.0
"""Time to read what is asked before the silence counts."""
TAIL_S = 0.6
"""Room and devices carry a passage on after its end."""
LATE_S = 5.0
"""A passage that is not over so long after its time does not come out of the loudspeaker."""
READ_S, TALK_S = 20.0, 30.0
"""Speech that is enough."""
STOPPED_S = 1.5
"""Who has read enough and is silent for so long has finished."""
WAIT_S = 20.0
"""Who has said nothing by then will not."""
LIMIT_S = 90.0
"""A step that takes longer ends with what it has."""


class Step(Protocol):
    """One step; it is thrown away and made anew to do it again."""

    @property
    def fraction(self) -> float:
        """How much of it is done, 0..1."""

    @property
    def done(self) -> bool:
        """True when it has heard enough."""

    def hear(self, block: Block) -> None:
        """Take the next block."""

    def close(self) -> None:
        """Let go of what it holds; safe to call twice."""


class QuietStep:
    """The trainee says nothing for a few seconds."""

    def __init__(self, activity: VoiceActivity) -> None:
        self._activity = activity
        self._blocks: list[Samples] = []

    @property
    def fraction(self) -> float:
        """How much of the time is over."""
        return min(1.0, len(self._blocks) * BLOCK_S / (LEAD_S + QUIET_S))

    @property
    def done(self) -> bool:
        """True when the time is over."""
        return self.fraction >= 1.0

    def hear(self, block: Block) -> None:
        """Take the next block."""
        self._blocks.append(block.trainee)

    def close(self) -> None:
        """Nothing is held."""

    def levels_dbfs(self) -> tuple[float | None, float | None]:
        """Return the noise floor (None: no sound at all) and the level of other people (None: nobody)."""
        samples = np.concatenate(self._blocks)[round(LEAD_S * SAMPLE_RATE_HZ) :]
        track = level_track(samples)
        if not np.any(track.power):
            return None, None
        voice = find_voice(samples, self._activity)
        others = voice if voice.total_s >= SETTINGS.neighbour_min_s else Timeline()
        noises_dbfs = (track.noise_dbfs(heard) for heard in (others, Timeline()))  # somebody may speak all the time
        noise_dbfs = next((one for one in noises_dbfs if one is not None), SILENCE_DBFS)
        return noise_dbfs, track.speech_dbfs(others)


class ListenStep:
    """The customer's voice is played while the trainee says nothing.

    Raises
    ------
    voicedrill.errors.DeviceError
        From `hear`, when the loudspeaker does not play the passage.
    """

    def __init__(self, stream: CallStream, passage: Samples, activity: VoiceActivity) -> None:
        self._stream, self._passage, self._activity = stream, passage, activity
        self._ticket: int | None = None
        self._played: list[Samples] = []
        self._heard: list[Samples] = []
        self._waited_s = self._tail_s = 0.0

    @property
    def fraction(self) -> float:
        """How much of the passage is over."""
        return min(1.0, (len(self._played) * BLOCK_S) / self._length_s)

    @property
    def done(self) -> bool:
        """True when passage and echo are over."""
        return self._tail_s >= TAIL_S

    def hear(self, block: Block) -> None:
        """Begin to play with the first block; keep what is heard from the passage's first sample on."""
        if self._ticket is None:
            self._ticket = self._stream.play(self._passage)
        if block.line == self._ticket or self._played:
            self._played.append(block.customer)
            self._heard.append(block.trainee)
            self._tail_s = 0.0 if block.line == self._ticket else self._tail_s + BLOCK_S
        self._waited_s += BLOCK_S
        if not self.done and self._waited_s > self._length_s + LATE_S:
            raise DeviceError(
                f"The loudspeaker '{self._stream.output_name}' does not play the customer's voice. "
                "Choose another loudspeaker, or connect it again, and check again."
            )

    def close(self) -> None:
        """Stop the passage."""
        if self._ticket is not None and not self.done:
            self._stream.stop()

    def found(self) -> tuple[Bleed | None, float | None]:
        """Return the copy of the passage in the microphone and its level there in dBFS."""
        played, heard = np.concatenate(self._played), np.concatenate(self._heard)
        copy = bleed(played, heard)
        level = loudness(played, find_voice(played, self._activity))
        return (None, None) if copy is None or level is None else (copy, level.speech_dbfs + copy.gain_db)

    @property
    def _length_s(self) -> float:
        return len(self._passage) / SAMPLE_RATE_HZ + TAIL_S


class SpeechStep:
    """The trainee reads or talks until there is enough speech.

    Parameters
    ----------
    activity, transcriber
        Fresh ones: they hear this step only.
    enough_s : float
        Speech that is wanted.
    to_the_end : bool
        Go on until the trainee stops: a text is read to its end.
    """

    def __init__(self, activity: VoiceActivity, transcriber: Transcriber, enough_s: float, *, to_the_end: bool) -> None:
        self._ears = Ears(activity, transcriber)
        self._enough_s, self._to_the_end = enough_s, to_the_end
        self._blocks: list[Samples] = []
        self._voices: list[Interval] = []
        self._open_s: float | None = None
        self._words: list[Word] = []
        self._finished = self._closed = False

    @property
    def voice_s(self) -> float:
        """Speech heard so far."""
        open_s = 0.0 if self._open_s is None else self._now_s - self._open_s
        return sum(one.length_s for one in self._voices) + open_s

    @property
    def fraction(self) -> float:
        """How much of the speech that is wanted was heard."""
        return min(1.0, self.voice_s / self._enough_s)

    @property
    def done(self) -> bool:
        """True when there is enough, or the trainee said so, or it has taken too long."""
        enough = self.voice_s >= self._enough_s
        if enough and self._to_the_end:
            enough = self._open_s is None and self._now_s - self._voices[-1].end_s >= STOPPED_S
        return self._finished or enough or self._now_s >= (LIMIT_S if self.voice_s else WAIT_S)

    def hear(self, block: Block) -> None:
        """Take the next block."""
        self._blocks.append(block.trainee)
        edges, _ = self._ears.hear(block.trainee, self._now_s)
        for edge in edges:
            if edge.kind == "start":
                self._open_s = edge.t_s
            elif self._open_s is not None:
                self._voices.append(Interval(self._open_s, edge.t_s))
                self._open_s = None
        self._words += [word for one in self._ears.understood() if one.stage == "final" for word in one.words]

    def finish(self) -> None:
        """End it with what was heard."""
        self._finished = True

    def close(self) -> None:
        """Understand the last words and end the recogniser's thread."""
        if self._closed:
            return
        self._closed = True
        if self._open_s is not None:
            self._voices.append(Interval(self._open_s, self._now_s))
            self._open_s = None
        _, rest = self._ears.close(self._now_s)
        self._words += [word for one in rest if one.stage == "final" for word in one.words]

    def take(self) -> Take:
        """Return what was measured."""
        self.close()
        samples = np.concatenate([np.zeros(0, np.int16), *self._blocks])
        return take_of(samples, Timeline.of(self._voices), self._words)

    @property
    def _now_s(self) -> float:
        return len(self._blocks) * BLOCK_S
