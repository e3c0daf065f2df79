"""Results of many calls, as the exports want them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from voicedrill.errors import UserError
from voicedrill.history.call_result import CallResult, read_result
from voicedrill.runtime.debrief import debrief


@dataclass(frozen=True, slots=True)
class Results:
    """What could be read, and why the rest could not, a sentence each."""

    calls: tuple[CallResult, ...]
    problems: tuple[str, ...]


def results_of(folders: Sequence[Path], tell: Callable[[float], None] = lambda _: None) -> Results:
    """Return the results of calls, in the order given; those not judged yet are judged.

    Parameters
    ----------
    tell : callable
        Told the part that is done, 0..1.
    """
    calls, problems = [], []
    for number, folder in enumerate(folders, start=1):
        try:
            calls.append(read_result(folder, _judge))
        except UserError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"'{folder}' cannot be read: {error.strerror or error}.")
        tell(number / len(folders))
    return Results(tuple(calls), tuple(problems))


def _judge(folder: Path) -> None:
    debrief(folder)
