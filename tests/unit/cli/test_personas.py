"""``voicedrill personas``: what other programs rely on."""

import json
import shutil
from pathlib import Path

import pytest

from voicedrill.cli.main import main
from voicedrill.runtime.library import personas_dir

PERSONAS = Path(__file__).parents[2] / "data" / "personas"
MINIMAL = str(PERSONAS / "minimal.yaml")


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int | str | None, str, str]:
    with pytest.raises(SystemExit) as stopped:
        main(["personas", *arguments])
    output = capsys.readouterr()
    return stopped.value.code, output.out, output.err


def test_list_json_has_the_promised_fields(capsys: pytest.CaptureFixture[str]) -> None:
    personas_dir().mkdir(parents=True)
    shutil.copy(MINIMAL, personas_dir())
    shutil.copy(PERSONAS / "broken.yaml", personas_dir())
    code, out, err = _run(capsys, "list", "--json")
    assert code == 0
    mine = next(one for one in json.loads(out) if one["id"] == "minimal")
    assert mine == {
        "id": "minimal",
        "kind": "call",
        "title": "The lamp that never came",
        "sector": "retail",
        "difficulty": 1,
        "skills": ["listening", "details", "paraphrase", "empathy", "apology", "solution", "next_steps"],
        "cases": ["late_lamp"],
    }
    assert "broken.yaml:1: error:" in err
    code, out, _ = _run(capsys, "list")
    assert code == 0
    assert any(line.startswith("minimal ") and "●○○○○" in line for line in out.splitlines())


def test_the_list_can_be_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    personas_dir().mkdir(parents=True)
    shutil.copy(MINIMAL, personas_dir())
    code, out, _ = _run(
        capsys, "list", "--language", "clean", "--sector", "Retail", "--skill", "details", "--difficulty", "1", "--json"
    )
    cards = json.loads(out)
    assert code == 0
    assert "minimal" in [card["id"] for card in cards]
    assert all(card["sector"] == "retail" and card["difficulty"] == 1 and "details" in card["skills"] for card in cards)
    assert json.loads(_run(capsys, "list", "--sector", "none", "--json")[1]) == []


def test_customers_can_be_simulated(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "simulate", MINIMAL, "--runs", "1", "--json")
    assert code == 0
    assert {json.loads(line)["persona"] for line in out.splitlines()} == {"minimal"}


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "show", MINIMAL, "--case", "late_lamp", "--seed", "4", "--json")
    shown = json.loads(out)
    assert code == 0
    assert (shown["id"], shown["case"], shown["seed"]) == ("minimal", "late_lamp", 4)
    assert [section["id"] for section in shown["briefing"]["sections"]][:2] == ["caller", "situation"]
    assert "trainer" not in shown
    plain = _run(capsys, "show", MINIMAL)[1]
    assert plain.startswith("The lamp that never came\n")
    assert plain.endswith("\n\nCase late_lamp, seed 0. All cases: late_lamp\n")


def test_show_tells_a_trainer_more(capsys: pytest.CaptureFixture[str]) -> None:
    for_trainees = _run(capsys, "show", MINIMAL)[1].rpartition("\n\n")[0]
    code, out, _ = _run(capsys, "show", MINIMAL, "--trainer")
    assert code == 0
    assert out.startswith(for_trainees)
    assert "\n\nCase late_lamp: The parcel is stuck in the depot\n  Fault: ours: take the blame\n" in out
    shown = json.loads(_run(capsys, "show", MINIMAL, "--trainer", "--json")[1])
    assert [section["id"] for section in shown["trainer"]] == ["wins", "pushes", "case_late_lamp", "script"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "nobody"), "There is no customer 'nobody'."),
        (("show", MINIMAL, "--case", "late_lam"), "Did you mean 'late_lamp'? The cases are: late_lamp."),
        (("lint", str(PERSONAS.parent / "none")), "1 errors"),
    ],
)
def test_mistakes_exit_2_with_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], sentence: str
) -> None:
    code, _, err = _run(capsys, *arguments)
    assert code == 2
    assert sentence in err
    assert "Traceback" not in err


def test_lint_prints_every_error_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _run(capsys, "lint", str(PERSONAS))
    broken = PERSONAS / "broken.yaml"
    assert code == 2
    assert f"{broken}:7: error: 'difficulty' is '9'; it must be at most 5." in out.splitlines()
    assert f"{broken}:8: error: 'skills' (number 1) is 'empathie'" in out
    assert "5 files checked: 4 errors, 6 warnings." in err


def test_warnings_alone_exit_0(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert _run(capsys, "lint", MINIMAL)[0] == 0
    text = Path(MINIMAL).read_text(encoding="utf-8").replace("on: unclear", "on: hold")
    (tmp_path / "w.yaml").write_text(text, encoding="utf-8")
    code, out, _ = _run(capsys, "lint", str(tmp_path))
    assert code == 0
    assert ": warning: The case 'late_lamp' has no beat with 'on: unclear'" in out


def test_lint_of_an_empty_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, err = _run(capsys, "lint", str(tmp_path))
    assert code == 2
    assert "no customer files" in err


def test_schema(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capsys, "schema")
    assert code == 0
    assert json.loads(out)["title"] == "Persona"
