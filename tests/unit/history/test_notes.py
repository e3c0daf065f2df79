"""What people added to a call."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes.engine import HEADER

from voicedrill.call.events import Button, Connected, Ended
from voicedrill.errors import DataError, UserError
from voicedrill.history.folder import CallFolderWriter
from voicedrill.history.notes import NOTES_JSON, Appeal, Notes, change_notes, keep_notes, read_notes
from voicedrill.scoring.appeal import Confirmation, Correction, Dispute

APPEALS: tuple[Appeal, ...] = (
    Dispute(finding="apology", start_s=4.5, words="i am sorry"),
    Correction(start_s=4.5, text="I am sorry.", behaviours=()),
    Confirmation(item="profanity", said=False),
)


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


def put(call: Path, content: object) -> None:
    (call / NOTES_JSON).write_text(json.dumps(content), encoding="utf-8")


def test_only_what_the_call_did_not_take_down_is_kept(call: Path) -> None:
    keep_notes(call, ["third call", "birthday “Saturday”"])
    assert kept(call) == {"notes": ["birthday “Saturday”"], "schema_version": 1}
    assert [file.name for file in call.iterdir() if file.name.startswith(".")] == []


def test_without_anything_new_no_file_is_made(call: Path) -> None:
    keep_notes(call, ["third call"])
    keep_notes(call, [])
    assert not (call / NOTES_JSON).exists()


def test_keeping_twice_keeps_once_and_what_others_added_stays(call: Path) -> None:
    put(call, {"reflection": "calm", "notes": ["first"], "trainer": {"seen": True}})
    for _ in range(2):
        keep_notes(call, ["second"])
    assert kept(call) == {
        "reflection": "calm", "notes": ["first", "second"], "trainer": {"seen": True}, "schema_version": 1,
    }  # fmt: skip


def test_all_that_people_add_comes_back_as_it_was(call: Path) -> None:
    notes = Notes(reflection="calm", learning_note="ask first", company_note="“late” vans", notes=("one",))
    for appeal in APPEALS:
        notes = notes.appealed(appeal).scored(appeal, 71, "nearly", ["apology"])
    notes = notes.appealed(APPEALS[0]).scored(APPEALS[0], None, None, [])
    with change_notes(call) as file:
        file.keep(notes)
    assert read_notes(call) == notes
    with change_notes(call) as file:
        assert file.notes == notes
        before = (call / NOTES_JSON).stat()
        file.keep(notes)
    assert (call / NOTES_JSON).stat().st_ino == before.st_ino


def test_unknown_keys_are_kept_everywhere(call: Path) -> None:
    content = {
        "schema_version": 1,
        "disputes": [{"finding": "apology", "start_s": 4.5, "by": "trainer"}],
        "scores": [{"after": "disputes", "score": 71, "band": "nearly", "rubric": 3}],
        "room": 7,
    }
    put(call, content)
    keep_notes(call, ["new"])
    assert kept(call) == content | {"notes": ["new"]}


@pytest.mark.parametrize("content", [{}, {"notes": ["one"]}, {"notes": ["one"], "reflection": "calm"}])
def test_an_older_file_without_the_new_keys_reads_as_nothing_added(call: Path, content: dict[str, object]) -> None:
    put(call, content)
    notes = read_notes(call)
    assert not notes.appeals
    assert notes.scores == ()


def test_undoing_goes_back_step_by_step(call: Path) -> None:
    steps = [Notes(notes=("one",))]
    for appeal in (*APPEALS, Dispute(finding="apology", start_s=9.0)):
        steps.append(steps[-1].appealed(appeal).scored(appeal, 50, "again", []))
    notes = steps[-1]
    for expected in reversed(steps[:-1]):
        notes = notes.undone()
        assert notes == expected
    assert notes.undone() == notes


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", '{"notes": "one"}', '{"notes": [1]}', "\xff", "[" * 100_000, '{"disputes": [{}]}',
        '{"disputes": [{"finding": "x", "start_s": NaN}]}', '{"confirmations": [{"item": "x", "said": "perhaps"}]}',
        '{"corrections": [{"start_s": 1, "text": "x", "behaviours": [{"id": "x"}]}]}',
        '{"scores": [{"after": "lunch", "score": 1, "band": null}]}', '{"schema_version": "one"}',
    ],
)  # fmt: skip
def test_a_damaged_file_is_told_and_left_as_it_is(call: Path, text: str) -> None:
    (call / NOTES_JSON).write_text(text, encoding="latin-1")
    with pytest.raises(DataError, match=r"notes\.json' is damaged"):
        keep_notes(call, ["one"])
    with pytest.raises(DataError, match="left as it is; restore it from a backup"):
        read_notes(call)
    assert (call / NOTES_JSON).read_text(encoding="latin-1") == text


def test_the_place_of_the_damage_is_named(call: Path) -> None:
    put(call, {"disputes": [{"finding": "apology", "start_s": 1.0}, {"finding": "apology"}]})
    with pytest.raises(DataError, match=r"damaged at disputes\.1\.start_s\."):
        read_notes(call)


def test_a_file_of_a_newer_program_is_left_as_it_is(call: Path) -> None:
    put(call, {"schema_version": 2, "disputes": "in a new form"})
    with pytest.raises(DataError, match="written by a newer voicedrill"):
        keep_notes(call, ["one"])
    assert kept(call)["disputes"] == "in a new form"


@pytest.mark.parametrize("where", [(Path, "replace"), (os, "fsync")])
def test_a_disk_that_refuses_is_one_sentence_and_the_old_notes_stay(
    call: Path, monkeypatch: pytest.MonkeyPatch, where: tuple[object, str]
) -> None:
    keep_notes(call, ["old"])

    def refuse(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*where, refuse)
    with pytest.raises(UserError, match=r"A note cannot be kept in .*: No space left on device"):
        keep_notes(call, ["one"])
    assert kept(call)["notes"] == ["old"]
    assert not list(call.glob(".*"))


def test_what_a_killed_program_left_behind_is_in_nobodys_way(call: Path) -> None:
    keep_notes(call, ["old"])
    (call / f".{NOTES_JSON}.{os.getpid()}.part").write_text('{"notes": ["ol', encoding="utf-8")
    keep_notes(call, ["new"])
    assert kept(call)["notes"] == ["old", "new"]


def test_several_programs_lose_no_note(call: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: keep_notes(call, [f"note {number}"]), range(16)))
    assert sorted(read_notes(call).notes) == sorted(f"note {number}" for number in range(16))
    assert not list(call.glob(".*"))


def test_what_cannot_be_written_as_text_is_replaced(call: Path) -> None:
    keep_notes(call, ["half \ud83d an emoji"])
    assert kept(call)["notes"] == ["half ? an emoji"]


def test_a_folder_that_is_no_call_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no call folder"):
        keep_notes(tmp_path, ["one"])
    with pytest.raises(DataError, match="no call folder"), change_notes(tmp_path):
        pass
