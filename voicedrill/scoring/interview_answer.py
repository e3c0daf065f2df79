"""An answer of an interview: all turns from one question to the next, and what was found in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from voicedrill.call.events import CustomerLine, HeardBehaviour, TraineeTurn
from voicedrill.content.text import ASK, STOP, Utterance, normalise
from voicedrill.scoring.conversation import Conversation, Mention, SpokenTurn, tokens

Kind = Literal["tell", "how"]

PARTS = ("situation", "action", "outcome")
"""The parts of a story, in the order in which it is told."""
WORDS_PER_MINUTE = 150
"""Speed at which text without times is counted as spoken. Ours."""
FEWEST_WORDS = 10
"""Words below which an answer is too short to judge. Ours."""
ENGLISH_SHARE = 0.2
"""Share (0..1) of `_COMMON` words below which a text is hardly English; English speech has 0.4 to 0.6. Ours."""

_COMMON = frozenset(
    (
        "the", "a", "an", "and", "to", "of", "in", "i", "he", "she", "it", "they", "we", "you", "was", "were", "had",
        "that", "my", "his", "her", "him", "them", "with", "for", "on", "at", "so", "would", "is", "are", "but", "not",
        "this", "what", "have", "be", "if", "as", "about", "their", "who", "when", "because", "then", "me", "us",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What the trainee said to one question.

    Attributes
    ----------
    kind : {"tell", "how"}
        Whether a case was asked for, or a way to act.
    turns : tuple of (int, TraineeTurn)
        The turns with their numbers among all of the trainee's turns.
    """

    kind: Kind
    turns: tuple[tuple[int, TraineeTurn], ...]

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything that was found, in the order in which it was said."""
        return tuple(spoken.mention(one) for spoken in self._places for one in spoken.turn.behaviours)

    @cached_property
    def _places(self) -> tuple[SpokenTurn, ...]:
        return tuple(SpokenTurn(turn, number) for number, turn in self.turns)

    @property
    def spoken(self) -> tuple[TraineeTurn, ...]:
        """Its turns."""
        return tuple(turn for _, turn in self.turns)

    @cached_property
    def said(self) -> tuple[Utterance, ...]:
        """The words of each turn, normalised."""
        return tuple(normalise(turn.text) for _, turn in self.turns)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words, without fillers and sentence marks."""
        return tuple(word for said in self.said for word in said.words if word not in (ASK, STOP))

    @property
    def start_s(self) -> float:
        """When it began."""
        return self.turns[0][1].start_s

    @property
    def duration_s(self) -> float:
        """How long the trainee spoke; turns without word times are counted at `WORDS_PER_MINUTE`."""
        return sum(
            turn.end_s - turn.start_s if turn.words else 60 * len(tokens(turn.text)) / WORDS_PER_MINUTE
            for _, turn in self.turns
        )

    @property
    def unfit(self) -> str:
        """Why it cannot be judged, as a sentence; empty when it can."""
        if len(self.words) < FEWEST_WORDS:
            return "Your answer was too short to judge."
        if sum(word in _COMMON for word in self.words) < ENGLISH_SHARE * len(self.words):
            return "We hardly found English words in your answer, so it is not judged."
        return ""

    def all(self, *ids: str) -> list[Mention]:
        """Return what was found of these, in the order in which it was said."""
        return [one for one in self.mentions if one.id in ids]

    def quoted(self, at: int, name: str, quote: str) -> Mention:
        """Return words of the answer's turn ``at`` as a mention, for what a rule finds by itself."""
        return self._places[at].mention(HeardBehaviour(id=name, confidence=1.0, quote=quote))

    def length(self, *ids: str) -> int:
        """Return how many words the clauses of these kinds have."""
        return sum(len(tokens(one.quote)) for one in self.all(*ids))


def answers(call: Conversation) -> tuple[Answer, ...]:
    """Return the answered questions, in order.

    A question is a line of a beat with ``asks``; the same beat again repeats it. What was said before the first
    question belongs to none.
    """
    questions = list(_questions(call))
    found = []
    for at, (line, kind) in enumerate(questions):
        end_s = questions[at + 1][0].t_s if at + 1 < len(questions) else float("inf")
        turns = tuple((number, turn) for number, turn in enumerate(call.turns) if line.t_s <= turn.start_s < end_s)
        if turns:
            found.append(Answer(kind, turns))
    return tuple(found)


def was_asked(call: Conversation) -> bool:
    """Tell whether the interviewer asked anything."""
    return any(True for _ in _questions(call))


def _questions(call: Conversation) -> Iterator[tuple[CustomerLine, Kind]]:
    last = ""
    for line in sorted(call.lines, key=lambda line: line.t_s):
        beat = call.beats.get(line.beat)
        if beat and beat.effects.asks and line.beat != last:
            last = line.beat
            yield line, beat.effects.asks
