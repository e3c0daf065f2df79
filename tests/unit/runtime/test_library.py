"""The library: shipped and own customers, and files that are broken."""

import shutil
from pathlib import Path

import pytest

from voicedrill import paths
from voicedrill.errors import UserError
from voicedrill.persona.problems import PersonaError
from voicedrill.persona.yaml_reader import MAX_BYTES
from voicedrill.runtime.library import find_persona, list_personas, persona_files, personas_dir, read_text

PERSONAS = Path(__file__).parents[2] / "data" / "personas"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder with the minimal customer; nothing is shipped."""
    monkeypatch.setattr(paths, "shipped", lambda name: tmp_path / "shipped" / name)
    folder = personas_dir()
    folder.mkdir(parents=True)
    shutil.copy(PERSONAS / "minimal.yaml", folder)
    return folder


def test_no_folders_no_customers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "shipped", lambda name: tmp_path / name)
    assert list_personas() == []


def test_a_broken_file_does_not_hide_the_others(own: Path) -> None:
    shutil.copy(PERSONAS / "broken.yaml", own)
    (own / "latin.yaml").write_bytes(b"schema_version: 1\nname: Fran\xe7oise\n")
    (own / "notes.txt").write_text("no customer")
    entries = {entry.path.name: entry for entry in list_personas()}
    assert list(entries) == ["broken.yaml", "latin.yaml", "minimal.yaml"]
    assert entries["minimal.yaml"].persona is not None
    assert entries["minimal.yaml"].text == (own / "minimal.yaml").read_text(encoding="utf-8")
    assert entries["broken.yaml"].persona is None
    assert [problem.line for problem in entries["broken.yaml"].problems] == [1, 1, 7, 8]
    assert "UTF-8" in entries["latin.yaml"].problems[0].message
    assert entries["latin.yaml"].problems[0].line == 2


def test_a_file_with_lint_errors_cannot_be_called(own: Path) -> None:
    file = own / "minimal.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("on: opening", "on: hold"), encoding="utf-8")
    assert list_personas()[0].persona is None
    with pytest.raises(PersonaError, match="the call cannot begin"):
        find_persona("minimal")


def test_an_id_means_one_customer(own: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "shipped" / "personas"
    shipped.mkdir(parents=True)
    shutil.copy(PERSONAS / "minimal.yaml", shipped / "shipped.yaml")
    first, second = list_personas()
    assert first.path == shipped / "shipped.yaml"
    assert first.persona is not None
    assert second.persona is None
    assert "'minimal' is already used by" in second.problems[0].message


def test_find_by_id_and_by_path(own: Path) -> None:
    by_id = find_persona("minimal")
    by_path = find_persona(str(PERSONAS / "minimal.yaml"))
    assert by_id == by_path
    assert by_id[0].id == "minimal"
    assert by_id[1].startswith("schema_version: 1")


def test_unknown_id(own: Path) -> None:
    with pytest.raises(UserError, match=r"no customer 'minimol'\. Did you mean 'minimal'\?.*personas list"):
        find_persona("minimol")


def test_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"There is no customer file '.*missing\.yaml'"):
        find_persona(str(tmp_path / "missing.yaml"))
    large = tmp_path / "large.yaml"
    large.write_text("#" + "é" * MAX_BYTES, encoding="utf-8")
    with pytest.raises(PersonaError, match="larger than 256 kB"):
        read_text(large)


def test_files_of_folders_and_files_alone(own: Path) -> None:
    alone = PERSONAS / "broken.yaml"
    assert persona_files([own, alone]) == [own / "minimal.yaml", alone]


def test_the_shipped_customers_are_sound() -> None:
    assert [entry.problems for entry in list_personas() if entry.problems] == []
