"""A course measured: planned, called, compared on one page."""

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from voicedrill import paths
from voicedrill.errors import DataError, UserError
from voicedrill.history.index import History
from voicedrill.runtime import before_after as module
from voicedrill.runtime.before_after import PAIRS_JSON, forget, plan, planned, written_page
from voicedrill.runtime.call_history import delete_trainee, open_history
from voicedrill.runtime.library import list_personas
from voicedrill.scoring.before_after import changes
from voicedrill.scoring.matched_pair import FixedCall
from voicedrill.scoring.score_range import Estimate

GOLDEN = Path(__file__).parents[2] / "golden" / "calls"
PERSONAS = [entry.persona for entry in list_personas() if entry.persona is not None]


def add(name: str, stamp: str, trainee: str = "anna") -> FixedCall:
    folder = paths.calls_dir() / f"{stamp}-{name}"
    shutil.copytree(GOLDEN / name, folder)
    header = json.loads((folder / "call.json").read_text(encoding="utf-8"))
    header |= {"trainee": trainee, "started_at": f"{stamp[:10]}T09:00:00+01:00"}
    (folder / "call.json").write_text(json.dumps(header), encoding="utf-8")
    return FixedCall(header["persona_id"], header["case"], header["seed"])


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> tuple[FixedCall, FixedCall]:
    """A bad call before the course, a good one after it, planned for Anna."""
    both = add("parrot", "2026-11-01-090000"), add("ideal", "2026-11-20-090000")
    monkeypatch.setattr(module, "matched_pair", lambda personas, met, seed: both)
    return both


@pytest.fixture
def history() -> Iterator[History]:
    with open_history() as opened:
        yield opened.history


def text_of(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def test_a_plan_stays_and_never_has_a_customer_that_was_met(history: History) -> None:
    first = plan("anna", PERSONAS, history, 1)
    assert plan("anna", PERSONAS, history, 2) == first == planned("anna")
    assert planned("ben") is None
    assert (paths.data_dir() / PAIRS_JSON).stat().st_mode & 0o777 == 0o600
    forget("anna")
    assert planned("anna") is None


def test_the_page_says_what_is_better_by_more_than_the_error(
    pair: tuple[FixedCall, FixedCall], history: History
) -> None:
    plan("anna", PERSONAS, history, 1)
    content = written_page("anna", history)
    assert content == written_page("anna", history)
    text = text_of(content)
    assert "Before: 2026-11-01, Ingrid Solberg" in text
    assert "After: 2026-11-20, Mrs. Hartley" in text
    assert "Better by more than the measure's own error: Details, Repeating back, Empathy" in text
    assert "the day, the customer and chance are not in that error" in text


def test_a_call_that_is_missing_is_told(pair: tuple[FixedCall, FixedCall], history: History) -> None:
    with pytest.raises(UserError, match="Nothing is planned for 'anna'"):
        written_page("anna", history)
    plan("anna", PERSONAS, history, 1)
    shutil.rmtree(next(paths.calls_dir().glob("*ideal")))
    history.refresh()
    with pytest.raises(UserError, match="The call after the course is missing"):
        written_page("anna", history)


def test_a_call_with_hints_does_not_count(pair: tuple[FixedCall, FixedCall], history: History) -> None:
    plan("anna", PERSONAS, history, 1)
    header = next(paths.calls_dir().glob("*ideal")) / "call.json"
    content = json.loads(header.read_text(encoding="utf-8"))
    header.write_text(json.dumps(content | {"settings": {"cues": True}}), encoding="utf-8")
    history.refresh()
    with pytest.raises(UserError, match="The call after the course is missing"):
        written_page("anna", history)


def test_too_few_customers_are_one_sentence(history: History) -> None:
    with pytest.raises(UserError, match="has met nearly every customer"):
        plan("anna", PERSONAS[:1], history, 1)


def test_a_damaged_plan_is_told_and_left(history: History) -> None:
    (paths.data_dir() / PAIRS_JSON).write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="is damaged"):
        plan("anna", PERSONAS, history, 1)
    assert (paths.data_dir() / PAIRS_JSON).read_text(encoding="utf-8") == "{"


def test_a_trainee_who_is_deleted_leaves_no_trace(pair: tuple[FixedCall, FixedCall]) -> None:
    add("silent", "2026-11-21-090000", "ben")
    with open_history() as opened:
        plan("anna", PERSONAS, opened.history, 1)
        delete_trainee(opened.history, "anna")
        assert opened.history.trainees() == ["ben"]
    files = [path for path in paths.data_dir().rglob("*") if path.is_file()]
    assert len(files) >= 4
    assert [path for path in files if b"anna" in path.read_bytes()] == []
    assert [path for path in paths.data_dir().rglob("*") if "parrot" in path.name or "ideal" in path.name] == []


@pytest.mark.parametrize(
    ("before", "after", "error", "direction"),
    [(0.4, 0.6, 0.1, "up"), (0.6, 0.4, 0.1, "down"), (0.4, 0.58, 0.1, "same"), (0.4, 0.6, 0.2, "same")],
)
def test_a_change_counts_only_beyond_the_error(before: float, after: float, error: float, direction: str) -> None:
    (one,) = changes({"calm": Estimate(before, error, 7.0)}, {"calm": Estimate(after, error, 7.0)})
    assert one.direction == direction
    assert one.reach == pytest.approx(1.2816 * error * 2**0.5)


def test_only_skills_of_both_calls_are_compared() -> None:
    one = Estimate(0.5, 0.1, 1.0)
    assert [found.skill for found in changes({"calm": one, "empathy": one}, {"empathy": one, "apology": one})] == [
        "empathy"
    ]
