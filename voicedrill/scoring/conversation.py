"""The call as the rules of the rubric look at it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from voicedrill.call.events import Button, CustomerLine, Event, HeardBehaviour, Temper, TraineeTurn
from voicedrill.content.case_reader import CaseReader
from voicedrill.persona.casting import Casting
from voicedrill.persona.schema import Beat
from voicedrill.scoring.phrasing import Pronoun, pronoun
from voicedrill.scoring.scorecard import Evidence
from voicedrill.speech.measurement import Measurement

CLEAR_AT = 0.6
"""Mean word confidence (0..1) from which words were heard clearly (measures.md §4, ASR hardening 4)."""
OUTBURST_AT = 0.75
"""Anger (0..1) from which a customer's line is an outburst. Ours."""
ANSWERS_BY_THEN = 2
"""Turns after her story in which a move is early (R4)."""

_TOKEN = re.compile(r"[a-z0-9']+")


def tokens(text: str) -> list[str]:
    """Return the words of a text, lower-case, without punctuation."""
    return _TOKEN.findall(text.lower().replace("’", "'"))


def find(words: Sequence[str], part: Sequence[str]) -> int | None:
    """Return where ``part`` begins in ``words``, or None."""
    if not part:
        return None
    span = len(part)
    part = list(part)
    return next((at for at in range(len(words) - span + 1) if list(words[at : at + span]) == part), None)


def contains(text: str, phrase: str) -> bool:
    """Tell whether the phrase stands in the text, word by word."""
    return find(tokens(text), tokens(phrase)) is not None


@dataclass(frozen=True, slots=True)
class Mention:
    """One behaviour at the moment where it was heard.

    ``heard`` is the mean confidence of the words that show it, 0..1; 1 for typed turns, which have no word list.
    """

    id: str
    confidence: float
    quote: str
    start_s: float
    end_s: float
    heard: float
    turn: TraineeTurn
    number: int
    """Index of the turn among the trainee's turns."""

    @property
    def clear(self) -> bool:
        """Whether it is sure enough to be held against anybody."""
        return self.heard >= CLEAR_AT and self.confidence >= CLEAR_AT

    @property
    def sureness(self) -> float:
        """How sure the mention is, 0..1."""
        return min(self.confidence, self.heard)

    @property
    def evidence(self) -> Evidence:
        """The mention as evidence of a finding."""
        return Evidence(self.start_s, self.end_s, self.quote)


@dataclass(frozen=True)
class SpokenTurn:
    """A turn of the trainee in which quotes are looked up; ``number`` is its index among the trainee's turns."""

    turn: TraineeTurn
    number: int

    def mention(self, behaviour: HeardBehaviour) -> Mention:
        """Return a behaviour with the time of its words; the whole turn where the words are not found in it."""
        turn, part = self.turn, tokens(behaviour.quote)
        at = self._place(part)
        words = turn.words if at is None else turn.words[at : at + len(part)]
        heard = self._heard if at is None else sum(word.conf for word in words) / len(words)
        start_s, end_s = (turn.start_s, turn.end_s) if at is None else (words[0].start_s, words[-1].end_s)
        return Mention(behaviour.id, behaviour.confidence, behaviour.quote, start_s, end_s, heard, turn, self.number)

    def _place(self, part: Sequence[str]) -> int | None:
        at = self._text.find(_in_lines(part)) if part else -1
        return None if at < 0 else self._text.count("\n", 0, at)

    @cached_property
    def _text(self) -> str:
        """The words as one text, so that looking up many quotes in a long turn stays quick."""
        return _in_lines([word.word.lower() for word in self.turn.words])

    @cached_property
    def _heard(self) -> float:
        return self.turn.confidence if self.turn.words else 1.0


def _in_lines(words: Sequence[str]) -> str:
    """Return the words one to a line, with a line break on both sides of each."""
    return "\n" + "".join(f"{word}\n" for word in words)


@dataclass(frozen=True)
class Conversation:
    """A call with everything its rules ask for."""

    events: tuple[Event, ...]
    casting: Casting
    measurement: Measurement
    outcome: str
    duration_s: float

    @property
    def her(self) -> Pronoun:
        """How to speak of the customer."""
        return pronoun(self.casting.persona.pronoun)

    @cached_property
    def turns(self) -> tuple[TraineeTurn, ...]:
        """The trainee's turns in which words were heard, in order."""
        heard = [event for event in self.events if isinstance(event, TraineeTurn) and event.text.strip()]
        return tuple(sorted(heard, key=lambda turn: turn.start_s))

    @cached_property
    def _spoken(self) -> tuple[SpokenTurn, ...]:
        return tuple(SpokenTurn(turn, number) for number, turn in enumerate(self.turns))

    @cached_property
    def lines(self) -> tuple[CustomerLine, ...]:
        """The customer's lines, in order."""
        return tuple(event for event in self.events if isinstance(event, CustomerLine))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every behaviour of the trainee, in order of time."""
        found = [spoken.mention(behaviour) for spoken in self._spoken for behaviour in spoken.turn.behaviours]
        return tuple(sorted(found, key=lambda one: (one.start_s, one.id)))

    @cached_property
    def beats(self) -> dict[str, Beat]:
        """The persona's beats by id."""
        return {beat.id: beat for beat in self.casting.persona.beats}

    @cached_property
    def reader(self) -> CaseReader:
        """What finds the facts, offers and promises of the case in a text."""
        return CaseReader(self.casting)

    def told_before(self, t_s: float) -> frozenset[str]:
        """Return the ids of the facts that she had told in lines begun by then."""
        told: set[str] = set()
        for line in self.lines:
            if line.t_s < t_s:
                beat = self.beats.get(line.beat)
                told.update(beat.effects.tells if beat else (), self.reader.repeated(line.text))
        return frozenset(told)

    @cached_property
    def story_end_s(self) -> float:
        """When her story was told; the end of the call when she never got so far.

        Without a beat that ends the story it is the end of her first line.
        """
        told = [line.end_s for line in self.lines if (beat := self.beats.get(line.beat)) and beat.effects.story_done]
        if told:
            return told[0]
        if any(beat.effects.story_done for beat in self.beats.values()) or not self.lines:
            return self.duration_s
        return self.lines[0].end_s

    @cached_property
    def early_turns(self) -> tuple[TraineeTurn, ...]:
        """The turns up to the second one after her story (the first four when it was never told)."""
        after = [at for at, turn in enumerate(self.turns) if turn.end_s > self.story_end_s]
        last = after[:ANSWERS_BY_THEN][-1] if after else 2 * ANSWERS_BY_THEN - 1
        return self.turns[: last + 1]

    def all(self, *ids: str) -> list[Mention]:
        """Return the mentions of these behaviours, in order of time."""
        return [one for one in self.mentions if one.id in ids]

    def first(self, *ids: str) -> Mention | None:
        """Return the first mention of any of these behaviours."""
        return next(iter(self.all(*ids)), None)

    def first_clear(self, *ids: str) -> Mention | None:
        """Return the first clear mention of any of these behaviours: what may be an occasion for another one."""
        return next((one for one in self.all(*ids) if one.clear), None)

    def phrase(self, number: int, name: str, quote: str, confidence: float = 1.0) -> Mention:
        """Return words of a turn as a mention, for what a rule finds by itself."""
        return self._spoken[number].mention(HeardBehaviour(id=name, confidence=confidence, quote=quote))

    def line_before(self, turn: TraineeTurn) -> str:
        """Return what she said last before a turn began; empty when she had not spoken."""
        return next((line.text for line in reversed(self.lines) if line.t_s <= turn.start_s), "")

    def buttons(self, *kinds: str) -> list[Button]:
        """Return what was pressed, of these types."""
        return [event for event in self.events if isinstance(event, Button) and event.type in kinds]

    def anger_at(self, t_s: float) -> float:
        """Return the customer's anger (0..1) at a moment."""
        past = [event.anger for event in self.events if isinstance(event, Temper) and event.t_s <= t_s]
        return past[-1] if past else self.casting.persona.temper.anger

    def attacks(self, line: CustomerLine) -> bool:
        """Tell whether a line attacks the person."""
        beat = self.beats.get(line.beat)
        return beat is not None and beat.effects.attack

    def answers_to(self, lines: Iterable[CustomerLine]) -> list[tuple[CustomerLine, tuple[TraineeTurn, ...]]]:
        """Return each answered line with the turns that answer it: those that begin before her next line."""
        pairs = []
        for line in lines:
            next_s = min((other.t_s for other in self.lines if other.t_s > line.t_s), default=float("inf"))
            turns = tuple(turn for turn in self.turns if line.t_s <= turn.start_s < next_s)
            if turns:
                pairs.append((line, turns))
        return pairs

    def within(self, turns: Sequence[TraineeTurn], *ids: str) -> list[Mention]:
        """Return the mentions of these behaviours in these turns."""
        return [one for one in self.all(*ids) if one.turn in turns]

    def outbursts(self) -> list[CustomerLine]:
        """Return her lines that were said in high anger or attack the person."""
        return [line for line in self.lines if self.attacks(line) or self.anger_at(line.t_s) >= OUTBURST_AT]


def is_unclear(turn: TraineeTurn) -> bool:
    """Tell whether a turn was not heard clearly."""
    return bool(turn.words) and turn.confidence < CLEAR_AT
