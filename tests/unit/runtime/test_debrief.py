import json
import shutil
from pathlib import Path

import pytest
from golden import parcel

from voicedrill.errors import DataError, UserError
from voicedrill.runtime.debrief import debrief, save, write_reports


@pytest.fixture
def call(tmp_path: Path) -> Path:
    return parcel.write_call(tmp_path / "call", parcel.poor_call())


def test_the_score_is_kept_without_path_or_time_and_is_the_same_anywhere(call: Path, tmp_path: Path) -> None:
    first = debrief(call)
    text = (call / "score.json").read_bytes()
    elsewhere = tmp_path / "elsewhere" / "other name"
    shutil.copytree(call, elsewhere)
    (elsewhere / "score.json").unlink()
    debrief(elsewhere)
    assert (elsewhere / "score.json").read_bytes() == text
    assert str(tmp_path) not in text.decode()
    plain = json.loads(text)
    assert plain["score"] == first.scorecard.score
    assert list(plain) == sorted(plain)
    assert sorted(path.name for path in call.iterdir()) == ["call.json", "events.jsonl", "score.json"]


def test_reports_are_written_beside_it(call: Path) -> None:
    report, transcript = write_reports(debrief(call))
    assert report == call / "report.html"
    assert report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert transcript.read_text(encoding="utf-8").startswith("WEBVTT")


def test_a_folder_that_cannot_be_written_is_judged_all_the_same(call: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *args: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)  # the tests may run as root, whom no mode bits stop
    assert debrief(call).scorecard.band == "again"
    assert not (call / "score.json").exists()
    with pytest.raises(UserError, match="cannot be written: Permission denied"):
        write_reports(debrief(call))


def test_a_file_is_written_as_a_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "report.html"
    save(target, "old")

    def full(self: Path, other: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match="No space left"):
        save(target, "new")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_no_call_folder_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no call folder"):
        debrief(tmp_path / "absent")
