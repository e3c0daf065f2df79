"""Fetching: only the very file expected is handed over."""

import socket
from pathlib import Path

import pytest
from fakes.archives import source, tiny_archive
from fakes.file_server import file_server

from voicedrill.engines.download import FetchError, fetch

ARCHIVE = tiny_archive()


def ignore(count: int) -> None:
    pass


def test_a_good_file_comes_whole_and_is_counted(tmp_path: Path) -> None:
    came: list[int] = []
    with file_server() as server:
        server.files["a.zip"] = ARCHIVE
        archive = fetch(source(server.url("a.zip"), ARCHIVE), tmp_path, came.append)
    assert archive.read_bytes() == ARCHIVE
    assert sum(came) == len(ARCHIVE)


def test_another_file_is_refused_by_its_checksum(tmp_path: Path) -> None:
    with file_server() as server:
        server.files["a.zip"] = ARCHIVE[:-1] + b"X"
        with pytest.raises(FetchError, match="checksum"):
            fetch(source(server.url("a.zip"), ARCHIVE), tmp_path, ignore)


def test_a_longer_file_is_refused_while_it_comes(tmp_path: Path) -> None:
    with file_server() as server:
        server.files["a.zip"] = ARCHIVE + b"X"
        with pytest.raises(FetchError, match="longer"):
            fetch(source(server.url("a.zip"), ARCHIVE), tmp_path, ignore)


def test_a_connection_that_breaks_off_is_noticed(tmp_path: Path) -> None:
    with file_server() as server:
        server.files["a.zip"] = ARCHIVE
        server.cut.add("a.zip")
        with pytest.raises(FetchError, match="broke off"):
            fetch(source(server.url("a.zip"), ARCHIVE), tmp_path, ignore)


def test_a_missing_file_is_told_with_the_servers_answer(tmp_path: Path) -> None:
    with file_server() as server, pytest.raises(FetchError, match="answered 404"):
        fetch(source(server.url("none.zip"), ARCHIVE), tmp_path, ignore)


def test_no_server_is_told_as_no_connection(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed_soon:
        port = closed_soon.getsockname()[1]
    with pytest.raises(FetchError, match="no connection"):
        fetch(source(f"http://127.0.0.1:{port}/a.zip", ARCHIVE), tmp_path, ignore)


def test_maven_without_a_network_is_told_as_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    coordinate = source(None, ARCHIVE, maven="org.example:tiny:1.0", packaging="aar")
    with pytest.raises(FetchError, match="no connection"):
        fetch(coordinate, tmp_path, ignore)
