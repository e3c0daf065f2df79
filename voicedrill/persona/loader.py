"""Customer files: text → persona."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from voicedrill.persona.explanations import explain
from voicedrill.persona.problems import PersonaError, Problem
from voicedrill.persona.schema import SCHEMA_VERSION, Persona
from voicedrill.persona.yaml_reader import Document, Value, read


def load_persona(text: str, name: str) -> Persona:
    """Read a customer file.

    Parameters
    ----------
    text : str
        The whole file.
    name : str
        What the file is called, for messages.

    Raises
    ------
    PersonaError
        When the text is no customer; the message names the lines.
    """
    return load_with_lines(text, name)[0]


def load_with_lines(text: str, name: str) -> tuple[Persona, Document]:
    """Read a customer file and keep the lines of its values; raises as `load_persona`."""
    document = read(text, name)
    data = document.data
    if not isinstance(data, dict):
        raise PersonaError(name, (Problem(1, "error", "The file must be a mapping that begins 'schema_version: 1'."),))
    try:
        return Persona.model_validate({**data, "schema_version": _version(data, document, name)}), document
    except ValidationError as error:
        problems = {Problem(document.line(one["loc"]), "error", explain(one, document)) for one in causes(error)}
        raise PersonaError(name, tuple(sorted(problems))) from None


def causes(error: ValidationError) -> list[ErrorDetails]:
    """Leave out lists that are only "too short" because of an error inside them."""
    details = error.errors()
    places = [one["loc"] for one in details]

    def is_cause(one: ErrorDetails) -> bool:
        depth = len(one["loc"])
        return not any(len(place) > depth and place[:depth] == one["loc"] for place in places)

    return [one for one in details if is_cause(one)]


def _version(data: dict[str, Value], document: Document, name: str) -> int:
    """Return the version of the format: checked first, as another version has other keys."""
    given = data.get("schema_version")
    if given == str(SCHEMA_VERSION):
        return SCHEMA_VERSION
    if given is None:
        message = f"'schema_version' is missing; begin the file with 'schema_version: {SCHEMA_VERSION}'."
    else:
        message = f"'schema_version' is '{given}', but this voicedrill reads version {SCHEMA_VERSION}; update it."
    raise PersonaError(name, (Problem(document.line(("schema_version",)), "error", message),))
