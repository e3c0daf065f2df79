import pytest

from voicedrill.speech.floor import units
from voicedrill.speech.timeline import Interval, Timeline


def _line(*pairs: tuple[float, float]) -> Timeline:
    return Timeline.of(Interval(*pair) for pair in pairs)


@pytest.mark.parametrize(("silence_s", "count"), [(0.19, 1), (0.2, 2), (0.21, 2)])
def test_silence_that_parts_units(silence_s: float, count: int) -> None:
    assert len(units(_line((0.0, 2.0), (2.0 + silence_s, 4.0)))) == count
