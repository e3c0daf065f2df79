"""What is wrong with a customer file, and where."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from voicedrill.errors import DataError

_SHOWN = 3

Path = tuple[str | int, ...]
"""Where a value stands: ``("cases", 0, "brief", "goals", 1)``."""

Severity = Literal["error", "warning"]


class Remark(NamedTuple):
    """What a rule of `voicedrill.persona.lint` found, before its line is looked up."""

    path: Path
    message: str
    severity: Severity = "error"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend in a customer file."""

    line: int
    """Line in the file, from 1."""
    severity: Severity
    message: str
    """One sentence: what is wrong and, where it is known, what to do."""

    def at(self, name: str) -> str:
        """Return the problem as compilers print it: ``name:line: error: message``."""
        return f"{name}:{self.line}: {self.severity}: {self.message}"


class PersonaError(DataError):
    """A customer file that cannot be used as it is.

    Parameters
    ----------
    name : str
        What the file is called, for the message.
    problems : tuple of Problem
        Everything that was found, at least one; the message shows the first few.
    """

    def __init__(self, name: str, problems: tuple[Problem, ...]):
        self.name = name
        self.problems = problems
        shown = "\n".join(problem.at(name) for problem in problems[:_SHOWN])
        more = len(problems) - _SHOWN
        rest = f"\n… and {more} more; see them all with: voicedrill personas lint {name}" if more > 0 else ""
        super().__init__(f"the customer file {name} cannot be used:\n{shown}{rest}")
