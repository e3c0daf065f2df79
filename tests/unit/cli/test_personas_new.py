"""``voicedrill personas new``: the file is right at once and can be called."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from voicedrill.cli.main import main
from voicedrill.cli.personas import command
from voicedrill.persona.lint import lint
from voicedrill.persona.loader import load_persona
from voicedrill.runtime.detecting import load_patterns
from voicedrill.runtime.library import personas_dir
from voicedrill.runtime.simulation import simulate
from voicedrill.runtime.text_trainee import Manner

Run = Callable[..., tuple[int | str | None, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*arguments: str) -> tuple[int | str | None, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["personas", "new", *arguments])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return _run


@pytest.mark.parametrize("difficulty", [1, 2, 3, 4, 5])
def test_the_file_is_right_at_once_and_its_good_script_wins(run: Run, tmp_path: Path, difficulty: int) -> None:
    path = tmp_path / "mine.yaml"
    code, out, err = run("--id", "mine", "--difficulty", str(difficulty), "--output", str(path), "--yes")
    assert (code, out) == (0, f"{path}\n")
    assert f"voicedrill personas lint {path}" in err
    text = path.read_text(encoding="utf-8")
    assert lint(text, "mine.yaml") == []
    persona = load_persona(text, "mine.yaml")
    assert persona.difficulty == difficulty
    detector = load_patterns()
    for seed in range(1, 4):
        good = simulate(persona, None, Manner.IDEAL, seed, detector)
        assert (good.outcome, good.flaws(), good.fallbacks) == ("resolved", [], 0)
        assert good.exchanges <= 12
    assert simulate(persona, None, Manner.DEFENSIVE, 1, detector).outcome == "hang_up"
    assert simulate(persona, None, Manner.SILENT, 1, detector).outcome == "hang_up"
    assert simulate(persona, None, Manner.PARROT, 1, detector).outcome != "resolved"


def test_what_is_given_stands_in_it(run: Run) -> None:
    name = 'Mr. "Bo" O\'Hara: #1 \\ é'
    given = ("--name", name, "--pronoun", "he", "--title", "*Title: & more", "--trouble", "[None] # really")
    code, out, _ = run("--id", "ohara", *given, "--sector", "Water: gas", "--language", "mild", "--yes")
    path = personas_dir() / "ohara.yaml"
    assert (code, out) == (0, f"{path}\n")
    persona = load_persona(path.read_text(encoding="utf-8"), "ohara.yaml")
    assert (persona.id, persona.name, persona.pronoun) == ("ohara", name, "he")
    assert (persona.title, persona.trouble, persona.sector) == ("*Title: & more", "[None] # really", "Water: gas")
    assert (persona.language, persona.voice.gender) == ("mild", "male")
    assert name in persona.beats[0].say[0]


def test_it_asks_for_what_is_not_given() -> None:
    answers = ["", "they", "The heater", "It is cold.", "heating", "9", "3", "strong", ""]
    result = CliRunner().invoke(command, ["new", "--name", "Dr. Lee-Stone"], input="\n".join(answers[1:]) + "\n")
    assert result.exit_code == 0, result.output
    assert "Name of the customer" not in result.stderr
    persona = load_persona((personas_dir() / "stone.yaml").read_text(encoding="utf-8"), "stone.yaml")
    assert (persona.name, persona.pronoun, persona.title) == ("Dr. Lee-Stone", "they", "The heater")
    assert (persona.trouble, persona.sector, persona.difficulty) == ("It is cold.", "heating", 3)
    assert persona.language == "strong"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--id", "Mine"), "'Mine' cannot be an id. Use lower-case letters"),
        (("--id", "../mine"), "'../mine' cannot be an id."),
        (("--id", "hartley_parcel"), "The id 'hartley_parcel' is taken by "),
        (("--id", "mine", "--output", "mine.txt"), "Give a name that ends with .yaml."),
        (("--id", "mine", "--output", "no/such/folder/mine.yaml"), "cannot be written: No such file or directory."),
        (("--id", "mine", "--name", "A {b}"), "The file was not written, because it would have a mistake."),
        (("--id", "mine", "--name", "A\tb\x07"), "The file was not written, because it would have a mistake."),
        (("--id", "mine", "--name", ""), "The file was not written, because it would have a mistake."),
        (("--difficulty", "6"), "6 is not in the range 1<=x<=5."),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments, "--yes")
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert list(tmp_path.rglob("*")) == []
    assert not personas_dir().exists()


@pytest.mark.parametrize("name", ["Ms. Reed", "Reed", "Mrs. Anne REED", "ms reed"])
def test_the_id_comes_from_the_name(run: Run, name: str) -> None:
    assert run("--name", name, "--yes")[:2] == (0, f"{personas_dir() / 'reed.yaml'}\n")


@pytest.mark.parametrize("name", ["Mr. 7", "Ψ", "Dr."])
def test_a_name_that_makes_no_id(run: Run, name: str) -> None:
    assert run("--name", name, "--yes")[:2] == (0, f"{personas_dir() / 'customer.yaml'}\n")


def test_a_file_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("mine", encoding="utf-8")
    code, _, err = run("--id", "mine", "--output", str(path), "--yes")
    assert code == 2
    assert "exists already and was left as it is." in err
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("--id", "other", "--yes")[0] == 0
    assert "The id 'other' is taken by" in run("--id", "other", "--yes")[2]
