import json
import os
from pathlib import Path

import pytest
from golden import parcel

from voicedrill.history.kept_score import kept_score
from voicedrill.runtime import scored
from voicedrill.runtime.debrief import debrief, score_text
from voicedrill.runtime.scored import scored_once
from voicedrill.scoring.rubric import RUBRIC_VERSION
from voicedrill.scoring.scorecard import Scorecard

EARLIER_S, LATER_S = 1_000_000_000, 2_000_000_000


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """A judged call, its score of a later second than the rest."""
    path = parcel.write_call(tmp_path / "call", parcel.poor_call())
    debrief(path)
    for file in path.iterdir():
        os.utime(file, (EARLIER_S, EARLIER_S))
    os.utime(path / "score.json", (EARLIER_S + 1, EARLIER_S + 1))
    return path


@pytest.fixture
def judged_again(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The calls that are judged in the test."""
    calls: list[Path] = []
    judge = scored.scored

    def note(path: Path) -> Scorecard:
        calls.append(path)
        return judge(path)

    monkeypatch.setattr(scored, "scored", note)
    return calls


def test_a_score_is_read_back_as_it_was(call: Path) -> None:
    kept = kept_score(call)
    assert kept is not None
    assert kept.rubric_version == RUBRIC_VERSION
    assert score_text(kept.card) == (call / "score.json").read_text(encoding="utf-8")


def test_a_score_that_nothing_has_changed_since_is_kept(call: Path, judged_again: list[Path]) -> None:
    before = (call / "score.json").stat().st_mtime_ns
    assert scored_once(call).band == "again"
    assert not judged_again
    assert (call / "score.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("name", ["events.jsonl", "notes.json", "call.json"])
def test_what_was_changed_after_it_is_judged_again(name: str, call: Path, judged_again: list[Path]) -> None:
    if name == "notes.json":
        (call / name).write_text('{"schema_version": 1}', encoding="utf-8")
    os.utime(call / name, (LATER_S, LATER_S))
    scored_once(call)
    assert judged_again == [call]


def test_of_the_same_moment_nobody_knows(call: Path, judged_again: list[Path]) -> None:
    os.utime(call / "events.jsonl", (EARLIER_S + 1, EARLIER_S + 1))
    scored_once(call)
    assert judged_again == [call]


@pytest.mark.parametrize("version", [RUBRIC_VERSION - 1, RUBRIC_VERSION + 1, None])
def test_another_rubric_judges_again(version: int | None, call: Path, judged_again: list[Path]) -> None:
    plain = json.loads((call / "score.json").read_bytes())
    del plain["rubric_version"]
    text = json.dumps(plain if version is None else plain | {"rubric_version": version})
    (call / "score.json").write_text(text, encoding="utf-8")
    os.utime(call / "score.json", (LATER_S, LATER_S))
    scored_once(call)
    assert judged_again == [call]


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"findings": [1]}', b'{"findings": null}'])
def test_a_damaged_score_is_made_again(content: bytes, call: Path, judged_again: list[Path]) -> None:
    (call / "score.json").write_bytes(content)
    os.utime(call / "score.json", (LATER_S, LATER_S))
    assert kept_score(call) is None
    scored_once(call)
    assert judged_again == [call]


def test_a_call_without_score_is_judged(call: Path, judged_again: list[Path]) -> None:
    (call / "score.json").unlink()
    scored_once(call)
    assert judged_again == [call]
