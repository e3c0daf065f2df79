"""Scripted trainees who type: each deals with customers in one way, good or bad."""

import itertools
from collections.abc import Iterator
from enum import StrEnum

from voicedrill.persona.casting import Casting
from voicedrill.persona.schema import Beat, Fact, ScriptLine
from voicedrill.runtime import text_trainee_lines as lines
from voicedrill.runtime.text_call import Answer


class Manner(StrEnum):
    """How a scripted trainee deals with the customer."""

    IDEAL = "ideal"
    """The persona's good script; stays firm when she pushes, and is not drawn in when she attacks."""
    DECENT = "decent"
    """The same without repeating the problem back, and with nothing to say to a push or an attack."""
    PARROT = "parrot"
    """Every good phrase there is, none tied to the case."""
    ROBOTIC = "robotic"
    """Asks, offers and states the steps, without a kind word."""
    DEFENSIVE = "defensive"
    """The persona's poor script, then blame and denial."""
    OVER_APOLOGISING = "over_apologising"
    """The good script, with an apology before every line."""
    OVER_PROMISING = "over_promising"
    """The good script, and everything that policy forbids."""
    SILENT = "silent"
    RAMBLING = "rambling"
    """Talks on and on about how the company works."""
    CAVING_IN = "caving_in"
    """The good script, but grants what she pushes for."""
    OFFENDED = "offended"
    """Takes everything personally."""
    APOLOGY_ONLY = "apology_only"
    SOLUTION_ONLY = "solution_only"


_CYCLES: dict[Manner, tuple[str, ...]] = {
    Manner.PARROT: lines.PARROT,
    Manner.OFFENDED: lines.OFFENDED,
    Manner.APOLOGY_ONLY: lines.APOLOGIES,
    Manner.RAMBLING: lines.RAMBLING,
    Manner.SILENT: ("",),
}
"""What some say over and over, whoever calls."""


class TextTrainee:
    """Answers her lines in one manner, without ever looking at the clock or at chance.

    Parameters
    ----------
    manner : Manner
        How she is dealt with.
    casting : Casting
        The customer and her case.
    """

    def __init__(self, manner: Manner, casting: Casting) -> None:
        self._manner = manner
        self._casting = casting
        self._lines = self._script()
        self._beats = {beat.id: beat for beat in casting.persona.beats}
        self._calm = itertools.cycle(lines.STAYS_CALM)
        self._said = ""

    def answer(self, her: Answer) -> str:
        """Return what is said to her line; empty when nothing is said."""
        self._said = self._reaction(her) or next(self._lines)
        return self._said

    def _reaction(self, her: Answer) -> str | None:
        beat = self._beats.get(her.beat)
        if self._manner is Manner.IDEAL:
            if beat is not None and beat.when.on == "unclear":
                return self._said
            if beat is not None and (_pushes(beat) or beat.when.on == "demand"):
                return self._firm()
            if beat is not None and beat.effects.attack:
                return self._tied(next(self._calm))
        if self._manner is Manner.CAVING_IN and beat is not None and _pushes(beat):
            return f"All right, you will get it. {self._promise(0)}"
        return None

    def _script(self) -> Iterator[str]:
        if self._manner in _CYCLES:
            return itertools.cycle(" ".join(line.split()) for line in _CYCLES[self._manner])
        script = self._casting.case.trainee
        if self._manner is Manner.DEFENSIVE:
            return itertools.chain(map(self._written, script.poor), itertools.cycle(lines.DEFENSIVE))
        if self._manner is Manner.ROBOTIC:
            asks = [f"I need {fact.about}." for fact in self._casting.case.facts if fact.identity]
            return itertools.chain(asks, itertools.cycle((*self._offers(), "You will hear from us by Friday.")))
        if self._manner is Manner.SOLUTION_ONLY:
            return itertools.cycle(self._offers())
        good = self._varied([self._written(line) for line in script.good])
        return itertools.chain(good, map(self._tied, itertools.cycle(lines.AT_THE_END)))

    def _varied(self, good: list[str]) -> list[str]:
        """Return the good script as this manner says it."""
        promises = [self._promise(index) for index in range(len(self._casting.case.policy.must_not_promise))]
        match self._manner:
            case Manner.DECENT:
                return [line for line in good if "is that right" not in line.lower()]
            case Manner.OVER_APOLOGISING:
                return [f"{sorry} {line}" for sorry, line in zip(itertools.cycle(lines.APOLOGIES), good, strict=False)]
            case Manner.OVER_PROMISING:
                return [*good[:2], *promises, *good[2:]]
            case Manner.CAVING_IN:
                return [*good[: len(good) // 2], *promises[:1], *good[len(good) // 2 :]]
            case _:
                return good

    def _written(self, line: ScriptLine) -> str:
        return self._casting.written(line.say)

    def _offers(self) -> list[str]:
        offers = self._casting.case.policy.may_offer
        return [f"What I can do is {self._casting.written(offer.words[0])}." for offer in offers]

    def _promise(self, index: int) -> str:
        promises = self._casting.case.policy.must_not_promise
        if not promises:
            return "I promise you will get whatever you want."
        return f"I promise you will get {self._casting.written(promises[index % len(promises)].words[0])}."

    def _firm(self) -> str:
        limit = self._casting.case.policy.firm_on or "There is nothing beyond that which I am allowed to give."
        return f"I understand that you want more. {self._casting.written(limit)} {self._offers()[0]}"

    def _tied(self, line: str) -> str:
        facts = [fact for fact in self._casting.case.facts if fact.problem and fact.keys]
        named = self._casting.written(_named(facts)) if facts else "this"
        offer = next(iter(self._offers()), "What I can do is help.").removeprefix("What I can do is ").rstrip(".")
        return line.format(problem=named, offer=offer)


def _pushes(beat: Beat) -> bool:
    """Tell whether she wants more than policy allows: only a limit, or more, answers the line."""
    return "firm" in beat.expects or (beat.when.firm[0] == 1 and "firm" in beat.when.heard)


def _named(facts: list[Fact]) -> str:
    return " and ".join(f"the {fact.keys[0]}" for fact in facts[:2])
