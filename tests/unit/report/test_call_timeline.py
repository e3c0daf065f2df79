from dataclasses import replace
from pathlib import Path

import pytest
from golden import parcel

from voicedrill.history.folder import open_call
from voicedrill.report.call_timeline import Timeline, timeline_of
from voicedrill.report.timeline_picture import timeline_picture
from voicedrill.speech.measurement import DeadAir, Gap, Measurement, Overlap, SideMeasures, TurnSpan

MEASURED = Measurement(
    60.0,
    SideMeasures(),
    SideMeasures(),
    turns=(TurnSpan("customer", 2.0, 5.2, "My lamp"), TurnSpan("trainee", 4.0, 8.0, "hold on")),
    overlaps=(
        Overlap(4.0, 5.2, "trainee", "interruption", "hold on", "it never —"),
        Overlap(6.0, 6.1, "trainee", "noise", "", ""),
    ),
    gaps=(Gap("customer", 13.0, 17.001, 4.001), Gap("customer", 27.0, 31.0, 4.0), Gap("trainee", 40.0, 50.0, 10.0)),
    dead_air=(DeadAir(50.0, 59.0),),
)


@pytest.fixture
def timeline(tmp_path: Path) -> Timeline:
    return timeline_of(open_call(parcel.write_call(tmp_path / "call", parcel.poor_call())), MEASURED)


def test_silences_are_dead_air_and_answers_above_the_limit(timeline: Timeline) -> None:
    assert [(one.kind, one.start_s) for one in timeline.silences] == [("dead_air", 50.0), ("slow_answer", 13.0)]
    assert timeline.silence_kinds == ("dead_air", "slow_answer")


def test_noise_is_not_shown(timeline: Timeline) -> None:
    assert timeline.overlap_kinds == ("interruption",)
    assert len(timeline.overlaps) == 1


def test_overlaps_that_were_not_measured_are_not_shown_and_said(tmp_path: Path) -> None:
    folder = open_call(parcel.write_call(tmp_path / "call", parcel.poor_call()))
    deaf = SideMeasures(not_measured={"overlaps": "The microphone was off."})
    measured = replace(MEASURED, trainee=deaf)
    assert timeline_of(folder, measured).overlaps == ()
    assert "Overlaps were not measured. The microphone was off.</p>" in timeline_picture(timeline_of(folder, measured))
    assert "not measured" not in timeline_picture(timeline_of(folder, MEASURED))


@pytest.mark.parametrize(
    ("at_s", "told"),
    [
        (4.1, "0:04  You came in and took over: “hold on”"), (2.5, "0:02  Mrs. Hartley: “My lamp”"),
        (51.0, "0:50  dead air, 9.0 s"), (14.0, "0:13  slow answer, 4.0 s"), (35.0, "0:35"),
    ],
)  # fmt: skip
def test_every_moment_is_told(timeline: Timeline, at_s: float, told: str) -> None:
    assert timeline.told_at(at_s, 0.1) == told


def test_temper_begins_as_the_customer_does_and_follows_the_events(timeline: Timeline) -> None:
    assert timeline.anger[0] == (0.0, 0.7)
    assert timeline.trust[0] == (0.0, 0.4)
    assert timeline.anger[1] == (8.7, 0.85)


def test_a_hold_that_the_end_cut_ends_with_the_call(tmp_path: Path) -> None:
    call = parcel.Script()
    call.presses("pause", 2.0)
    call.presses("continue", 4.0)
    call.presses("hold", 5.0)
    call.ends("hang_up", 20.0)
    folder = open_call(parcel.write_call(tmp_path / "call", call.in_order()))
    silences = timeline_of(folder, Measurement(20.0, SideMeasures(), SideMeasures())).silences
    assert {(one.kind, one.start_s, one.end_s) for one in silences} == {("pause", 2.0, 4.0), ("hold", 5.0, 20.0)}
