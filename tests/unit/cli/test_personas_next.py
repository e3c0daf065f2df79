"""``voicedrill personas next``: the calls in the data folder, and what it recommends after them."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from golden import parcel

from voicedrill import paths
from voicedrill.cli.main import main
from voicedrill.runtime.debrief import debrief, score_text
from voicedrill.runtime.library import personas_dir
from voicedrill.scoring.scorecard import Finding, Scorecard

MINIMAL = Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml"
GOLDEN_ENDINGS = """\
  - {id: fallback, say: ["Well?", "And?"]}
  - {id: story, when: {anger: [0.0, 0.9]}, say: ["It never came."], effects: {story_done: true}}
  - {id: settled, when: {on: ending, outcome: resolved}, say: ["Good."]}
  - {id: off, when: {on: ending, outcome: hang_up}, say: ["Bye."]}
  - {id: over, when: {on: ending, outcome: supervisor}, say: ["Put me through."]}
"""
Run = Callable[..., tuple[int | str | None, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the command with two customers of the user's own, and no shipped ones."""
    monkeypatch.setattr(paths, "shipped", lambda name: tmp_path / "none")
    personas_dir().mkdir(parents=True)
    shutil.copy(MINIMAL, personas_dir())
    strong = parcel.PERSONA.replace("difficulty: 2", "difficulty: 2\nlanguage: strong") + GOLDEN_ENDINGS
    (personas_dir() / "golden_hartley.yaml").write_text(strong, encoding="utf-8")

    def _run(*arguments: str) -> tuple[int | str | None, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["personas", "next", *arguments])
        output = capsys.readouterr()
        return stopped.value.code, output.out, output.err

    return _run


def test_without_any_call_the_easiest_customer(run: Run) -> None:
    code, out, _ = run("--json")
    assert code == 0
    assert json.loads(out) == {
        "id": "minimal",
        "case": "late_lamp",
        "title": "The lamp that never came",
        "difficulty": 1,
        "skill": "listening",
        "help": "script",
        "why": "Pat Miller is the easiest customer to begin with, and the good script helps you.",
        "after": None,
        "calls": 0,
    }


def test_it_reads_like_advice(run: Run) -> None:
    code, out, _ = run()
    assert code == 0
    assert out.splitlines() == [
        "Next: Pat Miller, The lamp that never came: The parcel is stuck in the depot (difficulty 1 of 5)",
        "Why:  Pat Miller is the easiest customer to begin with, and the good script helps you.",
        "Help: read the good script first",
        "      voicedrill personas show minimal --case late_lamp --trainer",
        "Call: voicedrill call minimal --case late_lamp",
    ]


def test_a_call_without_a_score_is_scored(run: Run) -> None:
    call = parcel.write_call(paths.calls_dir() / "2026-01-01-100000-golden_hartley", parcel.poor_call())
    code, out, _ = run("--json")
    advice = json.loads(out)
    assert code == 0
    assert (advice["id"], advice["help"], advice["calls"]) == ("minimal", "script", 1)
    debrief(call)
    assert run("--json")[1] == out


def test_a_kept_score_is_taken_as_it_is(run: Run) -> None:
    call = parcel.write_call(paths.calls_dir() / "2026-01-01-100000-golden_hartley", parcel.poor_call())
    other = paths.calls_dir() / "2026-01-02-100000-minimal"
    parcel.write_call(other, parcel.poor_call(), persona=MINIMAL.read_text(encoding="utf-8"))
    header = json.loads((other / "call.json").read_text(encoding="utf-8"))
    (other / "call.json").write_text(json.dumps({**header, "persona_id": "minimal", "case": "late_lamp"}))
    finding = Finding("empathy_early", "empathy", 0.125, 8.0, True, 0.9, (), "", "")
    card = Scorecard(80, "nearly", (), "resolved", (finding,))
    for folder in (call, other):
        (folder / "score.json").write_text(score_text(card), encoding="utf-8")
    advice = json.loads(run("--json")[1])
    assert (advice["id"], advice["case"], advice["help"]) == ("golden_hartley", "parcel", "none")
    assert advice["why"].startswith("Empathy needs practice most (12 of 100 in your last 2 calls with it)")
    assert run()[1].splitlines()[-1] == "Call: voicedrill call golden_hartley --case parcel --no-hints"


def test_a_second_call_comes_back_to_the_latest_first_one(run: Run) -> None:
    text = MINIMAL.read_text(encoding="utf-8")
    start, end = text.index("  - id: late_lamp"), text.index("\nbeats:")
    second = text[start:end].replace("id: late_lamp", "id: again\n    follows: late_lamp", 1)
    (personas_dir() / "minimal.yaml").write_text(text[:end] + "\n" + second + text[end:], encoding="utf-8")
    for name in ("2026-01-01 a", "2026-01-02 b"):
        folder = parcel.write_call(paths.calls_dir() / name, parcel.poor_call(), persona=text)
        header = json.loads((folder / "call.json").read_text(encoding="utf-8"))
        (folder / "call.json").write_text(json.dumps({**header, "persona_id": "minimal", "case": "late_lamp"}))
        (folder / "score.json").write_text('{"score": 60, "findings": []}', encoding="utf-8")
    advice = json.loads(run("--json")[1])
    latest = paths.calls_dir() / "2026-01-02 b"
    assert (advice["id"], advice["case"], advice["after"]) == ("minimal", "again", str(latest))
    assert run()[1].splitlines()[-1] == f"Call: voicedrill call minimal --after '{latest}'"


def test_stronger_language_than_wanted_is_left_out(run: Run) -> None:
    parcel.write_call(paths.calls_dir() / "1", parcel.good_call())
    header = json.loads((paths.calls_dir() / "1" / "call.json").read_text(encoding="utf-8"))
    minimal = {**header, "persona_text": MINIMAL.read_text(encoding="utf-8"), "case": "late_lamp"}
    minimal["persona_id"] = "minimal"
    (paths.calls_dir() / "1" / "call.json").write_text(json.dumps(minimal), encoding="utf-8")
    (paths.calls_dir() / "1" / "score.json").write_text('{"score": 90, "findings": []}', encoding="utf-8")
    assert json.loads(run("--json", "--language", "strong")[1])["id"] == "golden_hartley"
    code, out, err = run("--language", "mild")
    assert (code, out) == (2, "")
    assert "There is no other call to go on to." in err


def test_interviews_are_no_part_of_it(run: Run) -> None:
    text = parcel.PERSONA.replace("sector:", "kind: interview\nsector:")
    parcel.write_call(paths.calls_dir() / "1", parcel.good_call(), persona=text)
    code, out, err = run("--json")
    assert (code, json.loads(out)["calls"], err) == (0, 0, "")


def test_damaged_folders_are_told_and_left_out(run: Run) -> None:
    for name, header in (("damaged", "{"), ("odd", None)):
        parcel.write_call(paths.calls_dir() / name, parcel.poor_call())
        if header is not None:
            (paths.calls_dir() / name / "call.json").write_text(header, encoding="utf-8")
    (paths.calls_dir() / "odd" / "events.jsonl").unlink()
    (paths.calls_dir() / "empty").mkdir()  # a call that was just being begun, or what is left of one
    (paths.calls_dir() / "notes.txt").write_text("mine", encoding="utf-8")
    code, out, err = run("--json")
    assert code == 0
    assert json.loads(out)["calls"] == 0
    assert [line.split(":")[0] for line in err.splitlines()] == ["left out"] * 3
    assert "Traceback" not in err
