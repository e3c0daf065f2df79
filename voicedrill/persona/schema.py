"""The persona format: what a customer file may say (design.md §9)."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

SCHEMA_VERSION = 1

Ident = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A name inside a file: lower case, digits, underscore."""

Line = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]
"""One spoken line or sentence; ``{slot}`` stands for a drawn value."""

Unit = Annotated[float, Field(ge=0.0, le=1.0)]

Skill = Literal[
    "listening", "details", "paraphrase", "empathy", "apology", "appreciation", "ownership", "solution", "next_steps",
    "calm", "not_personal", "firmness", "no_defensiveness", "concise", "interview", "reflection",
]  # fmt: skip

Behaviour = Literal[
    "greeting", "empathy", "apology", "ownership", "question", "paraphrase", "solution", "next_steps", "check",
    "appreciation", "reassurance", "hold", "escalation", "firm", "defensive", "closing",
    "situation", "action", "outcome", "specific", "hypothetical", "ranting",
    "profanity", "taking_offence", "judging",
    "over_promise", "liability", "wrong_fact", "repeat_question", "unverified_disclosure", "scripted",
]  # fmt: skip

Ending = Literal["resolved", "accepts_limit", "supervisor", "hang_up", "timeout"]

Trigger = Literal[
    "opening", "turn", "silence", "interrupted", "unclear", "demand", "hold", "ending", "goodbye", "cut_in",
    "farewell",
]  # fmt: skip

Manner = Literal["quiet", "loud"]

Count = Annotated[int, Field(ge=0, le=99)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Voice(_Part):
    """How she sounds; every engine takes what it can."""

    gender: Literal["female", "male", "neutral"] = "neutral"
    espeak: str = "en-us"
    """Voice and variant for eSpeak, for example ``en-us+f2``."""
    rate_wpm: Annotated[float, Field(ge=110, le=230)] = 165
    """Words per minute when calm; anger makes it faster."""
    pitch_st: Annotated[float, Field(ge=-6, le=6)] = 0.0
    """Semitones above the engine's usual pitch."""
    formant: Annotated[float, Field(ge=0.8, le=1.25)] = 1.0
    """Factor on the resonances: above 1 a smaller speaker, below 1 a bigger one."""
    range_factor: Annotated[float, Field(ge=0.6, le=1.6)] = 1.0
    """Factor on the pitch range when calm: below 1 flat, above 1 lively."""


class TemperStart(_Part):
    """Temper at the start, and how she reacts (measures.md §5)."""

    anger: Unit = 0.65
    trust: Unit = 0.4
    patience: Unit = 1.0
    reactivity: Annotated[float, Field(ge=0.6, le=1.4)] = 1.0
    """Factor on everything that makes her angrier."""
    forgiveness: Annotated[float, Field(ge=0.6, le=1.4)] = 1.0
    """Factor on everything that calms her."""
    floor: Annotated[float, Field(ge=0.1, le=0.3)] = 0.15
    """Anger never falls below this."""
    holds_floor: Unit = 0.5
    """Anger from which she talks on when the trainee comes in; below it she yields."""
    cuts_in: Unit | None = None
    """Anger from which she cuts in at the words of her ``on: cut_in`` beats; without it she never does."""
    silence_s: Annotated[float, Field(ge=3, le=20)] = 7.0
    """Silence after which she asks whether anybody is there."""


class Slot(_Part):
    """A value drawn by the seed when the call begins."""

    kind: Literal["digits", "amount", "date", "name", "choice"]
    values: Annotated[tuple[Line, ...], Field(min_length=1)]


class Fact(_Part):
    """Something she knows and tells when asked."""

    id: Ident
    about: Line
    """What it is, for the trainee's report: ``the order number``."""
    asked_by: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Words that show a question is about this fact: ``order number``, ``reference``."""
    say: Annotated[tuple[Line, ...], Field(min_length=1)]
    """How she tells it."""
    keys: tuple[Line, ...] = ()
    """Words that show the fact was repeated back: ``{order}``, ``tuesday``, ``lamp``."""
    problem: bool = False
    """Part of the problem, so it counts for a paraphrase."""
    identity: bool = False
    """Tells who she is: asking for it is the identity check."""


class Offer(_Part):
    """A remedy the policy allows."""

    id: Ident
    about: Line
    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Words that show the trainee offers it."""
    accepted: bool = True
    """False when it does not settle the case for her."""


class MustNot(_Part):
    """A promise the policy does not allow."""

    id: Ident
    about: Line
    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    why: Line


class Policy(_Part):
    """What the trainee may and may not do; empty where there is none, so that nothing is checked against it."""

    may_offer: tuple[Offer, ...] = ()
    must_not_promise: tuple[MustNot, ...] = ()
    firm_on: Line | None = None
    """The limit she will push against, as the trainee should state it."""


class Brief(_Part):
    """What the trainee sees before and during the call."""

    situation: Line
    account: dict[Line, Line] = {}
    policy: tuple[Line, ...] = ()
    goals: Annotated[tuple[Line, ...], Field(min_length=1)]


class Resolve(_Part):
    """What it takes to settle the case, besides an accepted offer."""

    needs: tuple[Behaviour, ...] = ("next_steps",)
    anger_at_most: Unit = 0.3
    trust_at_least: Unit = 0.45


class When(_Part):
    """When a beat fits; all that is given must hold.

    ``on`` says what she answers to. ``opening``: the call begins. ``turn``: the trainee spoke.
    ``silence``: nobody speaks. ``interrupted``: she was interrupted and held the floor, or gave it up.
    ``unclear``: the trainee was not understood. ``hold``: back from hold. ``ending``: the outcome is settled.
    ``demand``: she wants a supervisor now. ``goodbye``: the last words after a settled call.
    ``farewell``: the trainee says goodbye, and nothing is settled.
    ``cut_in``: she breaks into the trainee's turn at the words in ``words``, or because it rambles on.
    """

    on: Trigger = "turn"
    heard: tuple[Behaviour, ...] = ()
    """At least one of these behaviours is in the turn."""
    not_heard: tuple[Behaviour, ...] = ()
    asked: Ident | None = None
    """The turn asks for this fact."""
    offered: Ident | None = None
    """The turn offers this remedy, or makes this forbidden promise."""
    mentions: tuple[Ident, ...] = ()
    """The turn names at least one of these facts."""
    words: tuple[Line, ...] = ()
    """At least one of these words or phrases is in the turn: ``unfortunately``, ``our policy``."""
    never_heard: tuple[Behaviour, ...] = ()
    """None of these behaviours has been heard in the call so far (in an interview: since the last question)."""
    never_mentioned: tuple[Ident, ...] = ()
    """None of these facts has been named by the trainee so far."""
    offered_yet: bool | None = None
    """Whether a remedy that would settle the case has been offered so far."""
    firm: tuple[Count, Count] = (0, 99)
    """How many turns have stated a limit so far, this one included."""
    lines: tuple[Count, Count] = (0, 99)
    """How many lines she has said so far; her opening is the first."""
    promise: Literal["kept", "broken", "forgotten"] | None = None
    """What became of the promise of an earlier call, in a case that ``follows`` another."""
    anger: tuple[Unit, Unit] = (0.0, 1.0)
    told: tuple[Ident, ...] = ()
    not_told: tuple[Ident, ...] = ()
    said: tuple[Ident, ...] = ()
    """These beats were said before."""
    not_said: tuple[Ident, ...] = ()
    acknowledged: bool | None = None
    """Whether her feelings or her case have been acknowledged so far."""
    outcome: Ending | None = None
    """For ``on: ending``."""


class Effects(_Part):
    """What saying a beat does."""

    tells: tuple[Ident, ...] = ()
    """Facts that are told with it."""
    anger: Annotated[float, Field(ge=-0.25, le=0.25)] = 0.0
    trust: Annotated[float, Field(ge=-0.25, le=0.25)] = 0.0
    patience: Annotated[float, Field(ge=-0.5, le=0.5)] = 0.0
    story_done: bool = False
    """Her story is told: from now on she expects to be answered."""
    attack: bool = False
    """The line attacks the person; the next turn shows whether it was taken personally."""
    asks: Literal["tell", "how"] | None = None
    """In an interview: the line asks to tell of a case ("tell us about …"), or how one would act ("how would you …").

    The answer goes on over all further lines until the next one that asks.
    """
    ends: bool = False
    """In an interview: it is over when the line is said."""


class Beat(_Part):
    """Something she says, and when."""

    id: Ident
    cases: tuple[Ident, ...] = ()
    """Cases it belongs to; empty for all."""
    when: When = When()
    say: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Wordings; none is used twice in a call."""
    yields: bool | None = None
    """She ends with a question or an invitation; by default when the wording ends with ``?``."""
    expects: tuple[Behaviour, ...] = ()
    """What an answer to the line contains; an offer always counts as an answer."""
    again: tuple[Line, ...] = ()
    """How she comes back to it when the next turn has nothing of what she expects."""
    manner: Manner | None = None
    """Said more quietly, or more loudly, than her anger alone would make it."""
    effects: Effects = Effects()
    priority: Annotated[int, Field(ge=0, le=9)] = 5

    @property
    def is_fallback(self) -> bool:
        """Whether it answers any turn at all."""
        return self.when == When()


class ScriptLine(_Part):
    """One utterance of a scripted trainee."""

    say: Line
    after_s: Annotated[float, Field(ge=0, le=20)] = 0.6
    """Pause after the customer finished."""
    into_s: Annotated[float, Field(ge=0.2, le=20)] | None = None
    """Instead: start this long after the customer began to speak, over her."""


class Scripts(_Part):
    """The two trainees that ``demo`` can play for a case; an interview may do without."""

    good: tuple[ScriptLine, ...] = ()
    poor: tuple[ScriptLine, ...] = ()


class Case(_Part):
    """One occasion of calling: its facts, its fault, its policy."""

    id: Ident
    title: Line
    follows: Ident | None = None
    """An earlier case of hers: this one can open with what was promised then."""
    fault: Literal["ours", "unclear", "not_ours"]
    brief: Brief
    slots: dict[Ident, Slot] = {}
    facts: tuple[Fact, ...] = ()
    verify: tuple[Ident, ...] = ()
    """Facts that must be asked before account data is given."""
    account_data: tuple[Line, ...] = ()
    """Words that give account data away: ``{address}``."""
    policy: Policy = Policy()
    resolve: Resolve = Resolve()
    trainee: Scripts = Scripts()


class Persona(_Part):
    """A customer (or interviewer) with all her cases and words."""

    schema_version: Literal[1]
    id: Ident
    version: Annotated[int, Field(ge=1)] = 1
    name: Line
    pronoun: Literal["she", "he", "they"] = "she"
    title: Line
    trouble: Line
    """Her trouble in one line, for the library card."""
    sector: Line
    kind: Literal["call", "interview"] = "call"
    difficulty: Annotated[int, Field(ge=1, le=5)]
    language: Literal["clean", "mild", "strong"] = "clean"
    """Strength of language."""
    skills: Annotated[tuple[Skill, ...], Field(min_length=1)]
    minutes: Annotated[float, Field(gt=0, le=15)]
    """Usual length of the call."""
    voice: Voice = Voice()
    temper: TemperStart = TemperStart()
    weights: dict[Skill, Annotated[float, Field(ge=0, le=3)]] = {}
    """Factors on the rubric's weights."""
    slots: dict[Ident, Slot] = {}
    """Slots of every case: names, a telephone number."""
    facts: tuple[Fact, ...] = ()
    """Facts of every case, after the case's own: the name, the address."""
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    beats: Annotated[tuple[Beat, ...], Field(min_length=1)]

    @field_validator("cases")
    @classmethod
    def _calls_are_complete(cls, cases: tuple[Case, ...], info: ValidationInfo) -> tuple[Case, ...]:
        """Refuse a call without what only an interview may lack."""
        for case in cases if info.data.get("kind") == "call" else ():
            parts = {
                "account": case.brief.account, "policy": case.brief.policy,
                "facts": case.facts or info.data.get("facts"),
                "trainee.good": case.trainee.good, "trainee.poor": case.trainee.poor,
            }  # fmt: skip
            lacking = [f"'{name}'" for name, part in parts.items() if not part]
            if lacking:
                raise ValueError(f"the case '{case.id}' lacks {', '.join(lacking)}, which a call needs")
        return cases

    def whole(self, case: Case) -> Case:
        """Return one of the cases with the facts and slots that all cases share."""
        return case.model_copy(update={"facts": (*case.facts, *self.facts), "slots": {**self.slots, **case.slots}})
