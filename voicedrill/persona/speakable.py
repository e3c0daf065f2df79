"""Lint rule for what the customer says: a voice can say it."""

from collections.abc import Iterator

from voicedrill.persona.problems import Path, Remark
from voicedrill.persona.schema import Persona
from voicedrill.persona.spoken_text import refusal


def check_speakable(persona: Persona) -> Iterator[Remark]:
    """Find lines that no voice can say: empty, too long, or with emoji, markup or control signs."""
    for index, beat in enumerate(persona.beats):
        yield from _check(beat.say, ("beats", index, "say"))
        yield from _check(beat.again, ("beats", index, "again"))
    for index, fact in enumerate(persona.facts):
        yield from _check(fact.say, ("facts", index, "say"))
    for index, case in enumerate(persona.cases):
        for number, fact in enumerate(case.facts):
            yield from _check(fact.say, ("cases", index, "facts", number, "say"))


def _check(texts: tuple[str, ...], path: Path) -> Iterator[Remark]:
    for number, text in enumerate(texts):
        if (message := refusal(text)) is not None:
            yield Remark((*path, number), message)
