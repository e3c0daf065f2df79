"""What an archive of calls may hold: its list, the names in it, and how large everything may be."""

import json
import unicodedata
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from voicedrill.history.folder import AUDIO_WAV, CALL_JSON, EVENTS_JSONL
from voicedrill.history.notes import NOTES_JSON
from voicedrill.persona.yaml_reader import MAX_BYTES as MAX_PERSONA_BYTES

LIST_JSON = "voicedrill-archive.json"
FORMAT_VERSION = 1
CALLS = "calls"
PERSONAS = "personas"
PERSONA_SUFFIX = ".yaml"
MAX_FILE_BYTES = {CALL_JSON: 16 << 20, EVENTS_JSONL: 64 << 20, NOTES_JSON: 16 << 20, AUDIO_WAV: 4 << 30}
"""The files of a call that are kept, all others can be made again; 64 MiB are days of events, a WAV ends at 4 GiB."""
MAX_MEMBERS = 40_000
MAX_TOTAL_BYTES = 64 << 30
BLOCK_BYTES = 1 << 20
"""What is read and written at once."""
MAX_LIST_BYTES = 16 << 20
"""Room for `MAX_MEMBERS` of the longest names."""
_MAX_RATIO = 100
_ALWAYS_ALLOWED_BYTES = 16 << 20
_MAX_NAME_BYTES = 200
"""File systems end at 255; the rest is for the number of a new name."""
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    device + digit for device in ("COM", "LPT") for digit in "0123456789¹²³"
}
"""Names that are devices on Windows, with any suffix."""


class Member(BaseModel):
    """One file of an archive.

    Attributes
    ----------
    name : str
        ``calls/<call>/<file>`` or ``personas/<file>``.
    size : int
        Bytes, unpacked.
    sha256 : str
        Of the unpacked bytes, lower-case hexadecimal.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    name: str
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of the name: ``calls`` or ``personas``, what it belongs to, and a call's file."""
        return tuple(self.name.split("/"))


class ListVersion(BaseModel):
    """The format of an archive: read first, as another one has other keys."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    format_version: Annotated[int, Field(ge=1)]


class ArchiveList(ListVersion):
    """``voicedrill-archive.json``: everything else in the archive."""

    app_version: str
    members: tuple[Member, ...]

    def as_bytes(self) -> bytes:
        """Return the file; the same list always gives the same bytes."""
        text = json.dumps(self.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False)
        return f"{text}\n".encode()


def why_not(sizes: Mapping[str, int]) -> str | None:
    """Return why files may not stand in an archive together, or None when they may.

    Parameters
    ----------
    sizes : mapping of str to int
        Names of the members and their unpacked bytes.
    """
    if len(sizes) > MAX_MEMBERS or sum(sizes.values()) > MAX_TOTAL_BYTES:
        return f"it is too large (more than {MAX_MEMBERS} files or {MAX_TOTAL_BYTES >> 30} GiB)"
    seen: dict[str, str] = {}
    for name, size in sizes.items():
        limit = _limit(name)
        if limit is None:
            return f"{name!r} is no name for a file of a call or a customer"
        if size > limit:
            return f"{name!r} is too large (more than {limit >> 10} KiB)"
        item = "/".join(name.split("/")[:2])
        if seen.setdefault(_folded(item), item) != item:
            return f"{item!r} comes twice, once in other letters"
    return None


def is_bomb(unpacked_bytes: int, packed_bytes: int) -> bool:
    """Tell whether an archive unpacks to more than anything honest would."""
    return unpacked_bytes > _ALWAYS_ALLOWED_BYTES + _MAX_RATIO * packed_bytes


def _limit(name: str) -> int | None:
    """Return how many bytes a member may have; None when there is no member of this name."""
    match name.split("/"):
        case [folder, call, file] if folder == CALLS and _is_plain(call):
            return MAX_FILE_BYTES.get(file)
        case [folder, file] if folder == PERSONAS and file.endswith(PERSONA_SUFFIX) and _is_plain(file):
            return MAX_PERSONA_BYTES
        case _:
            return None


def _is_plain(name: str) -> bool:
    """Tell whether a name means the same one entry of a folder on every system, and never a hidden one."""
    return (
        name.isprintable()  # which no half of a surrogate pair is, so that it can be encoded
        and not set(name) & set('<>:"/\\|?*')
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and name.split(".", maxsplit=1)[0].rstrip(" ").upper() not in _RESERVED
        and 0 < len(name.encode()) <= _MAX_NAME_BYTES
    )


def _folded(name: str) -> str:
    """Return what names have in common that are one file on Windows or macOS."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
