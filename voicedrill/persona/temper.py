"""The customer's temper: anger, trust, patience, and what moves them (measures.md §5).

Every number here is a proposal of measures.md §5 with no published authority; the direction of each rule is
backed by the studies named there.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple

from voicedrill.persona.schema import TemperStart

MAX_ANGER_STEP = 0.25
"""Largest change of anger in one turn."""

CALMING_PER_TURN = 0.02
"""Anger lost each turn once she has been acknowledged."""


class Rule(NamedTuple):
    """How a cause moves the temper before the persona's factors, and why in plain words."""

    anger: float
    trust: float
    patience: float
    reason: str

    @property
    def hurts(self) -> bool:
        """Whether it makes anything worse; what helps wears off with repetition, what hurts does not."""
        return self.anger > 0 or self.trust < 0 or self.patience < 0


RULES: dict[str, Rule] = {
    "heard": Rule(-0.06, 0.05, 0.0, "you let the story be told to its end"),
    "backchannel": Rule(-0.01, 0.0, 0.0, "you showed that you were listening"),
    "empathy_specific": Rule(-0.10, 0.06, 0.0, "you named what this means in this case"),
    "empathy_generic": Rule(-0.04, 0.02, 0.0, "a kind sentence, but not about this case"),
    "apology": Rule(-0.10, 0.05, 0.0, "you apologised for what happened"),
    "apology_generic": Rule(-0.06, 0.02, 0.0, "you apologised, but for nothing in particular"),
    "over_apology": Rule(0.03, -0.03, 0.0, "another apology instead of progress"),
    "paraphrase": Rule(-0.08, 0.08, 0.0, "you repeated the problem with the right facts"),
    "wrong_fact": Rule(0.08, -0.08, 0.0, "you got a fact wrong"),
    "ownership": Rule(-0.06, 0.08, 0.0, "you took it on yourself"),
    "reassurance": Rule(-0.02, 0.02, 0.0, "you showed that you want to help"),
    "appreciation": Rule(-0.02, 0.02, 0.0, "you said thank you"),
    "question": Rule(-0.02, 0.02, 0.0, "you asked something that helps"),
    "repeat_question": Rule(0.06, -0.04, -0.10, "you asked for what you had already been told"),
    "solution": Rule(-0.15, 0.10, 0.10, "you offered something that helps"),
    "next_steps": Rule(-0.08, 0.08, 0.10, "you said what happens next and by when"),
    "firm": Rule(0.02, 0.0, -0.05, "a limit, with a reason and a way out"),
    "bare_policy": Rule(0.12, -0.08, -0.10, "a rule or a refusal without any help"),
    "defensive": Rule(0.15, -0.12, -0.10, "blame, denial or an order to calm down"),
    "judging": Rule(0.15, -0.12, -0.10, "you judged whether being upset is allowed"),
    "taking_offence": Rule(0.10, -0.08, -0.10, "you took it personally"),
    "profanity": Rule(0.20, -0.15, -0.20, "a swear word"),
    "over_promise": Rule(-0.10, 0.0, 0.0, "you promised something that is good to hear"),
    "unverified_disclosure": Rule(0.02, -0.08, 0.0, "you gave account data before checking who is calling"),
    "scripted": Rule(0.03, -0.03, 0.0, "it sounded read from a card"),
    "interruption": Rule(0.08, -0.05, -0.05, "you spoke over an explanation"),
    "butting_in": Rule(0.04, -0.05, -0.05, "you tried to come in over somebody speaking"),
    "stalling": Rule(0.0, 0.0, -0.06, "nothing in it took the matter further"),
    "silence": Rule(0.06, -0.02, -0.15, "a long silence without a word why"),
    "long_hold": Rule(0.04, -0.02, -0.15, "a long wait on hold"),
    "calming": Rule(-CALMING_PER_TURN, 0.0, 0.0, "being heard works on"),
    "beat": Rule(0.0, 0.0, 0.0, "the telling itself"),
}


@dataclass(frozen=True, slots=True)
class TemperState:
    """Anger, trust and patience, each 0..1."""

    anger: float
    trust: float
    patience: float


@dataclass(frozen=True, slots=True)
class Change:
    """One logged change: the new state, what caused it, and why."""

    state: TemperState
    cause: str
    quote: str
    delta: dict[str, float]
    reason: str


class Cause(NamedTuple):
    """Something that moves the temper: a key of `RULES` and the words that show it.

    ``factor`` weakens or strengthens a rule, for example a solution before she was heard (0.5).
    """

    rule: str
    quote: str = ""
    factor: float = 1.0


class TemperModel:
    """Keeps the temper of one customer through one call.

    Parameters
    ----------
    start : TemperStart
        Start values, reactivity, forgiveness and floor of the persona.
    """

    def __init__(self, start: TemperStart) -> None:
        self._start = start
        self._uses: Counter[str] = Counter()
        self.state = TemperState(start.anger, start.trust, start.patience)

    def react(self, causes: list[Cause]) -> list[Change]:
        """Apply the causes of one turn and return the changes, one for each cause that moved something.

        Relief wears off with repetition (half for each further use), anger grows by the persona's
        reactivity, falls by her forgiveness and her trust, and moves at most `MAX_ANGER_STEP` in all.
        """
        raw = [(cause, *self._scaled(cause)) for cause in causes]
        total = sum(anger for _, anger, _, _ in raw)
        limit = MAX_ANGER_STEP / abs(total) if abs(total) > MAX_ANGER_STEP else 1.0
        before = self.state.anger
        changes = [self._apply(cause, anger * limit, trust, patience, before) for cause, anger, trust, patience in raw]
        return [change for change in changes if change.delta]

    def shift(self, anger: float, trust: float, patience: float, cause: str) -> list[Change]:
        """Apply the effects of a beat as the persona's file states them."""
        change = self._apply(Cause("beat", cause), anger, trust, patience, self.state.anger)
        return [change] if change.delta else []

    def _scaled(self, cause: Cause) -> tuple[float, float, float]:
        rule = RULES[cause.rule]
        self._uses[cause.rule] += 1
        if rule.hurts:
            return (
                rule.anger * self._start.reactivity * cause.factor,
                rule.trust * cause.factor,
                rule.patience * cause.factor,
            )
        wear = 0.5 ** (self._uses[cause.rule] - 1) * cause.factor
        softness = self._start.forgiveness * (0.5 + 0.5 * self.state.trust)
        return rule.anger * softness * wear, rule.trust * wear, rule.patience * wear

    def _apply(self, cause: Cause, anger: float, trust: float, patience: float, before: float) -> Change:
        """Apply one cause; ``before`` is the anger before the turn, from which it moves by one step at most."""
        old = self.state
        lowest = max(min(self._start.floor, old.anger), before - MAX_ANGER_STEP)
        highest = min(1.0, before + MAX_ANGER_STEP)
        self.state = replace(
            old,
            anger=min(highest, max(lowest, old.anger + anger)),
            trust=min(1.0, max(0.0, old.trust + trust)),
            patience=min(1.0, max(0.0, old.patience + patience)),
        )
        delta = {
            name: round(new - was, 4)
            for name, was, new in (
                ("anger", old.anger, self.state.anger),
                ("trust", old.trust, self.state.trust),
                ("patience", old.patience, self.state.patience),
            )
            if round(new - was, 4)
        }
        return Change(self.state, cause.rule, cause.quote, delta, RULES[cause.rule].reason)

    def wear_patience(self, amount: float) -> None:
        """Lower patience by ``amount`` without a log entry: time passing, a little at a time."""
        self.state = replace(self.state, patience=max(0.0, self.state.patience - amount))


def mood(state: TemperState) -> str:
    """Return the customer's mood as a word that could be heard on a call (ui.md, Words)."""
    if state.anger >= 0.8:
        return "furious" if state.patience > 0.4 else "icy"
    if state.anger >= 0.6:
        return "fed up"
    if state.anger >= 0.45 or state.patience < 0.35:
        return "losing patience"
    return "listening" if state.anger > 0.3 else "relieved"
