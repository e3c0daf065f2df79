from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voicedrill.speech.timeline import Interval, Timeline

# quarters of a second are exact in binary, so that equality can be asked for
_times = st.integers(0, 200).map(lambda n: n / 4)
_intervals = st.tuples(_times, _times).map(lambda pair: Interval(min(pair), max(pair)))
timelines = st.lists(_intervals, max_size=12).map(Timeline.of)


def _covered(timeline: Timeline) -> set[float]:
    return {n / 8 for n in range(401) if timeline.covering(n / 8) is not None}


@given(timelines)
def test_sorted_disjoint_and_not_empty(timeline: Timeline) -> None:
    intervals = timeline.intervals
    assert all(one.start_s < one.end_s for one in intervals)
    assert all(a.end_s < b.start_s for a, b in pairwise(intervals))
    assert Timeline.of(intervals) == timeline


@given(st.lists(_intervals, max_size=12))
def test_of_keeps_exactly_the_times_given(intervals: list[Interval]) -> None:
    given_times = {n / 8 for n in range(401) for one in intervals if one.start_s <= n / 8 < one.end_s}
    assert _covered(Timeline.of(intervals)) == given_times


@given(timelines, timelines)
def test_set_operations_are_those_of_sets(a: Timeline, b: Timeline) -> None:
    assert _covered(a.union(b)) == _covered(a) | _covered(b)
    assert _covered(a.intersection(b)) == _covered(a) & _covered(b)
    assert _covered(a.without(b)) == _covered(a) - _covered(b)
    assert a.union(b).total_s + a.intersection(b).total_s == a.total_s + b.total_s


@given(timelines, _times, _times)
def test_complement_shares_the_stretch_out(timeline: Timeline, first_s: float, second_s: float) -> None:
    start_s, end_s = sorted((first_s, second_s))
    inside, outside = timeline.within(start_s, end_s), timeline.complement(start_s, end_s)
    assert inside.intersection(outside) == Timeline()
    assert inside.total_s + outside.total_s == end_s - start_s


@given(timelines, _times)
def test_bridged_leaves_no_shorter_gap_and_adds_only_gaps(timeline: Timeline, gap_s: float) -> None:
    bridged = timeline.bridged(gap_s)
    assert all(b.start_s - a.end_s >= gap_s for a, b in pairwise(bridged.intervals))
    assert bridged.intersection(timeline) == timeline
    assert bridged.bridged(gap_s) == bridged
    assert all(gap.length_s < gap_s for gap in bridged.without(timeline))


@given(timelines, _times)
def test_without_short_drops_only_the_short(timeline: Timeline, min_s: float) -> None:
    kept = set(timeline.without_short(min_s))
    assert kept == {one for one in timeline if one.length_s >= min_s}


@given(timelines, _times)
def test_last_begun(timeline: Timeline, t_s: float) -> None:
    begun = timeline.last_begun(t_s)
    assert begun == max((one for one in timeline if one.start_s <= t_s), default=None)
