"""Reads a turn against the facts and the policy of one case."""

import re
from collections.abc import Sequence

from voicedrill.content.asking import Asking
from voicedrill.content.call_memory import CallMemory
from voicedrill.content.detection import Detection
from voicedrill.content.disclosure import Disclosure
from voicedrill.content.fact_check import FactCheck, WrongFact
from voicedrill.content.kindness import Kindness
from voicedrill.content.liability import liability
from voicedrill.content.policy_check import PolicyCheck
from voicedrill.content.question_kind import QuestionKind, question_kind
from voicedrill.content.restating import LIGHT_FRAME
from voicedrill.content.turn import Turn, turn
from voicedrill.persona.casting import Casting

PARAPHRASE_FACTS = 2
"""Problem facts that must be repeated for a paraphrase (measures.md §4, R9)."""
_LIGHT_PARAPHRASE = 0.75
_TIMED = frozenset(("time", "weekday", "date"))
_COMMITS = re.compile(r"(?<!\S)(?:will|can|could|going to|would be) ")
_SOON = re.compile(
    r"(?<!\S)(?:this (?:morning|afternoon|evening)|tonight|tomorrow|first thing|(?:right|straight) away|immediately"
    r"|(?:working|business) days?) "
)


class CaseReader:
    """Finds questions, offers, promises and repeated facts of one case in a turn.

    Parameters
    ----------
    casting : Casting
        The customer and her case.

    Attributes
    ----------
    casting : Casting
        As given.
    has_policy : bool
        Whether the case has a policy; without one no promise is checked.
    """

    def __init__(self, casting: Casting) -> None:
        self.casting = casting
        self._asking = Asking(casting)
        self._facts = FactCheck(casting)
        self._policy = PolicyCheck(casting)
        self._disclosure = Disclosure(casting)
        self._kindness = Kindness(casting)
        self._problem = frozenset(fact.id for fact in casting.case.facts if fact.problem)
        self.has_policy = self._policy.has_policy

    def asked(self, text: str) -> tuple[str, ...]:
        """Return the ids of the facts a question of this turn asks about, in the order of the case."""
        return self._asking.asked(turn(text))

    def names_time(self, text: str) -> bool:
        """Tell whether a turn says when something will be, and does not just repeat what she told."""
        said = turn(text)
        timed = any(one.kind in _TIMED or one.days is not None for one in said.values)
        if not timed and not _SOON.search(said.said.normal):
            return False
        return bool(_COMMITS.search(said.said.normal)) or not self._facts.repeated(said)

    def question(self, text: str) -> QuestionKind | None:
        """Return the kind of a turn's last question, if that waits for an answer."""
        return question_kind(turn(text))

    def offered(self, text: str) -> tuple[str, ...]:
        """Return the ids of the policy's offers that this turn makes."""
        return self._policy.offered(turn(text))

    def solution(self, text: str) -> Detection | None:
        """Return the first of the policy's offers in this turn as a ``solution``, however it is put."""
        return self._policy.solution(turn(text))

    def promised(self, text: str) -> tuple[Detection, ...]:
        """Return an ``over_promise`` for each promise of this turn that the policy does not allow.

        The confidence is 0.9 only when the words commit ("you will get") and name all of the forbidden thing.
        """
        return tuple(self._policy.promised(turn(text)).values())

    def gave_in(self, text: str, prev: str) -> Detection | None:
        """Return an ``over_promise`` when the turn grants what her line ``prev`` demands against the policy.

        "All right, you can have it" names nothing, so its confidence stays below that of a promise in so many words.
        """
        return self._policy.gave_in(turn(text), turn(prev))

    def forbidden(self, text: str, prev: str = "") -> tuple[str, ...]:
        """Return the ids of the forbidden promises that this turn makes, also by granting what ``prev`` demands."""
        made = tuple(self._policy.promised(turn(text)))
        if made or not prev or self.gave_in(text, prev) is None:
            return made
        return self._policy.demanded(turn(prev))

    def repeated(self, text: str) -> frozenset[str]:
        """Return the ids of the facts that appear, however said; a number with one wrong digit does not count."""
        return self._facts.repeated(turn(text))

    def unclear_facts(self, text: str, told: frozenset[str]) -> tuple[str, ...]:
        """Return the ids of the told facts that are repeated, but one error away: not heard clearly, never wrong."""
        return self._facts.unclear(turn(text), told)

    def wrong_facts(
        self, text: str, told: frozenset[str], found: Sequence[Detection] = (), prev: str = ""
    ) -> tuple[WrongFact, ...]:
        """Return the told facts in whose place this turn restates another value, with the right one.

        Parameters
        ----------
        text : str
            The turn.
        told : frozenset of str
            Ids of the facts the customer has told.
        found : sequence of Detection
            What the detector found in it; a paraphrase shows that facts are restated.
        prev : str
            The customer's line before it; its values are never wrong.
        """
        return self._facts.wrong(turn(text), told, found, turn(prev))

    def behaviours(
        self, text: str, found: Sequence[Detection], told: frozenset[str], memory: CallMemory, prev: str = ""
    ) -> list[Detection]:
        """Return the case-bound behaviours of a turn.

        Parameters
        ----------
        text : str
            The turn.
        found : sequence of Detection
            What the detector found in it.
        told : frozenset of str
            Ids of the facts the customer has told.
        memory : CallMemory
            The trainee's turns before this one.
        prev : str
            The customer's line before it.
        """
        said, before = turn(text), turn(prev)
        repeated = self._facts.repeated(said)
        checks = (
            next(iter(self.promised(text)), None) or self.gave_in(text, prev),
            None if self.casting.case.fault == "ours" else liability(said.said),
            self._wrong_fact(said, found, told, before),
            self._asking.repeated(said, told, repeated | self._unclear_questions(said, told)),
            self._disclosure.unverified(said, told, memory.asked, before),
            self._kindness.scripted(said, found, memory, before, bool(repeated)),
        )
        return [detection for detection in checks if detection]

    def remembered(self, text: str, found: Sequence[Detection], memory: CallMemory, prev: str = "") -> CallMemory:
        """Return the memory after this turn."""
        said = turn(text)
        repeats_fact = bool(self._facts.repeated(said))
        sentences, untied = self._kindness.remembered(said, found, memory, turn(prev), repeats_fact)
        return CallMemory(memory.asked | frozenset(self.asked(text)), sentences, untied)

    def restates(self, text: str, found: Sequence[Detection]) -> Detection | None:
        """Return the paraphrase of this turn: a frame, and at least `PARAPHRASE_FACTS` facts of the problem."""
        if len(self.repeated(text) & self._problem) < min(PARAPHRASE_FACTS, len(self._problem) or 1):
            return None
        framed = next((one for one in found if one.id == "paraphrase"), None)
        if framed:
            return framed
        said = turn(text).said
        light = LIGHT_FRAME.search(said.normal)
        if light is None:
            return None
        first, _ = said.word_span(*light.span())
        return Detection("paraphrase", _LIGHT_PARAPHRASE, said.quote(first, len(said.words) - 1))

    def _unclear_questions(self, said: Turn, told: frozenset[str]) -> frozenset[str]:
        """Return the told facts that a question names, though not clearly: it checks them and does not ask."""
        return frozenset(self._facts.unclear(said, told & frozenset(self._asking.asked(said))))

    def _wrong_fact(self, said: Turn, found: Sequence[Detection], told: frozenset[str], prev: Turn) -> Detection | None:
        wrong = next(iter(self._facts.wrong(said, told, found, prev)), None)
        return Detection("wrong_fact", wrong.confidence, wrong.quote) if wrong else None
