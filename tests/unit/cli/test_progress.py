import sys
from functools import partial

import pytest
from rich.console import Console

from voicedrill.cli import progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time in seconds; stderr is a terminal, as far as can be seen."""
    now_s = [100.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now_s[0])
    monkeypatch.setattr(progress, "Console", partial(Console, force_terminal=True))
    return now_s


@pytest.mark.parametrize(("at_s", "seen"), [(100.9, False), (101.0, True)])
def test_a_bar_is_drawn_only_for_what_takes_its_time(
    at_s: float, seen: bool, clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.shown_progress(after_s=1.0) as tell:
        clock[0] = at_s
        tell("half of it", 0.5)
        sys.stdout.write("a result\n")
    shown = capsys.readouterr()
    assert ("half of it" in shown.err) is seen
    assert shown.out == "a result\n"


def test_without_a_terminal_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.shown_progress() as tell:
        tell("half of it", 0.5)
    assert capsys.readouterr().err == ""
