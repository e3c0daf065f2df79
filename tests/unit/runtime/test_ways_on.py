"""After a pause: what a good call of this case would do next."""

from fakes.virtual_call import casting

from voicedrill.runtime.detecting import load_detector
from voicedrill.runtime.ways_on import MOVES, WaysOn


def test_two_lines_of_the_script_that_do_what_was_not_done() -> None:
    ways = WaysOn(casting(), load_detector(by_meaning=False))
    script = [casting().written(line.say) for line in casting().case.trainee.good]
    first = ways.after(frozenset())
    assert len(first) in (1, 2)
    assert set(first) <= set(script)
    assert len(set(first)) == len(first)


def test_something_is_said_when_all_is_done() -> None:
    assert len(WaysOn(casting(), load_detector(by_meaning=False)).after(frozenset(MOVES))) == 2
