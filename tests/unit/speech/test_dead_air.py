import pytest

from voicedrill.speech.dead_air import find_dead_air, is_announced
from voicedrill.speech.measurement import DeadAir
from voicedrill.speech.timeline import Interval, Timeline
from voicedrill.speech.words import Word


def _said(text: str, end_s: float) -> list[Word]:
    words = text.split()
    start_s = end_s - 0.3 * len(words)
    return [Word(word, start_s + 0.3 * n, start_s + 0.3 * (n + 1)) for n, word in enumerate(words)]


def _dead_air(silence_s: float, said: str = "your order is here", *excused: Interval) -> tuple[DeadAir, ...]:
    voice = Timeline.of([Interval(0.0, 10.0), Interval(10.0 + silence_s, 100.0)])
    return find_dead_air(voice, 100.0, Timeline.of(excused), _said(said, 10.0))


@pytest.mark.parametrize(("silence_s", "found"), [(7.99, False), (8.0, False), (8.01, True)])
def test_unexplained_silence(silence_s: float, found: bool) -> None:
    assert _dead_air(silence_s) == ((DeadAir(10.0, 10.0 + silence_s),) if found else ())


@pytest.mark.parametrize(
    "said",
    ["bear with me while i check", "let me just look that up", "one moment please", "i'm checking that now",
     "Can I put you on hold", "give me two minutes", "i’ll find it", "hold on a minute", "please hang on"],
)  # fmt: skip
@pytest.mark.parametrize(("silence_s", "found"), [(20.0, False), (29.99, False), (30.0, False), (30.01, True)])
def test_of_an_announced_silence_only_the_excess_counts(said: str, silence_s: float, found: bool) -> None:
    assert _dead_air(silence_s, said) == ((DeadAir(40.0, 10.0 + silence_s, announced=True),) if found else ())


def test_talking_in_announces_nothing() -> None:
    assert _dead_air(20.0, "hold on hold on you should have read it") == (DeadAir(10.0, 30.0),)


def test_an_old_announcement_does_not_explain() -> None:
    assert _dead_air(20.0, "one moment please " + "and so on " * 10)


@pytest.mark.parametrize(("silence_s", "excused"), [(8.0, True), (8.1, False)])
def test_a_long_silence_uses_an_announcement_up(silence_s: float, excused: bool) -> None:
    said = _said("one moment please", 10.0) + _said("so here it is", 11.2 + silence_s)
    at_s = 11.2 + silence_s
    assert is_announced(said, at_s) == excused


def test_a_hold_excuses_what_it_covers() -> None:
    assert _dead_air(60.0, "your order is here", Interval(11.0, 65.0)) == ()
    assert _dead_air(60.0, "your order is here", Interval(11.0, 60.0)) == (DeadAir(60.0, 70.0),)


def test_a_call_in_which_nobody_speaks_is_no_talk_to_be_silent_in() -> None:
    assert find_dead_air(Timeline(), 20.0, Timeline(), []) == ()
    assert find_dead_air(Timeline(), 0.0, Timeline(), []) == ()
