"""``notes.json`` of a call folder: what people added to a call (design.md §4)."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from voicedrill.errors import DataError, UserError
from voicedrill.history.folder import open_call

NOTES_JSON = "notes.json"


def keep_notes(path: Path, notes: Iterable[str]) -> None:
    """Keep the notes of a call that the call itself could not take down any more, because it was over.

    Notes that the call has as events, or that are kept already, are not kept twice; everything else in the file
    stays as it is.

    Parameters
    ----------
    path : Path
        The call folder.
    notes : iterable of str
        Everything the trainee wrote during the call.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder, or it or its notes are damaged.
    voicedrill.errors.UserError
        When the notes cannot be written.
    """
    taken = {event.text for event in open_call(path).events if event.type == "note"}
    file = path / NOTES_JSON
    content = _read(file)
    kept = content.setdefault("notes", [])
    missing = [note for note in notes if note not in taken and note not in kept]
    if missing:
        kept += missing
        _write(file, content)


def _read(file: Path) -> dict[str, list[str]]:
    try:
        content = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise DataError(f"'{file}' cannot be read: {error.strerror}.") from error
    except ValueError:
        content = None
    if not isinstance(content, dict) or not isinstance(content.get("notes", []), list):
        raise DataError(f"'{file}' is damaged. It is left as it is; restore it from a backup.")
    return content


def _write(file: Path, content: dict[str, list[str]]) -> None:
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False)
        part.write_text(text + "\n", encoding="utf-8", newline="\n")
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"A note cannot be kept in '{file}': {error.strerror}. Free some space.") from error
