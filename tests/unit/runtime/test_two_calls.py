"""Two calls beside each other."""

import shutil
from pathlib import Path

import pytest

from voicedrill.errors import UserError
from voicedrill.runtime.two_calls import compare_calls

GOLDEN = Path(__file__).parents[2] / "golden" / "calls"


def test_the_earlier_call_comes_first_whatever_the_order(tmp_path: Path) -> None:
    for name, folder in (("parrot", "2026-11-20-100000-a"), ("ideal", "2026-11-21-100000-b")):
        shutil.copytree(GOLDEN / name, tmp_path / folder)
    one, other = sorted(tmp_path.iterdir())
    found = compare_calls(other, one)
    assert found == compare_calls(one, other)
    assert (found.before.id, found.after.id) == (one.name, other.name)
    assert found.changes
    assert any(change.direction == "up" for change in found.changes)
    assert found.alike


def test_a_call_without_a_score_is_refused(tmp_path: Path) -> None:
    for name in ("ideal", "silent"):
        shutil.copytree(GOLDEN / name, tmp_path / name)
    with pytest.raises(UserError, match=r"score|silent"):
        compare_calls(tmp_path / "ideal", tmp_path / "nothing")
