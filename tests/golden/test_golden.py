import shutil
from pathlib import Path

import pytest

from voicedrill.runtime.debrief import SCORE_JSON, debrief

HERE = Path(__file__).resolve().parent


@pytest.mark.parametrize("name", ["parcel_good", "parcel_poor"])
def test_a_kept_call_scores_to_the_same_bytes(name: str, tmp_path: Path) -> None:
    call = tmp_path / "call"
    shutil.copytree(HERE / name, call)
    (call / SCORE_JSON).unlink()
    debrief(call)
    assert (call / SCORE_JSON).read_bytes() == (HERE / name / SCORE_JSON).read_bytes()


def test_the_good_call_passes_and_the_poor_one_does_not(tmp_path: Path) -> None:
    cards = {}
    for name in ("parcel_good", "parcel_poor"):
        shutil.copytree(HERE / name, tmp_path / name)
        cards[name] = debrief(tmp_path / name).scorecard
    assert cards["parcel_good"].band == "ready"
    assert cards["parcel_good"].auto_fail == ()
    assert cards["parcel_poor"].band == "again"
    assert cards["parcel_poor"].auto_fail == ("over_promise",)
