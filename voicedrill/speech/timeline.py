"""Sets of times: sorted, disjoint intervals and the operations on them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A stretch of time, ``start_s`` included, ``end_s`` not."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Timeline:
    """Intervals in order that neither overlap nor touch; make one with `Timeline.of`."""

    intervals: tuple[Interval, ...] = ()

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> "Timeline":
        """Sort intervals, join those that overlap or touch, drop the empty ones."""
        joined: list[Interval] = []
        for one in sorted(one for one in intervals if one.end_s > one.start_s):
            if joined and one.start_s <= joined[-1].end_s:
                joined[-1] = Interval(joined[-1].start_s, max(joined[-1].end_s, one.end_s))
            else:
                joined.append(one)
        return cls(tuple(joined))

    def __iter__(self) -> Iterator[Interval]:
        return iter(self.intervals)

    def __len__(self) -> int:
        return len(self.intervals)

    @property
    def total_s(self) -> float:
        """Sum of the lengths."""
        return sum((one.length_s for one in self.intervals), 0.0)

    @cached_property
    def _starts(self) -> tuple[float, ...]:
        return tuple(one.start_s for one in self.intervals)

    def covering(self, t_s: float) -> Interval | None:
        """Return the interval that holds ``t_s``, or None."""
        last = self.last_begun(t_s)
        return last if last is not None and t_s < last.end_s else None

    def last_begun(self, t_s: float) -> Interval | None:
        """Return the latest interval that began at or before ``t_s``, or None."""
        index = bisect_right(self._starts, t_s)
        return self.intervals[index - 1] if index else None

    def bridged(self, gap_s: float) -> "Timeline":
        """Join intervals whose gap is shorter than ``gap_s``."""
        joined: list[Interval] = []
        for one in self.intervals:
            if joined and one.start_s - joined[-1].end_s < gap_s:
                joined[-1] = Interval(joined[-1].start_s, one.end_s)
            else:
                joined.append(one)
        return Timeline(tuple(joined))

    def without_short(self, min_s: float) -> "Timeline":
        """Drop intervals shorter than ``min_s``."""
        return Timeline(tuple(one for one in self.intervals if one.length_s >= min_s))

    def union(self, other: "Timeline") -> "Timeline":
        """Return the times in either."""
        return Timeline.of((*self.intervals, *other.intervals))

    def intersection(self, other: "Timeline") -> "Timeline":
        """Return the times in both."""
        shared: list[Interval] = []
        mine, theirs = 0, 0
        while mine < len(self.intervals) and theirs < len(other.intervals):
            a, b = self.intervals[mine], other.intervals[theirs]
            start_s, end_s = max(a.start_s, b.start_s), min(a.end_s, b.end_s)
            if start_s < end_s:
                shared.append(Interval(start_s, end_s))
            if a.end_s < b.end_s:
                mine += 1
            else:
                theirs += 1
        return Timeline(tuple(shared))

    def complement(self, start_s: float, end_s: float) -> "Timeline":
        """Return the times between ``start_s`` and ``end_s`` that are not in this timeline."""
        free: list[Interval] = []
        at_s = start_s
        for one in self.within(start_s, end_s):
            if at_s < one.start_s:
                free.append(Interval(at_s, one.start_s))
            at_s = one.end_s
        if at_s < end_s:
            free.append(Interval(at_s, end_s))
        return Timeline(tuple(free))

    def without(self, other: "Timeline") -> "Timeline":
        """Return the times in this timeline that are not in the other."""
        if not self.intervals:
            return self
        return self.intersection(other.complement(self.intervals[0].start_s, self.intervals[-1].end_s))

    def within(self, start_s: float, end_s: float) -> "Timeline":
        """Return the times between ``start_s`` and ``end_s``."""
        return self.intersection(Timeline.of((Interval(start_s, end_s),)))
