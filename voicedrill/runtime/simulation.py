"""Calls by text with scripted trainees, to see how a customer takes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from voicedrill.call.events import Event
from voicedrill.content.detection import Detection, Detector
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.schema import Persona
from voicedrill.persona.temper import TemperState
from voicedrill.runtime.text_call import Answer, TextCall
from voicedrill.runtime.text_trainee import Manner, TextTrainee

MAX_EXCHANGES = 60
"""A call that has not ended by then never will."""


@dataclass(frozen=True)
class SimulatedCall:
    """One simulated call.

    Attributes
    ----------
    casting : Casting
        Who called, about what.
    said : tuple of str
        What the trainee said, line by line; empty for silence.
    answers : tuple of Answer
        Her opening, and what she answered to each line.
    events : tuple of Event
        The same as a call folder would hold it.
    """

    casting: Casting
    manner: Manner
    said: tuple[str, ...]
    answers: tuple[Answer, ...]
    events: tuple[Event, ...]

    @property
    def outcome(self) -> str:
        """How it ended; ``endless`` when it did not within `MAX_EXCHANGES`."""
        return self.answers[-1].ended or "endless"

    @property
    def exchanges(self) -> int:
        """How many lines the trainee said, or kept silent for."""
        return len(self.said)

    @property
    def temper_path(self) -> list[TemperState]:
        """Her temper after each of her lines."""
        return [answer.temper for answer in self.answers]

    @property
    def fallbacks(self) -> int:
        """How many of her lines fit anything: those of beats without a condition."""
        return sum(_is_fallback(answer.beat, self.casting) for answer in self.answers)

    def transcript(self) -> str:
        """Return what was said, for reading."""
        name = self.casting.persona.name
        lines = [f"{name}: {self.answers[0].text}"]
        for said, answer in zip(self.said, self.answers[1:], strict=True):
            lines += [f"Trainee: {said or '(silence)'}", f"{name}: {answer.text}"]
        return "\n".join(lines)

    def flaws(self) -> list[str]:
        """Return what no call may contain: a line said twice, an empty slot, a fact that is not hers."""
        lines = [answer.text for answer in self.answers if answer.text]
        twice = {line for line in lines if lines.count(line) > 1}
        found = [f"said twice: {line}" for line in sorted(twice)]
        found += [f"not filled in: {line}" for line in lines if "{" in line]
        strange = _strange_values(self.casting)
        return found + [f"not hers: {value} in: {line}" for line in lines for value in strange if _stands(value, line)]


@dataclass
class CachedDetector:
    """A detector that remembers what it found: scripted trainees say the same things in call after call."""

    detector: Detector
    _found: dict[tuple[str, str], list[Detection]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Name and version of the detector."""
        return self.detector.name

    def detect(self, text: str, prev: str = "") -> list[Detection]:
        """Return what the detector finds."""
        if (text, prev) not in self._found:
            self._found[text, prev] = self.detector.detect(text, prev)
        return self._found[text, prev]


def simulate(persona: Persona, case_id: str | None, manner: Manner, seed: int, detector: Detector) -> SimulatedCall:
    """Run a whole call with a scripted trainee; the same arguments always give the same call.

    Raises
    ------
    KeyError
        When the persona has no such case.
    """
    casting = cast(persona, case_id, seed)
    call, trainee = TextCall(casting, detector), TextTrainee(manner, casting)
    answers, said = [call.open()], list[str]()
    while answers[-1].ended is None and len(said) < MAX_EXCHANGES:
        said.append(trainee.answer(answers[-1]))
        answers.append(call.type(said[-1]))
    return SimulatedCall(casting, manner, tuple(said), tuple(answers), tuple(call.events))


def _is_fallback(beat_id: str, casting: Casting) -> bool:
    beat = next((one for one in casting.persona.beats if one.id == beat_id), None)
    return beat_id.startswith("stopgap_") if beat is None else beat.is_fallback


def _strange_values(casting: Casting) -> Sequence[str]:
    """Return the values that other seeds would have drawn, and that stand in no text of hers as they are."""
    persona, case = casting.persona, casting.case
    texts = [text for beat in persona.beats for text in (*beat.say, *beat.again)]
    texts += [text for fact in case.facts for text in fact.say]
    own = {*casting.values.values()}
    drawn = {value for slot in case.slots.values() for value in slot.values if slot.kind != "choice"} - own
    return [value for value in drawn if not any(_stands(value, text) for text in (*texts, *own))]


def _stands(value: str, line: str) -> bool:
    return re.search(rf"\b{re.escape(value)}\b", line, re.IGNORECASE) is not None
