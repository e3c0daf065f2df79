"""All checks of a customer file."""

from collections.abc import Callable, Iterable, Iterator

from voicedrill.persona.coverage import check_coverage
from voicedrill.persona.lengths import check_lengths
from voicedrill.persona.loader import load_with_lines
from voicedrill.persona.problems import PersonaError, Problem, Remark
from voicedrill.persona.reach import check_reach
from voicedrill.persona.references import check_references
from voicedrill.persona.schema import Persona
from voicedrill.persona.slots import check_slots
from voicedrill.persona.speakable import check_speakable
from voicedrill.persona.yaml_reader import Document

Check = Callable[[Persona], Iterator[Remark]]

_MUST_HOLD = (check_references, check_slots, check_coverage, check_speakable)
CHECKS = (*_MUST_HOLD, check_reach, check_lengths)
"""Each finds what is wrong with a loaded persona in one respect; the last two only give warnings."""


def lint(text: str, name: str) -> list[Problem]:
    """Return everything that is wrong with a customer file, by line.

    A file that cannot be loaded yields what `voicedrill.persona.loader.load_persona` raises; the other checks need a
    loaded file. An error makes a call impossible or wrong, a warning makes it poorer.
    """
    try:
        persona, document = load_with_lines(text, name)
    except PersonaError as error:
        return list(error.problems)
    return _problems(persona, document, CHECKS)


def load_checked(text: str, name: str) -> Persona:
    """Return the persona of a file that has no errors; warnings are let pass.

    Raises
    ------
    PersonaError
        When there is any error, of loading or of the checks.
    """
    persona, document = load_with_lines(text, name)
    errors = tuple(problem for problem in _problems(persona, document, _MUST_HOLD) if problem.severity == "error")
    if errors:
        raise PersonaError(name, errors)
    return persona


def _problems(persona: Persona, document: Document, checks: Iterable[Check]) -> list[Problem]:
    remarks = [remark for check in checks for remark in check(persona)]
    return sorted({Problem(document.line(remark.path), remark.severity, remark.message) for remark in remarks})
