"""Without the evaluation data every benchmark says so, in the same way."""

import importlib
import json
import sys
from pathlib import Path

import pytest

NAMES = [
    "behaviours", "bleed", "cost", "ipus", "neighbours", "rate", "real_call", "sound", "turn_taking", "words",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", [None, "", "empty"])
def test_without_the_data(
    name: str, folder: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [name])
    monkeypatch.chdir(tmp_path)
    if folder is None:
        monkeypatch.delenv("VOICEDRILL_EVAL_DATA", raising=False)
    else:
        monkeypatch.setenv("VOICEDRILL_EVAL_DATA", folder and str(tmp_path))
    importlib.import_module(f"bench.{name}").main()
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"bench", "not run"}
    assert said["bench"] == name
    assert "VOICEDRILL_EVAL_DATA" in said["not run"]
