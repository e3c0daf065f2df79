"""Who came in while the other held the floor, and how (design.md §8, in its order)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from voicedrill.speech.acknowledgement import UNSURE_CONF, is_acknowledgement, is_backchannel
from voicedrill.speech.floor import both, units
from voicedrill.speech.measurement import Overlap, OverlapKind, Side
from voicedrill.speech.settings import SETTINGS, Settings
from voicedrill.speech.sides import KnownLine, SideInput
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.turn_end import CONNECTIVES
from voicedrill.speech.words import Word

FLOORLESS: frozenset[OverlapKind] = frozenset(["backchannel", "noise", "supportive"])
"""Kinds that do not ask for the floor; they are no turns."""

_EPSILON_S = 1e-6
_WORD_SLACK_S = 0.2
"""A recogniser's word may begin this much before the voice does."""
_QUOTE_S = 3.0


@dataclass(frozen=True, slots=True)
class ComingIn:
    """An overlap, and the whole utterance with which it was made."""

    overlap: Overlap
    utterance: Interval


def find_overlaps(customer: SideInput, trainee: SideInput, settings: Settings = SETTINGS) -> tuple[ComingIn, ...]:
    """Return every coming in of either side, by time."""
    found = [*_Entries("trainee", trainee, customer, settings), *_Entries("customer", customer, trainee, settings)]
    return tuple(sorted(found, key=lambda one: (one.overlap.start_s, one.overlap.by)))


def utterances(side: SideInput, settings: Settings = SETTINGS) -> Timeline:
    """Return stretches of one voice with no silence long enough to follow a backchannel; known lines stay whole."""
    if side.lines:
        return Timeline.of(Interval(line.start_s, line.stopped_s) for line in side.lines)
    return side.voice.bridged(settings.backchannel_silence_s)


@dataclass(frozen=True)
class _Entries:
    """The comings in of one side (``own``) on the other."""

    by: Side
    own: SideInput
    other: SideInput
    settings: Settings

    def __iter__(self) -> Iterator[ComingIn]:
        turn: Interval | None = None
        latest: Interval | None = None
        for utterance in utterances(self.own, self.settings):
            overlap = self._coming_in(utterance, turn, latest)
            if overlap is not None:
                yield ComingIn(overlap, utterance)
            latest = utterance
            if overlap is None or overlap.kind not in FLOORLESS | {"butting_in"}:
                turn = utterance

    @cached_property
    def _units(self) -> Timeline:
        return units(self.other.voice, self.settings)

    @cached_property
    def _stretches(self) -> Timeline:
        return self.other.voice.bridged(self.settings.open_pause_s)

    @cached_property
    def _both(self) -> Timeline:
        return both(self.own.voice, self.other.voice)

    def _coming_in(self, utterance: Interval, turn: Interval | None, latest: Interval | None) -> Overlap | None:
        """Judge one utterance; ``turn`` is this speaker's last that asked for the floor, ``latest`` the last at all."""
        on_s = utterance.start_s
        own_line, line = self.own.line_at(on_s), self.other.line_at(on_s)
        if own_line is not None and own_line.cut_in_by_mistake:
            return self._overlap(utterance, "pause_interruption")
        if line is not None and line.cut_in_by_mistake:
            return None
        before = self._units.last_begun(on_s)
        if before is None or self._goes_on_with_own_turn(on_s, before, turn):
            return None
        if on_s < before.end_s:
            if self.by == "customer" and on_s == before.start_s:
                return None  # a dead heat is listed once, by the trainee
            return self._overlap(utterance, self._kind(utterance, before, line))
        has_the_floor = latest is not None and latest.end_s > before.end_s
        if has_the_floor or on_s - before.end_s >= self.settings.open_pause_s - _EPSILON_S:
            return None
        return self._in_a_pause(utterance, line)

    def _goes_on_with_own_turn(self, on_s: float, before: Interval, turn: Interval | None) -> bool:
        """Tell whether the other began over this speaker's own turn, or in a short pause of it."""
        if turn is None or turn.start_s >= before.start_s:
            return False
        return on_s - turn.end_s < self.settings.open_pause_s - _EPSILON_S

    def _kind(self, utterance: Interval, unit: Interval, line: KnownLine | None) -> OverlapKind:
        """Classify a coming in while the other's voice was on: the first rule that holds."""
        on_s, limits = utterance.start_s, self.settings
        if (line is not None and line.yields) or self._simultaneous(on_s, unit):
            return "invited"
        left_s = (line.end_s if line is not None else unit.end_s) - on_s
        if left_s <= limits.terminal_s + _EPSILON_S or self._inside_last_word(on_s, unit, line):
            return "terminal"
        light = self._light_kind(utterance)
        if light is not None:
            return light
        if utterance.length_s <= limits.butting_in_max_s + _EPSILON_S and self._other_goes_on(utterance):
            return "butting_in"
        return "interruption" if utterance.length_s >= limits.interruption_min_s - _EPSILON_S else "noise"

    def _light_kind(self, utterance: Interval) -> OverlapKind | None:
        limits, words = self.settings, self._said(utterance)
        in_time = any(word.start_s <= utterance.start_s + limits.noise_word_s + _EPSILON_S for word in words)
        if not in_time or utterance.length_s < limits.noise_max_s - _EPSILON_S:
            return "noise"
        short = utterance.length_s <= limits.backchannel_max_s + _EPSILON_S
        if short and is_backchannel(words, int(limits.backchannel_max_words)) and self._other_goes_on(utterance):
            return "backchannel"
        if utterance.length_s <= limits.supportive_max_s + _EPSILON_S and is_acknowledgement(words):
            return "supportive"
        return None

    def _in_a_pause(self, utterance: Interval, line: KnownLine | None) -> Overlap | None:
        """Classify a coming in during a short silence of the other."""
        goes_on = self._other_goes_on(utterance)
        if goes_on and self._light_kind(utterance) == "backchannel":
            return self._overlap(utterance, "backchannel")
        if self._light_kind(utterance) is not None or (self.other.lines and line is None):
            return None
        if line is not None:
            kind: OverlapKind = "pause_interruption" if line.sentence_open(utterance.start_s) else "invited"
            return self._overlap(utterance, "invited" if line.yields else kind)
        if self._other_was_unfinished(utterance.start_s):
            return self._overlap(utterance, "pause_interruption")
        return self._overlap(utterance, "invited") if goes_on or self._shared(utterance) else None

    def _simultaneous(self, on_s: float, unit: Interval) -> bool:
        stretch = self._stretches.covering(on_s) or unit
        return on_s - stretch.start_s < self.settings.simultaneous_s - _EPSILON_S

    def _inside_last_word(self, on_s: float, unit: Interval, line: KnownLine | None) -> bool:
        words = line.words if line is not None else self.other.words_between(unit.start_s, unit.end_s + _WORD_SLACK_S)
        return bool(words) and words[-1].start_s <= on_s

    def _other_goes_on(self, utterance: Interval) -> bool:
        line = self.other.line_at(utterance.start_s)
        if line is not None:
            return line.stopped_s > utterance.end_s + _EPSILON_S
        before = self._stretches.last_begun(utterance.start_s)
        return before is not None and before.end_s > utterance.end_s + _EPSILON_S

    def _other_was_unfinished(self, at_s: float) -> bool:
        last = next((word for word in reversed(self.other.words) if word.start_s < at_s), None)
        return last is not None and last.conf >= UNSURE_CONF and last.word.lower() in CONNECTIVES

    def _said(self, utterance: Interval) -> Sequence[Word]:
        line = self.own.line_at(utterance.start_s)
        if line is not None:
            return line.spoken
        return self.own.words_between(utterance.start_s - _WORD_SLACK_S, utterance.end_s + _WORD_SLACK_S)

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
        line = self.other.line_at(on_s)
        theirs = line.spoken if line is not None else self.other.words
        cut_off = [word.word for word in theirs if on_s - _QUOTE_S <= word.start_s < max(end_s, on_s)]
        text = " ".join(word.word for word in self._said(utterance))
        return Overlap(on_s, end_s, self.by, kind, text, " ".join(cut_off))
