"""Unpacking: the right files, and nothing that an evil archive asks for."""

import stat
import zipfile
from pathlib import Path

import pytest
from fakes.archives import FILES, FOLDER, tiny_archive, zipped

from voicedrill.engines import unpack as module
from voicedrill.engines.unpack import UnpackError, unpack


def put(tmp_path: Path, content: bytes) -> Path:
    archive = tmp_path / "a.zip"
    archive.write_bytes(content)
    return archive


def test_the_folder_is_unpacked_without_its_name_and_nothing_else(tmp_path: Path) -> None:
    unpack(put(tmp_path, tiny_archive()), tmp_path / "out", FOLDER)
    out = tmp_path / "out"
    assert {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()} == FILES


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        f"{FOLDER}/../../../evil",
        "/evil",
        f"{FOLDER}/..\\..\\evil",
        "C:/evil",
        f"{FOLDER}/a:stream",
        link(f"{FOLDER}/link"),
        link("elsewhere"),
    ],
    ids=str,
)
def test_names_and_links_that_lead_elsewhere_condemn_the_archive(tmp_path: Path, name: str | zipfile.ZipInfo) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    archive = put(tmp_path, zipped({f"{FOLDER}/good": b"good", name: b"/etc"}))
    with pytest.raises(UnpackError, match=r"leads elsewhere|link or a device"):
        unpack(archive, inside / "out", FOLDER)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "inside"]


def test_a_bomb_is_refused_before_a_byte_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = put(tmp_path, zipped({f"{FOLDER}/{number}": bytes(1000) for number in range(10)}))
    monkeypatch.setattr(module, "MAX_BYTES", 10_000)
    unpack(archive, tmp_path / "out", FOLDER)
    monkeypatch.setattr(module, "MAX_BYTES", 9_999)
    with pytest.raises(UnpackError, match="too large"):
        unpack(archive, tmp_path / "out2", FOLDER)
    monkeypatch.setattr(module, "MAX_BYTES", 10_000)
    monkeypatch.setattr(module, "MAX_FILES", 9)
    with pytest.raises(UnpackError, match="too large"):
        unpack(archive, tmp_path / "out2", FOLDER)
    assert not (tmp_path / "out2").exists()


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    content = bytearray(zipped({f"{FOLDER}/bomb": bytes(100_000)}))
    central = content.rindex(b"PK\1\2")
    content[central + 24 : central + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UnpackError, match="damaged"):
        unpack(put(tmp_path, bytes(content)), tmp_path / "out", FOLDER)
    assert (tmp_path / "out" / "bomb").stat().st_size <= 10


@pytest.mark.parametrize("damage", ["no zip", "cut", "flipped", "before the start"])
def test_damage_is_noticed(tmp_path: Path, damage: str) -> None:
    content = bytearray(tiny_archive())
    match damage:
        case "no zip":
            content = bytearray(b"<html>not found</html>")
        case "cut":
            del content[len(content) // 2 :]
        case "flipped":
            content[content.index(b"final.mdl") + 14] ^= 0xFF
        case "before the start":
            content[-5] += 1  # the directory of the archive is said to lie 256 bytes further
    with pytest.raises(UnpackError, match="damaged"):
        unpack(put(tmp_path, bytes(content)), tmp_path / "out", FOLDER)


def test_an_archive_without_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnpackError, match="no folder assets/other"):
        unpack(put(tmp_path, tiny_archive()), tmp_path / "out", "assets/other")


def test_a_file_that_comes_twice_is_refused(tmp_path: Path) -> None:
    content = zipped({f"{FOLDER}/one": b"1", f"{FOLDER}/two": b"2"}).replace(b"/two", b"/one")
    with pytest.raises(UnpackError, match="twice"):
        unpack(put(tmp_path, content), tmp_path / "out", FOLDER)


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    content = bytearray(tiny_archive())
    content[content.index(b"PK\1\2") + 8] |= 1
    with pytest.raises(UnpackError, match="encrypted"):
        unpack(put(tmp_path, bytes(content)), tmp_path / "out", FOLDER)


def test_only_the_named_files_are_unpacked_and_each_must_be_there(tmp_path: Path) -> None:
    archive = put(tmp_path, zipped({"a.onnx": b"net", "b.json": b"words", "x/Some.class": b"code"}))
    unpack(archive, tmp_path / "out", ".", ("a.onnx", "b.json"))
    assert sorted(path.name for path in (tmp_path / "out").rglob("*")) == ["a.onnx", "b.json"]
    with pytest.raises(UnpackError, match="has no file c"):
        unpack(archive, tmp_path / "again", ".", ("a.onnx", "c"))
