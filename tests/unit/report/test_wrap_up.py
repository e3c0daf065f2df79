"""The wrap-up beside the call, and the trainee's judgement beside ours."""

from pathlib import Path

import pytest
from golden import parcel

from voicedrill.history.folder import open_call
from voicedrill.history.notes import Notes, keep_own_view, read_notes
from voicedrill.report.contents import contents_of
from voicedrill.report.wrap_up import compared, judged
from voicedrill.runtime.debrief import debrief
from voicedrill.scoring.scorecard import Scorecard


@pytest.mark.parametrize(
    ("own", "score", "band", "says"),
    [
        ("well", 90, "ready", "You judged that it went well. We found 90 of 100, “Ready”: you saw it as we did."),
        ("badly", 78, "nearly", "you were harder on yourself than the call was."),
        ("well", 50, "again", "look at what to change below"),
        (None, 90, "ready", ""),
        ("well", None, None, ""),
    ],
)
def test_both_judgements_stand_beside_each_other(
    own: str | None, score: int | None, band: str | None, says: str
) -> None:
    said = judged(Notes(own_judgement=own), Scorecard(score, band, (), "resolved", ()))
    assert said.endswith(says) or says in said
    assert bool(said) == bool(says)


def wrap_up(folder: Path, **fields: str) -> str:
    return compared(open_call(parcel.write_call(folder, parcel.good_call())), Notes(**fields))


def test_nothing_is_said_where_nothing_was_written(tmp_path: Path) -> None:
    assert wrap_up(tmp_path / "call") == ""


def test_another_time_than_the_one_in_the_call_is_told(tmp_path: Path) -> None:
    said = wrap_up(tmp_path / "a", by_when="next month some day")
    assert said.startswith("By when: you wrote “next month some day”; in the call you said")
    time = said.split("you said “")[1].rstrip("”.")
    assert wrap_up(tmp_path / "b", by_when=time) == "By when: the time is the one you named in the call."


def test_an_offer_that_was_not_made_is_told(tmp_path: Path) -> None:
    call = open_call(parcel.write_call(tmp_path / "call", parcel.good_call()))
    offers = {one.id: one for one in call.casting.case.policy.may_offer}
    assert offers
    for one in offers.values():
        said = compared(call, Notes(promise=call.casting.written(one.words[0])))
        assert said.startswith("The promise: ")


def test_the_report_has_both_and_damaged_names_are_refused(tmp_path: Path) -> None:
    folder = parcel.write_call(tmp_path / "call", parcel.good_call())
    keep_own_view(folder, own_judgement="badly", problem="a parcel", company_note="call back in time")
    assert read_notes(folder).company_note == "call back in time"
    found = debrief(folder)
    added = dict(contents_of(found.folder, found.measurement, found.scorecard, found.notes).added)
    assert added["Your judgement and ours"].startswith("You judged that it went badly.")
    assert added["Your note beside the call"].startswith("The problem: ")
    with pytest.raises(ValueError, match="own_judgement"):
        keep_own_view(folder, own_judgement="so so")
