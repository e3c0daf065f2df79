"""The timeline algebra against `pyannote.core`, written by others; and what must hold of floor, turns and gaps."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyannote.core import Segment
from pyannote.core import Timeline as Oracle

from voicedrill.speech.floor import both, units
from voicedrill.speech.settings import SETTINGS
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.turns import find_gaps, find_pauses, find_turns

# sixteenths of a second are exact in binary, so that equality can be asked for
END_S = 60.0
relaxed = settings(max_examples=60, deadline=None)
_times = st.integers(0, 960).map(lambda n: n / 16)
_intervals = st.tuples(_times, _times).map(lambda pair: Interval(min(pair), max(pair)))
timelines = st.lists(_intervals, max_size=15).map(Timeline.of)


def _oracle(timeline: Timeline) -> Oracle:
    return Oracle([Segment(one.start_s, one.end_s) for one in timeline])


def _pairs(timeline: Timeline) -> list[tuple[float, float]]:
    return [(one.start_s, one.end_s) for one in timeline]


def _oracle_pairs(oracle: Oracle) -> list[tuple[float, float]]:
    return [(segment.start, segment.end) for segment in oracle]


@relaxed
@given(st.lists(_intervals, max_size=15))
def test_joining_is_the_support(intervals: list[Interval]) -> None:
    oracle = Oracle([Segment(one.start_s, one.end_s) for one in intervals if one.length_s > 0])
    assert _pairs(Timeline.of(intervals)) == _oracle_pairs(oracle.support())


@relaxed
@given(timelines, timelines)
def test_union(a: Timeline, b: Timeline) -> None:
    assert _pairs(a.union(b)) == _oracle_pairs(_oracle(a).union(_oracle(b)).support())


@relaxed
@given(timelines, timelines)
def test_intersection_and_its_length(a: Timeline, b: Timeline) -> None:
    # the oracle crops one timeline with the other; touching segments stay apart there
    assert _pairs(a.intersection(b)) == _oracle_pairs(_oracle(a).crop(_oracle(b), mode="intersection").support())
    assert both(a, b).total_s == _oracle(a).crop(_oracle(b), mode="intersection").duration()


@relaxed
@given(timelines, _times, _times)
def test_complement_is_the_gaps(timeline: Timeline, first_s: float, second_s: float) -> None:
    start_s, end_s = sorted((first_s, second_s))
    gaps = _oracle(timeline).gaps(support=Segment(start_s, end_s)) if start_s < end_s else Oracle()
    assert _pairs(timeline.complement(start_s, end_s)) == _oracle_pairs(gaps)


@relaxed
@given(timelines, timelines)
def test_without_is_the_extrusion(a: Timeline, b: Timeline) -> None:
    assert _pairs(a.without(b)) == _oracle_pairs(_oracle(a).extrude(_oracle(b), mode="intersection"))


@relaxed
@given(timelines, st.integers(1, 64).map(lambda n: n / 16))
def test_bridging_is_the_support_with_a_collar(timeline: Timeline, gap_s: float) -> None:
    assert _pairs(timeline.bridged(gap_s)) == _oracle_pairs(_oracle(timeline).support(collar=gap_s))


@relaxed
@given(timelines)
def test_length_and_extent(timeline: Timeline) -> None:
    oracle = _oracle(timeline)
    assert timeline.total_s == oracle.duration()
    if len(timeline):
        extent = oracle.extent()
        assert (timeline.intervals[0].start_s, timeline.intervals[-1].end_s) == (extent.start, extent.end)


@relaxed
@given(timelines, _times)
def test_who_covers_a_moment(timeline: Timeline, t_s: float) -> None:
    t_s += 1 / 32  # between the borders, where the oracle counts both of them in
    covering = timeline.covering(t_s)
    found = [] if covering is None else [(covering.start_s, covering.end_s)]
    assert found == _oracle_pairs(_oracle(timeline).overlapping(t_s))


@relaxed
@given(timelines)
def test_units_are_bounded_by_silence_and_hold_all_speech(voice: Timeline) -> None:
    found = units(voice)
    assert all(b.start_s - a.end_s >= SETTINGS.ipu_silence_s for a, b in pairwise(found))
    assert found.intersection(voice) == voice
    assert units(found) == found


@relaxed
@given(timelines, timelines)
def test_turns_hold_all_units_and_change_the_speaker(customer: Timeline, trainee: Timeline) -> None:
    turns = find_turns(customer, trainee)
    for speaker, voice in (("customer", customer), ("trainee", trainee)):
        spans = Timeline.of(turn.span for turn in turns if turn.speaker == speaker)
        assert spans.intersection(units(voice)) == units(voice)
    holders = [turn for turn in turns if turn.takes_floor]
    assert all(a.speaker != b.speaker and a.start_s <= b.start_s for a, b in pairwise(holders))
    assert all(a.end_s < b.end_s for a, b in pairwise(holders))


@relaxed
@given(timelines, timelines)
def test_a_change_of_speaker_has_a_gap_or_an_overlap_never_both(customer: Timeline, trainee: Timeline) -> None:
    turns = find_turns(customer, trainee)
    gaps = {(gap.start_s, gap.end_s): gap for gap in find_gaps(turns)}
    silence = customer.union(trainee).complement(0.0, END_S)
    for before, after in pairwise([turn for turn in turns if turn.takes_floor]):
        gap = gaps.pop((before.end_s, after.start_s), None)
        assert (gap is not None) == (after.start_s > before.end_s)
        if gap is not None:
            assert gap.after == before.speaker
            assert gap.duration_s == pytest.approx(silence.within(gap.start_s, gap.end_s).total_s)
    assert not gaps


@relaxed
@given(timelines, timelines)
def test_pauses_lie_inside_turns_and_outside_gaps(customer: Timeline, trainee: Timeline) -> None:
    turns = find_turns(customer, trainee)
    spans = Timeline.of(turn.span for turn in turns if turn.speaker == "trainee")
    pauses = find_pauses(trainee, spans, Timeline())
    assert 0.0 <= pauses.total_s <= spans.total_s - trainee.total_s
    assert pauses.total_s >= pauses.count * SETTINGS.pause_min_s
