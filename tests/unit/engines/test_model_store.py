"""The store: fetched once, offline afterwards, clean after every kind of failure."""

import errno
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes.archives import FILES, FOLDER, manifest, source, tiny_archive, zipped
from fakes.file_server import FileServer, file_server

from voicedrill.engines import model_store as module
from voicedrill.engines.manifest import Manifest, Source
from voicedrill.engines.model_store import MODEL_DIR_VARIABLE, RECEIPT, ModelStore, models_dir
from voicedrill.errors import DataError, EngineError

ARCHIVE = tiny_archive()


def served(server: FileServer, **changes: object) -> Manifest:
    server.files["a.zip"] = ARCHIVE
    return manifest(source(server.url("a.zip"), ARCHIVE), **changes)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != RECEIPT
    }


def names(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "models"


def test_a_model_is_fetched_once_and_then_used_without_the_server(root: Path) -> None:
    told: list[float | None] = []
    with file_server() as server:
        store = ModelStore(root, served(server))
        assert store.path("tiny") is None
        folder = store.get("tiny", lambda _, fraction: told.append(fraction))
        assert store.get("tiny") == folder
        assert server.asked == ["a.zip"]
    assert folder == store.path("tiny") == store.get("tiny") == root / "tiny-1.0"
    assert contents(folder) == FILES
    assert store.verify("tiny") == []
    assert told[0] == 0.0
    assert 1.0 in told
    assert names(root) == ["tiny-1.0", "tiny.lock"]


def test_lines_are_added_before_the_receipt_is_written(root: Path) -> None:
    with file_server() as server:
        store = ModelStore(root, served(server, appended={"conf/model.conf": "--dither=0"}))
        folder = store.get("tiny")
    assert (folder / "conf" / "model.conf").read_text() == "--beam=10\n--dither=0\n"
    assert store.verify("tiny") == []


def test_lines_that_an_older_version_did_not_add_are_added_without_the_network(root: Path) -> None:
    with file_server() as server:
        ModelStore(root, served(server)).get("tiny")
        newer = served(server, appended={"conf/model.conf": "--beam=8"})
    store = ModelStore(root, newer)
    for _ in range(2):
        assert (store.get("tiny") / "conf" / "model.conf").read_text() == "--beam=10\n--beam=8\n"
    assert store.verify("tiny") == []
    assert names(root) == ["tiny-1.0", "tiny.lock"]


def test_the_second_source_is_asked_when_the_first_fails(root: Path) -> None:
    with file_server() as server:
        server.files |= {"wrong.zip": b"<html>", "a.zip": ARCHIVE}
        wrong, right = (source(server.url(name), ARCHIVE) for name in ("wrong.zip", "a.zip"))
        assert contents(ModelStore(root, manifest(wrong, right)).get("tiny")) == FILES


@pytest.mark.parametrize(
    ("content", "cut", "why"),
    [(None, False, "answered 404"), (ARCHIVE, True, "broke off"), (ARCHIVE[::-1], False, "checksum is wrong")],
)
def test_a_failed_fetch_leaves_nothing_and_can_be_repeated(
    root: Path, content: bytes | None, cut: bool, why: str
) -> None:
    with file_server() as server:
        store = ModelStore(root, served(server))
        if content is None:
            del server.files["a.zip"]
        else:
            server.files["a.zip"] = content
        server.cut = {"a.zip"} if cut else set()
        with pytest.raises(EngineError) as caught:
            store.get("tiny")
        assert why in str(caught.value)
        assert "speech model tiny-1.0 is not on this machine and could not be fetched" in str(caught.value)
        assert "voicedrill models get" in str(caught.value)
        assert names(root) == ["tiny.lock"]
        assert store.path("tiny") is None
        server.files["a.zip"] = ARCHIVE
        server.cut = set()
        assert contents(store.get("tiny")) == FILES


def test_an_evil_archive_is_refused_even_with_the_right_checksum(root: Path) -> None:
    evil = zipped({f"{FOLDER}/good": b"good", "../../evil": b"evil"})
    with file_server() as server:
        server.files["a.zip"] = evil
        with pytest.raises(EngineError, match="leads elsewhere"):
            ModelStore(root, manifest(source(server.url("a.zip"), evil))).get("tiny")
    assert names(root) == ["tiny.lock"]
    assert names(root.parent) == ["models"]


def test_what_a_killed_fetch_left_is_removed(root: Path) -> None:
    (root / "tiny-1.0.part" / "download").mkdir(parents=True)
    (root / "tiny-1.0.part" / "download" / "archive.zip").write_bytes(b"half")
    (root / "tiny-1.0" / "am").mkdir(parents=True)
    with file_server() as server:
        store = ModelStore(root, served(server))
        assert store.path("tiny") is None
        assert contents(store.get("tiny")) == FILES
    assert names(root) == ["tiny-1.0", "tiny.lock"]


def test_stopping_in_the_middle_leaves_nothing(root: Path) -> None:
    def stop(text: str, fraction: float | None) -> None:
        if fraction:
            raise KeyboardInterrupt

    with file_server() as server:
        store = ModelStore(root, served(server))
        with pytest.raises(KeyboardInterrupt):
            store.get("tiny", stop)
    assert names(root) == ["tiny.lock"]


def test_two_at_once_fetch_once(root: Path) -> None:
    with file_server() as server, ThreadPoolExecutor(4) as pool:
        shared = served(server)
        folders = list(pool.map(lambda _: ModelStore(root, shared).get("tiny"), range(4)))
        assert server.asked == ["a.zip"]
    assert {*folders} == {root / "tiny-1.0"}
    assert ModelStore(root, shared).verify("tiny") == []


def test_one_who_waits_is_told_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOCK_POLL_S", 0.01)
    told: list[str] = []

    class EnoughError(Exception):
        pass

    def tell(text: str, fraction: float | None) -> None:
        told.append(text)
        raise EnoughError

    def fetch_again(text: str, fraction: float | None) -> None:
        with pytest.raises(EnoughError):
            store.get("tiny", tell)

    with file_server() as server:
        store = ModelStore(root, served(server))
        store.get("tiny", fetch_again)
    assert "Waiting" in told[0]


@pytest.mark.parametrize("damage", ["flipped", "cut", "missing", "receipt"])
def test_damage_is_found_offline_and_mended(root: Path, damage: str) -> None:
    with file_server() as server:
        store = ModelStore(root, served(server))
        file = store.get("tiny") / ("README" if damage != "receipt" else RECEIPT)
        match damage:
            case "flipped":
                file.write_bytes(b"A" + file.read_bytes()[1:])
            case "cut" | "receipt":
                file.write_bytes(file.read_bytes()[:-1])
            case "missing":
                file.unlink()
        assert (store.path("tiny") is None) == (damage != "flipped")
        server.files.clear()
        (problem,) = store.verify("tiny")
        expected = {"missing": "README is missing", "receipt": "not installed"}.get(damage, "README is damaged")
        assert expected in problem
        server.files["a.zip"] = ARCHIVE
        assert contents(store.mend("tiny")) == FILES
        assert store.verify("tiny") == []
        asked = len(server.asked)
        assert store.mend("tiny") == root / "tiny-1.0"
        assert len(server.asked) == asked


def test_a_model_of_another_archive_is_fetched_anew(root: Path) -> None:
    newer = zipped({f"{FOLDER}/README": b"newer"})
    with file_server() as server:
        ModelStore(root, served(server)).get("tiny")
        server.files["b.zip"] = newer
        store = ModelStore(root, manifest(source(server.url("b.zip"), newer)))
        assert store.path("tiny") is None
        assert contents(store.get("tiny")) == {"README": b"newer"}


def test_a_full_disk_is_one_sentence(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module, "unpack", full)
    with file_server() as server:
        store = ModelStore(root, served(server))
        with pytest.raises(EngineError, match=r"The disk is full: tiny-1\.0 needs about"):
            store.get("tiny")
    assert names(root) == ["tiny.lock"]


def test_a_store_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with file_server() as server:
        shared = served(server)
        with pytest.raises(EngineError, match=f"cannot be stored in .*{MODEL_DIR_VARIABLE}"):
            ModelStore(tmp_path / "file" / "models", shared).get("tiny")
        (tmp_path / "tiny.lock").mkdir()
        with pytest.raises(EngineError, match="cannot be stored in"):
            ModelStore(tmp_path, shared).get("tiny")


def test_unknown_names_are_refused(root: Path) -> None:
    store = ModelStore(root, manifest(source("http://127.0.0.1/a.zip", ARCHIVE)))
    for ask in (store.path, store.get, store.verify, store.mend):
        with pytest.raises(DataError, match="There is no model 'huge'"):
            ask("huge")


def test_the_receipt_is_plain_json(root: Path) -> None:
    with file_server() as server:
        folder = ModelStore(root, served(server)).get("tiny")
    receipt = json.loads((folder / RECEIPT).read_text())
    assert sorted(receipt["files"]) == sorted(FILES)


def test_the_variable_moves_the_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(MODEL_DIR_VARIABLE, str(tmp_path / "elsewhere"))
    assert models_dir() == tmp_path / "elsewhere"
    monkeypatch.delenv(MODEL_DIR_VARIABLE)
    assert models_dir().name == "models"


ONNX, CONFIG = b"onnx" * 50_000, b'{"audio": {}}'


def open_source(**place: str) -> Source:
    first, beside = (hashlib.sha256(content).hexdigest() for content in (ONNX, CONFIG))
    return Source.model_validate(place | {"sha256": first, "size": len(ONNX), "beside": {"tim.onnx.json": beside}})


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed Python package with a voice in it; its data folder."""
    data = tmp_path / "site" / "tim_voice" / "data"
    data.mkdir(parents=True)
    (data / "tim.onnx").write_bytes(ONNX)
    (data / "tim.onnx.json").write_bytes(CONFIG)
    info = tmp_path / "site" / "tim_voice-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tim-voice\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    return data


OPEN = {"tim.onnx": ONNX, "tim.onnx.json": CONFIG}
IN_PACKAGE = "tim-voice:tim_voice/data/tim.onnx"


def test_open_files_are_fetched_from_a_server_with_progress(root: Path) -> None:
    told: list[float | None] = []
    with file_server() as server:
        server.files |= {f"voices/{name}": content for name, content in OPEN.items()}
        store = ModelStore(root, manifest(open_source(url=server.url("voices/tim.onnx"))))
        folder = store.get("tiny", lambda _, fraction: told.append(fraction))
        assert server.asked == ["voices/tim.onnx", "voices/tim.onnx.json"]
    assert contents(folder) == OPEN
    assert store.verify("tiny") == []
    assert store.path("tiny") == folder
    assert len(told) > 2
    assert told[-1] == 1.0
    assert names(root) == ["tiny-1.0", "tiny.lock"]


def test_open_files_are_copied_from_an_installed_package(root: Path, package: Path) -> None:
    store = ModelStore(root, manifest(open_source(package=IN_PACKAGE)))
    folder = store.get("tiny")
    assert contents(folder) == OPEN
    (folder / "tim.onnx").write_bytes(ONNX[::-1])
    assert contents(store.mend("tiny")) == OPEN


@pytest.mark.parametrize("name", sorted(OPEN))
@pytest.mark.parametrize("place", ["server", "package"])
def test_every_open_file_is_checked(root: Path, package: Path, name: str, place: str) -> None:
    damaged = OPEN | {name: OPEN[name][::-1]}
    (package / name).write_bytes(damaged[name])
    with file_server() as server:
        server.files |= damaged
        where = {"url": server.url("tim.onnx")} if place == "server" else {"package": IN_PACKAGE}
        store = ModelStore(root, manifest(open_source(**where)))
        with pytest.raises(EngineError, match="checksum is wrong"):
            store.get("tiny")
    assert names(root) == ["tiny.lock"]


def test_an_open_file_that_never_ends_is_broken_off(root: Path) -> None:
    with file_server() as server:
        server.files |= OPEN | {"tim.onnx": ONNX + b"more"}
        with pytest.raises(EngineError, match="longer than the file expected"):
            ModelStore(root, manifest(open_source(url=server.url("tim.onnx")))).get("tiny")


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("no-such-voice:tim_voice/data/tim.onnx", "the Python package no-such-voice is not installed"),
        ("tim-voice:tim_voice/tim.onnx", "the Python package tim-voice has no tim.onnx"),
    ],
)
def test_a_package_without_the_voice_is_one_sentence_that_helps(
    root: Path, package: Path, place: str, why: str
) -> None:
    store = ModelStore(root, manifest(open_source(package=place), remedy="Run `pip install voice`."))
    with pytest.raises(EngineError) as caught:
        store.get("tiny")
    assert str(caught.value).endswith(f"could not be fetched ({why}). Run `pip install voice`.")
    assert names(root) == ["tiny.lock"]
