"""Finds the behaviours of a turn by patterns."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.content.patterns import BehaviourRules, Pattern, Rule
from voicedrill.content.text import ASK, STOP, Utterance, normalise, questions

_NEGATIONS = frozenset(("not", "never", "cannot", "nor"))
_NEGATION_WINDOW = 3
"""Words before a match in which a negation takes it away (measures.md §4, ASR hardening)."""
_EDGE_WORDS = 14
"""Words that count as the start or the end of a turn."""
_QUOTE_MORE = 4
"""Words by which a quote may be longer than what matched."""
_NEW_PHRASE = frozenset(
    (
        ASK, STOP, "and", "but", "so", "then", "because", "i", "we", "can", "could", "may", "would", "will", "what",
        "let", "thank", "thanks", "please", "sorry", "okay", "is", "are", "do", "did", "have", "there", "it",
        "you", "they", "he", "she",
    )
)  # fmt: skip
_TOLERANT_FACTOR = 0.85
_QUESTION_FORM = 0.8
"""Confidence of a question found by its form alone (measures.md §4: P .61–.76)."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``first`` to ``last`` of an utterance that show a behaviour.

    ``without``: behaviours that take it away when they are found in the same turn.
    """

    first: int
    last: int
    confidence: float
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    behaviour: int
    rule: Rule
    pattern: Pattern


class PatternDetector:
    """A `voicedrill.content.detection.Detector` that needs no model.

    Parameters
    ----------
    patterns : sequence of BehaviourRules
        From `voicedrill.content.patterns.compile_patterns`.
    name : str
        What ``call.json`` calls them.
    """

    def __init__(self, patterns: Sequence[BehaviourRules], name: str = "patterns") -> None:
        self.name = name
        self._patterns = tuple(patterns)
        self._entries: list[_Entry] = [
            _Entry(at, rule, pattern)
            for at, rules in enumerate(self._patterns)
            for rule in rules.rules
            for pattern in rule.patterns
        ]
        self._anywhere = [number for number, one in enumerate(self._entries) if not one.pattern.needs]
        self._by_word: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._entries):
            for word in one.pattern.needs[0] if one.pattern.needs else ():
                self._by_word[word].append(number)

    @property
    def ids(self) -> tuple[str, ...]:
        """The behaviours it knows, in the order of the pattern file."""
        return tuple(rules.id for rules in self._patterns)

    def detect(self, text: str, prev: str = "") -> list[Detection]:  # noqa: ARG002
        """Return each behaviour at most once, with its surest words; in the order of the pattern file.

        ``prev`` is not needed: the patterns judge the turn's own words.
        """
        said = normalise(text)
        return [
            Detection(behaviour, best.confidence, said.quote(best.first, rounded_off(said, best.last)))
            for behaviour, found in self.matches(said).items()
            for best in (max(found, key=lambda one: (one.confidence, -one.first, one.last)),)
        ]

    def matches(self, said: Utterance) -> dict[str, list[Match]]:
        """Return every place that shows a behaviour, by behaviour; behaviours not found are left out."""
        found = self._unbarred(said)
        present = {behaviour for behaviour, ones in found.items() if any(not one.without for one in ones)}
        left = {behaviour: [one for one in ones if not present & set(one.without)] for behaviour, ones in found.items()}
        return {behaviour: ones for behaviour, ones in left.items() if ones}

    def barred(self, said: Utterance) -> dict[str, list[tuple[int, int]]]:
        """Return the first and last word of every place that looks like a behaviour and is none, by behaviour."""
        return {rules.id: spans for rules in self._patterns if (spans := _barred(rules, said))}

    def _unbarred(self, said: Utterance) -> dict[str, list[Match]]:
        possible = {number for word in said.vocabulary for number in self._by_word.get(word, ())}
        possible.update(self._anywhere)
        found: defaultdict[int, list[Match]] = defaultdict(list)
        for number in sorted(possible):
            entry = self._entries[number]
            for first, last, factor in _spans(entry.pattern, said):
                if _at_edge(entry.rule.at, first, last, said):
                    confidence = round(entry.rule.confidence * factor, 3)
                    found[entry.behaviour].append(Match(first, last, confidence, entry.rule.without))
        by_form = [Match(first, last, _QUESTION_FORM) for first, last in questions(said)]
        return {
            rules.id: _allowed(rules, [*(by_form if rules.id == "question" else ()), *found[at]], said)
            for at, rules in enumerate(self._patterns)
            if at in found or (by_form and rules.id == "question")
        }


def _barred(rules: BehaviourRules, said: Utterance) -> list[tuple[int, int]]:
    return [(first, last) for anti in rules.unless for first, last, _ in _spans(anti, said, exactly=True)]


def _allowed(rules: BehaviourRules, found: list[Match], said: Utterance) -> list[Match]:
    barred = _barred(rules, said)
    return [
        one
        for one in found
        if not any(first <= one.last and one.first <= last for first, last in barred)
        and not (rules.negatable and _negated(said, one.first))
    ]


def _spans(pattern: Pattern, said: Utterance, exactly: bool = False) -> Iterator[tuple[int, int, float]]:
    if any(words.isdisjoint(said.vocabulary) for words in pattern.needs):
        return
    exact = exactly
    for match in pattern.exact.finditer(said.normal):
        exact = True
        yield *said.word_span(*match.span()), 1.0
    if pattern.tolerant and not exact:
        for match in pattern.tolerant.finditer(said.normal):
            yield *said.word_span(*match.span()), _TOLERANT_FACTOR


def _at_edge(at: str, first: int, last: int, said: Utterance) -> bool:
    if at == "start":
        return first < _EDGE_WORDS
    return at != "end" or last >= len(said.words) - _EDGE_WORDS


def rounded_off(said: Utterance, last: int) -> int:
    """Return where a quote that matched up to ``last`` should end, so that it reads as a phrase."""
    for index in range(last + 1, min(last + 1 + _QUOTE_MORE, len(said.words))):
        if said.words[index] in _NEW_PHRASE:
            return index - 1
    return min(last + _QUOTE_MORE, len(said.words) - 1)


def _negated(said: Utterance, first: int) -> bool:
    for word in reversed(said.words[max(0, first - _NEGATION_WINDOW) : first]):
        if word in (ASK, STOP, "but", "so", "and", "then", "because"):
            return False
        if word in _NEGATIONS:
            return True
    return False
