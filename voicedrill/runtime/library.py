"""The customers that can be called: the shipped ones and the user's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from voicedrill import paths
from voicedrill.errors import DataError, UserError
from voicedrill.persona.explanations import did_you_mean
from voicedrill.persona.lint import load_checked
from voicedrill.persona.problems import PersonaError, Problem
from voicedrill.persona.schema import Persona
from voicedrill.persona.yaml_reader import MAX_BYTES

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class LibraryEntry:
    """One customer file: a persona with its text, or the problems that make it unusable."""

    path: Path
    persona: Persona | None
    text: str = ""
    problems: tuple[Problem, ...] = ()


def personas_dir() -> Path:
    """Return the folder of the user's own customers."""
    return paths.data_dir() / "personas"


def list_personas() -> list[LibraryEntry]:
    """Return every customer file, shipped ones first, each folder by file name; broken ones with their problems.

    A user's file with the id of an earlier one is reported as a problem, so that an id always means one customer.
    """
    entries: list[LibraryEntry] = []
    taken: dict[str, Path] = {}
    folders = [folder for folder in (paths.shipped("personas"), personas_dir()) if folder.is_dir()]
    for path in persona_files(folders):
        entry = _entry(path)
        if entry.persona is not None:
            first = taken.setdefault(entry.persona.id, path)
            if first != path:
                message = f"The id '{entry.persona.id}' is already used by {first}; choose another."
                entry = LibraryEntry(path, None, problems=(Problem(1, "error", message),))
        entries.append(entry)
    return entries


def find_persona(id_or_path: str) -> tuple[Persona, str]:
    """Return a customer and the text of its file, by id or by the path of a file.

    Raises
    ------
    UserError
        When there is no such customer, or its file cannot be read or has errors.
    """
    path = Path(id_or_path)
    if path.suffix in SUFFIXES or len(path.parts) > 1:
        if not path.exists():
            raise UserError(f"There is no customer file '{path}'. See the shipped ones with: voicedrill personas list")
        text = read_text(path)
        return load_checked(text, str(path)), text
    entries = list_personas()
    for entry in entries:
        if entry.persona is not None and entry.persona.id == id_or_path:
            return entry.persona, entry.text
    for entry in entries:
        if entry.path.stem == id_or_path and entry.problems:
            raise PersonaError(str(entry.path), entry.problems)
    guess = did_you_mean(id_or_path, [entry.persona.id for entry in entries if entry.persona])
    raise UserError(f"There is no customer '{id_or_path}'.{guess} See them all with: voicedrill personas list")


def persona_files(places: Iterable[Path]) -> list[Path]:
    """Return the files given, and the customer files directly in the folders given, by name.

    Raises
    ------
    DataError
        When a folder cannot be read.
    """
    files: list[Path] = []
    for place in places:
        if place.is_dir():
            try:
                files += sorted(path for path in place.iterdir() if path.suffix in SUFFIXES and path.is_file())
            except OSError as error:
                raise DataError(f"The folder {place} cannot be read: {error.strerror}.") from None
        else:
            files.append(place)
    return files


def read_text(path: Path) -> str:
    """Return the text of a customer file.

    Raises
    ------
    PersonaError
        When there is no such file, or it cannot be read, is too large or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unusable(path, 1, f"The file cannot be read: {error.strerror}.") from None
    if len(content) > MAX_BYTES:
        raise _unusable(path, 1, f"The file is larger than {MAX_BYTES // 1024} kB.")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unusable(path, line, "The file is not UTF-8 text; save it as UTF-8.") from None


def _entry(path: Path) -> LibraryEntry:
    try:
        text = read_text(path)
        return LibraryEntry(path, load_checked(text, str(path)), text)
    except PersonaError as error:
        return LibraryEntry(path, None, problems=error.problems)


def _unusable(path: Path, line: int, message: str) -> PersonaError:
    return PersonaError(str(path), (Problem(line, "error", message),))
