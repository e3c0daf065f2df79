"""``voicedrill models`` with the real model: fetched at first use, checked, refused in one sentence when offline."""

import json
from pathlib import Path

import pytest

from voicedrill.cli.main import main
from voicedrill.engines.manifest import SPEECH_MODEL, load_manifest
from voicedrill.engines.model_store import MODEL_DIR_VARIABLE, ModelStore, models_dir

FOLDER = "vosk-model-small-en-us-0.15"


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty store and no way to any server."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(MODEL_DIR_VARIABLE, str(tmp_path / "store"))
    return tmp_path / "store"


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        main(list(arguments))
    return caught.value.code


def test_the_speech_model_is_fetched_checked_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "get", SPEECH_MODEL) == 0
    assert Path(capsys.readouterr().out.strip()) == models_dir() / FOLDER
    assert run("models", "get") == 0
    assert run("models", "verify") == 0
    assert "complete" in capsys.readouterr().out
    folder = models_dir() / FOLDER
    assert "--dither=0" in (folder / "conf" / "mfcc.conf").read_text().splitlines()
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["am", "conf", "graph", "ivector"]


def test_list_tells_where_the_models_lie(capsys: pytest.CaptureFixture[str]) -> None:
    ModelStore(models_dir(), load_manifest()).get(SPEECH_MODEL)
    assert run("models", "list", "--json") == 0
    row, *_ = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert row == {
        "name": SPEECH_MODEL,
        "version": "0.15",
        "description": "English speech to text",
        "licence": "Apache-2.0",
        "size": 41_185_783,
        "path": str(models_dir() / FOLDER),
    }
    assert run("models", "list") == 0
    assert "Apache-2.0" in capsys.readouterr().out


def test_offline_without_the_model_is_one_sentence_that_helps(
    offline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("models", "get") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert f"{FOLDER} is not on this machine and could not be fetched (no connection)" in err
    assert "'voicedrill models get'" in err
    assert "VOICEDRILL_VOSK_MODEL" in err
    assert [path.name for path in offline.iterdir()] == [f"{SPEECH_MODEL}.lock"]


def test_offline_without_the_model_list_and_verify_say_so(offline: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "list") == 0
    assert "not here yet (41 MB to fetch)" in capsys.readouterr().out
    assert run("models", "list", "--json") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["path"] for row in rows] == [None, None, None]
    assert run("models", "verify") == 2
    assert "is not installed. Run 'voicedrill models get'." in capsys.readouterr().err
    assert not offline.exists()


def test_an_unknown_model_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("models", "get", "huge") == 2
    assert "There is no model 'huge'" in capsys.readouterr().err
