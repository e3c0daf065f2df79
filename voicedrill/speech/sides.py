"""What is known of one speaker before anything is measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from voicedrill.speech.pitch import PitchTrack, pitch_track
from voicedrill.speech.samples import Samples
from voicedrill.speech.settings import Settings
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word


@dataclass(frozen=True)
class KnownLine:
    """A line of the customer that the program spoke: everything about it is known.

    Attributes
    ----------
    text : str
        As written, with punctuation.
    start_s, end_s : float
        Planned times.
    yields : bool
        She ends with a question or invites, so coming in is no interruption.
    words : sequence of Word
        Planned times of the words.
    stopped_s : float
        When she really stopped; ``end_s`` when she finished.
    cut_in_by_mistake : bool
        She took a pause inside the trainee's turn for its end and came in.
    into_silence : bool
        She only asked whether anybody is there: the silence before it goes on.
    """

    text: str
    start_s: float
    end_s: float
    yields: bool
    words: tuple[Word, ...]
    stopped_s: float
    cut_in_by_mistake: bool = False
    into_silence: bool = False

    @property
    def spoken(self) -> tuple[Word, ...]:
        """Words as far as they were really said."""
        return tuple(word for word in self.words if word.start_s < self.stopped_s)

    @property
    def written(self) -> tuple[Word, ...]:
        """All words in the spelling of the text, with their planned times."""
        written = self.text.split()
        if len(written) != len(self.words):
            return self.words
        return tuple(Word(text, word.start_s, word.end_s) for text, word in zip(written, self.words, strict=True))

    @property
    def voice(self) -> Timeline:
        """When she was really heard."""
        if not self.words:
            return Timeline.of((Interval(self.start_s, self.stopped_s),))
        return Timeline.of(Interval(word.start_s, min(word.end_s, self.stopped_s)) for word in self.spoken)

    def sentence_open(self, at_s: float) -> bool:
        """Tell whether she was in the middle of a sentence at ``at_s``; not before her first word is out."""
        said = sum(word.end_s <= at_s for word in self.words)
        written = self.text.split()
        if said == 0 or said == len(self.words):
            return False
        last = written[said - 1] if len(written) == len(self.words) else self.words[said - 1].word
        return not last.rstrip("\"'”’)").endswith((".", "!", "?"))


@dataclass(frozen=True)
class SideInput:
    """One speaker's part of a call.

    Attributes
    ----------
    voice : Timeline
        When the voice was heard.
    words : sequence of Word
        In order of time.
    lines : sequence of KnownLine
        Lines whose text and times are known beforehand (the customer of a practice call), in order.
    samples : ndarray of int16 or None
        The sound of this speaker alone from time 0; None when no sound was kept.
    no_sound : str
        Why there is no sound, as a sentence.
    heard : bool
        The words come from a recogniser, so their confidence limits what can be measured.
    in_company : bool
        Other people speak near this speaker's microphone.
    """

    voice: Timeline
    words: Sequence[Word] = ()
    lines: Sequence[KnownLine] = ()
    samples: Samples | None = None
    no_sound: str = "No sound was kept of this call."
    heard: bool = True
    in_company: bool = False

    def pitch(self, settings: Settings) -> PitchTrack:
        """Return the pitch of the voice; found once, because several measures rest on it and it costs the most.

        There must be `samples`.
        """
        assert self.samples is not None
        if settings not in self._pitches:
            self._pitches[settings] = pitch_track(self.samples, self.voice, settings)
        return self._pitches[settings]

    @cached_property
    def _pitches(self) -> dict[Settings, PitchTrack]:
        return {}

    def words_between(self, start_s: float, end_s: float) -> tuple[Word, ...]:
        """Return the words whose middle lies in the stretch."""
        return tuple(word for word in self.words if start_s <= (word.start_s + word.end_s) / 2 < end_s)

    def line_at(self, t_s: float) -> KnownLine | None:
        """Return the known line that was being said at ``t_s``, or None."""
        return next((line for line in self.lines if line.start_s <= t_s < line.stopped_s), None)
