"""What ``voicedrill call`` makes of its options; the call itself is tested on real streams."""

import importlib
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from voicedrill.cli.call import command
from voicedrill.errors import UserError
from voicedrill.runtime.live import CallSetup
from voicedrill.runtime.updates import Cue, Failed, Update, Warned

CALL = importlib.import_module("voicedrill.cli.call")


class ShortCall:
    """A call that tells something and fails at once; remembers what was chosen."""

    setups: list[CallSetup]

    def __init__(self, setup: CallSetup, listener: Callable[[Update], None]) -> None:
        self.setups.append(setup)
        self._tell = listener

    def start(self) -> None:
        for update in (Warned("Mind the gap."), Cue("A bit slower"), Cue(""), Failed("It broke.")):
            self._tell(update)

    def hang_up(self) -> None:
        """It is over."""

    def join(self) -> None:
        """It is over."""


@pytest.fixture
def setups(monkeypatch: pytest.MonkeyPatch) -> list[CallSetup]:
    """What was chosen in each call."""
    ShortCall.setups = []
    monkeypatch.setattr(CALL, "LiveCall", ShortCall)
    return ShortCall.setups


@pytest.mark.parametrize(
    ("option", "name", "usually"),
    [("--no-hints", "cues", True), ("--text-only", "keep_audio", True), ("--no-headset", "half_duplex", False)],
)
def test_every_option_changes_one_choice(setups: list[CallSetup], option: str, name: str, usually: bool) -> None:
    names = ("cues", "keep_audio", "half_duplex")
    for options in ([], [option]):
        CliRunner().invoke(command, ["hartley_parcel", "--seed", "1", *options])
    first, second = setups
    assert (getattr(first, name), getattr(second, name)) == (usually, not usually)
    assert [one for one in names if getattr(first, one) != getattr(second, one)] == [name]


def test_hints_and_warnings_are_shown(setups: list[CallSetup]) -> None:
    done = CliRunner().invoke(command, ["hartley_parcel"])
    assert done.output.splitlines() == ["    ! Mind the gap.", "    > A bit slower"]
    assert isinstance(done.exception, UserError)
    assert str(done.exception) == "It broke."
