"""Marks made by hand, and how what is found is compared with them."""

import json

import pytest

from bench.ipus import MARKS, TOLERANCE_S, Marks, compare
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline

FILES = sorted(MARKS.glob("*.json"))


def voice(*spans: tuple[float, float]) -> Timeline:
    return Timeline.of(Interval(*span) for span in spans)


def marks(*marked: tuple[float, float], doubtful: tuple[tuple[float, float], ...] = ()) -> Marks:
    return Marks("some", "speech/some.flac", 0.0, 10.0, voice(*marked), voice(*doubtful))


def test_at_least_five_files_are_marked_and_both_sides_of_the_call():
    names = {path.stem for path in FILES}
    assert len(names) >= 5
    assert {"call-customer", "call-trainee"} <= names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marks_are_well_formed(path):
    plain = json.loads(path.read_text(encoding="utf-8"))
    assert set(plain) == {"file", "from_s", "to_s", "by", "sure", "marked", "doubtful"}
    assert plain["file"].startswith("speech/")
    assert plain["by"]
    assert plain["sure"]
    for key in ("marked", "doubtful"):
        times = [time for span in plain[key] for time in span]
        assert times == sorted(times), f"{key} is not in order"
        assert all(start_s < end_s for start_s, end_s in plain[key])
        assert all(plain["from_s"] <= time <= plain["to_s"] for time in times)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_marked_units_are_apart_by_the_silence_that_bounds_a_unit_or_it_is_doubtful(path):
    one = Marks.read(path)
    pauses = one.marked.complement(one.marked.intervals[0].start_s, one.marked.intervals[-1].end_s)
    for pause in pauses:
        doubt = one.doubtful.within(pause.start_s, pause.end_s).total_s
        assert pause.length_s >= SETTINGS.ipu_silence_s - 1e-6 or doubt, pause


@pytest.mark.parametrize(
    ("late_s", "matched"),
    [
        (0.0, 1),
        (TOLERANCE_S - 0.001, 1),
        (TOLERANCE_S + 0.001, 0),
        (-TOLERANCE_S + 0.001, 1),
        (-TOLERANCE_S - 0.001, 0),
    ],
)
def test_a_unit_is_matched_when_both_borders_are_near(late_s, matched):
    for found in ((2.0 + late_s, 4.0), (2.0, 4.0 + late_s)):
        result = compare(marks((2.0, 4.0)), voice(found))
        assert result.matched == matched
        assert result.f1 == matched
        assert result.starts_s + result.ends_s == pytest.approx([found[0] - 2.0, found[1] - 4.0])
        assert result.differing_s == pytest.approx(abs(late_s))


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (((1.0, 4.0),), [{"file": "some", "marked": [[1.0, 2.0], [3.0, 4.0]], "found": [[1.0, 4.0]]}]),
        (((1.0, 2.0),), [{"file": "some", "marked": [[3.0, 4.0]], "found": []}]),
        (
            ((1.0, 2.0), (3.0, 4.0), (6.0, 7.0)),
            [{"file": "some", "marked": [], "found": [[6.0, 7.0]]}],
        ),
        (
            ((1.0, 1.3), (1.6, 2.0), (3.0, 4.0)),
            [{"file": "some", "marked": [[1.0, 2.0]], "found": [[1.0, 1.3], [1.6, 2.0]]}],
        ),
    ],
    ids=["joined", "missed", "invented", "split"],
)
def test_what_does_not_stand_one_to_one_is_listed(found, wrong):
    assert compare(marks((1.0, 2.0), (3.0, 4.0)), voice(*found)).wrong == wrong


@pytest.mark.parametrize("found_s", [1.5, 1.7, 2.0])
def test_a_doubtful_border_is_not_judged(found_s):
    result = compare(marks((2.0, 4.0), doubtful=((1.5, 2.0),)), voice((found_s, 4.0)))
    assert (result.matched, result.starts_s, result.ends_s) == (1, [], [0.0])
    assert result.differing_s == 0.0
    assert result.compared_s == 9.5


@pytest.mark.parametrize("found", [((1.0, 3.0),), ((1.0, 1.9), (2.1, 3.0))])
def test_a_doubtful_pause_may_be_found_or_not(found):
    assert compare(marks((1.0, 1.9), (2.1, 3.0), doubtful=((1.9, 2.1),)), voice(*found)).f1 == 1.0


def test_files_are_taken_together():
    both = compare(marks((1.0, 2.0)), voice((1.0, 2.0)))
    both.add(compare(marks((1.0, 2.0), (3.0, 4.0)), voice((1.0, 2.0))))
    assert (both.marked, both.found, both.matched) == (3, 2, 2)
    assert both.to_json()["f1"] == 0.8
    assert both.to_json()["time_agreeing"] == 0.95
