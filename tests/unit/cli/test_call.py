"""What ``voicedrill call`` makes of its options; the call itself is tested on real streams."""

import importlib
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from voicedrill.cli.call import command
from voicedrill.errors import UserError
from voicedrill.runtime.live import CallSetup
from voicedrill.runtime.updates import Cue, Failed, Update, Warned

LIVE = importlib.import_module("voicedrill.cli.live_call")


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
    monkeypatch.setattr(LIVE, "LiveCall", ShortCall)
    return ShortCall.setups


@pytest.mark.parametrize(
    ("option", "name", "usually"),
    [("--no-hints", "cues", True), ("--no-headset", "half_duplex", False)],
)
def test_every_option_changes_one_choice(setups: list[CallSetup], option: str, name: str, usually: bool) -> None:
    names = ("cues", "keep", "half_duplex")
    for options in ([], [option]):
        CliRunner().invoke(command, ["hartley_parcel", "--seed", "1", *options])
    first, second = setups
    assert (getattr(first, name), getattr(second, name)) == (usually, not usually)
    assert [one for one in names if getattr(first, one) != getattr(second, one)] == [name]


def test_without_anybody_to_ask_only_the_words_are_kept(setups: list[CallSetup]) -> None:
    done = CliRunner().invoke(command, ["hartley_parcel"])
    assert "nobody can be asked here" in done.stderr
    assert setups[0].keep == "words"


def test_what_was_chosen_once_is_asked_no_more(setups: list[CallSetup]) -> None:
    CliRunner().invoke(command, ["hartley_parcel", "--keep", "recording", "--trainee", "anna"])
    CliRunner().invoke(command, ["hartley_parcel", "--trainee", "anna"])
    done = CliRunner().invoke(command, ["hartley_parcel"])
    assert [one.keep for one in setups] == ["recording", "recording", "words"]
    assert "nobody can be asked here" in done.stderr


def test_at_a_terminal_people_are_asked_in_plain_words(
    setups: list[CallSetup], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LIVE, "_is_terminal", lambda: True)
    done = CliRunner().invoke(command, ["hartley_parcel"], input="nothing\n")
    assert "May voicedrill record your calls?" in done.output
    assert setups[0].keep == "nothing"


def test_hints_and_warnings_are_shown(setups: list[CallSetup]) -> None:
    done = CliRunner().invoke(command, ["hartley_parcel"])
    assert done.stdout.splitlines() == ["    ! Mind the gap.", "    > A bit slower"]
    assert isinstance(done.exception, UserError)
    assert str(done.exception) == "It broke."
