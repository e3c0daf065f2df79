import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from voicedrill import __version__
from voicedrill.cli import main as entry
from voicedrill.cli.main import COMMANDS, main
from voicedrill.errors import UserError


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command("demo")
    def command() -> None:
        raise error

    module = SimpleNamespace(command=command)
    monkeypatch.setattr(entry.importlib, "import_module", lambda name: module)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == 0
    assert "Usage: voicedrill" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    assert __version__ in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [("sing",), ("demo", "--loud"), ("demo", "--seed", "x"), ("score",), ("play",), ("--data-dir",)]
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("voicedrill: ")


def test_a_user_error_is_its_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    failing_with(UserError("The disk is full. Free some space."), monkeypatch)
    assert run("demo") == 2
    assert capsys.readouterr().err == "voicedrill: The disk is full. Free some space.\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_stopping_is_no_crash(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failing_with(error, monkeypatch)
    assert run("demo") == 130
    assert capsys.readouterr().err.strip().endswith("voicedrill: Stopped.")


def test_a_bug_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(ZeroDivisionError(), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        main(["demo"])


def test_the_data_folder_can_be_moved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--data-dir", str(tmp_path), "personas", "list", "--json") == 0
    assert os.environ["VOICEDRILL_DATA_DIR"] == str(tmp_path)
    assert json.loads(capsys.readouterr().out)


def test_no_window_toolkit_is_imported_for_a_command() -> None:
    assert "PySide6" not in sys.modules or "voicedrill.ui" not in sys.modules
