"""The user's own model: what is no Vosk model is refused before Vosk sees it."""

from pathlib import Path

import pytest

from voicedrill.engines.speech_to_text import VOSK_MODEL_VARIABLE, load_speech_to_text
from voicedrill.errors import DataError, EngineError

NEW = ("am/final.mdl", "conf/model.conf", "graph/HCLr.fst", "graph/Gr.fst")
OLD = ("final.mdl", "mfcc.conf", "HCLG.fst")


def fill(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"not a model")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"There is no folder .*nothing with a Vosk model"):
        load_speech_to_text(model=tmp_path / "nothing")


@pytest.mark.parametrize("names", [NEW, OLD])
def test_a_folder_that_lacks_a_file_is_refused(tmp_path: Path, names: tuple[str, ...]) -> None:
    for missing in range(len(names)):
        folder = tmp_path / str(missing)
        folder.mkdir()
        fill(folder, names[:missing] + names[missing + 1 :])
        with pytest.raises(DataError, match="is not a complete Vosk model"):
            load_speech_to_text(model=folder)


@pytest.mark.parametrize("names", [NEW, OLD])
def test_a_damaged_model_is_one_sentence_and_nothing_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], names: tuple[str, ...]
) -> None:
    fill(tmp_path, names)
    with pytest.raises(EngineError, match="cannot be loaded; it is incomplete or damaged"):
        load_speech_to_text(model=tmp_path)
    assert capfd.readouterr() == ("", "")


def test_the_variable_gives_a_model_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VOSK_MODEL_VARIABLE, str(tmp_path / "mine"))
    with pytest.raises(DataError, match=r"There is no folder .*mine"):
        load_speech_to_text()
