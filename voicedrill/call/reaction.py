"""From what was heard in a turn to what moves the customer's temper."""

from collections import Counter

from voicedrill.call.events import HeardBehaviour, TraineeTurn
from voicedrill.content.case_reader import CaseReader
from voicedrill.persona.temper import Cause

MAX_APOLOGIES = 2
EARLY_SOLUTION_FACTOR = 0.5
LENIENT_DIFFICULTY = 1
"""Up to this difficulty an apology that names nothing acknowledges her."""

_SAME_NAME = (
    "paraphrase", "ownership", "reassurance", "appreciation", "next_steps", "firm", "wrong_fact", "repeat_question",
    "over_promise", "unverified_disclosure", "scripted", "judging", "taking_offence", "profanity",
)  # fmt: skip
_ACKNOWLEDGES = {"empathy_specific", "apology", "paraphrase"}
_HURTS = {"defensive", "bare_policy", "judging", "taking_offence", "profanity", "repeat_question", "wrong_fact"}
_MOVES = {
    "greeting": 1, "empathy": 2, "apology": 2, "appreciation": 2, "reassurance": 2, "closing": 2, "ownership": 2,
    "hold": 2, "escalation": 2, "solution": 3, "paraphrase": 3, "next_steps": 3, "check": 3, "firm": 5, "question": 6,
}  # fmt: skip
"""Behaviours that take a call further, and how often; a turn with none left, and no word about the case, stalls it."""
MAX_STALLING_FACTOR = 2.0


class Reaction:
    """Turns behaviours into causes, with the memory of one call."""

    def __init__(self, reader: CaseReader) -> None:
        self._reader = reader
        self._counts: Counter[str] = Counter()
        self._moves: Counter[str] = Counter()
        self._said: set[str] = set()
        self._stalled = 0
        """Turns running that took nothing further."""
        self._lenient = reader.casting.persona.difficulty <= LENIENT_DIFFICULTY
        self._named = False
        """A fact of the case has been named."""

    def causes(self, turn: TraineeTurn, heard: bool, acknowledged: bool) -> list[Cause]:
        """Return what in the turn moves her.

        Parameters
        ----------
        turn : TraineeTurn
            What was said.
        heard, acknowledged : bool
            Whether her story was told and her feelings acknowledged before this turn: a solution
            that comes earlier brings half the relief (the acceptance gate).
        """
        found = {one.id: one for one in turn.behaviours}
        causes = [Cause(name, found[name].quote) for name in _SAME_NAME if name in found]
        names = bool(turn.named or self._reader.repeated(turn.text))
        causes += self._empathy(found.get("empathy"), names)
        self._named = self._named or names
        causes += self._apology(found.get("apology"))
        if "question" in found and "repeat_question" not in found:
            causes.append(Cause("question", found["question"].quote))
        if "defensive" in found:
            rule = "bare_policy" if "firm" in found else "defensive"
            causes.append(Cause(rule, found["defensive"].quote))
        if "solution" in found and "over_promise" not in found:
            acknowledged = acknowledged or acknowledges(causes)
            factor = 1.0 if heard and acknowledged else EARLY_SOLUTION_FACTOR
            causes.append(Cause("solution", found["solution"].quote, factor))
        self._stalled = self._stalled + 1 if self._stalls(turn, set(found)) else 0
        if self._stalled:
            causes.append(Cause("stalling", turn.text, min(MAX_STALLING_FACTOR, 0.5 + 0.5 * self._stalled)))
        if (acknowledged or acknowledges(causes)) and not hurts(causes):
            causes.append(Cause("calming"))
        return causes

    def _stalls(self, turn: TraineeTurn, found: set[str]) -> bool:
        """Tell whether the turn says nothing that helps, or only what was said before, word for word."""
        again = turn.text in self._said
        self._said.add(turn.text)
        moves = [name for name in found & _MOVES.keys() if self._moves[name] < _MOVES[name]]
        self._moves.update(moves)
        return again or not (moves or self._reader.asked(turn.text) or self._reader.repeated(turn.text))

    def _empathy(self, found: HeardBehaviour | None, specific: bool) -> list[Cause]:
        if found is None:
            return []
        return [Cause("empathy_specific" if specific else "empathy_generic", found.quote)]

    def _apology(self, found: HeardBehaviour | None) -> list[Cause]:
        if found is None:
            return []
        self._counts["apology"] += 1
        if self._counts["apology"] > MAX_APOLOGIES:
            return [Cause("over_apology", found.quote)]
        return [Cause("apology" if self._named or self._lenient else "apology_generic", found.quote)]


def acknowledges(causes: list[Cause]) -> bool:
    """Tell whether the causes acknowledge her feelings or her case."""
    return any(cause.rule in _ACKNOWLEDGES for cause in causes)


def hurts(causes: list[Cause]) -> bool:
    """Tell whether any cause makes her angrier through what was said."""
    return any(cause.rule in _HURTS for cause in causes)
