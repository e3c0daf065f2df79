"""The models on this machine: fetched once, checked, and from then on used offline."""

import errno
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pydantic import BaseModel, ValidationError

from voicedrill.engines.download import FetchError, fetch, fetch_open, sha256_of
from voicedrill.engines.manifest import Manifest, ModelEntry, Source
from voicedrill.engines.progress import Progress, no_progress
from voicedrill.engines.unpack import UnpackError, unpack
from voicedrill.errors import EngineError
from voicedrill.paths import cache_dir

MODEL_DIR_VARIABLE = "VOICEDRILL_MODEL_DIR"
RECEIPT = "voicedrill.json"
_LOCK_POLL_S = 0.5


class _File(BaseModel):
    size: int
    sha256: str


class _Receipt(BaseModel):
    """What was installed, by the SHA-256 of its archive or open file; lies in the model's folder, written last."""

    archive_sha256: str
    files: dict[str, _File]


def models_dir() -> Path:
    """Return the folder of the fetched models; the variable ``VOICEDRILL_MODEL_DIR`` moves it."""
    moved = os.environ.get(MODEL_DIR_VARIABLE)
    return Path(moved) if moved else cache_dir() / "models"


class ModelStore:
    """The fetched models below one folder.

    Parameters
    ----------
    root : Path
        Is created at the first fetch.
    manifest : Manifest
        What can be fetched.
    """

    def __init__(self, root: Path, manifest: Manifest) -> None:
        self._root = root
        self._manifest = manifest

    def path(self, name: str) -> Path | None:
        """Return the folder of an installed model, or None when it is not there, is cut short or is another version.

        Raises
        ------
        voicedrill.errors.DataError
            When there is no model of this name.
        """
        model = self._manifest.entry(name)
        folder = self._root / model.folder_name
        receipt = _receipt(folder, model)
        if receipt is None:
            return None
        complete = all(_size(folder / path) == file.size for path, file in receipt.files.items())
        return folder if complete else None

    def get(self, name: str, progress: Progress | None = None) -> Path:
        """Return the folder of a model, fetching it when it is not there or cut short.

        Two programs that do so at once wait for each other. What a broken-off fetch left is removed.

        Raises
        ------
        voicedrill.errors.DataError
            When there is no model of this name.
        voicedrill.errors.EngineError
            When it cannot be fetched, or the disk is full or cannot be written.
        """
        model = self._manifest.entry(name)
        tell = progress or no_progress
        installed = self.path(name)
        if installed and not _lacking(installed, model):
            return installed
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            with _locked(self._root / f"{model.name}.lock", tell):
                installed = self.path(name)
                return _brought_up_to_date(installed, model) if installed else self._install(model, tell)
        except OSError as error:
            raise EngineError(_disk_trouble(error, model, self._root)) from error

    def mend(self, name: str, progress: Progress | None = None) -> Path:
        """Return the folder of a model as `get` does, after reading every byte and fetching it again if damaged."""
        if self.path(name) and self.verify(name):
            _remove(self._root / self._manifest.entry(name).folder_name)
        return self.get(name, progress)

    def remove(self, name: str) -> None:
        """Delete an installed model; no effect when it is not there.

        Raises
        ------
        voicedrill.errors.DataError
            When there is no model of this name.
        voicedrill.errors.EngineError
            When it cannot be deleted.
        """
        model = self._manifest.entry(name)
        folder = self._root / model.folder_name
        try:
            _remove(folder)
        except OSError as error:
            raise EngineError(f"{folder} cannot be deleted ({error.strerror or error}); delete it by hand.") from error

    def verify(self, name: str) -> list[str]:
        """Return what is wrong with an installed model, a sentence each; reads every byte, needs no network.

        Raises
        ------
        voicedrill.errors.DataError
            When there is no model of this name.
        """
        model = self._manifest.entry(name)
        folder = self._root / model.folder_name
        receipt = _receipt(folder, model)
        if receipt is None:
            return [f"{model.folder_name} is not installed."]
        return [
            f"{folder / path} is {'missing' if _size(folder / path) is None else 'damaged'}."
            for path, file in receipt.files.items()
            if _size(folder / path) != file.size or sha256_of(folder / path) != file.sha256
        ]

    def _install(self, model: ModelEntry, tell: Progress) -> Path:
        part = self._root / f"{model.folder_name}.part"
        _remove(part)
        reasons = []
        try:
            for source in model.sources:
                try:
                    unpacked = _fetch_and_unpack(model, source, part, tell)
                except (FetchError, UnpackError) as error:
                    reasons.append(str(error))
                    _remove(part)
                    continue
                folder = self._root / model.folder_name
                _remove(folder)
                unpacked.rename(folder)
                return folder
        finally:
            shutil.rmtree(part, ignore_errors=True)
        why = "; ".join(dict.fromkeys(reasons))
        raise EngineError(
            f"The {model.purpose} {model.folder_name} is not on this machine and could not be fetched ({why}). "
            f"{model.remedy}"
        )


def _fetch_and_unpack(model: ModelEntry, source: Source, part: Path, tell: Progress) -> Path:
    """Return the complete model in a folder below `part`, its receipt included."""
    text = f"Fetching the {model.purpose} ({source.size / 1e6:.0f} MB, once)"
    came = 0

    def received(count: int) -> None:
        nonlocal came
        came += count
        tell(text, min(came / source.size, 1.0))

    download = part / "download"
    download.mkdir(parents=True)
    tell(text, 0.0)
    if source.is_open:
        fetch_open(source, download, received)
        unpacked = download
    else:
        archive = fetch(source, download, received)
        tell(f"Unpacking the {model.purpose}", None)
        unpacked = part / "unpacked"
        unpack(archive, unpacked, source.folder, source.files)
    _append(unpacked, model.appended)
    _write_receipt(unpacked, source.sha256)
    return unpacked


def _lacking(folder: Path, model: ModelEntry) -> dict[str, str]:
    """Return the lines to add that the model does not have, as one that an older voicedrill has installed."""
    return {
        name: line
        for name, line in model.appended.items()
        if line not in (folder / name).read_text(encoding="utf-8").splitlines()
    }


def _brought_up_to_date(folder: Path, model: ModelEntry) -> Path:
    receipt = _receipt(folder, model)
    if receipt is not None and (lacking := _lacking(folder, model)):
        _append(folder, lacking)
        _write_receipt(folder, receipt.archive_sha256)
    return folder


def _append(folder: Path, lines: dict[str, str]) -> None:
    for name, line in lines.items():
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")


def _write_receipt(folder: Path, archive_sha256: str) -> None:
    files = {
        path.relative_to(folder).as_posix(): _File(size=path.stat().st_size, sha256=sha256_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != RECEIPT
    }
    receipt = _Receipt(archive_sha256=archive_sha256, files=files)
    part = folder.with_name(f"{folder.name}.receipt")
    part.write_text(json.dumps(receipt.model_dump(), indent=1), encoding="utf-8")
    part.replace(folder / RECEIPT)


def _receipt(folder: Path, model: ModelEntry) -> _Receipt | None:
    """Return the receipt of an installed model, or None when it is not there or not for this manifest."""
    try:
        receipt = _Receipt.model_validate_json((folder / RECEIPT).read_bytes())
    except (OSError, ValidationError):
        return None
    return receipt if receipt.archive_sha256 in {source.sha256 for source in model.sources} else None


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


@contextmanager
def _locked(path: Path, tell: Progress) -> Iterator[None]:
    """Hold a lock against other threads and programs; the system frees it when the holder dies.

    An SQLite file, because its locks are the ones in the standard library that work on every system.
    """
    try:
        connection = sqlite3.connect(path, timeout=_LOCK_POLL_S, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise OSError(errno.EACCES, str(error)) from error
    with closing(connection):
        while not _acquired(connection):
            tell("Waiting for another voicedrill that is fetching", None)
        yield


def _acquired(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise OSError(errno.EACCES, str(error)) from error
    return True


def _disk_trouble(error: OSError, model: ModelEntry, root: Path) -> str:
    if error.errno == errno.ENOSPC:
        needed = 3 * model.sources[0].size / 1e6
        return f"The disk is full: {model.folder_name} needs about {needed:.0f} MB in {root}; free some space."
    return (
        f"{model.folder_name} cannot be stored in {root} ({error.strerror or error}); "
        f"make the folder writable or set {MODEL_DIR_VARIABLE} to another one."
    )
