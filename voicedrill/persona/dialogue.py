"""What the customer says next."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from voicedrill.persona.casting import Casting, pick
from voicedrill.persona.schema import Beat, Effects, Ending, Fact, Manner, Persona, When
from voicedrill.persona.stopgaps import ANSWERS, STOPGAPS
from voicedrill.persona.temper import TemperState

FACT_PRIORITY = 7
"""A question she was asked is answered before beats below this priority."""

AGAIN_PRIORITY = 6
"""What she came back to because it was ignored goes before beats below this priority."""

GRUDGING_ANGER = 0.6
"""From this anger she agrees to nothing with a good grace."""

_HURT = frozenset((
    "defensive", "judging", "taking_offence", "profanity", "repeat_question", "unverified_disclosure",
))  # fmt: skip
"""To these she reacts, and answers nothing; else she answers what was asked, and goes on."""

_ANSWERING: dict[str, frozenset[str]] = {
    "story": frozenset(("question", "greeting")),
    "proposal": frozenset(("solution", "next_steps", "over_promise", "firm", "hold", "escalation", "reassurance")),
    "choice": frozenset(("solution", "over_promise", "firm")),
    "either": frozenset(("question", "check", "verify")),
    "contact": frozenset(("verify",)),
    "yes_no": frozenset(("question", "check", "verify", "paraphrase")),
    "open": frozenset(("question", "verify")),
    "more": frozenset(("closing",)),
}
"""Behaviours to which an answer is an answer to a question of a kind as well."""

_STILL_ANSWERED = frozenset(("contact", "choice"))
"""Kinds of questions that she answers even when all is settled."""

_STOPGAP = "stopgap_{}"
_AGAIN = "{}_again"


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
    mentioned : frozenset of str
        Facts it names.
    wrong : tuple of str
        Facts it gets wrong.
    text : str
        Its words.
    firm : int
        How many turns have stated a limit so far, this one included.
    question : str or None
        The kind of question it ends with (see `voicedrill.content.question_kind`).
    """

    behaviours: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    mentioned: frozenset[str] = frozenset()
    wrong: tuple[str, ...] = ()
    text: str = ""
    firm: int = 0
    question: str | None = None

    def joined(self, later: "Heard | None") -> "Heard":
        """Return this turn and a later one as one."""
        if later is None:
            return self
        return Heard(
            self.behaviours | later.behaviours,
            tuple(dict.fromkeys(self.asked + later.asked)),
            tuple(dict.fromkeys(self.offered + later.offered)),
            self.mentioned | later.mentioned,
            tuple(dict.fromkeys(self.wrong + later.wrong)),
            f"{self.text} {later.text}".strip(),
            max(self.firm, later.firm),
            later.question if later.text else self.question,
        )

    def has_words(self, phrases: Iterable[str]) -> bool:
        """Tell whether one of the phrases stands in the turn, in whole words."""
        return any(re.search(rf"\b{re.escape(phrase)}\b", self.text, re.IGNORECASE) for phrase in phrases)


class PossibleLine(NamedTuple):
    """A line as spoken, and how."""

    spoken: str
    manner: Manner | None


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
    manner: Manner | None = None
    wordings: tuple[str, ...] = field(default=(), repr=False)
    """The raw wordings used up by it."""


class Dialogue:
    """Chooses the customer's lines from her beats and facts; no wording is used twice in a call."""

    def __init__(self, casting: Casting) -> None:
        self._casting = casting
        self._beats = [beat for beat in casting.persona.beats if not beat.cases or casting.case.id in beat.cases]
        self._settling = frozenset(offer.id for offer in casting.case.policy.may_offer if offer.accepted)
        self._spent: set[str] = set()
        self._said: list[str] = []
        self._behaviours: set[str] = set()
        self._mentioned: set[str] = set()
        self._offered: set[str] = set()
        self._unanswered: Beat | None = None
        """What she said last that expects an answer, until she got one or came back to it."""
        self.told: set[str] = set()
        self.acknowledged = False

    def reply(self, on: str, heard: Heard, temper: TemperState, outcome: Ending | None = None) -> Reply:
        """Return the next line for the trigger ``on`` (see `voicedrill.persona.schema.When`)."""
        self._behaviours |= heard.behaviours
        self._mentioned |= heard.mentioned
        self._offered |= set(heard.offered)
        best = self._best(on, heard, temper, outcome)
        if on == "turn":
            best = self._story(heard, temper) or best
            priority = best.priority if best is not None else -1
            answer = self.answer(heard.asked) if priority < FACT_PRIORITY else None
            if answer is None and priority < AGAIN_PRIORITY:
                answer = self._come_back(heard)
            if answer is None and not (self._fits_question(best, heard) or self.can_answer(heard.asked)):
                answer = self._small_answer(heard, best, temper)
            if answer is not None:
                return answer
        return self._say(best, heard) if best is not None else self._stopgap(on)

    def _story(self, heard: Heard, temper: TemperState) -> Beat | None:
        """Return the next part of her story for a turn that invites it and hurts nothing."""
        if heard.question != "story" or _HURT.intersection(heard.behaviours):
            return None
        return self._best("turn", heard, temper, None, lambda beat: bool(beat.effects.tells or beat.effects.story_done))

    def _fits_question(self, best: Beat | None, heard: Heard) -> bool:
        """Tell whether a beat is an answer to the turn's question, or goes before one."""
        if heard.question is None:
            return True
        if best is None:
            return False
        when = best.when
        if (
            when.asked
            or when.offered
            or when.offered_yet
            or when.words
            or best.effects.attack
            or _HURT.intersection(when.heard)
        ):
            return True
        if best.effects.tells or best.effects.story_done:
            return heard.question in {"story", "open", "yes_no", "either"}
        return "firm" not in best.expects and bool(_ANSWERING[heard.question].intersection(when.heard))

    def _small_answer(self, heard: Heard, best: Beat | None, temper: TemperState) -> Reply | None:
        """Return a short answer to a question that nothing of her own answers, and what she has to say after it."""
        kind = heard.question or ""
        if kind == "more" and not self._offered.isdisjoint(self._settling):
            kind = "more_settled"
        elif kind == "proposal" and (temper.anger >= GRUDGING_ANGER or not self.acknowledged):
            kind = "proposal_angry"
        pool = ANSWERS[kind]
        if not self._unspent(pool):
            return None
        wording = self._choose(pool, kind)
        goes_on = best is not None and (best.effects.tells or best.effects.story_done or best.priority >= FACT_PRIORITY)
        if best is None or not goes_on:
            return self._line(f"answer_{kind}", (wording,), True, Effects())
        yields = best.yields if best.yields is not None else True
        wordings = (wording, self._choose(best.say, best.id))
        return self._line(best.id, wordings, yields, best.effects, best.manner)

    def last_answer(self, heard: Heard, temper: TemperState) -> Reply | None:
        """Return what she answers to a question when all is settled, None when it asks nothing that matters now."""
        answer = self.answer(heard.asked)
        if answer is not None or heard.question not in _STILL_ANSWERED:
            return answer
        return self._small_answer(heard, None, temper)

    def with_choice(self, reply: Reply) -> Reply:
        """Return a line with what she says first when she was given a choice."""
        wordings = (self._choose(ANSWERS["choice"], "choice"), *reply.wordings)
        return self._line(reply.beat, wordings, reply.yields, reply.effects, reply.manner)

    def can_answer(self, asked: tuple[str, ...]) -> bool:
        """Tell whether she has words left for a fact that was asked for."""
        return any(self._unspent(fact.say) for fact in map(self._casting.fact, asked))

    def cut_in(self, heard: Heard, temper: TemperState, *, rambling: bool) -> Reply | None:
        """Return the line with which she breaks into a turn of which this was heard, None when nothing fits.

        A beat without ``words`` is for turns that ramble on.
        """
        best = self._best("cut_in", heard, temper, None)
        if best is not None and not best.when.words and not rambling:
            return None
        return self._say(best, heard) if best is not None else None

    def _best(
        self,
        on: str,
        heard: Heard,
        temper: TemperState,
        outcome: Ending | None,
        wanted: Callable[[Beat], bool] = lambda _: True,
    ) -> Beat | None:
        fitting = [
            beat
            for beat in self._beats
            if beat.when.on == on
            and wanted(beat)
            and self._fits(beat.when, heard, temper, outcome)
            and self._unspent(beat.say)
        ]
        return max(fitting, key=lambda beat: (beat.priority, _specificity(beat.when)), default=None)

    def possible_lines(self) -> tuple[PossibleLine, ...]:
        """Return every line she may still say in one piece, as spoken, so that it can be rendered ahead."""
        own = [(wording, beat.manner) for beat in self._beats for wording in self._unspent(beat.say)]
        own += [(wording, None) for beat in self._beats for wording in self._unspent(beat.again)]
        own += [(wording, None) for fact in self._casting.case.facts for wording in self._unspent(fact.say)]
        return tuple(PossibleLine(self._casting.spoken(wording), manner) for wording, manner in own)

    def commit(self, reply: Reply) -> None:
        """Note that the line was said: its facts are told now."""
        self._said.append(reply.beat)
        self.told.update(reply.effects.tells)
        beat = next((one for one in self._beats if one.id == reply.beat), None)
        if beat is not None:
            self._unanswered = beat if beat.again else None
        if reply.effects.asks is not None:
            self._behaviours.clear()

    def take_back(self, reply: Reply) -> None:
        """Note that the line was not said after all: its wording may be used again."""
        self._spent.difference_update(reply.wordings)
        back_to = next((beat for beat in self._beats if _AGAIN.format(beat.id) == reply.beat), None)
        self._unanswered = back_to or self._unanswered

    def _fits(self, when: When, heard: Heard, temper: TemperState, outcome: Ending | None) -> bool:
        return (
            (not when.heard or bool(heard.behaviours.intersection(when.heard)))
            and not heard.behaviours.intersection(when.not_heard)
            and (when.asked is None or when.asked in heard.asked)
            and (when.offered is None or when.offered in heard.offered)
            and (not when.mentions or bool(heard.mentioned.intersection(when.mentions)))
            and (not when.words or heard.has_words(when.words))
            and self._behaviours.isdisjoint(when.never_heard)
            and self._mentioned.isdisjoint(when.never_mentioned)
            and (when.offered_yet is None or when.offered_yet == bool(self._offered & self._settling))
            and when.firm[0] <= heard.firm <= when.firm[1]
            and when.lines[0] <= len(self._said) <= when.lines[1]
            and (when.promise is None or when.promise == self._casting.promise_state)
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

    def _say(self, beat: Beat, heard: Heard) -> Reply:
        wordings: tuple[str, ...] = (self._choose(beat.say, beat.id),)
        yields = beat.yields if beat.yields is not None else wordings[0].rstrip().endswith("?")
        effects = beat.effects
        right = [fact for fact in map(self._casting.fact, heard.wrong) if self._unspent(fact.say)]
        if "wrong_fact" in beat.when.heard and right:
            wordings, yields = (*wordings, self._tell(right[0])), True
        elif beat.when.on == "turn" and not beat.effects.attack and not _HURT.intersection(beat.when.heard):
            answer = self.answer(tuple(fact for fact in heard.asked if not self._tells(beat, wordings[0], fact)))
            if answer is not None:
                wordings = (*answer.wordings, *wordings)
                effects = effects.model_copy(update={"tells": (*effects.tells, *answer.effects.tells)})
        return self._line(beat.id, wordings, yields, effects, beat.manner)

    def _tells(self, beat: Beat, wording: str, fact_id: str) -> bool:
        """Tell whether a line tells a fact already, by the effects of its beat or in its words."""
        fact = self._casting.fact(fact_id)
        text = self._casting.written(wording).lower()
        return fact_id in beat.effects.tells or any(self._casting.written(key).lower() in text for key in fact.keys)

    def _come_back(self, heard: Heard) -> Reply | None:
        """Return how she comes back to what the turn ignored, if it did; she does so once."""
        beat, self._unanswered = self._unanswered, None
        answered = bool(heard.offered) or (beat is not None and bool(heard.behaviours.intersection(beat.expects)))
        if beat is None or answered or not self._unspent(beat.again):
            return None
        return self._line(_AGAIN.format(beat.id), (self._choose(beat.again, beat.id),), True, Effects())

    def answer(self, asked: tuple[str, ...]) -> Reply | None:
        """Return what she tells when asked for these facts, two at most; None when she has no words left for them."""
        facts = [fact for fact in map(self._casting.fact, asked) if self._unspent(fact.say)][:2]
        if not facts:
            return None
        wordings = tuple(map(self._tell, facts))
        effects = Effects(tells=tuple(fact.id for fact in facts))
        return self._line(f"fact_{facts[0].id}", wordings, True, effects)

    def _tell(self, fact: Fact) -> str:
        """Return the next wording of a fact: in order, as later ones may say "as I said"; so does one told before."""
        left = self._unspent(fact.say)
        wording = left[min(1, len(left) - 1) if fact.id in self.told and len(left) == len(fact.say) else 0]
        self._spent.add(self._casting.written(wording))
        return wording

    def _stopgap(self, on: str) -> Reply:
        pool = STOPGAPS["goodbye" if on in {"ending", "opening"} else on]
        key = _STOPGAP.format(on)
        wordings = pool if self._unspent(pool) else tuple(f"{one} Well?" for one in pool)
        if not self._unspent(wordings):
            self._spent.difference_update(map(self._casting.written, wordings))
        wording = self._choose(wordings, key)
        return self._line(key, (wording,), True, Effects())

    def _line(
        self,
        beat: str,
        wordings: tuple[str, ...],
        yields: bool,
        effects: Effects,
        manner: Manner | None = None,
    ) -> Reply:
        text = " ".join(wordings)
        return Reply(
            beat,
            self._casting.written(text),
            self._casting.spoken(text),
            yields,
            effects,
            manner,
            tuple(self._casting.written(wording) for wording in wordings),
        )


def beats_on(persona: Persona, on: str) -> frozenset[str]:
    """Return what `Reply.beat` can be when she answers to ``on`` (see `voicedrill.persona.schema.When`)."""
    beats = [beat for beat in persona.beats if beat.when.on == on]
    again = [_AGAIN.format(beat.id) for beat in persona.beats if beat.again] if on == "turn" else []
    return frozenset([_STOPGAP.format(on), *again, *(beat.id for beat in beats)])


def _specificity(when: When) -> int:
    """Return how many conditions a beat has; a fact, an offer or a limit of the turn counts twice."""
    given = [name for name, info in When.model_fields.items() if name != "on" and getattr(when, name) != info.default]
    return len(given) + (when.asked is not None) + (when.offered is not None) + ("firm" in when.heard)
