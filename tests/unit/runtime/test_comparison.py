import json
from pathlib import Path
from typing import Any

import pytest
from golden import parcel

from voicedrill.errors import DataError
from voicedrill.runtime.comparison import ChangedFinding, Comparison, Side, Summary, compared, summary
from voicedrill.runtime.debrief import debrief
from voicedrill.scoring.rubric import RUBRIC_VERSION


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = parcel.write_call(tmp_path / "call", parcel.good_call())
    debrief(path)
    return path


def edit(call: Path, **scores: float | None) -> None:
    """Make the kept score one of an older rubric with other findings."""
    plain: dict[str, Any] = json.loads((call / "score.json").read_bytes())
    for finding in plain["findings"]:
        finding["score"] = scores.get(finding["id"], finding["score"])
    plain |= {"score": 72, "band": "nearly", "rubric_version": RUBRIC_VERSION - 1}
    (call / "score.json").write_text(json.dumps(plain), encoding="utf-8")


def some_findings(call: Path) -> list[tuple[str, float]]:
    return [(one.id, one.score) for one in debrief(call).scorecard.findings if one.score is not None]


def test_the_same_rubric_changes_nothing(call: Path) -> None:
    result = compared(call)
    assert result.before == result.after
    assert result.changed == ()


def test_an_older_score_stands_beside_the_new_one_and_is_not_overwritten(call: Path) -> None:
    (first, was), (second, other), (third, _) = some_findings(call)[:3]
    edit(call, **{first: was - 0.051, second: other - 0.05, third: None})
    kept = (call / "score.json").read_bytes()
    files = sorted(call.iterdir())
    result = compared(call)
    assert result.before == Side(72, "nearly", RUBRIC_VERSION - 1)
    assert result.after.band == "ready"
    assert result.after.rubric_version == RUBRIC_VERSION
    assert [one.id for one in result.changed] == [first, third]
    assert result.changed[0] == ChangedFinding(first, pytest.approx(was - 0.051), was)
    assert result.changed[1].before is None
    assert (call / "score.json").read_bytes() == kept
    assert sorted(call.iterdir()) == files


def test_a_score_that_does_not_say_its_rubric_is_compared_too(call: Path) -> None:
    plain = json.loads((call / "score.json").read_bytes())
    del plain["rubric_version"]
    (call / "score.json").write_text(json.dumps(plain), encoding="utf-8")
    assert compared(call).before.rubric_version is None


def test_without_a_score_there_is_nothing_to_compare(call: Path) -> None:
    (call / "score.json").unlink()
    with pytest.raises(DataError, match="nothing to compare with"):
        compared(call)


def test_the_summary_counts_calls_mean_change_and_bands() -> None:
    def change(before: int | None, after: int | None) -> Comparison:
        sides = [Side(one, None if one is None else "ready" if one >= 85 else "nearly", 3) for one in (before, after)]
        return Comparison(sides[0], sides[1], ())

    assert summary([change(80, 90), change(80, 79), change(None, None), change(None, 90)]) == Summary(4, 4.5, 2)
    assert summary([change(None, None)]) == Summary(1, None, 0)
