"""Reads a turn against the facts and the policy of one case."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from voicedrill.content.call_memory import CallMemory, kind_sentences
from voicedrill.content.contradiction import contradicts
from voicedrill.content.detection import Detection
from voicedrill.content.keys import Key, content_words, find, key, pieces_of, stem
from voicedrill.content.numbers import Piece
from voicedrill.content.offering import offered
from voicedrill.content.text import Utterance, normalise, questions
from voicedrill.persona.casting import Casting

_ADMISSION = re.compile(
    r"(?<!\S)(?:(?:our|my) (?:own |\S+ )?(?:fault|mistake|error|negligence)|(?:we|i) (?:are|am) (?:fully |solely )?"
    r"(?:liable|responsible|to blame|at fault)|(?:we|i) (?:were|was) (?:negligent|careless|at fault|wrong)"
    r"|(?:we|i) (?:have )?(?:caused|damaged|broke|messed|screwed|failed|got this wrong|got that wrong|got it wrong)"
    r"|(?:we|i) (?:will )?(?:take|accept|admit) (?:full |all |the )?(?:responsibility|liability|blame|fault)"
    r"|(?:we|i) will pay for (?:everything|all|the damage)|you (?:could|can|should) sue) "
)
_NOT_ADMITTED = re.compile(r"(?<!\S)(?:not|never|if|whether|cannot|no|without|nor) (?:\S+ ){0,4}$")
_RESTATES = re.compile(
    r"(?<!\S)(?:so|right|okay|then|i see|i hear|i can see|i understand|confirm|repeat|recap|sum up|summarise"
    r"|you said|you mentioned|you told (?:me|us)|you are (?:saying|telling (?:me|us)))"
    r" (?:(?:that|just|what|if|basically|to|back|yes|and) ){0,2}(?:you|your|the|it|there|this|we) "
)
PARAPHRASE_FACTS = 2
"""Problem facts that must be repeated for a paraphrase (measures.md §4, R9)."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A key of a fact found in a question."""

    fact: str
    span: tuple[int, int]
    words: int

    def outdoes(self, other: "_Hit") -> bool:
        """Whether a longer key of another fact stands at the same words: "order number" beats "order"."""
        overlap = self.span[0] <= other.span[1] and other.span[0] <= self.span[1]
        return overlap and self.fact != other.fact and self.words > other.words


@dataclass(frozen=True)
class CaseReader:
    """Finds questions, offers, promises and repeated facts of one case in a turn."""

    casting: Casting
    _asked_by: dict[str, tuple[Key, ...]] = field(init=False)
    _facts: dict[str, tuple[Key, ...]] = field(init=False)
    _case_words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        facts = self.casting.case.facts
        object.__setattr__(self, "_asked_by", {fact.id: self._keys(fact.asked_by) for fact in facts})
        object.__setattr__(self, "_facts", {fact.id: self._keys(fact.keys) for fact in facts})
        about = f"{self.casting.case.title} {self.casting.persona.trouble}"
        object.__setattr__(self, "_case_words", content_words(self.casting.written(about)))

    def asked(self, text: str) -> tuple[str, ...]:
        """Return the ids of the facts a question of this turn asks about, in the order of the case."""
        said = normalise(text)
        hits = [hit for span in questions(said) for hit in self._asked_in(_within(said, span))]
        clear = {hit.fact for hit in hits if not any(other.outdoes(hit) for other in hits)}
        return tuple(fact for fact in self._asked_by if fact in clear)

    def _asked_in(self, part: Sequence[Piece]) -> Iterator["_Hit"]:
        for fact, keys in self._asked_by.items():
            for one in keys:
                span = find(one, part)
                if span:
                    yield _Hit(fact, span, len(one.pieces))

    def offered(self, text: str) -> tuple[str, ...]:
        """Return the ids of the policy's offers that this turn makes."""
        said = normalise(text)
        pieces = pieces_of(said)
        offers = self.casting.case.policy.may_offer
        return tuple(offer.id for offer in offers if any(offered(one, said, pieces) for one in self._keys(offer.words)))

    def solution(self, text: str) -> Detection | None:
        """Return the first of the policy's offers in this turn as a ``solution``, however it is put."""
        said = normalise(text)
        pieces = pieces_of(said)
        keys = (one for offer in self.casting.case.policy.may_offer for one in self._keys(offer.words))
        span = next((span for span in (offered(one, said, pieces) for one in keys) if span), None)
        return Detection("solution", 0.85, said.quote(*span)) if span else None

    def promised(self, text: str) -> tuple[Detection, ...]:
        """Return an ``over_promise`` for each promise of this turn that the policy does not allow."""
        said = normalise(text)
        pieces = pieces_of(said)
        found = []
        for forbidden in self.casting.case.policy.must_not_promise:
            spans = (offered(one, said, pieces) for one in self._keys(forbidden.words))
            span = next((span for span in spans if span), None)
            if span:
                found.append(Detection("over_promise", 0.85, said.quote(*span)))
        return tuple(found)

    def forbidden(self, text: str) -> tuple[str, ...]:
        """Return the ids of the forbidden promises that this turn makes."""
        said = normalise(text)
        pieces = pieces_of(said)
        return tuple(
            one.id
            for one in self.casting.case.policy.must_not_promise
            if any(offered(words, said, pieces) for words in self._keys(one.words))
        )

    def repeated(self, text: str) -> frozenset[str]:
        """Return the ids of the facts of which a key appears; a number with one wrong digit does not count."""
        pieces = pieces_of(normalise(text))
        return frozenset(fact for fact, keys in self._facts.items() if any(find(one, pieces) for one in keys))

    def behaviours(
        self, text: str, found: Sequence[Detection], told: frozenset[str], memory: CallMemory
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
        """
        said = normalise(text)
        over = self.promised(text)[:1]
        checks = (
            self._liability(said),
            self._wrong_fact(said, found, told),
            self._repeat_question(text, said, told),
            self._unverified(said, told | memory.asked),
            self._scripted(said, found, memory),
        )
        return [*over, *(detection for detection in checks if detection)]

    def remembered(self, text: str, found: Sequence[Detection], memory: CallMemory) -> CallMemory:
        """Return the memory after this turn."""
        said = normalise(text)
        return CallMemory(
            asked=memory.asked | frozenset(self.asked(text)),
            kind_sentences=memory.kind_sentences + tuple(sentence for sentence, _ in kind_sentences(said, found)),
            untied_empathy=memory.untied_empathy + self._untied(said, found),
        )

    def restates(self, text: str, found: Sequence[Detection]) -> Detection | None:
        """Return the paraphrase of this turn: a frame, and at least `PARAPHRASE_FACTS` facts of the problem."""
        problem = {fact.id for fact in self.casting.case.facts if fact.problem}
        if len(self.repeated(text) & problem) < min(PARAPHRASE_FACTS, len(problem) or 1):
            return None
        framed = next((one for one in found if one.id == "paraphrase"), None)
        if framed:
            return framed
        said = normalise(text)
        light = _RESTATES.search(said.normal)
        if light is None:
            return None
        first, _ = said.word_span(*light.span())
        return Detection("paraphrase", 0.75, said.quote(first, len(said.words) - 1))

    def _keys(self, phrases: Iterable[str]) -> tuple[Key, ...]:
        return tuple(key(self.casting.written(phrase)) for phrase in phrases)

    def _liability(self, said: Utterance) -> Detection | None:
        if self.casting.case.fault == "ours":
            return None
        for match in _ADMISSION.finditer(said.normal):
            if not _NOT_ADMITTED.search(said.normal[: match.start()]):
                return Detection("liability", 0.85, said.quote(*said.word_span(*match.span())))
        return None

    def _wrong_fact(self, said: Utterance, found: Sequence[Detection], told: frozenset[str]) -> Detection | None:
        restating = any(one.id == "paraphrase" for one in found) or _RESTATES.search(said.normal)
        if not restating:
            return None
        pieces = pieces_of(said)
        known = self._known_values()
        for fact, keys in self._facts.items():
            if fact not in told or any(find(one, pieces) for one in keys):
                continue
            for expected in (value for one in keys for value in one.pieces):
                wrong = next((heard for heard in pieces if contradicts(heard, expected, known)), None)
                if wrong:
                    return Detection("wrong_fact", 0.7, said.quote(wrong.first, wrong.last))
        return None

    def _known_values(self) -> frozenset[str]:
        """Every number and word the case itself names: repeating one of them is never wrong."""
        case = self.casting.case
        texts = [*case.brief.account.values(), *case.brief.policy, *self.casting.values.values(), case.brief.situation]
        texts += [phrase for fact in case.facts for phrase in (*fact.keys, *fact.say)]
        texts += [phrase for offer in case.policy.may_offer for phrase in offer.words]
        pieces = (piece for text in texts for piece in pieces_of(normalise(self.casting.written(text))))
        return frozenset(piece.digits or piece.text for piece in pieces)

    def _repeat_question(self, text: str, said: Utterance, told: frozenset[str]) -> Detection | None:
        asked = self.asked(text)
        again = [fact for fact in asked if fact in told and fact not in self.repeated(text)]
        if not again or not told.issuperset(asked):  # a question may touch what is known on its way to what is not
            return None
        for span in questions(said):
            if any(find(one, _within(said, span)) for one in self._asked_by[again[0]]):
                return Detection("repeat_question", 0.8, said.quote(*span))
        return None

    def _unverified(self, said: Utterance, verified: frozenset[str]) -> Detection | None:
        if set(self.casting.case.verify) <= verified:
            return None
        pieces = pieces_of(said)
        spans = (find(one, pieces) for one in self._keys(self.casting.case.account_data))
        span = next((span for span in spans if span), None)
        return Detection("unverified_disclosure", 0.8, said.quote(*span)) if span else None

    def _scripted(self, said: Utterance, found: Sequence[Detection], memory: CallMemory) -> Detection | None:
        for sentence, quote in kind_sentences(said, found):
            if sentence in memory.kind_sentences:
                return Detection("scripted", 0.8, quote)
        if self._untied(said, found) and memory.untied_empathy:
            return Detection("scripted", 0.7, next(one.quote for one in found if one.id == "empathy"))
        return None

    def _untied(self, said: Utterance, found: Sequence[Detection]) -> bool:
        if not any(one.id == "empathy" for one in found):
            return False
        named = any(stem(word) in self._case_words for word in said.words)
        return not named and not self.repeated(said.original)


def _within(said: Utterance, span: tuple[int, int]) -> list[Piece]:
    return [piece for piece in pieces_of(said) if span[0] <= piece.first <= span[1]]
