"""Lint rule for lines that are too long to be answered."""

from collections.abc import Iterator

from voicedrill.persona.casting import cast
from voicedrill.persona.problems import Path, Remark
from voicedrill.persona.references import belongs
from voicedrill.persona.schema import Case, Persona

MAX_WORDS = 33
"""Words in a line: 12 s at 165 words per minute; longer monologues cannot be answered."""


def check_lengths(persona: Persona) -> Iterator[Remark]:
    """Find lines that are too long; all are warnings."""
    for index, case in enumerate(persona.cases):
        yield from _check_case(case, persona, ("cases", index))


def _check_case(case: Case, persona: Persona, path: Path) -> Iterator[Remark]:
    casting = cast(persona, case.id, 0)
    lines: list[tuple[Path, str]] = [
        (("beats", index, "say", number), line)
        for index, beat in enumerate(persona.beats)
        if belongs(beat, case)
        for number, line in enumerate(beat.say)
    ]
    lines += [
        (("beats", index, "again", number), line)
        for index, beat in enumerate(persona.beats)
        if belongs(beat, case)
        for number, line in enumerate(beat.again)
    ]
    lines += [
        ((*path, "facts", index, "say", number), line)
        for index, fact in enumerate(case.facts)
        for number, line in enumerate(fact.say)
    ]
    for place, line in lines:
        count = len(casting.spoken(line).split())
        if count > MAX_WORDS:
            message = f"The line has {count} words and takes more than 12 s; split it or cut it to {MAX_WORDS} words."
            yield Remark(place, message, "warning")
