import csv
import io
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from golden.rows import FOLDERS, row, tone_words
from hypothesis import given
from hypothesis import strategies as st

from voicedrill.report.csv_tables import CALL_COLUMNS, FINDING_COLUMNS, ResultRow, calls_csv, findings_csv
from voicedrill.scoring.scorecard import Evidence, Finding

FINDING = Finding(
    "empathy_early", "empathy", 0.5, 8.0, True, 0.9,
    (Evidence(7.25, 9.0, "later words"), Evidence(2.5, 3.0, "first words")), "why", "try",
)  # fmt: skip
ROW = ResultRow(
    call_id="c1", started_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC), trainee="Ana", persona_id="hartley",
    persona_name="Mrs. Hartley", case="parcel", sector="retail", difficulty=2, seed=-7, outcome="resolved", score=88,
    range_low=84, range_high=92, band="ready", duration_s=86.5004, rubric_version=3, app_version="0.1.0",
    findings=(FINDING,),
)  # fmt: skip
UNSAFE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\nx", "  =1", " \t+1", "＝1", "＋1", "－1", "＠x", "﹢1",
          "\u200b=1", "\ufeff=1", "\xa0=1", "\x00=1", "-", "=cmd|' /C calc'!A0", "+49 30 1234")  # fmt: skip
SAFE = ("", "a=1", "Ana-Maria", "x@y.example", "'tis", "1-2", "O'Brien", "🙂", "مرحبا", "שלום", " a", '"quoted"')


def read(text: str) -> list[dict[str, str]]:
    """Read a table as another program does."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def named(trainee: str) -> ResultRow:
    return replace(ROW, trainee=trainee)


def test_a_call_is_one_line_and_missing_values_are_empty() -> None:
    assert calls_csv([ROW]) == (
        "call_id,started_at,trainee,persona_id,persona_name,case,sector,difficulty,seed,outcome,score,range_low,"
        "range_high,band,duration_s,rubric_version,app_version\r\n"
        "c1,2026-03-01T09:30:00+00:00,Ana,hartley,Mrs. Hartley,parcel,retail,2,-7,resolved,88,84,92,"
        "ready,86.5,3,0.1.0\r\n"
    )
    unknown = replace(ROW, started_at=None, score=None, range_low=None, range_high=None, band=None)
    (line,) = read(calls_csv([unknown]))
    assert {name for name, value in line.items() if not value} == {
        "started_at", "score", "range_low", "range_high", "band",
    }  # fmt: skip


def test_a_finding_is_one_line_with_its_earliest_evidence() -> None:
    nothing = replace(FINDING, score=None, applicable=False, evidence=())
    assert findings_csv([replace(ROW, findings=(FINDING, nothing))]) == (
        "call_id,started_at,trainee,persona_id,case,finding,skill,score,weight,applicable,confidence,"
        "first_evidence_s,quote\r\n"
        "c1,2026-03-01T09:30:00+00:00,Ana,hartley,parcel,empathy_early,empathy,0.5,8.0,true,0.9,2.5,first words\r\n"
        "c1,2026-03-01T09:30:00+00:00,Ana,hartley,parcel,empathy_early,empathy,,8.0,false,0.9,,\r\n"
    )


def test_without_calls_there_is_a_header_only() -> None:
    assert calls_csv([]) == ",".join(CALL_COLUMNS) + "\r\n"
    assert findings_csv([]) == ",".join(FINDING_COLUMNS) + "\r\n"


def test_a_time_is_written_with_its_zone_and_refused_without_one() -> None:
    there = timezone(timedelta(hours=-3, minutes=-30))
    (line,) = read(calls_csv([replace(ROW, started_at=datetime(2026, 3, 1, 9, 30, 15, tzinfo=there))]))
    assert line["started_at"] == "2026-03-01T09:30:15-03:30"
    with pytest.raises(ValueError, match="time zone"):
        replace(ROW, started_at=datetime(2026, 3, 1, 9, 30))  # noqa: DTZ001 (that is the point)


@pytest.mark.parametrize("text", UNSAFE)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    evil = replace(FINDING, evidence=(Evidence(0.0, 1.0, text),))
    (line,) = read(calls_csv([replace(named(text), persona_name=text)]))
    assert (line["trainee"], line["persona_name"]) == (f"'{text}", f"'{text}")
    (line,) = read(findings_csv([replace(named(text), findings=(evil,))]))
    assert (line["trainee"], line["quote"]) == (f"'{text}", f"'{text}")


@pytest.mark.parametrize("text", SAFE)
def test_other_cells_stay_as_they_are(text: str) -> None:
    (line,) = read(calls_csv([named(text)]))
    assert line["trainee"] == text


def test_numbers_stay_numbers_also_below_zero() -> None:
    early = replace(FINDING, evidence=(Evidence(-0.25, 1.0, "hello"),))
    (call,), (finding,) = read(calls_csv([ROW])), read(findings_csv([replace(ROW, findings=(early,))]))
    assert (call["seed"], finding["first_evidence_s"]) == ("-7", "-0.25")


@given(st.lists(st.text(), min_size=1, max_size=4), st.floats(0, 36_000))
def test_any_text_comes_back_and_no_cell_begins_a_formula(texts: list[str], duration_s: float) -> None:
    rows = [replace(named(text), duration_s=duration_s, persona_name=text[::-1]) for text in texts]
    lines = read(calls_csv(rows))
    assert len(lines) == len(rows)
    for line, one in zip(lines, rows, strict=True):
        assert list(line) == list(CALL_COLUMNS)
        assert float(line["duration_s"]) == pytest.approx(one.duration_s, abs=0.0006)
        for written, text in ((line["trainee"], one.trainee), (line["persona_name"], one.persona_name)):
            assert written in {text, f"'{text}"}
            assert not written.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
            assert not written.startswith(("\t", "\r", "\n"))


@given(st.text(alphabet='",;\r\n\'"= \u200f\u202eاب🙂x'))
def test_quotes_line_ends_and_signs_of_direction_stay_inside_their_cell(text: str) -> None:
    said = replace(FINDING, evidence=(Evidence(1.0, 2.0, text),))
    (line,) = read(findings_csv([replace(named(text), findings=(said,))]))
    assert line["quote"].removeprefix("'") == text.removeprefix("'")
    assert (line["skill"], line["first_evidence_s"]) == ("empathy", "1.0")


def test_the_golden_calls_are_all_there() -> None:
    rows = [row(name) for name in FOLDERS]
    calls, findings = read(calls_csv(rows)), read(findings_csv(rows))
    assert [one["call_id"] for one in calls] == list(FOLDERS)
    assert [int(one["score"]) for one in calls] == [one.score for one in rows]
    assert [one["finding"] for one in findings] == [finding.id for one in rows for finding in one.findings]
    assert {one["applicable"] for one in findings} == {"true", "false"}
    assert calls_csv(rows) == calls_csv(iter(rows))


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_of_the_tone_is_in_the_tables(name: str) -> None:
    text = calls_csv([row(name)]) + findings_csv([row(name)])
    words = tone_words(name)
    assert len(words) > 20
    assert not [word for word in words if word in text]


def test_a_row_has_no_place_for_tone() -> None:
    columns = {*CALL_COLUMNS, *FINDING_COLUMNS, *(field.name for field in fields(ResultRow))}
    assert not [one for one in columns if any(word in one for word in ("tone", "rate_", "loud", "pitch", "voice"))]
