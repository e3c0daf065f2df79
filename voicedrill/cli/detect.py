"""``voicedrill detect``: which behaviours a line shows."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

import click

from voicedrill.cli.typed import printable, typed_lines
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import Detection
from voicedrill.errors import UserError
from voicedrill.persona.casting import Casting
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.detecting import WITHOUT_MODEL, listener_for, load_detector, sentence_model
from voicedrill.runtime.library import find_persona


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the input: what the trainee says, and the customer's line before it."""

    text: str
    prev: str = ""


@click.command("detect")
@click.option("--persona", "persona_id", help="Also judge against this customer's case; the lines are one call.")
@click.option("--case", "case_id", help="Case of the customer; drawn by the seed when not given.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Draws case and facts.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(persona_id: str | None, case_id: str | None, seed: int, as_json: bool) -> None:
    """Say which behaviours each line of the standard input shows.

    A line is plain text or JSON: {"text": "...", "prev": "what the customer said before it"}.
    """
    if sentence_model() is None:
        click.echo(WITHOUT_MODEL, err=True)
    hear: Callable[[Line], list[Detection]]
    if persona_id is None:
        detector = load_detector()
        hear = lambda line: detector.detect(line.text, line.prev)  # noqa: E731
    else:
        hear = OneCall(cast_case(find_persona(persona_id)[0], case_id, seed)).hear
    for number, written in enumerate(typed_lines(), start=1):
        line = read_line(written, number)
        found = hear(line)
        click.echo(_as_json(line, found) if as_json else _as_text(line, found))


class OneCall:
    """Hears the lines of one call; takes as told what the trainee asked for or the customer's lines named.

    Parameters
    ----------
    casting : Casting
        The customer and her case.
    """

    def __init__(self, casting: Casting) -> None:
        self._reader = CaseReader(casting)
        self._listener = listener_for(casting, load_detector())
        self._told: frozenset[str] = frozenset()

    def hear(self, line: Line) -> list[Detection]:
        """Return the behaviours of the next line."""
        self._told |= self._reader.repeated(line.prev)
        found = self._listener.hear(line.text, 1.0, self._told, line.prev)
        self._told |= frozenset(self._reader.asked(line.text))
        return found


def read_line(written: str, number: int) -> Line:
    """Read one line of the input, plain or JSON.

    Raises
    ------
    UserError
        When it begins like JSON and is none, or has other fields; the message names the line.
    """
    written = written.strip()
    if not written.startswith("{"):
        return Line(written)
    try:
        fields = json.loads(written)
    except RecursionError:
        raise UserError(f"line {number} of the input is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise UserError(f"line {number} of the input is no valid JSON ({error.msg}, column {error.colno}).") from None
    except ValueError:
        raise UserError(f"line {number} of the input holds a number that is too long.") from None
    text, prev = fields.pop("text", None), fields.pop("prev", None) or ""
    if fields or not isinstance(text, str) or not isinstance(prev, str):
        raise UserError(f'line {number} of the input must be {{"text": "...", "prev": "..."}}; prev may be left out.')
    return Line(printable(text), printable(prev))


def _as_json(line: Line, found: list[Detection]) -> str:
    return json.dumps({"text": line.text, "behaviours": [asdict(one) for one in found]}, ensure_ascii=False)


def _as_text(line: Line, found: list[Detection]) -> str:
    rows = [f'    {one.id:<22}{one.confidence:.2f}  "{one.quote}"' for one in found]
    return "\n".join((line.text, *(rows or ["    nothing found"])))
