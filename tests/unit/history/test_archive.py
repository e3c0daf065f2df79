"""One archive for everything: what went in comes out, and nothing that an evil or broken one asks for."""

import errno
import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import pytest
from fakes.archives import zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.errors import DataError, UserError
from voicedrill.history import archive_list, archive_packing, archive_reader, archive_staging
from voicedrill.history.archive import Counts, Restored, read_archive, write_archive
from voicedrill.history.archive_list import LIST_JSON, why_not
from voicedrill.history.folder import open_call

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "calls"
KEPT = ("call.json", "events.jsonl", "notes.json", "audio.wav")
PERSONA = b"schema_version: 1  # my own\n"
Tree = dict[str, bytes | None]


def tree(home: Path) -> Tree:
    """Everything in a folder but the file that restores are serialised with; folders have no contents."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes() if path.is_file() else None
        for path in home.rglob("*")
        if path.name != archive_staging._LOCK
    }


def make_call(home: Path, name: str = "silent", *, golden: str = "silent", notes: str = "early") -> Path:
    folder = home / name
    shutil.copytree(GOLDEN / golden, folder)
    (folder / "notes.json").write_text(json.dumps({"notes": [notes]}), encoding="utf-8")
    (folder / "audio.wav").write_bytes(b"RIFF" + bytes(range(256)) * 8)
    (folder / "report.html").write_text("made again", encoding="utf-8")
    return folder


def restore(file: Path, home: Path) -> Restored:
    return read_archive(file, home / "calls", personas_dir=home / "personas")


def members_of(*calls: str) -> dict[str, bytes]:
    """The files of golden calls by their names in an archive."""
    return {f"calls/{call}/{name}": (GOLDEN / call / name).read_bytes() for call in calls for name in KEPT[:2]}


def listed(members: dict[str, bytes], **changes: object) -> bytes:
    entries = [
        {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in members.items()
    ]
    return json.dumps({"format_version": 1, "app_version": "0", "members": entries} | changes).encode()


def forged(folder: Path, members: dict[str, bytes], content: bytes | None = None) -> Path:
    """Write an archive whose list and checksums are right, whatever its members are called."""
    file = folder / "forged.zip"
    file.write_bytes(zipped({**members, LIST_JSON: listed(members) if content is None else content}))
    return file


def refused(file: Path, message: str) -> None:
    """Restore, and nothing happens but an error of one sentence that names the file."""
    home = file.parent / "place"
    home.mkdir(exist_ok=True)
    before = tree(file.parent)
    with pytest.raises(DataError, match=message) as caught:
        restore(file, home)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)
    made = tree(file.parent).keys() - before.keys()
    assert made <= {"place/calls", "place/personas"}
    assert tree(file.parent) | before == tree(file.parent)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    home = tmp_path / "source"
    home.mkdir()
    return home


# --- there and back


def test_all_golden_calls_come_back_byte_for_byte(tmp_path: Path) -> None:
    calls = sorted(path for path in GOLDEN.iterdir() if path.is_dir())
    shares: list[float] = []
    summary = write_archive(calls, tmp_path / "a.zip", tell=shares.append)
    assert (summary.calls, summary.personas) == (len(calls), 0)
    assert summary.size_bytes == (tmp_path / "a.zip").stat().st_size
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    shares.clear()
    result = read_archive(tmp_path / "a.zip", tmp_path / "new", personas_dir=tmp_path / "mine", tell=shares.append)
    assert result == Restored(Counts(restored=len(calls)), Counts())
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    expected = members_of(*(call.name for call in calls))
    restored = {f"calls/{name}": data for name, data in tree(tmp_path / "new").items() if data is not None}
    assert restored == expected
    assert all(open_call(tmp_path / "new" / call.name).events == open_call(call).events for call in calls)


def test_recording_notes_and_customers_go_along_and_what_can_be_made_again_does_not(source: Path) -> None:
    call = make_call(source, "Übung 1.5 – (zwei)")
    (source / "own.yml").write_bytes(PERSONA)
    write_archive([call], source / "a.zip", extra={"personas/My own.yaml": source / "own.yml"})
    assert restore(source / "a.zip", source / "new") == Restored(Counts(restored=1), Counts(restored=1))
    kept = tree(source / "new")
    assert kept.pop("personas/My own.yaml") == PERSONA
    assert kept == {"calls": None, "personas": None, f"calls/{call.name}": None} | {
        f"calls/{call.name}/{name}": (call / name).read_bytes() for name in KEPT
    }


def test_recordings_can_be_left_out(source: Path) -> None:
    write_archive([make_call(source)], source / "a.zip", audio=False)
    restore(source / "a.zip", source / "new")
    assert sorted(path.name for path in (source / "new/calls/silent").iterdir()) == sorted(KEPT[:3])


def test_the_same_contents_give_the_same_bytes(source: Path) -> None:
    calls = [make_call(source / "one", "b", golden="ideal"), make_call(source / "one", "a")]
    later = [make_call(source / "two", "a"), make_call(source / "two", "b", golden="ideal")]
    os.utime(later[0] / "call.json", (1e9, 1e9))
    (later[0] / "events.jsonl").chmod(0o640)
    write_archive(calls, source / "1.zip")
    write_archive([*later, later[0]], source / "2.zip")
    assert (source / "1.zip").read_bytes() == (source / "2.zip").read_bytes()


def test_the_list_names_every_member_with_size_and_checksum(source: Path) -> None:
    call = make_call(source)
    write_archive([call], source / "a.zip")
    with zipfile.ZipFile(source / "a.zip") as opened:
        content = json.loads(opened.read(LIST_JSON))
        assert opened.namelist() == [*(f"calls/silent/{name}" for name in sorted(KEPT)), LIST_JSON]
    assert (content["format_version"], bool(content["app_version"])) == (1, True)
    for entry, name in zip(content["members"], sorted(KEPT), strict=True):
        data = (call / name).read_bytes()
        assert entry == {
            "name": f"calls/silent/{name}",
            "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_owner_can_read_an_archive(source: Path) -> None:
    write_archive([make_call(source)], source / "a.zip")
    assert stat.S_IMODE((source / "a.zip").stat().st_mode) == 0o600


def test_a_call_that_goes_on_meanwhile_is_packed_as_it_was(source: Path) -> None:
    call = make_call(source)
    before = (call / "events.jsonl").read_bytes()

    def goes_on(share: float) -> None:
        if share > 0.5:  # it is being packed
            with (call / "events.jsonl").open("ab") as events:
                events.write(b'{"t_s": 99')

    write_archive([call], source / "a.zip", tell=goes_on)
    restore(source / "a.zip", source / "new")
    assert (source / "new/calls/silent/events.jsonl").read_bytes() == before


# --- what is not written


def test_a_file_that_exists_is_refused_and_left_alone(source: Path) -> None:
    (source / "a.zip").write_bytes(b"precious")
    with pytest.raises(UserError, match=r"already a file '.*a\.zip'\. Choose another name"):
        write_archive([make_call(source)], source / "a.zip")
    assert (source / "a.zip").read_bytes() == b"precious"


@pytest.mark.parametrize("below", ["", "deeper"])
def test_an_archive_never_lies_in_one_of_its_calls(source: Path, below: str) -> None:
    call = make_call(source)
    (call / "deeper").mkdir()
    (source / "link").symlink_to(call)
    for way in (call, source / "link"):
        with pytest.raises(UserError, match="would lie in the call"):
            write_archive([call], way / below / "a.zip")


def test_a_damaged_call_is_not_archived(source: Path) -> None:
    call = make_call(source)
    (call / "call.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match=r"call\.json is damaged"):
        write_archive([call], source / "a.zip")
    assert not (source / "a.zip").exists()


def test_two_calls_of_one_name_are_refused(source: Path) -> None:
    calls = [make_call(source / "one", "same"), make_call(source / "two", "same")]
    with pytest.raises(UserError, match="Two of the calls are named 'same'"):
        write_archive(calls, source / "a.zip")


def test_nothing_is_no_archive(source: Path) -> None:
    with pytest.raises(UserError, match="nothing to put"):
        write_archive([], source / "a.zip")


@pytest.mark.parametrize("name", ["mine.yaml", "personas/../mine.yaml", "calls/x/call.json", "personas/mine.txt"])
def test_more_files_are_customers_only(source: Path, name: str) -> None:
    (source / "own.yaml").write_bytes(PERSONA)
    with pytest.raises(UserError, match=r"cannot stand|is no name"):
        write_archive([make_call(source)], source / "a.zip", extra={name: source / "own.yaml"})
    assert not (source / "a.zip").exists()


def test_a_call_whose_name_other_systems_refuse_is_told(source: Path) -> None:
    with pytest.raises(UserError, match=r"calls/con/.*is no name .* Rename it"):
        write_archive([make_call(source, "con")], source / "a.zip")


def test_an_archive_that_could_never_be_restored_is_not_written(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = make_call(source)
    (call / "notes.json").write_bytes(bytes(2_000_000))
    monkeypatch.setattr(archive_list, "_ALWAYS_ALLOWED_BYTES", 0)
    with pytest.raises(UserError, match="the same text over and over"):
        write_archive([call], source / "a.zip")
    assert sorted(path.name for path in source.iterdir()) == ["silent"]


def test_a_customer_that_is_not_there_is_told(source: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.yaml' cannot be read"):
        write_archive([], source / "a.zip", extra={"personas/gone.yaml": source / "gone.yaml"})


def test_a_call_that_vanishes_meanwhile_is_told(source: Path) -> None:
    call = make_call(source)

    def vanishes(share: float) -> None:
        if share > 0.5:
            shutil.rmtree(call, ignore_errors=True)

    with pytest.raises(DataError, match=r"silent/call\.json' cannot be read"):
        write_archive([call], source / "a.zip", tell=vanishes)
    assert not list(source.iterdir())


def test_an_archive_in_no_folder_is_told(source: Path) -> None:
    with pytest.raises(UserError, match="cannot be written: No such file"):
        write_archive([make_call(source)], source / "none" / "a.zip")


class CancelledError(Exception):
    """The trainee had enough."""


def fails_after(calls: int) -> Callable[[float], None]:
    left = iter(range(calls))

    def tell(_share: float) -> None:
        if next(left, None) is None:
            raise CancelledError

    return tell


@pytest.mark.parametrize("calls", range(6))
def test_a_cancelled_archive_leaves_nothing(source: Path, calls: int) -> None:
    call = make_call(source)
    before = tree(source)
    with pytest.raises(CancelledError):
        write_archive([call], source / "a.zip", tell=fails_after(calls))
    assert tree(source) == before


def no_space(*_args: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Limited(io.FileIO):
    """A file on a disk that takes some more bytes of all its files."""

    room = 1 << 40

    def write(self, data: bytes) -> int:
        Limited.room -= memoryview(data).nbytes
        if Limited.room < 0:
            no_space()
        return super().write(data)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> type[Limited]:
    """Files that are opened for writing bytes are on a disk with little room."""
    really = Path.open

    def opened(path: Path, mode: str = "r", **more: Any) -> IO[Any]:
        return Limited(path, mode) if mode in {"wb", "xb"} else really(path, mode, **more)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(Limited, "room", Limited.room)
    return Limited


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.6, 0.9, 0.95, 0.99])
def test_a_full_disk_leaves_no_half_archive(source: Path, disk: type[Limited], share: float) -> None:
    call = make_call(source)
    room = write_archive([call], source / "first.zip").size_bytes
    before = tree(source)
    disk.room = int(share * room)
    with pytest.raises(UserError, match=r"cannot be written: No space left on device\. Free some space"):
        write_archive([call], source / "a.zip")
    assert tree(source) == before
    disk.room = 1_000_000
    write_archive([call], source / "a.zip")


def test_a_disk_that_is_full_in_the_end_leaves_no_half_archive(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = make_call(source)
    before = tree(source)
    monkeypatch.setattr(archive_packing.os, "fsync", no_space)
    with pytest.raises(UserError, match="No space left"):
        write_archive([call], source / "a.zip")
    assert tree(source) == before


# --- restoring beside what is there


def test_a_second_restore_adds_nothing(source: Path) -> None:
    (source / "own.yaml").write_bytes(PERSONA)
    write_archive([make_call(source)], source / "a.zip", extra={"personas/own.yaml": source / "own.yaml"})
    restore(source / "a.zip", source / "new")
    (source / "new/calls/silent/score.json").write_text("{}", encoding="utf-8")  # made again: no other content
    before = tree(source / "new")
    assert restore(source / "a.zip", source / "new") == Restored(Counts(skipped=1), Counts(skipped=1))
    assert tree(source / "new") == before


def test_something_else_of_the_same_name_is_kept_beside(source: Path) -> None:
    (source / "own.yaml").write_bytes(PERSONA)
    write_archive([make_call(source)], source / "a.zip", extra={"personas/own.yaml": source / "own.yaml"})
    make_call(source / "new/calls", notes="other")
    (source / "new/personas").mkdir()
    (source / "new/personas/own.yaml").write_bytes(b"other")
    before = tree(source / "new")
    assert restore(source / "a.zip", source / "new") == Restored(Counts(renamed=1), Counts(renamed=1))
    after = tree(source / "new")
    assert {name: after[name] for name in before} == before
    assert after.keys() - before.keys() == {
        "personas/own-2.yaml",
        "calls/silent-2",
        *(f"calls/silent-2/{name}" for name in KEPT),
    }
    assert after["personas/own-2.yaml"] == PERSONA
    assert after["calls/silent-2/notes.json"] == (source / "silent/notes.json").read_bytes()
    assert restore(source / "a.zip", source / "new") == Restored(Counts(skipped=1), Counts(skipped=1))
    assert tree(source / "new") == after


def test_a_new_name_is_never_that_of_another_call_of_the_archive(source: Path) -> None:
    write_archive([make_call(source, "x"), make_call(source, "x-2", notes="second")], source / "a.zip")
    make_call(source / "new/calls", "x", notes="other")
    assert restore(source / "a.zip", source / "new").calls == Counts(restored=1, renamed=1)
    assert sorted(path.name for path in (source / "new/calls").glob("x*")) == ["x", "x-2", "x-3"]
    assert "second" in (source / "new/calls/x-2/notes.json").read_text(encoding="utf-8")
    assert restore(source / "a.zip", source / "new").calls == Counts(skipped=2)


def test_notes_added_since_do_not_bring_a_call_twice_and_are_kept(source: Path) -> None:
    call = make_call(source)
    (call / "notes.json").unlink()
    write_archive([call], source / "a.zip", audio=False)
    there = make_call(source / "new/calls", notes="since")
    assert restore(source / "a.zip", source / "new").calls == Counts(skipped=1)
    assert "since" in (there / "notes.json").read_text(encoding="utf-8")


def test_a_file_or_dead_link_in_the_place_of_a_call_stays(source: Path) -> None:
    write_archive([make_call(source)], source / "a.zip")
    (source / "new/calls").mkdir(parents=True)
    (source / "new/calls/silent").write_bytes(b"a file")
    (source / "new/calls/silent-2").symlink_to(source / "nowhere")
    assert restore(source / "a.zip", source / "new").calls == Counts(renamed=1)
    assert (source / "new/calls/silent").read_bytes() == b"a file"
    assert (source / "new/calls/silent-2").is_symlink()
    assert (source / "new/calls/silent-3/call.json").is_file()


def test_what_a_killed_restore_left_is_removed(source: Path) -> None:
    write_archive([make_call(source)], source / "a.zip")
    for home in ("calls", "personas"):
        left_over = source / "new" / home / f"{archive_staging._PREFIX}dead" / "silent"
        left_over.mkdir(parents=True)
        (left_over / "call.json").write_bytes(b"{")
    restore(source / "a.zip", source / "new")
    assert tree(source / "new").keys() == {
        "calls",
        "personas",
        "calls/silent",
        *(f"calls/silent/{name}" for name in KEPT),
    }


def test_calls_and_customers_may_share_a_folder(source: Path) -> None:
    write_archive([make_call(source)], source / "a.zip")
    assert read_archive(source / "a.zip", source / "x", personas_dir=source / "x").calls == Counts(restored=1)


@pytest.mark.parametrize("calls", range(5))
def test_a_cancelled_restore_leaves_nothing(source: Path, calls: int) -> None:
    write_archive([make_call(source)], source / "a.zip")
    with pytest.raises(CancelledError):
        read_archive(source / "a.zip", source / "new", personas_dir=source / "mine", tell=fails_after(calls))
    assert tree(source / "new") == tree(source / "mine") == {}


@pytest.mark.parametrize("room", [0, 9_000, 20_000])
def test_a_full_disk_leaves_no_half_call(source: Path, disk: type[Limited], room: int) -> None:
    write_archive([make_call(source)], source / "a.zip")
    disk.room = room
    with pytest.raises(UserError, match=r"cannot be restored into .*: No space left on device\. Free some space"):
        restore(source / "a.zip", source / "new")
    assert tree(source / "new") == {"calls": None, "personas": None}


def test_a_disk_that_fills_between_two_calls_leaves_whole_ones(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_archive([make_call(source, "a"), make_call(source, "b")], source / "a.zip")
    really = Path.rename
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", lambda path, to: no_space() if path.name == "b" else really(path, to))
        with pytest.raises(UserError, match="restore it again"):
            restore(source / "a.zip", source / "new")
    assert tree(source / "new").keys() == {"calls", "personas", "calls/a", *(f"calls/a/{name}" for name in KEPT)}
    assert restore(source / "a.zip", source / "new").calls == Counts(restored=1, skipped=1)


def test_a_killed_restore_leaves_no_half_call(source: Path) -> None:
    write_archive([make_call(source)], source / "a.zip")
    program = (
        "import os, sys; from pathlib import Path; from voicedrill.history.archive import read_archive\n"
        "file, home = map(Path, sys.argv[1:])\n"
        "def tell(share): share > 0.5 and os._exit(9)\n"
        "read_archive(file, home / 'calls', personas_dir=home / 'personas', tell=tell)"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, str(source / "a.zip"), str(source / "new")], cwd=ROOT, check=False, timeout=60
    )
    assert killed.returncode == 9
    left_over = list((source / "new/calls").glob("[!.]*")), list((source / "new/calls").glob(".*/silent/*"))
    assert left_over[0] == []
    assert left_over[1] != []
    assert restore(source / "a.zip", source / "new").calls == Counts(restored=1)
    assert not list((source / "new/calls").glob(".*/"))


def test_two_restores_at_once_bring_a_call_once(source: Path) -> None:
    write_archive([make_call(source)], source / "a.zip")
    with ThreadPoolExecutor(2) as threads:
        results = [threads.submit(restore, source / "a.zip", source / "new") for _ in range(2)]
    counts = [result.result().calls for result in results]
    assert sorted(counts, key=lambda one: one.skipped) == [Counts(restored=1), Counts(skipped=1)]


def test_members_too_large_for_a_plain_zip_come_back(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1_000)
    call = make_call(source)
    write_archive([call], source / "a.zip")
    assert b"PK\6\6" in (source / "a.zip").read_bytes()
    restore(source / "a.zip", source / "new")
    assert (source / "new/calls/silent/audio.wav").read_bytes() == (call / "audio.wav").read_bytes()


# --- archives that are not what they should be


@pytest.mark.parametrize(
    "name",
    [
        "/calls/x/call.json",
        "../calls/x/call.json",
        "calls/../call.json",
        "calls/./call.json",
        "calls//call.json",
        "calls/x/../../call.json",
        "calls/x/y/call.json",
        "calls/x\\..\\y/call.json",
        "calls\\x\\call.json",
        "C:/calls/x/call.json",
        "calls/C:/call.json",
        "calls/x:stream/call.json",
        "calls/.hidden/call.json",
        "calls/ x/call.json",
        "calls/x /call.json",
        "calls/x./call.json",
        "calls/x\n/call.json",
        "calls/x\u202egnp/call.json",
        "calls/nul/call.json",
        "calls/Com1.old/call.json",
        "calls/lpt\u00b9/call.json",
        "calls/aux .x/call.json",
        f"calls/{'x' * 201}/call.json",
        "calls/x/Call.json",
        "calls/x/score.json",
        "calls/x/evil.py",
        "calls/x",
        "calls/x/",
        "other/x.yaml",
        "personas/x.yml",
        "personas/x.py",
        "personas/.yaml",
        "personas/a/x.yaml",
        "personas/../x.yaml",
        "personas/CON.yaml",
        "x.yaml",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    refused(forged(tmp_path, {**members_of("silent"), name: b"evil"}), "is no name for a file|is a folder")


def test_a_name_that_zipfile_would_cut_is_refused(tmp_path: Path) -> None:
    file = forged(tmp_path, members_of("silent") | {"personas/x.yaml_": b"evil"})
    file.write_bytes(file.read_bytes().replace(b"personas/x.yaml_", b"personas/x.yaml\0"))
    refused(file, "is no name for a file")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("calls/SILENT/notes.json", "calls/silent/call.json"),
        ("personas/\u00e4.yaml", "personas/a\u0308.yaml"),
        ("personas/Stra\u00dfe.yaml", "personas/STRASSE.yaml"),
    ],
)
def test_names_that_are_one_elsewhere_are_refused(tmp_path: Path, one: str, other: str) -> None:
    members = members_of("silent")
    refused(forged(tmp_path, {**members, one: b"{}", other: members.get(other, b"")}), "comes twice")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(tmp_path: Path, kind: int) -> None:
    info = zipfile.ZipInfo("calls/silent/notes.json")
    info.external_attr = (kind | 0o777) << 16
    members = members_of("silent")
    content = listed(members | {info.filename: b"/etc/passwd"})
    (tmp_path / "a.zip").write_bytes(zipped({**members, info: b"/etc/passwd", LIST_JSON: content}))
    refused(tmp_path / "a.zip", "is a folder, a link or a device")


def test_a_member_that_is_not_listed_or_missing_is_refused(tmp_path: Path) -> None:
    members = members_of("silent")
    more = members | {"calls/silent/notes.json": b"{}"}
    refused(forged(tmp_path, more, listed(members)), "only in its list or not in its list")
    refused(forged(tmp_path, members, listed(more)), "only in its list or not in its list")


def test_a_member_that_comes_twice_is_refused(tmp_path: Path) -> None:
    members = members_of("silent") | {"personas/one.yaml": b"1", "personas/two.yaml": b"2"}
    file = forged(tmp_path, members)
    file.write_bytes(file.read_bytes().replace(b"personas/two", b"personas/one"))
    refused(file, "holds a file twice")


def test_a_list_that_names_a_file_twice_is_refused(tmp_path: Path) -> None:
    members = members_of("silent")
    content = json.loads(listed(members))
    content["members"] += content["members"][:1]
    refused(forged(tmp_path, members, json.dumps(content).encode()), "names a file twice")


@pytest.mark.parametrize(
    "change", [{"size": 0}, {"size": 1}, {"size": 10**6}, {"sha256": "0" * 64}], ids=lambda change: str(change)[:20]
)
def test_a_size_or_checksum_that_is_wrong_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    members = members_of("silent")
    content = json.loads(listed(members))
    content["members"][1] |= change
    refused(forged(tmp_path, members, json.dumps(content).encode()), "events.jsonl' is not what its list says")


def test_a_header_that_lies_about_the_size_is_refused(tmp_path: Path) -> None:
    members = members_of("silent")
    content = bytearray(forged(tmp_path, members).read_bytes())
    central = content.index(b"PK\1\2")
    content[central + 24 : central + 28] = (10).to_bytes(4, "little")
    (tmp_path / "forged.zip").write_bytes(content)
    refused(tmp_path / "forged.zip", "is damaged")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"format_version": "1"}',
        b'{"format_version": 0}',
        b'{"format_version": 1, "app_version": "1", "members": [{"name": "x", "size": -1, "sha256": ""}]}',
        b'{"format_version": 1, "app_version": "1", "members": {}}',
        b"[" * 100_000,
    ],
    ids=lambda content: repr(content[:40]),
)
def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    refused(forged(tmp_path, members_of("silent"), content), "its list is damaged at")


def test_a_newer_format_is_told(tmp_path: Path) -> None:
    content = json.dumps({"format_version": 2, "all": "else"}).encode()
    refused(forged(tmp_path, {}, content), "was written by a newer voicedrill .format 2, this one knows 1.")


def test_a_newer_call_is_told(tmp_path: Path) -> None:
    members = members_of("silent")
    header = json.loads(members["calls/silent/call.json"]) | {"schema_version": 99}
    members["calls/silent/call.json"] = json.dumps(header).encode()
    refused(forged(tmp_path, members), "the call 'silent' cannot be used .silent/call.json was .* newer voicedrill")


@pytest.mark.parametrize(
    ("name", "content"),
    [("call.json", b"{}"), ("call.json", None), ("events.jsonl", b"rubbish\n\n"), ("events.jsonl", None)],
)
def test_a_damaged_call_is_named_and_no_other_is_restored(tmp_path: Path, name: str, content: bytes | None) -> None:
    members = members_of("ideal", "silent")
    if content is None:
        del members[f"calls/silent/{name}"]
    else:
        members[f"calls/silent/{name}"] = content
    refused(forged(tmp_path, members), "the call 'silent' cannot be used")


def test_a_call_whose_customer_is_broken_is_told_in_one_line(tmp_path: Path) -> None:
    members = members_of("silent")
    header = json.loads(members["calls/silent/call.json"]) | {"persona_text": "schema_version: 1\nx: 1\n"}
    members["calls/silent/call.json"] = json.dumps(header).encode()
    refused(forged(tmp_path, members), "the call 'silent' cannot be used")


def test_archives_that_are_too_large_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members = members_of("silent")
    file = forged(tmp_path, members)
    total = sum(map(len, members.values()))
    monkeypatch.setattr(archive_list, "MAX_TOTAL_BYTES", total)
    monkeypatch.setattr(archive_list, "MAX_MEMBERS", 2)
    restore(file, tmp_path / "fits")
    monkeypatch.setattr(archive_list, "MAX_TOTAL_BYTES", total - 1)
    refused(file, "is too large")
    monkeypatch.setattr(archive_list, "MAX_TOTAL_BYTES", total)
    monkeypatch.setattr(archive_list, "MAX_MEMBERS", 1)
    refused(file, "is too large")


def test_files_that_are_too_large_are_refused(tmp_path: Path) -> None:
    refused(forged(tmp_path, members_of("silent") | {"personas/x.yaml": bytes(256 * 1024 + 1)}), "x.yaml' is too large")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bombs = {f"calls/silent-{number}/notes.json": bytes(16 << 20) for number in range(2)}
    refused(forged(tmp_path, bombs), "unpacks to far more")


def test_a_bomb_that_the_list_denies_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb, denied = {"calls/silent/notes.json": bytes(16 << 20)}, {"calls/silent/notes.json": b"{}"}
    written: list[float] = []
    file = forged(tmp_path, members_of("silent") | bomb, listed(members_of("silent") | denied))
    with pytest.raises(DataError, match="not what its list says"):
        read_archive(file, tmp_path / "calls", personas_dir=tmp_path / "mine", tell=written.append)
    assert max(written) <= 1


def test_a_list_that_is_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_reader, "MAX_LIST_BYTES", 1_000)
    refused(forged(tmp_path, {}, bytes(1_001)), "its list is too large")


@pytest.mark.parametrize("large", [False, True], ids=["zip", "zip64"])
def test_a_directory_that_fills_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: bool
) -> None:
    if large:
        monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    file = forged(tmp_path, members_of("silent"))
    assert (b"PK\6\6" in file.read_bytes()) == large
    restore(file, tmp_path / "fits")
    monkeypatch.setattr(archive_reader, "_MAX_DIRECTORY_BYTES", 100)
    refused(file, "holds too many files")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_a_limit_are_refused(tmp_path: Path, method: int) -> None:
    members = members_of("silent")
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        for name, data in {**members, LIST_JSON: listed(members)}.items():
            archive.writestr(name, data)
    refused(tmp_path / "a.zip", "packed in another way")


def test_an_encrypted_archive_is_refused(tmp_path: Path) -> None:
    file = forged(tmp_path, members_of("silent"))
    content = bytearray(file.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1
    file.write_bytes(content)
    refused(file, "is damaged")


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"PK\5\6" + bytes(18), b"PK\5\6" + b"\xff" * 16])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    refused(tmp_path / "a.zip", "is no voicedrill archive")


def test_another_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"photo.jpg": b"1"}))
    refused(tmp_path / "a.zip", f"is no voicedrill archive: it has no {LIST_JSON}")


def test_an_archive_that_is_not_there_is_told(tmp_path: Path) -> None:
    refused(tmp_path / "gone.zip", "cannot be read: No such file")
    (tmp_path / "folder").mkdir()
    refused(tmp_path / "folder", "cannot be read: Is a directory")


def test_plain_names_are_allowed() -> None:
    names = (
        "2026-11-23-082811-hartley_parcel",
        "ideal-2",
        "Übung 1 (zwei)",
        "console",
        "com",
        "通話",
        "a.b",
        "x" * 200,
    )
    assert why_not({f"calls/{name}/call.json": 1 for name in names}) is None
    assert why_not({"personas/meine Kundin.yaml": 1}) is None
    assert why_not({"": 0}) is not None


# --- any damage


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Tree]:
    """An archive with one of everything, and what it restores to."""
    home = tmp_path_factory.mktemp("whole")
    (home / "own.yaml").write_bytes(PERSONA)
    write_archive([make_call(home)], home / "a.zip", extra={"personas/own.yaml": home / "own.yaml"})
    restore(home / "a.zip", home / "new")
    return (home / "a.zip").read_bytes(), tree(home / "new")


def same_or_refused(content: bytes, expected: Tree) -> bool:
    """Restore an archive that was damaged; return whether it could be."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "a.zip").write_bytes(content)
        try:
            restore(home / "a.zip", home / "new")
        except DataError:
            assert not [path for path in tree(home) if path not in {"a.zip", "new", "new/calls", "new/personas"}]
            return False
        assert tree(home / "new") == expected
        assert {path.name for path in home.iterdir()} == {"a.zip", "new"}
        return True


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_flipped_byte_gives_the_same_or_is_refused(whole: tuple[bytes, Tree], data: st.DataObject) -> None:
    content = bytearray(whole[0])
    directory = content.index(b"PK\1\2")
    place = data.draw(st.integers(0, len(content) - 1) | st.integers(directory, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    same_or_refused(bytes(content), whole[1])


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_cut_is_refused(whole: tuple[bytes, Tree], data: st.DataObject) -> None:
    content = whole[0]
    assert not same_or_refused(content[: data.draw(st.integers(0, len(content) - 1))], whole[1])


def test_the_whole_archive_is_restored(whole: tuple[bytes, Tree]) -> None:
    assert same_or_refused(*whole)
