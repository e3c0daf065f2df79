"""Compares a scorecard with what a trainer expects of it."""

from collections.abc import Iterator

from golden.written import Trainer

from voicedrill.scoring.highlights import highlights
from voicedrill.scoring.scorecard import Finding, Scorecard

LOW, FULL = 0.5, 0.9


def differences(card: Scorecard, trainer: Trainer) -> list[tuple[str, str]]:
    """Return where the trainer sees it otherwise: the item, or ``band`` or ``auto_fail``, and a sentence."""
    return [*_of_the_result(card, trainer), *_of_the_findings(card, trainer)]


def _of_the_result(card: Scorecard, trainer: Trainer) -> Iterator[tuple[str, str]]:
    if card.band not in trainer.band:
        yield "band", f"is {card.band} ({card.score}), not {' or '.join(trainer.band)}"
    if card.auto_fail != trainer.auto_fail:
        yield "auto_fail", f"is {card.auto_fail}, not {trainer.auto_fail}"
    shown = [one.id for one in highlights(card).change]
    for item in trainer.to_change:
        if item not in shown:
            yield item, f"is not among what to change first: {shown}"


def _of_the_findings(card: Scorecard, trainer: Trainer) -> Iterator[tuple[str, str]]:
    findings = {one.id: one for one in card.findings}
    marks = {
        "low": trainer.low,
        "partly": trainer.partly,
        "full": trainer.full,
        "not applicable": trainer.not_applicable,
    }
    for wanted, items in marks.items():
        for item in items:
            finding = findings[item]
            if _mark(finding) != wanted:
                yield item, f"is {_mark(finding)} ({finding.score}), not {wanted}: {finding.why}"
    for item, words in trainer.quotes.items():
        quotes = [one.quote for one in findings[item].evidence]
        if not any(words in quote for quote in quotes):
            yield item, f"does not quote “{words}” but {quotes}"
    for words in trainer.never_quoted:
        for finding in card.findings:
            charged = finding.score is not None and finding.score < 1.0
            if charged and any(words in one.quote for one in finding.evidence):
                yield finding.id, f"holds “{words}” against the trainee"


def _mark(finding: Finding) -> str:
    if finding.score is None:
        return "not applicable"
    return "low" if finding.score <= LOW else "full" if finding.score >= FULL else "partly"
