"""The index of the calls: in step with the folders, made again from them, and never their judge."""

import contextlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from voicedrill.errors import DataError, UserError
from voicedrill.history import database as module
from voicedrill.history.database import HISTORY_SQLITE, Database
from voicedrill.history.index import Filter, History
from voicedrill.history.tables import Base
from voicedrill.runtime.debrief import debrief

GOLDEN = Path(__file__).parents[2] / "golden" / "calls"
WHEN = {"ideal": "2026-11-20-090000", "parrot": "2026-11-21-101500", "silent": "2026-12-01-080000"}


def judge(folder: Path) -> None:
    debrief(folder)


def never(folder: Path) -> None:
    raise AssertionError(f"{folder} was judged again")


def add(calls: Path, name: str, **header: object) -> Path:
    folder = calls / f"{WHEN[name]}-{name}"
    shutil.copytree(GOLDEN / name, folder)
    content = json.loads((folder / "call.json").read_text(encoding="utf-8")) | header
    (folder / "call.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    for name in WHEN:
        add(tmp_path / "calls", name, trainee="anna" if name == "parrot" else "ben")
    return tmp_path / "calls"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "data" / HISTORY_SQLITE)
    yield opened
    opened.close()


@pytest.fixture
def history(calls: Path, database: Database) -> History:
    made = History(calls, database, never)
    made.refresh()
    return made


def names(history: History, wanted: Filter | None = None, latest: int | None = None) -> list[str]:
    return [row.id.rsplit("-", 1)[-1] for row in history.calls(wanted or Filter(), latest=latest)]


def test_calls_stand_in_order_of_time_with_what_they_were(history: History) -> None:
    assert names(history) == ["ideal", "parrot", "silent"]
    assert names(history, latest=2) == ["parrot", "silent"]
    first = history.calls()[0]
    assert (first.name, first.case_title, first.outcome, first.score) == (
        "Mrs. Hartley", "Lost in the depot", "resolved", 100,
    )  # fmt: skip
    assert first.range_low < first.score <= first.range_high
    assert first.started_at == "2026-11-20T09:00:00"
    assert (first.trainee, first.rubric_version, first.recorded, first.problem) == ("ben", 3, False, "")
    assert first.size_bytes == sum(path.stat().st_size for path in (GOLDEN / "ideal").iterdir()) + _grown(history)


def _grown(history: History) -> int:
    folder = history._calls / history.calls()[0].id
    return (folder / "call.json").stat().st_size - (GOLDEN / "ideal" / "call.json").stat().st_size


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(trainee="anna"), ["parrot"]),
        (Filter(outcome="timeout"), ["silent"]),
        (Filter(band="ready"), ["ideal"]),
        (Filter(persona_id="hotel_noise"), ["parrot", "silent"]),
        (Filter(since="2026-11-21"), ["parrot", "silent"]),
        (Filter(until="2026-11-21"), ["ideal", "parrot"]),
        (Filter(words="hartley DEPOT"), ["ideal"]),
        (Filter(words="50%_"), []),
        (Filter(trainee="ben", band="again"), ["silent"]),
    ],
)
def test_filters(history: History, wanted: Filter, found: list[str]) -> None:
    assert names(history, wanted) == found


def test_marks_are_those_of_the_calls_in_order(history: History) -> None:
    marks = history.marks(Filter(trainee="ben"))
    assert [one.score for one in marks["paraphrase"]] == [1.0, 0.0]
    assert history.trainees() == ["anna", "ben"]


def test_only_what_has_changed_is_read_again(history: History, calls: Path) -> None:
    assert (history.refresh().read, history.refresh().gone) == (0, 0)
    folder = next(calls.glob("*parrot"))
    (folder / "notes.json").write_text('{"schema_version": 1, "notes": ["later"]}', encoding="utf-8")
    shutil.rmtree(next(calls.glob("*silent")))
    changes = history.refresh()
    assert (changes.read, changes.gone) == (1, 1)
    assert names(history) == ["ideal", "parrot"]


def test_a_call_that_was_not_judged_is_judged(calls: Path, database: Database) -> None:
    (next(calls.glob("*ideal")) / "score.json").unlink()
    history = History(calls, database, judge)
    history.refresh()
    assert history.calls()[0].score == 100


def test_rebuilt_after_a_loss_it_is_the_same(history: History, database: Database, calls: Path, tmp_path: Path) -> None:
    before = [tuple(row) for row in history.calls()], history.marks()
    database.close()
    (tmp_path / "data" / HISTORY_SQLITE).unlink()
    again = Database(tmp_path / "data" / HISTORY_SQLITE)
    rebuilt = History(calls, again, never)
    assert rebuilt.rebuild().read == 3
    assert ([tuple(row) for row in rebuilt.calls()], rebuilt.marks()) == before
    again.close()


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("no header", "is no call folder"),
        ("cut header", "is damaged"),
        ("no events", "nothing is known of the call"),
        ("newer", "newer voicedrill"),
        ("strange case", "names the case 'nothing'"),
    ],
)
def test_a_damaged_call_is_told_and_the_others_stay(history: History, calls: Path, damage: str, says: str) -> None:
    folder = next(calls.glob("*silent"))
    header = folder / "call.json"
    content = json.loads(header.read_text(encoding="utf-8"))
    match damage:
        case "no header":
            header.unlink()
        case "cut header":
            header.write_bytes(header.read_bytes()[:200])
        case "no events":
            (folder / "events.jsonl").unlink()
        case "newer":
            header.write_text(json.dumps(content | {"schema_version": 99}), encoding="utf-8")
        case "strange case":
            header.write_text(json.dumps(content | {"case": "nothing"}), encoding="utf-8")
    (problem,) = history.refresh().problems
    assert says in problem
    assert [row.problem for row in history.calls() if row.problem] == [problem]
    assert history.refresh().read == 0
    assert "paraphrase" in history.marks()


def test_cut_events_and_hidden_folders_are_no_trouble(history: History, calls: Path) -> None:
    folder = next(calls.glob("*silent"))
    (folder / "events.jsonl").write_bytes((folder / "events.jsonl").read_bytes()[:-40])
    (calls / ".deleted-something").mkdir()
    (calls / "readme.txt").write_text("mine", encoding="utf-8")
    assert history.refresh().problems == ()
    assert len(names(history)) == 3


def test_what_was_forgotten_leaves_no_trace(history: History, database: Database) -> None:
    (row,) = history.calls(Filter(trainee="anna"))
    history.forget([row.id])
    assert names(history) == ["ideal", "silent"]
    database.close()
    for file in database.file.parent.iterdir():
        content = file.read_bytes()
        assert b"anna" not in content
        assert row.id.encode() not in content


def test_the_file_is_its_owners_alone_and_of_the_newest_form(database: Database) -> None:
    assert database.file.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(database.file) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        (form,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    connection.close()
    assert form == "0001"


def test_tables_and_steps_agree(database: Database) -> None:
    with database._engine.connect() as connection:
        found = sa.inspect(connection)
        for table in Base.metadata.sorted_tables:
            assert {one["name"] for one in found.get_columns(table.name)} == {column.name for column in table.columns}


@pytest.mark.parametrize("content", [b"this is no database at all, but long enough to be one" * 40, b"\x00" * 5000])
def test_a_damaged_file_is_put_aside(calls: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / HISTORY_SQLITE
    file.write_bytes(content)
    database = Database(file)
    history = History(calls, database, never)
    history.refresh()
    assert len(names(history)) == 3
    assert database.put_aside is not None
    assert database.put_aside.read_bytes() == content
    database.close()


def test_a_newer_file_is_left_as_it_is(database: Database) -> None:
    with database.session() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = database.file.read_bytes()
    with pytest.raises(DataError, match=r"newer voicedrill.*history rebuild"):
        Database(database.file)
    assert database.file.read_bytes() == before


def test_a_locked_file_is_one_sentence(database: Database, calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BUSY_S", 0.0)
    impatient = History(calls, Database(database.file), never)
    other = sqlite3.connect(database.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with contextlib.closing(other), pytest.raises(UserError, match=r"Another program holds it\. .* not touched by it"):
        impatient.refresh()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be kept in"):
        Database(tmp_path / "file" / HISTORY_SQLITE)


def test_a_full_disk_is_one_sentence_and_changes_nothing(history: History, database: Database, calls: Path) -> None:
    before = [tuple(row) for row in history.calls()]
    pages = database._engine.connect()
    with contextlib.closing(pages):
        limit = pages.exec_driver_sql("PRAGMA page_count").scalar()
    sa.event.listen(database._engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count={limit}"))
    for number in range(40):
        shutil.copytree(next(calls.glob("*ideal")), calls / f"2026-12-02-0900{number:02d}-copy")
    with pytest.raises(UserError, match=r"The disk is full\. Free some space"):
        history.refresh()
    assert [tuple(row) for row in history.calls()] == before


def _open_and_close(file: Path) -> None:
    Database(file).close()


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_several_may_make_the_file_at_once(tmp_path: Path, pool: type[Executor]) -> None:
    for number in range(4):
        file = tmp_path / f"{number}.sqlite"
        with pool(4) as workers:
            done = [workers.submit(_open_and_close, file) for _ in range(4)]
        assert [one.exception() for one in done] == [None] * 4
        opened = Database(file)
        with opened.session() as session:
            assert session.execute(sa.text("SELECT count(*) FROM calls")).scalar() == 0
        opened.close()
