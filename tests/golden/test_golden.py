import json
import shutil
from pathlib import Path

import pytest
from golden.review import differences
from golden.written import CALLS, names, written_call

from voicedrill.call.events import CustomerLine, TraineeTurn
from voicedrill.history.folder import CALL_JSON, EVENTS_JSONL, open_call
from voicedrill.runtime.debrief import SCORE_JSON, debrief
from voicedrill.scoring.scorecard import Scorecard

HERE = Path(__file__).resolve().parent
WRITTEN = names()
FOLDERS = {"parcel_good": HERE / "parcel_good", "parcel_poor": HERE / "parcel_poor"} | {
    name: CALLS / name for name in WRITTEN
}


def judged(folder: Path, tmp_path: Path) -> tuple[Scorecard, bytes]:
    """Judge a copy of a kept call that has no score yet."""
    call = tmp_path / "call"
    call.mkdir()
    for name in (CALL_JSON, EVENTS_JSONL):
        shutil.copy(folder / name, call / name)
    card = debrief(call).scorecard
    return card, (call / SCORE_JSON).read_bytes()


@pytest.mark.parametrize("name", FOLDERS)
def test_a_kept_call_scores_to_the_same_bytes(name: str, tmp_path: Path) -> None:
    _, score = judged(FOLDERS[name], tmp_path)
    assert score == (FOLDERS[name] / SCORE_JSON).read_bytes(), "Run 'make golden' and look at the difference."


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_call_is_judged_as_its_trainer_judges_it(name: str, tmp_path: Path) -> None:
    trainer = written_call(name).trainer
    card, _ = judged(FOLDERS[name], tmp_path)
    unknown = [f"{item} {sentence}" for item, sentence in differences(card, trainer) if item not in trainer.disputed]
    assert not unknown, "\n".join(unknown)


@pytest.mark.parametrize("name", WRITTEN)
def test_a_kept_call_is_the_written_one(name: str) -> None:
    written, kept = written_call(name), open_call(FOLDERS[name])
    cast = kept.casting
    assert (cast.persona.id, cast.case.id, cast.seed, kept.outcome) == (
        written.persona, written.case, written.seed, written.outcome,
    )  # fmt: skip
    said = [one.text for one in kept.events if isinstance(one, TraineeTurn)]
    lines = [one.text for one in kept.events if isinstance(one, CustomerLine)]
    assert sorted(said) == sorted(one.trainee for one in written.call if one.trainee)
    assert sorted(lines) == sorted(cast.written(one.says) for one in written.call if one.customer)


def test_the_parrot_does_not_reach_nearly(tmp_path: Path) -> None:
    card, _ = judged(FOLDERS["parrot"], tmp_path)
    assert card.band == "again"


def test_the_good_call_passes_and_the_poor_one_does_not() -> None:
    good, poor = (
        json.loads((FOLDERS[name] / SCORE_JSON).read_text("utf-8")) for name in ("parcel_good", "parcel_poor")
    )
    assert good["band"] == "ready"
    assert good["auto_fail"] == []
    assert poor["band"] == "again"
    assert poor["auto_fail"] == ["over_promise"]
