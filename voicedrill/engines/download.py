"""Fetching from one source; what comes is handed over only when it is the very file expected."""

import hashlib
import importlib.metadata
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin, urlsplit

import requests

from voicedrill.engines.manifest import Source

_TIMEOUT_S = 15
_PIECE_BYTES = 1 << 16
_BESIDE_BYTES = 1 << 20
"""Largest size of a file beside an open one: a configuration has some kilobytes."""

Received = Callable[[int], None]
"""Called with the number of bytes that came in."""


class FetchError(Exception):
    """A source did not give the file; the message is a short reason, the next source may do better."""


def fetch(source: Source, folder: Path, received: Received) -> Path:
    """Fetch a source's archive into `folder`, which must be empty, and check it.

    Raises
    ------
    FetchError
        When the source cannot be reached, breaks off or gives another file than the one expected.
    OSError
        When `folder` cannot be written.
    """
    try:
        if source.url:
            archive = _from_url(source.url, folder / "archive.zip", source.size, received)
        else:
            archive = _from_maven(source, folder, received)
    except requests.RequestException as error:  # is an OSError, so it goes first
        raise FetchError(_reason(error)) from error
    _check(archive, source.sha256)
    return archive


def fetch_open(source: Source, folder: Path, received: Received) -> None:
    """Fetch a source's open file and those beside it into `folder`, which must be empty; raises as `fetch` does."""
    first = PurePosixPath(urlsplit(source.url).path if source.url else str(source.package)).name
    for name, sha256 in {first: source.sha256, **source.beside}.items():
        if source.url:
            limit = source.size if name == first else _BESIDE_BYTES
            try:
                _from_url(urljoin(source.url, name), folder / name, limit, received)
            except requests.RequestException as error:
                raise FetchError(_reason(error)) from error
        else:
            _from_package(source, name, folder / name)
            received((folder / name).stat().st_size)
        _check(folder / name, sha256)


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check(file: Path, sha256: str) -> None:
    if sha256_of(file) != sha256:
        raise FetchError("what came is not the file expected: its checksum is wrong")


def _from_url(url: str, target: Path, limit: int, received: Received) -> Path:
    with requests.get(url, stream=True, timeout=_TIMEOUT_S) as response, target.open("wb") as file:
        response.raise_for_status()
        for piece in response.iter_content(_PIECE_BYTES):
            file.write(piece)
            if file.tell() > limit:
                raise FetchError("what came is longer than the file expected")
            received(len(piece))
    return target


def _from_package(source: Source, name: str, target: Path) -> None:
    assert source.package
    distribution, _, path = source.package.partition(":")
    try:
        found = importlib.metadata.distribution(distribution).locate_file(PurePosixPath(path).with_name(name))
        shutil.copyfile(str(found), target)
    except importlib.metadata.PackageNotFoundError as error:
        raise FetchError(f"the Python package {distribution} is not installed") from error
    except FileNotFoundError as error:
        raise FetchError(f"the Python package {distribution} has no {name}") from error


def _from_maven(source: Source, folder: Path, received: Received) -> Path:
    """Fetch by jgo, into a cache of its own: jgo trusts whatever lies in its cache, also half a file."""
    from jgo.maven import MavenContext, PythonResolver  # noqa: PLC0415 (slow to import, seldom needed)

    @contextmanager
    def progress(_name: str, _size: int) -> Iterator[Received]:
        yield received

    assert source.maven
    group, artifact, version = source.maven.split(":")
    context = MavenContext(repo_cache=folder, resolver=PythonResolver(progress_callback=progress), timeout=_TIMEOUT_S)
    try:
        return context.project(group, artifact).at_version(version).artifact(packaging=source.packaging).resolve()
    except (RuntimeError, ValueError) as error:  # how jgo says that no repository has the file
        raise FetchError("the server does not have the file") from error


def _reason(error: requests.RequestException) -> str:
    match error:
        case requests.HTTPError(response=requests.Response(status_code=status)):
            return f"the server answered {status}"
        case requests.Timeout():
            return "the server did not answer in time"
        case requests.exceptions.ChunkedEncodingError():
            return "the connection broke off"
        case _:
            return "no connection"
