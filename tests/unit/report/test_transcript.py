from pathlib import Path

import pytest
from golden import parcel

from voicedrill.history.folder import open_call
from voicedrill.report.transcript import Mark, transcript


@pytest.mark.parametrize(("conf", "marked"), [(0.59, True), (0.6, False)])
def test_marks_say_what_was_found_and_what_was_not_heard_clearly(tmp_path: Path, conf: float, marked: bool) -> None:
    call = parcel.Script()
    call.answers("sorry you should have read it", 1.0, 3.0, {"apology": "sorry", "defensive": "you should"}, conf=conf)
    (entry,) = transcript(open_call(parcel.write_call(tmp_path / "call", call.in_order())))
    unclear = (Mark("not heard clearly", "plain"),) if marked else ()
    assert entry.marks == (Mark("apology", "good"), Mark("defensive", "notice"), *unclear)
    assert (entry.name, entry.speaker) == ("You", "trainee")


def test_what_was_only_noise_is_left_out(tmp_path: Path) -> None:
    call = parcel.Script()
    call.answers("  ", 1.0, 3.0)
    assert transcript(open_call(parcel.write_call(tmp_path / "call", call.in_order()))) == ()
