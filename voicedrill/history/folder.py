"""A call folder: everything that is kept of a call (design.md §4)."""

import errno
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from voicedrill.call.events import Ended, Event, event_line, parse_event
from voicedrill.errors import DataError, UserError
from voicedrill.persona.casting import Casting, Promise, cast
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Persona

CALL_JSON = "call.json"
EVENTS_JSONL = "events.jsonl"
AUDIO_WAV = "audio.wav"
SCHEMA_VERSION = 1
ME = "me"
"""The trainee where nobody says who it is: a data folder usually has one."""
LONGEST_NAME = 60
"""Longest name of a trainee."""
_OPTIONAL = ("promise", "trainee", "started_at")
"""Keys of ``call.json`` that are written only where they say something."""

_PERSONAS_KEPT = 32


class CallHeader(BaseModel):
    """``call.json``: what has to be known to judge the call again, next year too."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    persona_id: str
    persona_version: int
    persona_text: str
    case: str
    seed: int
    app_version: str
    rubric_version: int
    models: dict[str, str] = {}
    settings: dict[str, str | float | bool] = {}
    baseline: dict[str, float] | None = None
    consent: dict[str, bool] = {}
    promise: Promise | None = None
    """What came back from an earlier call; not written where there is none."""
    trainee: str = ME
    """Who practised; not written where nobody said it."""
    started_at: str = ""
    """Wall time at which the call began, ISO 8601 with the offset from UTC; not written where it is not known."""

    @property
    def text(self) -> str:
        """The content of the file."""
        unset = {name for name in _OPTIONAL if getattr(self, name) == CallHeader.model_fields[name].default}
        return json.dumps(self.model_dump(exclude=unset), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


@dataclass(frozen=True)
class CallFolder:
    """A call as read back from its folder."""

    path: Path
    header: CallHeader
    casting: Casting
    events: tuple[Event, ...]

    @property
    def outcome(self) -> str:
        """How the call ended; ``cut_off`` when the program ended in the middle."""
        return next((event.outcome for event in reversed(self.events) if isinstance(event, Ended)), "cut_off")

    @property
    def duration_s(self) -> float:
        """Length on the call clock: the latest time any event speaks of."""
        return max((max(event.t_s, getattr(event, "end_s", 0.0)) for event in self.events), default=0.0)

    @property
    def audio_path(self) -> Path | None:
        """The recording, or None for a call that kept text only."""
        path = self.path / AUDIO_WAV
        return path if path.is_file() else None


def open_call(path: Path) -> CallFolder:
    """Read a call folder, also one whose program was killed.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder or is damaged beyond a cut last line.
    """
    if not path.is_dir():
        raise DataError(
            f"There is no call folder at '{path}'. Give the folder of a call, the one that holds {CALL_JSON}."
        )
    header = read_header(path)
    return CallFolder(path, header, casting_of(path, header), _read_events(path / EVENTS_JSONL))


class CallFolderWriter:
    """Writes a call while it happens. The folder must be absent or empty.

    Raises
    ------
    voicedrill.errors.UserError
        When the folder is not empty or cannot be written; once, when the disk is full: what was written by
        then stays readable, and later events are dropped.
    """

    def __init__(self, path: Path, header: CallHeader) -> None:
        self.path = path
        self._usable = True
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if any(path.iterdir()):
                raise UserError(f"The folder '{path}' is not empty. Choose a new folder for the call.")
            (path / CALL_JSON).write_text(header.text, encoding="utf-8")
            self._events = (path / EVENTS_JSONL).open("wb", buffering=0)
        except OSError as error:
            raise self._refused(error) from error

    def write(self, event: Event) -> None:
        """Append one event and hand it to the operating system at once."""
        if not self._usable:
            return
        try:
            self._put(f"{event_line(event)}\n".encode())
        except OSError as error:
            self._usable = False
            raise self._refused(error) from error

    def close(self) -> None:
        """Finish the folder; safe to call twice."""
        if self._events.closed:
            return
        try:
            os.fsync(self._events.fileno())
        except OSError as error:
            if self._usable:
                raise self._refused(error) from error
        finally:
            self._usable = False
            self._events.close()

    def _put(self, line: bytes) -> None:
        if self._events.write(line) != len(line):  # an unbuffered file writes what still fits
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _refused(self, error: OSError) -> UserError:
        return UserError(
            f"The call cannot be kept in '{self.path}': {error.strerror}. Free some space or choose another folder."
        )


def read_header(folder: Path) -> CallHeader:
    """Read ``call.json`` of a call folder; raises `DataError` when it is missing, damaged or too new."""
    path = folder / CALL_JSON
    header = _parse_header(path)
    if header.schema_version > SCHEMA_VERSION:
        raise DataError(
            f"{path} was written by a newer voicedrill (format {header.schema_version}, this one knows "
            f"{SCHEMA_VERSION}). Install the newer version."
        )
    return header


def casting_of(folder: Path, header: CallHeader) -> Casting:
    """Return who called about what; raises `DataError` when the persona in ``call.json`` is damaged."""
    path = folder / CALL_JSON
    try:
        persona = _known_persona(header.persona_text)
    except DataError:
        persona = load_persona(header.persona_text, f"{path} (persona_text)")  # raises again, in this file's name
    try:
        return cast(persona, header.case, header.seed, header.promise)
    except KeyError:
        raise DataError(
            f"{path} names the case '{header.case}', which its persona does not have. "
            "The file was changed; restore it from a backup."
        ) from None


@lru_cache(maxsize=_PERSONAS_KEPT)
def _known_persona(text: str) -> Persona:
    """Return the customer of a text; most calls share a few of them, and reading one takes most of judging a call."""
    return load_persona(text, CALL_JSON)


def _parse_header(path: Path) -> CallHeader:
    try:
        return CallHeader.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise DataError(f"'{path.parent}' is no call folder: it has no {CALL_JSON}.") from None
    except OSError as error:
        raise DataError(f"'{path}' cannot be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise DataError(f"{path} is damaged at {where}: {first['msg']}.") from None


def _read_events(path: Path) -> tuple[Event, ...]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"'{path.parent}' has no {EVENTS_JSONL}: nothing is known of the call.") from None
    lines = raw.split(b"\n")
    events: list[Event] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            events.append(parse_event(line))
        except ValidationError as error:
            if number == len(lines):  # cut short by a crash: the line end was never written
                break
            message = error.errors()[0]["msg"]
            raise DataError(f"{path}, line {number} is no event: {message}.") from None
    return tuple(events)
