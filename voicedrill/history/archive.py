"""Calls and own customers in one file: a backup, and the way to another computer."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from voicedrill.errors import DataError, UserError
from voicedrill.history.archive_list import (
    CALLS,
    MAX_FILE_BYTES,
    PERSONA_SUFFIX,
    PERSONAS,
    Member,
    is_bomb,
    why_not,
)
from voicedrill.history.archive_packing import pack, part_beside, readable
from voicedrill.history.archive_reader import ArchiveReader, damaged, open_archive
from voicedrill.history.archive_staging import Item, Placed, place, staging
from voicedrill.history.folder import AUDIO_WAV, open_call

Tell = Callable[[float], None]
"""Told the share that is done, 0 to 1; whatever it raises ends the work and leaves nothing behind."""


@dataclass(frozen=True)
class ArchiveSummary:
    """What was written."""

    calls: int
    personas: int
    size_bytes: int
    """Of the archive."""


@dataclass(frozen=True)
class Counts:
    """What became of the calls, or of the customers, of an archive; each is counted once."""

    restored: int = 0
    """In place under their own name."""
    skipped: int = 0
    """Were there already."""
    renamed: int = 0
    """In place under a new name, as their own was taken by something else."""


@dataclass(frozen=True)
class Restored:
    """What a restore did."""

    calls: Counts
    personas: Counts


def _nobody(_share: float) -> None:
    pass


def write_archive(
    calls: Sequence[Path],
    file: Path,
    *,
    audio: bool = True,
    tell: Tell = _nobody,
    extra: Mapping[str, Path] = MappingProxyType({}),
) -> ArchiveSummary:
    """Pack calls and own customers into a new file that only its owner can read.

    What can be made again of a call (score, report, transcript) is left out. The same contents give the same bytes.

    Parameters
    ----------
    calls : sequence of Path
        Call folders; one that is given twice is packed once.
    file : Path
        The archive; must not exist. It is written beside itself and gets its name when it is whole.
    audio : bool
        Pack the recordings too.
    tell : callable
        Told the share that is done, 0 to 1: half of it is opening the calls, half is packing.
    extra : mapping of str to Path
        More files by their names in the archive, ``personas/<name>.yaml``.

    Raises
    ------
    voicedrill.errors.DataError
        When a call is damaged: its archive could not be restored.
    voicedrill.errors.UserError
        When the file exists, lies in one of the calls or cannot be written, when a name cannot stand in an archive,
        or when there is too much or nothing to pack.
    """
    folders = list(dict.fromkeys(call.resolve() for call in calls))
    _check_target(file, folders)
    sources = _calls(folders, audio, lambda share: tell(share / 2)) | _personas(extra)
    sizes = {name: _size(path) for name, path in sorted(sources.items())}
    if not sizes:
        raise UserError("There is nothing to put into an archive. Give at least one call or customer.")
    if reason := why_not(sizes):
        raise UserError(f"The archive '{file}' was not written: {reason}. Rename it, or leave something out.")
    try:
        with part_beside(file) as part:
            members = pack(part, sources, sizes, lambda share: tell((1 + share) / 2))
            size_bytes = part.stat().st_size
            if is_bomb(sum(member.size for member in members), size_bytes):  # it could never be restored
                raise UserError(f"The archive '{file}' was not written: a call holds the same text over and over.")
            tell(1.0)
            _check_target(file, folders)
            part.rename(file)
    except OSError as error:
        raise UserError(
            f"The archive '{file}' cannot be written: {error.strerror}. Free some space or choose another folder."
        ) from error
    return ArchiveSummary(calls=len(folders), personas=len(extra), size_bytes=size_bytes)


def read_archive(file: Path, calls_dir: Path, *, personas_dir: Path, tell: Tell = _nobody) -> Restored:
    """Put the calls and customers of an archive in place, after everything in it was checked.

    Nothing is ever overwritten: what is there already is skipped, and what has the name of something else gets a new
    one (``<name>-2``).

    Parameters
    ----------
    file : Path
        What `write_archive` wrote.
    calls_dir, personas_dir : Path
        Where to put the call folders and the customer files; made when they are absent.
    tell : callable
        Told the share of the bytes that are checked, 0 to 1; not called any more once something is in place.

    Raises
    ------
    voicedrill.errors.DataError
        When the archive is damaged, not to be trusted, or of a newer voicedrill: nothing is put in place.
    voicedrill.errors.UserError
        When the folders cannot be written. Calls that are in place by then are whole.
    """
    homes = {CALLS: calls_dir, PERSONAS: personas_dir}
    try:
        with open_archive(file) as archive, staging(homes) as staged:
            items = _items(archive.members)
            tell_bytes = _in_bytes(tell, sum(member.size for member in archive.members))
            for item in items:
                _unpack(archive, item, staged[item.kind], tell_bytes)
                if item.kind == CALLS:
                    _check_call(file, staged[CALLS] / item.name)
            tell(1.0)
            placed = {item: place(staged[item.kind], homes[item.kind], item, items) for item in items}
    except OSError as error:
        raise UserError(
            f"'{file}' cannot be restored into '{calls_dir}' and '{personas_dir}': {error.strerror}. Free some space "
            "and restore it again: what is in place already is whole and is skipped then."
        ) from error
    return Restored(_counts(placed, CALLS), _counts(placed, PERSONAS))


def _check_target(file: Path, folders: Sequence[Path]) -> None:
    if os.path.lexists(file):
        raise UserError(f"There is already a file '{file}'. Choose another name for the archive.")
    target = file.resolve()
    for folder in folders:
        if target.is_relative_to(folder):
            raise UserError(f"The archive '{file}' would lie in the call '{folder}'. Choose another folder for it.")


def _calls(folders: Sequence[Path], audio: bool, tell: Tell) -> dict[str, Path]:
    sources: dict[str, Path] = {}
    for number, folder in enumerate(folders):
        tell(number / len(folders))
        with readable(folder):
            open_call(folder)
        for name in MAX_FILE_BYTES.keys() - (set() if audio else {AUDIO_WAV}):
            if (path := folder / name).is_file() and sources.setdefault(f"{CALLS}/{folder.name}/{name}", path) != path:
                raise UserError(f"Two of the calls are named '{folder.name}'. Rename one, or make two archives.")
    return sources


def _personas(extra: Mapping[str, Path]) -> dict[str, Path]:
    for name in extra:
        if not name.startswith(f"{PERSONAS}/"):
            raise UserError(f"{name!r} cannot stand in an archive. Name it '{PERSONAS}/<name>{PERSONA_SUFFIX}'.")
    return dict(extra)


def _size(path: Path) -> int:
    with readable(path):
        return path.stat().st_size


def _in_bytes(tell: Tell, total: int) -> Callable[[int], None]:
    """Return what is told every number of bytes that is done."""
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        tell(done / total)

    return more


def _unpack(archive: ArchiveReader, item: Item, staged: Path, tell: Callable[[int], None]) -> None:
    for member in item.members:
        path = staged.joinpath(*member.path[1:])
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as opened:
            for block in archive.blocks(member):
                opened.write(block)
                tell(len(block))
            opened.flush()
            os.fsync(opened.fileno())  # a name must never be on the disk before its contents


def _items(members: Sequence[Member]) -> list[Item]:
    files: dict[tuple[str, ...], list[Member]] = {}
    for member in members:
        files.setdefault(member.path[:2], []).append(member)
    return [Item(kind, name, tuple(members)) for (kind, name), members in files.items()]


def _check_call(file: Path, folder: Path) -> None:
    try:
        open_call(folder)
    except DataError as error:
        reason = " ".join(str(error).replace(f"{folder.parent}{os.sep}", "").split())
        raise damaged(file, f"the call '{folder.name}' cannot be used ({reason.rstrip('.')})") from error


def _counts(placed: Mapping[Item, Placed], kind: str) -> Counts:
    results = [result for item, result in placed.items() if item.kind == kind]
    return Counts(*(results.count(result) for result in Placed))
