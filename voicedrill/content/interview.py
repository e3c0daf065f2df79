"""What the clauses of an interview answer do (design.md §7, measures.md §4, R21)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from voicedrill.content.behaviours import Match, PatternDetector, rounded_off
from voicedrill.content.detection import Detection
from voicedrill.content.interview_clauses import story_clauses
from voicedrill.content.patterns import BehaviourRules
from voicedrill.content.text import Utterance, normalise

CLASSES = ("hypothetical", "outcome", "action", "situation")
"""What a clause can be; the first of equally sure ones holds."""
_CONTINUED = "continued"
"""A clause without a subject ("and offered a refund"): an action when it follows one."""
_SPECIFIC = "specific_"
"""The kinds of detail in the pattern file begin so: who, when, where, what, number."""


class InterviewDetector:
    """Finds what an answer tells, clause by clause; a `voicedrill.content.detection.Detector`.

    Unlike for calls the same behaviour is returned as often as it is found, in the order of the words.

    Parameters
    ----------
    patterns : sequence of BehaviourRules
        From `voicedrill.content.patterns.compile_patterns`, of ``interview.yaml``.
    """

    def __init__(self, patterns: Sequence[BehaviourRules]) -> None:
        self._patterns = PatternDetector(patterns)

    def detect(self, text: str, prev: str = "") -> list[Detection]:  # noqa: ARG002
        """Return the class of each clause (quote: the clause), each detail, and each rant (quote: its words).

        ``prev`` is not needed: which kind of question was asked matters only for the score.
        """
        said = normalise(text)
        matches = self._patterns.matches(said)
        found = [*_classified(said, matches), *_phrases(said, matches)]
        return [detection for _, detection in sorted(found, key=lambda one: one[0])]


def _classified(said: Utterance, matches: dict[str, list[Match]]) -> Iterator[tuple[int, Detection]]:
    before = ""
    for first, last in story_clauses(said):
        kind, confidence = _class(matches, first, last, before)
        if kind:
            yield first, Detection(kind, confidence, said.quote(first, last))
        before = kind


def _class(matches: dict[str, list[Match]], first: int, last: int, before: str) -> tuple[str, float]:
    sure = {
        kind: max((one.confidence for one in matches.get(kind, ()) if first <= one.first <= last), default=0.0)
        for kind in CLASSES
    }
    best = max(CLASSES, key=lambda kind: sure[kind])
    if sure[best]:
        return best, sure[best]
    goes_on = [one.confidence for one in matches.get(_CONTINUED, ()) if first - 1 <= one.first <= last]
    return ("action", max(goes_on)) if before == "action" and goes_on else ("", 0.0)


def _phrases(said: Utterance, matches: dict[str, list[Match]]) -> Iterator[tuple[int, Detection]]:
    details = [one for kind, ones in matches.items() if kind.startswith(_SPECIFIC) for one in ones]
    for one in _joined(details):
        yield one.first, Detection("specific", one.confidence, said.quote(one.first, one.last))
    for one in _joined(_within_clauses(said, matches.get("ranting", ()))):
        yield one.first, Detection("ranting", one.confidence, said.quote(one.first, one.last))


def _within_clauses(said: Utterance, matches: Sequence[Match]) -> Iterator[Match]:
    """Yield the matches, made longer where that gives a whole phrase, none longer than the clause it begins in."""
    ends = [last for _, last in story_clauses(said)]
    for one in matches:
        end = next(last for last in ends if last >= one.first)
        yield replace(one, last=min(end, rounded_off(said, one.last)))


def _joined(matches: Iterable[Match]) -> list[Match]:
    """Make one of matches that overlap."""
    joined: list[Match] = []
    for one in sorted(matches, key=lambda one: (one.first, one.last)):
        if joined and one.first <= joined[-1].last:
            last, confidence = max(joined[-1].last, one.last), max(joined[-1].confidence, one.confidence)
            joined[-1] = replace(joined[-1], last=last, confidence=confidence)
        else:
            joined.append(one)
    return joined
