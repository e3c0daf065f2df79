"""``voicedrill history`` and ``compare``: what people type, and what they read."""

import csv
import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from voicedrill import paths
from voicedrill.cli.main import main
from voicedrill.history.baselines import Baselines, CheckedHeadset
from voicedrill.history.consent import Consents

GOLDEN = Path(__file__).parents[2] / "golden" / "calls"
Run = Callable[..., tuple[int | str | None, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def _run(*arguments: str) -> tuple[int | str | None, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return _run


def add(name: str, stamp: str, trainee: str = "me", **more: object) -> Path:
    folder = paths.calls_dir() / f"{stamp}-{name}"
    shutil.copytree(GOLDEN / name, folder)
    header = json.loads((folder / "call.json").read_text(encoding="utf-8"))
    header |= {"trainee": trainee, "started_at": f"{stamp[:10]}T09:00:00+01:00"} | more
    (folder / "call.json").write_text(json.dumps(header), encoding="utf-8")
    return folder


@pytest.fixture
def calls() -> dict[str, Path]:
    """Two calls of mine and one of Anna's."""
    return {
        "parrot": add("parrot", "2026-11-01-090000"),
        "ideal": add("ideal", "2026-11-20-090000"),
        "silent": add("silent", "2026-11-21-090000", "annalotte"),
    }


def test_list_tells_each_call_in_a_line_and_what_they_take(run: Run, calls: dict[str, Path]) -> None:
    code, out, err = run("history", "list")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[1] == f"{calls['ideal'].name}: Mrs. Hartley, Lost in the depot; resolved; 100 (95–100), ready"
    assert lines[3].startswith("3 calls. All calls take 0 MB in ")


def test_list_as_json_is_filtered(run: Run, calls: dict[str, Path]) -> None:
    rows = [json.loads(line) for line in run("history", "list", "--trainee", "annalotte", "--json")[1].splitlines()]
    assert [row["id"] for row in rows] == [calls["silent"].name]
    assert rows[0]["started_at"] == "2026-11-21T09:00:00+01:00"
    assert "stamp" not in rows[0]
    latest = run("history", "list", "--latest", "1", "--until", "2026-11-20", "--find", "hartley", "--json")[1]
    assert [json.loads(line)["id"] for line in latest.splitlines()] == [calls["ideal"].name]


def test_a_day_that_is_none_is_a_mistake_of_the_user(run: Run) -> None:
    code, out, err = run("history", "list", "--since", "yesterday")
    assert (code, out) == (2, "")
    assert "--since: 'yesterday' is no day. Write it as 2026-11-23." in err


def test_a_damaged_call_is_left_out_and_told(run: Run, calls: dict[str, Path]) -> None:
    (calls["parrot"] / "events.jsonl").unlink()
    code, out, err = run("history", "rebuild", "--json")
    assert code == 0
    assert json.loads(out) == {"calls": 2, "left_out": 1}
    assert err.startswith("left out: ")
    assert "nothing is known of the call" in err


def test_trends_are_of_one_trainee_and_say_how_sure_they_are(run: Run, calls: dict[str, Path]) -> None:
    code, out, _ = run("history", "trends", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["paraphrase"] == {
        "calls": 2, "level": found["paraphrase"]["level"], "reach": found["paraphrase"]["reach"],
        "change": None, "change_reach": None, "direction": None,
    }  # fmt: skip
    assert 0.4 < found["paraphrase"]["level"] < 0.8
    assert "Skills are compared, never totals." in run("history", "trends")[1]
    code, _, err = run("history", "trends", "--trainee", "nobody")
    assert code == 2
    assert "There are calls of: annalotte, me (--trainee)." in err


def test_export_is_the_same_after_the_database_is_gone(run: Run, calls: dict[str, Path], tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        assert run("history", "export", str(folder), "--csv")[0] == 0
        assert run("history", "export", str(folder / "x.jsonl"), "--xapi", "--actor", "t-17")[0] == 0
        (paths.data_dir() / "history.sqlite").unlink()
        assert run("history", "rebuild")[0] == 0
    names = ["calls.csv", "findings.csv", "x.jsonl"]
    assert sorted(path.name for path in first.iterdir()) == names
    assert [(first / name).read_bytes() for name in names] == [(second / name).read_bytes() for name in names]
    with (first / "calls.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["trainee"] for row in rows] == ["me", "me", "annalotte"]


def test_export_wants_to_know_what_and_for_whom(run: Run, calls: dict[str, Path], tmp_path: Path) -> None:
    assert "Say what to export: --csv or --xapi." in run("history", "export", str(tmp_path / "x"))[2]
    code, _, err = run("history", "export", str(tmp_path / "x.jsonl"), "--xapi")
    assert code == 2
    assert "pseudonym" in err
    assert not (tmp_path / "x.jsonl").exists()
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert "cannot be made" in run("history", "export", str(tmp_path / "file"), "--csv")[2]


@pytest.mark.parametrize("kind", ["pdf", "csv", "xapi", "vtt", "html"])
def test_report_writes_each_kind_into_the_folder(run: Run, calls: dict[str, Path], kind: str) -> None:
    code, out, _ = run("report", str(calls["ideal"]), f"--{kind}", "--actor", "t-17")
    assert code == 0
    assert Path(out.strip()).parent == calls["ideal"]
    assert Path(out.strip()).stat().st_size > 500


def test_delete_asks_and_deletes_all_of_a_call(
    run: Run, calls: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.confirm", lambda question: "Delete 1 call for good?" not in question)
    code, _, err = run("history", "delete", calls["ideal"].name)
    assert (code, calls["ideal"].exists()) == (2, True)
    assert "Nothing was deleted." in err
    assert run("history", "delete", calls["ideal"].name, "--yes")[1] == "1 call deleted.\n"
    assert not calls["ideal"].exists()
    assert calls["parrot"].exists()
    assert len(run("history", "list", "--json")[1].splitlines()) == 2


@pytest.mark.parametrize("name", ["nothing", "..", "../calls", ".deleted-x", ""])
def test_delete_takes_only_names_of_calls(run: Run, calls: dict[str, Path], name: str) -> None:
    code, _, err = run("history", "delete", "--yes", name)
    assert code == 2
    assert "There is no call" in err
    assert all(folder.exists() for folder in calls.values())


def test_delete_wants_exactly_one_thing(run: Run, calls: dict[str, Path]) -> None:
    for arguments in ([], [calls["ideal"].name, "--trainee", "me"], ["--trainee", "me", "--older-than", "3"]):
        code, _, err = run("history", "delete", "--yes", *arguments)
        assert code == 2
        assert "Say what to delete" in err


def test_delete_what_is_old(run: Run, calls: dict[str, Path]) -> None:
    add("defensive", "no-time", started_at="")
    assert run("history", "delete", "--yes", "--older-than", "100000")[1] == "0 calls deleted.\n"
    days = int((time.time() - time.mktime((2026, 11, 10, 12, 0, 0, 0, 0, -1))) // 86400)
    if days < 0:
        pytest.skip("the clock of this machine stands before the calls")
    assert run("history", "delete", "--yes", "--older-than", str(days))[1] == "1 call deleted.\n"
    assert not calls["parrot"].exists()
    assert calls["ideal"].exists()


def test_deleting_a_trainee_leaves_no_trace_in_the_data_folder(run: Run, calls: dict[str, Path]) -> None:
    headset = CheckedHeadset(trainee="annalotte", input_device="Jabra", output_device="", made_at="", baseline={})
    Baselines(paths.data_dir()).keep(headset)
    Consents(paths.data_dir()).keep("annalotte", "recording", "2026-11-01T09:00:00+01:00")
    (paths.data_dir() / "window.ini").write_text("[General]\ncues=true\ntrainee=annalotte\n", encoding="utf-8")
    broken = add("defensive", "2026-11-22-090000", "annalotte")
    (broken / "events.jsonl").unlink()
    run("history", "list")
    assert run("history", "delete", "--yes", "--trainee", "annalotte")[1] == "2 calls deleted.\n"
    files = [path for path in paths.data_dir().rglob("*") if path.is_file()]
    assert len(files) > 5
    assert (paths.data_dir() / "window.ini").read_text(encoding="utf-8") == "[General]\ncues=true\n"
    assert [path.name for path in files if b"annalotte" in path.read_bytes()] == []
    assert calls["ideal"].exists()
    assert sorted(paths.calls_dir().iterdir()) == [calls["parrot"], calls["ideal"]]


def test_a_backup_brings_everything_back(run: Run, calls: dict[str, Path], tmp_path: Path) -> None:
    before = {path.name: (path / "events.jsonl").read_bytes() for path in calls.values()}
    code, out, _ = run("history", "backup", str(tmp_path / "calls.zip"))
    assert code == 0
    assert out.startswith("3 calls and 0 customers in ")
    shutil.rmtree(calls["ideal"])
    code, out, _ = run("history", "restore", str(tmp_path / "calls.zip"))
    assert code == 0
    first, second = out.split(" Customers: ")
    assert first == "Calls: 1 restored, 0 under a new name, 2 were there already."
    assert second == "0 restored, 0 under a new name, 0 were there already.\n"
    assert {path.name: (path / "events.jsonl").read_bytes() for path in calls.values()} == before
    assert len(run("history", "list", "--json")[1].splitlines()) == 3
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 nothing")
    code, _, err = run("history", "restore", str(tmp_path / "bad.zip"))
    assert code == 2
    assert err.count("\n") == 1


def test_compare_begins_with_a_plan(run: Run) -> None:
    code, _, err = run("compare", "report", "-o", "x.pdf")
    assert code == 2
    assert "Begin with: voicedrill compare plan" in err
    code, out, _ = run("compare", "plan", "--seed", "1")
    assert code == 0
    assert [line.split(":")[0] for line in out.splitlines()] == ["Before", "After"]
    assert run("compare", "plan", "--seed", "2")[1] == out


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\nb"])
def test_a_name_that_is_none_is_a_mistake_of_the_user(run: Run, name: str) -> None:
    code, _, err = run("compare", "plan", "--trainee", name)
    assert code == 2
    assert "give a name of 1 to 60 letters" in err
