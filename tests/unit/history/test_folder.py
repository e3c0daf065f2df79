import json
from pathlib import Path

import pytest
from fakes.engine import HEADER

from voicedrill.call.events import Connected, CustomerStopped, Ended, Ringing
from voicedrill.errors import DataError, UserError
from voicedrill.history.folder import CallFolderWriter, open_call


@pytest.fixture
def call(tmp_path: Path) -> Path:
    folder = tmp_path / "calls" / "one"
    writer = CallFolderWriter(folder, HEADER)
    writer.write(Ringing(t_s=-1.0))
    writer.write(Connected(t_s=0.0))
    writer.write(CustomerStopped(t_s=4.2, line_id=1, played_s=3.0, reason="finished"))
    writer.write(Ended(t_s=5.0, outcome="resolved"))
    writer.close()
    writer.close()
    return folder


def test_what_was_written_is_read_back(call: Path) -> None:
    kept = open_call(call)
    assert kept.header == HEADER
    assert [event.type for event in kept.events] == ["ringing", "connected", "customer_stopped", "ended"]
    assert (kept.outcome, kept.duration_s, kept.audio_path) == ("resolved", 5.0, None)
    assert kept.casting.case.id == "late_lamp"


def test_events_are_on_disk_at_once(tmp_path: Path) -> None:
    writer = CallFolderWriter(tmp_path / "one", HEADER)
    writer.write(Connected(t_s=0.0))
    assert (tmp_path / "one" / "events.jsonl").read_bytes().endswith(b'"type":"connected"}\n')
    writer.close()


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_last_line_that_was_cut_is_ignored(call: Path, cut: int) -> None:
    file = call / "events.jsonl"
    file.write_bytes(file.read_bytes()[:-cut])
    kept = open_call(call)
    assert len(kept.events) == (4 if cut == 1 else 3)
    assert kept.outcome == ("resolved" if cut == 1 else "cut_off")


def test_damage_in_the_middle_is_told_with_its_line(call: Path) -> None:
    file = call / "events.jsonl"
    lines = file.read_bytes().split(b"\n")
    file.write_bytes(b"\n".join([lines[0], b"rubbish", *lines[2:]]))
    with pytest.raises(DataError, match="line 2 is no event"):
        open_call(call)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"case": "nothing"}, "names the case 'nothing'"),
        ({"seed": "many"}, "damaged at seed"),
        ({"persona_text": "id: x"}, "persona_text"),
    ],
)
def test_a_damaged_header_is_one_sentence(call: Path, change: dict[str, str], message: str) -> None:
    file = call / "call.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.raises(DataError, match=message):
        open_call(call)


def test_a_newer_header_with_more_in_it_is_read(call: Path) -> None:
    file = call / "call.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"something_new": 1}))
    assert open_call(call).header == HEADER


@pytest.mark.parametrize(
    ("remove", "message"), [("call.json", "is no call folder"), ("events.jsonl", "has no events.jsonl")]
)
def test_a_missing_file_is_one_sentence(call: Path, remove: str, message: str) -> None:
    (call / remove).unlink()
    with pytest.raises(DataError, match=message):
        open_call(call)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no call folder"):
        open_call(tmp_path / "absent")


def test_a_folder_in_use_is_refused(call: Path) -> None:
    before = sorted(path.name for path in call.iterdir())
    with pytest.raises(UserError, match="not empty"):
        CallFolderWriter(call, HEADER)
    assert sorted(path.name for path in call.iterdir()) == before


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="cannot be kept"):
        CallFolderWriter(tmp_path / "file" / "call", HEADER)


def test_a_full_disk_is_told_once_and_the_rest_is_dropped(tmp_path: Path) -> None:
    class Full:
        def __init__(self, file: object) -> None:
            self._file = file

        def write(self, data: bytes) -> int:
            return self._file.write(data[:10])

        def __getattr__(self, name: str) -> object:
            return getattr(self._file, name)

    writer = CallFolderWriter(tmp_path / "one", HEADER)
    writer.write(Connected(t_s=0.0))
    writer._events = Full(writer._events)
    with pytest.raises(UserError, match="No space left on device"):
        writer.write(Ended(t_s=1.0, outcome="resolved"))
    writer.write(Ended(t_s=2.0, outcome="resolved"))
    writer.close()
    kept = open_call(tmp_path / "one")
    assert [event.type for event in kept.events] == ["connected"]


def test_a_folder_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    newer = HEADER.model_copy(update={"schema_version": 2})
    CallFolderWriter(tmp_path / "one", newer).close()
    with pytest.raises(DataError, match=r"newer voicedrill \(format 2"):
        open_call(tmp_path / "one")
