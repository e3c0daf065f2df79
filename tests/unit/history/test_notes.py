"""Notes that came too late for the call's own events."""

import json
from pathlib import Path

import pytest
from fakes.engine import HEADER

from voicedrill.call.events import Button, Connected, Ended
from voicedrill.errors import DataError, UserError
from voicedrill.history.folder import CallFolderWriter
from voicedrill.history.notes import NOTES_JSON, keep_notes


@pytest.fixture
def call(tmp_path: Path) -> Path:
    writer = CallFolderWriter(tmp_path / "one", HEADER)
    writer.write(Connected(t_s=0.0))
    writer.write(Button(t_s=3.0, type="note", text="third call"))
    writer.write(Ended(t_s=5.0, outcome="hang_up"))
    writer.close()
    return tmp_path / "one"


def kept(call: Path) -> dict[str, object]:
    return json.loads((call / NOTES_JSON).read_text(encoding="utf-8"))


def test_only_what_the_call_did_not_take_down_is_kept(call: Path) -> None:
    keep_notes(call, ["third call", "birthday “Saturday”"])
    assert kept(call) == {"notes": ["birthday “Saturday”"]}
    assert [file.name for file in call.iterdir() if file.name.startswith(".")] == []


def test_without_anything_new_no_file_is_made(call: Path) -> None:
    keep_notes(call, ["third call"])
    keep_notes(call, [])
    assert not (call / NOTES_JSON).exists()


def test_keeping_twice_keeps_once_and_what_others_added_stays(call: Path) -> None:
    (call / NOTES_JSON).write_text(json.dumps({"reflection": "calm", "notes": ["first"]}), encoding="utf-8")
    for _ in range(2):
        keep_notes(call, ["second"])
    assert kept(call) == {"reflection": "calm", "notes": ["first", "second"]}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"notes": "one"}', "\xff"])
def test_a_damaged_file_is_told_and_left_as_it_is(call: Path, text: str) -> None:
    (call / NOTES_JSON).write_text(text, encoding="latin-1")
    with pytest.raises(DataError, match=r"notes\.json' is damaged"):
        keep_notes(call, ["one"])
    assert (call / NOTES_JSON).read_text(encoding="latin-1") == text


def test_a_disk_that_refuses_is_one_sentence(call: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=r"A note cannot be kept in .*: No space left on device"):
        keep_notes(call, ["one"])
    assert not list(call.glob(".*"))


def test_a_folder_that_is_no_call_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no call folder"):
        keep_notes(tmp_path, ["one"])
