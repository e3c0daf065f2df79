"""What the customer says next."""

from dataclasses import dataclass, field

from voicedrill.persona.casting import Casting, pick
from voicedrill.persona.schema import Beat, Effects, Ending, Persona, When
from voicedrill.persona.temper import TemperState

FACT_PRIORITY = 7
"""A question she was asked is answered before beats below this priority."""

_STOPGAPS: dict[str, tuple[str, ...]] = {
    "turn": (
        "All right. And what happens now?",
        "I hear you. So what are you going to do about it?",
        "Mm. Go on.",
        "And that helps me how?",
        "Okay, but where does that leave me?",
        "I am still waiting to hear what comes next.",
        "Right. Carry on, I am listening.",
        "Fine. What is the next step?",
        "Yes, and?",
        "Let us get to the point, shall we?",
        "So tell me what you can actually do.",
        "I don't quite see what you mean. What do you suggest?",
    ),
    "silence": (
        "Hello? Are you still there?",
        "Is anybody there?",
        "I can't hear you. Hello?",
        "Have you hung up on me?",
        "Hello? Say something, please.",
        "I am not going to wait all day.",
    ),
    "interrupted": (
        "Let me finish, please!",
        "I was still talking.",
        "Would you let me finish my sentence?",
        "Excuse me, I hadn't finished.",
    ),
    "unclear": (
        "Sorry, the line is bad. Say that again?",
        "I didn't catch that. What did you say?",
        "You are breaking up. Once more, please?",
        "That was too unclear. Could you repeat it?",
    ),
    "hold": ("Yes, I am still here.", "You took your time. So?", "Well? What did you find?"),
    "demand": (
        "I want to speak to your supervisor. Now.",
        "Put me through to somebody who can decide something.",
    ),
    "goodbye": ("Goodbye.", "Right. Bye now.", "Bye."),
}
"""Words for the moments a persona has nothing of its own left for, so that a call never falls silent."""

_STOPGAP = "stopgap_{}"
"""Their beat."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the dialogue has to know of a turn it answers.

    Attributes
    ----------
    behaviours : frozenset of str
        Behaviour ids found in the turn.
    asked : tuple of str
        Facts it asks for, in order.
    offered : tuple of str
        Remedies it offers, and forbidden promises it makes.
    """

    behaviours: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    def joined(self, later: "Heard | None") -> "Heard":
        """Return this turn and a later one as one."""
        if later is None:
            return self
        return Heard(
            self.behaviours | later.behaviours,
            tuple(dict.fromkeys(self.asked + later.asked)),
            tuple(dict.fromkeys(self.offered + later.offered)),
        )


@dataclass(frozen=True, slots=True)
class Reply:
    """A line to be said.

    ``text`` is written for reading, ``spoken`` for the voice (digits one by one).
    """

    beat: str
    text: str
    spoken: str
    yields: bool
    effects: Effects
    wordings: tuple[str, ...] = field(default=(), repr=False)
    """The raw wordings used up by it."""


class Dialogue:
    """Chooses the customer's lines from her beats and facts; no wording is used twice in a call."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting
        self._beats = [beat for beat in casting.persona.beats if not beat.cases or casting.case.id in beat.cases]
        self._spent: set[str] = set()
        self._said: list[str] = []
        self.told: set[str] = set()
        self.acknowledged = False

    def reply(self, on: str, heard: Heard, temper: TemperState, outcome: Ending | None = None) -> Reply:
        """Return the next line for the trigger ``on`` (see `voicedrill.persona.schema.When`)."""
        fitting = [
            beat
            for beat in self._beats
            if beat.when.on == on and self._fits(beat.when, heard, temper, outcome) and self._unspent(beat.say)
        ]
        best = max(fitting, key=lambda beat: (beat.priority, _specificity(beat.when)), default=None)
        if on == "turn" and (best is None or best.priority < FACT_PRIORITY):
            answer = self._answer(heard.asked)
            if answer is not None:
                return answer
        return self._say(best) if best is not None else self._stopgap(on)

    def possible_lines(self) -> tuple[str, ...]:
        """Return every line she may still say in one piece, as spoken, so that it can be rendered ahead."""
        own = [wording for beat in self._beats for wording in self._unspent(beat.say)]
        facts = [wording for fact in self._casting.case.facts for wording in self._unspent(fact.say)]
        return tuple(self._casting.spoken(wording) for wording in (*own, *facts))

    def commit(self, reply: Reply) -> None:
        """Note that the line was said: its facts are told now."""
        self._said.append(reply.beat)
        self.told.update(reply.effects.tells)

    def take_back(self, reply: Reply) -> None:
        """Note that the line was not said after all: its wording may be used again."""
        self._spent.difference_update(reply.wordings)

    def _fits(self, when: When, heard: Heard, temper: TemperState, outcome: Ending | None) -> bool:
        return (
            (not when.heard or bool(heard.behaviours.intersection(when.heard)))
            and not heard.behaviours.intersection(when.not_heard)
            and (when.asked is None or when.asked in heard.asked)
            and (when.offered is None or when.offered in heard.offered)
            and when.anger[0] <= temper.anger <= when.anger[1]
            and self.told.issuperset(when.told)
            and self.told.isdisjoint(when.not_told)
            and set(self._said).issuperset(when.said)
            and not set(self._said).intersection(when.not_said)
            and (when.acknowledged is None or when.acknowledged == self.acknowledged)
            and when.outcome == outcome
        )

    def _unspent(self, wordings: tuple[str, ...]) -> list[str]:
        return [wording for wording in wordings if self._casting.written(wording) not in self._spent]

    def _choose(self, wordings: tuple[str, ...], key: str) -> str:
        left = self._unspent(wordings)
        wording = left[pick(self._casting.seed, f"{key}/{len(self._said)}", len(left))]
        self._spent.add(self._casting.written(wording))
        return wording

    def _say(self, beat: Beat) -> Reply:
        wording = self._choose(beat.say, beat.id)
        yields = beat.yields if beat.yields is not None else wording.rstrip().endswith("?")
        return self._line(beat.id, (wording,), yields, beat.effects)

    def _answer(self, asked: tuple[str, ...]) -> Reply | None:
        facts = [fact for fact in map(self._casting.fact, asked) if self._unspent(fact.say)][:2]
        if not facts:
            return None
        wordings = tuple(self._choose(fact.say, fact.id) for fact in facts)
        effects = Effects(tells=tuple(fact.id for fact in facts))
        return self._line(f"fact_{facts[0].id}", wordings, True, effects)

    def _stopgap(self, on: str) -> Reply:
        pool = _STOPGAPS["goodbye" if on in {"ending", "opening"} else on]
        key = _STOPGAP.format(on)
        wordings = pool if self._unspent(pool) else tuple(f"{one} Well?" for one in pool)
        if not self._unspent(wordings):
            self._spent.difference_update(map(self._casting.written, wordings))
        wording = self._choose(wordings, key)
        return self._line(key, (wording,), True, Effects())

    def _line(self, beat: str, wordings: tuple[str, ...], yields: bool, effects: Effects) -> Reply:
        text = " ".join(wordings)
        return Reply(
            beat,
            self._casting.written(text),
            self._casting.spoken(text),
            yields,
            effects,
            tuple(self._casting.written(wording) for wording in wordings),
        )


def beats_on(persona: Persona, on: str) -> frozenset[str]:
    """Return what `Reply.beat` can be when she answers to ``on`` (see `voicedrill.persona.schema.When`)."""
    return frozenset([_STOPGAP.format(on), *(beat.id for beat in persona.beats if beat.when.on == on)])


def _specificity(when: When) -> int:
    return (
        bool(when.heard) + bool(when.not_heard) + bool(when.told) + bool(when.not_told) + bool(when.said)
        + bool(when.not_said) + 2 * (when.asked is not None) + 2 * (when.offered is not None)
        + (when.acknowledged is not None) + (when.anger != (0.0, 1.0))
    )  # fmt: skip
