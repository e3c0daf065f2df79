"""Who came in while the other held the floor, and how (design.md §8, in its order)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from voicedrill.speech.acknowledgement import is_acknowledgement, is_backchannel
from voicedrill.speech.ending import Endings
from voicedrill.speech.floor import both, units
from voicedrill.speech.measurement import Overlap, OverlapKind, Side
from voicedrill.speech.pitch import pitch_track
from voicedrill.speech.quote import quote
from voicedrill.speech.sentence import sentence_open
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.sides import KnownLine, SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word

FLOORLESS: frozenset[OverlapKind] = frozenset(["backchannel", "noise", "supportive"])
"""Kinds that do not ask for the floor; they are no turns."""

_EPSILON_S = 1e-6
_HUM_STEP_S = 0.01


@dataclass(frozen=True, slots=True)
class ComingIn:
    """An overlap, and the whole utterance with which it was made."""

    overlap: Overlap
    utterance: Interval


def find_overlaps(customer: SideInput, trainee: SideInput, settings: Settings = SETTINGS) -> tuple[ComingIn, ...]:
    """Return every coming in of either side, by time."""
    sides = (_Speaker("trainee", trainee, customer, settings), _Speaker("customer", customer, trainee, settings))
    rivals = dict(zip(sides, reversed(sides), strict=True))
    begun = sorted(((one, side) for side in sides for one in utterances(side.own, settings)), key=lambda pair: pair[0])
    found = [side.take(utterance, rivals[side].cut_in) for utterance, side in begun]
    return tuple(sorted(filter(None, found), key=lambda one: (one.overlap.start_s, one.overlap.by)))


def utterances(side: SideInput, settings: Settings = SETTINGS) -> Timeline:
    """Return stretches of one voice with no silence long enough to follow a backchannel; known lines stay whole."""
    if side.lines:
        return Timeline.of(Interval(line.start_s, line.stopped_s) for line in side.lines)
    return side.voice.bridged(settings.backchannel_silence_s)


class _Speaker:
    """One side (``own``) and the comings in on the other; takes the utterances of its side in order of time."""

    def __init__(self, by: Side, own: SideInput, other: SideInput, settings: Settings) -> None:
        self.own = own
        self.cut_in: Interval | None = None
        """This side's last utterance, when it cut into a pause of the other's turn."""
        self._by, self._other, self._settings = by, other, settings
        self._turn: Interval | None = None
        self._latest: Interval | None = None

    def take(self, utterance: Interval, rival_cut_in: Interval | None) -> ComingIn | None:
        """Judge the next utterance; ``rival_cut_in`` is the other's latest if it cut into this side's turn."""
        going_on = rival_cut_in is not None and self._goes_on_after(rival_cut_in, utterance)
        overlap = None if going_on else self._coming_in(utterance)
        self._latest = utterance
        self.cut_in = utterance if overlap is not None and overlap.kind == "pause_interruption" else None
        if overlap is None:
            self._turn = utterance
            return None
        if overlap.kind not in FLOORLESS | {"butting_in"}:
            self._turn = utterance
        return ComingIn(overlap, utterance)

    @cached_property
    def _units(self) -> Timeline:
        return units(self._other.voice, self._settings)

    @cached_property
    def _stretches(self) -> Timeline:
        return self._other.voice.bridged(self._settings.open_pause_s)

    @cached_property
    def _both(self) -> Timeline:
        return both(self.own.voice, self._other.voice)

    def _coming_in(self, utterance: Interval) -> Overlap | None:
        on_s = utterance.start_s
        own_line, line = self.own.line_at(on_s), self._other.line_at(on_s)
        if own_line is not None and own_line.cut_in_by_mistake:
            return self._overlap(utterance, "pause_interruption")
        if line is not None and line.cut_in_by_mistake:
            return None
        before = self._units.last_begun(on_s)
        if before is None or self._goes_on_with_own_turn(on_s, before):
            return None
        if on_s < before.end_s:
            if self._by == "customer" and on_s == before.start_s:
                return None  # a dead heat is listed once, by the trainee
            return self._overlap(utterance, self._kind(utterance, before, line))
        has_the_floor = self._latest is not None and self._latest.end_s > before.end_s
        return None if has_the_floor else self._in_a_pause(utterance, before, line)

    def _goes_on_with_own_turn(self, on_s: float, before: Interval) -> bool:
        """Tell whether the other began over this speaker's own turn, or in a short pause of it."""
        if self._turn is None or self._turn.start_s >= before.start_s:
            return False
        return on_s - self._turn.end_s < self._settings.open_pause_s - _EPSILON_S

    def _goes_on_after(self, rival_cut_in: Interval, utterance: Interval) -> bool:
        soon_s = rival_cut_in.start_s + self._settings.own_cut_in_s
        return rival_cut_in.start_s <= utterance.start_s < min(rival_cut_in.end_s, soon_s)

    def _kind(self, utterance: Interval, unit: Interval, line: KnownLine | None) -> OverlapKind:
        """Classify a coming in while the other's voice was on: the first rule that holds."""
        on_s, limits = utterance.start_s, self._settings
        if (line is not None and line.yields) or self._simultaneous(on_s, unit):
            return "invited"
        end_s = line.end_s if line is not None else self._speech_end_s(unit)
        if end_s - on_s <= limits.terminal_s + _EPSILON_S or self._inside_last_word(on_s, unit.start_s, end_s, line):
            return "terminal"
        light = self._light_kind(utterance)
        if light is not None:
            return light
        if utterance.length_s <= limits.butting_in_max_s + _EPSILON_S and self._other_goes_on(utterance):
            return "butting_in"
        return "interruption" if utterance.length_s >= limits.interruption_min_s - _EPSILON_S else "noise"

    def _light_kind(self, utterance: Interval) -> OverlapKind | None:
        limits, words = self._settings, self._said(utterance)
        if not words and self._hummed(utterance) and self._other_goes_on(utterance):
            return "backchannel"
        in_time = any(word.start_s <= utterance.start_s + limits.noise_word_s + _EPSILON_S for word in words)
        if not in_time or utterance.length_s < limits.noise_max_s - _EPSILON_S:
            return "noise"
        short = utterance.length_s <= limits.backchannel_max_s + _EPSILON_S
        if (
            short
            and is_backchannel(words, int(limits.backchannel_max_words), limits)
            and self._other_goes_on(utterance)
        ):
            return "backchannel"
        if utterance.length_s <= limits.supportive_max_s + _EPSILON_S and is_acknowledgement(words):
            return "supportive"
        return None

    def _hummed(self, utterance: Interval) -> bool:
        """Tell whether this is a hum: a recogniser has no word for "mhm", but unlike a cough it has pitch."""
        if self.own.samples is None or not self._is_short(utterance):
            return False
        track = pitch_track(self.own.samples, Timeline.of([utterance]), self._settings)
        voiced = track.voiced_at(np.arange(utterance.start_s, utterance.end_s, _HUM_STEP_S))
        return float(np.mean(voiced)) >= self._settings.hum_voiced_ratio

    def _is_short(self, utterance: Interval) -> bool:
        limits = self._settings
        return limits.noise_max_s - _EPSILON_S <= utterance.length_s <= limits.backchannel_max_s + _EPSILON_S

    def _in_a_pause(self, utterance: Interval, before: Interval, line: KnownLine | None) -> Overlap | None:
        """Classify a coming in during a silence of the other that may be a pause."""
        on_s = utterance.start_s
        long = on_s - before.end_s >= self._settings.open_pause_s - _EPSILON_S
        if self._light_kind(utterance) is not None:
            light = not long and self._light_kind(utterance) == "backchannel" and self._other_goes_on(utterance)
            return self._overlap(utterance, "backchannel") if light else None
        if line is not None:
            kind: OverlapKind = "pause_interruption" if line.sentence_open(on_s) else "invited"
            return None if long else self._overlap(utterance, "invited" if line.yields else kind)
        if self._other.lines:
            return None
        open_ = self._left_open(on_s, before.end_s)
        if self._by == "customer" and self._other_resumes(utterance) and (open_ or not long):
            return self._overlap(utterance, "pause_interruption")
        if long or self.own.lines:
            return None
        if open_:
            return self._overlap(utterance, "pause_interruption")
        return (
            self._overlap(utterance, "invited") if self._other_goes_on(utterance) or self._shared(utterance) else None
        )

    def _left_open(self, at_s: float, end_s: float) -> bool:
        """Tell whether the other, silent since ``end_s``, was still silent at ``at_s`` in the middle of a sentence."""
        soon_s = end_s + self._settings.open_pause_s
        next_s = next((one.start_s for one in self._other.voice if at_s <= one.start_s < soon_s), None)
        held = 0.0 if self._endings is None else self._endings.held(end_s, next_s)
        if next_s is None and at_s - end_s >= self._settings.held_alone_s - _EPSILON_S:
            held = min(held, 0.0)
        return sentence_open(self._other.words, at_s, self._settings.unsure_conf, self._settings, held)

    @cached_property
    def _endings(self) -> Endings | None:
        return None if self._other.samples is None else Endings(self._other, self._settings)

    def _simultaneous(self, on_s: float, unit: Interval) -> bool:
        stretch = self._stretches.covering(on_s) or unit
        return on_s - stretch.start_s < self._settings.simultaneous_s - _EPSILON_S

    def _speech_end_s(self, unit: Interval) -> float:
        """Return when the other had said it all: short pauses end nothing, unless only a listener's word came after."""
        end_s, limits = unit.end_s, self._settings
        for later in self._units:
            if later.start_s <= end_s:
                continue
            silence_s = later.start_s - end_s
            if silence_s >= limits.open_pause_s:
                break
            known_open = sentence_open(self._other.words, end_s + _EPSILON_S, limits.unsure_conf, limits)
            if silence_s >= limits.backchannel_silence_s and not known_open and self._answers_lightly(later):
                break
            end_s = later.end_s
        return end_s

    def _answers_lightly(self, unit: Interval) -> bool:
        """Tell whether what the other begins with ``unit`` is short enough for a listener's word."""
        said = self._other.voice.bridged(self._settings.backchannel_silence_s).covering(unit.start_s) or unit
        return said.length_s <= self._settings.backchannel_max_s + _EPSILON_S

    def _inside_last_word(self, on_s: float, start_s: float, end_s: float, line: KnownLine | None) -> bool:
        """Tell whether the other only finished a word; a word that breaks off in an open sentence is not the last."""
        if line is not None:
            return bool(line.words) and line.words[-1].start_s <= on_s
        known_s = end_s + self._settings.word_slack_s
        words = self._other.words_between(start_s, known_s)
        return bool(words) and words[-1].start_s <= on_s and not self._left_open(known_s, end_s)

    def _other_goes_on(self, utterance: Interval) -> bool:
        line = self._other.line_at(utterance.start_s)
        if line is not None:
            return line.stopped_s > utterance.end_s + _EPSILON_S
        before = self._stretches.last_begun(utterance.start_s)
        return before is not None and before.end_s > utterance.end_s + _EPSILON_S

    def _other_resumes(self, utterance: Interval) -> bool:
        """Tell whether the other, silent when this began, went on with what they were saying soon after."""
        soon_s = utterance.start_s + self._settings.own_cut_in_s
        later = next((one for one in self._units if one.start_s >= utterance.start_s), None)
        if later is None or later.length_s < self._settings.noise_max_s - _EPSILON_S:
            return False
        return later.start_s < min(soon_s, utterance.end_s)

    def _said(self, utterance: Interval) -> Sequence[Word]:
        line = self.own.line_at(utterance.start_s)
        if line is not None:
            return line.spoken
        return self._words_in(self.own, utterance)

    def _words_in(self, side: SideInput, span: Interval) -> tuple[Word, ...]:
        slack_s = self._settings.word_slack_s
        return side.words_between(span.start_s - slack_s, span.end_s + slack_s)

    def _shared(self, utterance: Interval) -> Timeline:
        """Return when both spoke, until the other's stretch or the utterance is over."""
        stretch = self._stretches.last_begun(utterance.start_s)
        end_s = min(utterance.end_s, stretch.end_s) if stretch is not None else utterance.end_s
        return self._both.within(utterance.start_s, end_s)

    def _overlap(self, utterance: Interval, kind: OverlapKind) -> Overlap:
        on_s = utterance.start_s
        shared = self._shared(utterance)
        end_s = shared.intervals[-1].end_s if shared else on_s
        if kind == "pause_interruption":
            end_s = on_s
        elif kind == "backchannel":
            end_s = max(end_s, utterance.end_s)
        text = " ".join(word.word for word in self._said(utterance))
        return Overlap(on_s, end_s, self._by, kind, text, self._quote(utterance, kind))

    def _quote(self, utterance: Interval, kind: OverlapKind) -> str:
        """Return what the other was saying."""
        on_s = utterance.start_s
        line = self._other.line_at(on_s)
        stretch = self._stretches.last_begun(on_s)
        if line is not None:
            words, stopped_s, finished = line.written, line.stopped_s, line.stopped_s >= line.end_s
        elif stretch is not None:
            words = self._words_in(self._other, stretch)
            stopped_s, finished = stretch.end_s, kind == "terminal"
        else:
            return ""
        if kind == "terminal" and finished:
            return quote(words, stopped_s, "finished")
        if kind == "pause_interruption" or finished or self._other_goes_on(utterance):
            return quote(words, on_s, "went_on")
        return quote(words, stopped_s, "stopped")
