"""Fetching one archive from one source; it is handed over only when it is the very file expected."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from voicedrill.engines.manifest import Source

_TIMEOUT_S = 15
_PIECE_BYTES = 1 << 16

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
        archive = _from_url(source, folder, received) if source.url else _from_maven(source, folder, received)
    except requests.RequestException as error:  # is an OSError, so it goes first
        raise FetchError(_reason(error)) from error
    if sha256_of(archive) != source.sha256:
        raise FetchError("what came is not the file expected: its checksum is wrong")
    return archive


def sha256_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _from_url(source: Source, folder: Path, received: Received) -> Path:
    assert source.url
    archive = folder / "archive.zip"
    with requests.get(source.url, stream=True, timeout=_TIMEOUT_S) as response, archive.open("wb") as file:
        response.raise_for_status()
        for piece in response.iter_content(_PIECE_BYTES):
            file.write(piece)
            if file.tell() > source.size:
                raise FetchError("what came is longer than the file expected")
            received(len(piece))
    return archive


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
