"""Finds the behaviours of a turn by patterns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.content.patterns import BehaviourRules, Pattern
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
class _Candidate:
    first: int
    last: int
    confidence: float
    without: tuple[str, ...] = ()


class PatternDetector:
    """A `voicedrill.content.detection.Detector` that needs no model.

    Parameters
    ----------
    patterns : sequence of BehaviourRules
        From `voicedrill.content.patterns.compile_patterns`.
    """

    def __init__(self, patterns: Sequence[BehaviourRules]) -> None:
        self._patterns = tuple(patterns)

    def detect(self, text: str, prev: str = "") -> list[Detection]:  # noqa: ARG002
        """Return each behaviour at most once, with its surest words; in the order of the pattern file.

        ``prev`` is not needed: the patterns judge the turn's own words.
        """
        said = normalise(text)
        candidates = {rules.id: _candidates(rules, said) for rules in self._patterns}
        present = {behaviour for behaviour, found in candidates.items() if any(not one.without for one in found)}
        detections = []
        for behaviour, found in candidates.items():
            left = [one for one in found if not present & set(one.without)]
            if left:
                best = max(left, key=lambda one: (one.confidence, -one.first, one.last))
                quote = said.quote(best.first, _rounded_off(said, best.last))
                detections.append(Detection(behaviour, best.confidence, quote))
        return detections


def _candidates(rules: BehaviourRules, said: Utterance) -> list[_Candidate]:
    barred = [(first, last) for anti in rules.unless for first, last, _ in _spans(anti, said, exactly=True)]
    return [
        one
        for one in _matches(rules, said)
        if not any(first <= one.last and one.first <= last for first, last in barred)
        and not (rules.negatable and _negated(said, one.first))
    ]


def _matches(rules: BehaviourRules, said: Utterance) -> Iterator[_Candidate]:
    if rules.id == "question":
        for first, last in questions(said):
            yield _Candidate(first, last, _QUESTION_FORM)
    for rule in rules.rules:
        for pattern in rule.patterns:
            for first, last, factor in _spans(pattern, said):
                if _at_edge(rule.at, first, last, said):
                    yield _Candidate(first, last, round(rule.confidence * factor, 3), rule.without)


def _spans(pattern: Pattern, said: Utterance, exactly: bool = False) -> Iterator[tuple[int, int, float]]:
    if pattern.needs and pattern.needs.isdisjoint(said.vocabulary):
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


def _rounded_off(said: Utterance, last: int) -> int:
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
