import copy
import json
import re
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from golden.rows import FOLDERS, judged, row, tone_words
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from voicedrill.call.events import CustomerLine, TraineeTurn
from voicedrill.errors import UserError
from voicedrill.report.csv_tables import ResultRow
from voicedrill.report.xapi import xapi_lines, xapi_statements

SCHEMA = json.loads((Path(__file__).parents[2] / "data" / "xapi" / "statement.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
GOOD, POOR = row("parcel_good"), row("parcel_poor")

Statement = dict[str, Any]


def faults(statement: Statement) -> list[str]:
    """Return what the specification does not allow; the order of the scores' numbers (2.4.5.1) is beyond a schema."""
    found = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(statement)]
    score = statement.get("result", {}).get("score", {})
    low, high = score.get("min", float("-inf")), score.get("max", float("inf"))
    if not found and not (low < high and low <= score.get("raw", low) <= high):
        found.append("$.result.score: raw is not between min and max, or min not below max")
    return found


def sent(call: ResultRow, actor: str = "trainee-17") -> list[Statement]:
    return [json.loads(line) for line in xapi_lines(call, actor=actor).splitlines()]


def verbs(call: ResultRow) -> list[str]:
    return [one["verb"]["display"]["en"] for one in sent(call)]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", FOLDERS)
def test_the_statements_of_a_golden_call_are_what_the_specification_asks(name: str) -> None:
    statements = sent(row(name))
    assert statements == xapi_statements(row(name), actor="trainee-17")
    assert [fault for one in statements for fault in faults(one)] == []
    assert len({one["id"] for one in statements}) == len(statements)
    assert {uuid.UUID(one["id"]).version for one in statements} == {5}


@settings(max_examples=50, deadline=None)
@given(actor=st.text(min_size=1).filter(str.strip), call_id=st.text(), persona=st.text(), case=st.text(),
       duration_s=st.floats(0, 1e6), known=st.booleans(), hours=st.integers(-12, 14))  # fmt: skip
def test_whatever_the_names_and_times_are(
    actor: str, call_id: str, persona: str, case: str, duration_s: float, known: bool, hours: int
) -> None:
    started_at = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=hours))) if known else None
    call = replace(GOOD, call_id=call_id, persona_id=persona, case=case, duration_s=duration_s, started_at=started_at)
    statements = sent(call, actor)
    assert [fault for one in statements for fault in faults(one)] == []
    assert all(("timestamp" in one) == known for one in statements)


SPOILED: dict[str, Callable[[Statement], object]] = {
    "no actor (2.2)": lambda one: one.pop("actor"),
    "no verb (2.2)": lambda one: one.pop("verb"),
    "no object (2.2)": lambda one: one.pop("object"),
    "null (2.2)": lambda one: one.update(timestamp=None),
    "null inside (2.2)": lambda one: one["result"].update(success=None),
    "number as text (2.2)": lambda one: one["result"]["score"].update(raw="100"),
    "truth as text (2.2)": lambda one: one["result"].update(completion="true"),
    "case of a key (2.2)": lambda one: one["object"].update(objecttype="Activity"),
    "further property (2.2)": lambda one: one.update(tone={}),
    "empty object (2.2)": lambda one: one.update(context={}),
    "id (2.4.1)": lambda one: one.update(id="17"),
    "variant of id (4.4)": lambda one: one.update(id=one["id"][:19] + "0" + one["id"][20:]),
    "two identifiers (2.4.2.3)": lambda one: one["actor"].update(mbox="mailto:a@b.example"),
    "no identifier (2.4.2.1)": lambda one: one["actor"].pop("account"),
    "account without home (2.4.2.4)": lambda one: one["actor"]["account"].pop("homePage"),
    "home without scheme (2.4.2.4)": lambda one: one["actor"]["account"].update(homePage="example.com"),
    "verb without scheme (2.4.3)": lambda one: one["verb"].update(id="completed"),
    "display without language (4.2)": lambda one: one["verb"].update(display="completed"),
    "no language tag (4.2)": lambda one: one["verb"].update(display={"english words": "completed"}),
    "space in an IRI (4.3)": lambda one: one["object"].update(id="https://voicedrill.invalid/a b"),
    "scaled (2.4.5.1)": lambda one: one["result"]["score"].update(scaled=1.01),
    "raw (2.4.5.1)": lambda one: one["result"]["score"].update(raw=101),
    "min and max (2.4.5.1)": lambda one: one["result"]["score"].update(min=100),
    "duration (4.6)": lambda one: one["result"].update(duration="86.5"),
    "empty time of day (4.6)": lambda one: one["result"].update(duration="P1DT"),
    "too fine a duration (4.6)": lambda one: one["result"].update(duration="PT1.005S"),
    "no zone (4.5)": lambda one: one.update(timestamp="2026-03-01T09:30:59.200"),
    "no milliseconds (4.5)": lambda one: one.update(timestamp="2026-03-01T09:30:59Z"),
    "registration (2.4.6)": lambda one: one["context"].update(registration="call 1"),
    "language (2.4.6)": lambda one: one["context"].update(language="english_words"),
    "kind of context (2.4.6.2)": lambda one: one["context"].update(contextActivities={"mother": [{"id": "urn:x:y"}]}),
}


@pytest.mark.parametrize("why", SPOILED)
def test_the_schema_finds_what_is_wrong(why: str) -> None:
    passed = copy.deepcopy(sent(GOOD)[1])
    assert passed["result"]["score"] == {"scaled": 1.0, "raw": 100, "min": 0, "max": 100}
    assert faults(passed) == []
    SPOILED[why](passed)
    assert faults(passed) != []


def test_how_a_call_ended_and_whether_it_was_passed() -> None:
    assert verbs(GOOD)[:2] == ["completed", "passed"]
    assert verbs(POOR)[:2] == ["completed", "failed"]
    nearly = replace(GOOD, score=84, band="nearly")
    assert verbs(nearly)[:2] == ["completed", "failed"]
    completed, failed, *skills = sent(nearly)
    length = {"completion": True, "duration": "PT59.2S"}
    assert completed["result"] == length
    assert failed["result"] == {
        "score": {"scaled": 0.84, "raw": 84, "min": 0, "max": 100}, "success": False, **length,
    }  # fmt: skip
    assert {one["verb"]["id"] for one in skills} == {"http://adlnet.gov/expapi/verbs/scored"}


def test_a_call_that_was_cut_off_was_abandoned_and_neither_passed_nor_failed() -> None:
    cut = replace(GOOD, outcome="cut_off", score=None, band=None, findings=())
    (one,) = sent(cut)
    assert one["verb"] == {"id": "https://w3id.org/xapi/adl/verbs/abandoned", "display": {"en": "abandoned"}}
    assert one["result"] == {"completion": False, "duration": "PT59.2S"}


def test_a_call_too_short_to_judge_is_completed_only() -> None:
    assert verbs(replace(GOOD, score=None, band=None, findings=())) == ["completed"]


def test_a_skill_has_the_weighted_mean_of_what_counted_whatever_its_confidence() -> None:
    one = GOOD.findings[0]
    findings = (
        replace(one, skill="empathy", score=1.0, weight=8.0, confidence=0.9),
        replace(one, skill="empathy", score=0.0, weight=4.0, confidence=0.1),
        replace(one, skill="empathy", score=0.0, weight=0.0),
        replace(one, skill="empathy", score=None, weight=5.0),
        replace(one, skill="apology", score=0.5, weight=0.0),
        replace(one, skill="calm", score=None, weight=7.0),
        replace(one, skill="listening", score=0.0, weight=1.0),
    )
    _, _, listening, empathy = sent(replace(GOOD, findings=findings))
    assert empathy["result"] == {"score": {"scaled": 0.667}}
    assert listening["result"] == {"score": {"scaled": 0.0}}
    assert empathy["object"]["id"] == "https://voicedrill.invalid/skills/empathy"
    assert empathy["object"]["definition"]["name"] == {"en": "Empathy"}


def test_a_skill_belongs_to_its_call() -> None:
    completed, passed, *skills = sent(GOOD)
    call = "https://voicedrill.invalid/personas/golden_hartley/cases/parcel"
    assert completed["object"]["id"] == passed["object"]["id"] == call
    assert completed["object"]["definition"]["type"] == "http://adlnet.gov/expapi/activities/simulation"
    assert skills
    for one in skills:
        assert one["context"]["contextActivities"] == {"parent": [{"objectType": "Activity", "id": call}]}
    assert "contextActivities" not in completed["context"]
    assert len({one["context"]["registration"] for one in sent(GOOD)}) == 1
    assert {one["context"]["platform"] for one in sent(GOOD)} == {"voicedrill"}


@pytest.mark.parametrize(
    ("duration_s", "text"),
    [
        (86.5, "PT1M26.5S"), (0.0, "PT0S"), (0.004, "PT0S"), (59.996, "PT1M"), (120.0, "PT2M"), (3600.0, "PT1H"),
        (3661.25, "PT1H1M1.25S"), (36_000.01, "PT10H0.01S"), (10.0, "PT10S"),
    ],
)  # fmt: skip
def test_durations(duration_s: float, text: str) -> None:
    (completed, *_) = sent(replace(GOOD, duration_s=duration_s))
    assert completed["result"]["duration"] == text


def test_the_time_is_the_end_of_the_call_in_utc() -> None:
    there = timezone(timedelta(hours=5, minutes=30))
    started_at = datetime(2026, 3, 1, 4, 29, 30, tzinfo=there)
    assert {one["timestamp"] for one in sent(replace(GOOD, started_at=started_at, duration_s=86.5))} == {
        "2026-02-28T23:00:56.500+00:00"
    }
    assert not [one for one in sent(replace(GOOD, started_at=None)) if "timestamp" in one]


def test_the_same_call_gives_the_same_ids_and_another_result_gives_others() -> None:
    assert xapi_lines(GOOD, actor="a") == xapi_lines(copy.deepcopy(GOOD), actor="a")
    here = replace(GOOD, started_at=GOOD.started_at and GOOD.started_at.astimezone(timezone(timedelta(hours=2))))
    assert xapi_lines(here, actor="a") == xapi_lines(GOOD, actor="a")

    def ids(call: ResultRow, actor: str = "a") -> list[str]:
        return [one["id"] for one in sent(call, actor)]

    assert not {*ids(GOOD)} & {*ids(replace(GOOD, call_id="another"))}
    assert not {*ids(GOOD)} & {*ids(GOOD, "b")}
    again = replace(GOOD, score=90)
    assert ids(again)[0] == ids(GOOD)[0]
    assert ids(again)[1] != ids(GOOD)[1]


def test_ids_stay_the_same_in_later_versions() -> None:
    # Whoever exports an old call anew must not fill a store with doubles.
    (completed, *_) = sent(replace(GOOD, call_id="2026-03-01-a1", duration_s=86.5))
    assert completed["context"]["registration"] == "6a35688f-d490-54f6-8c13-b1c21396a501"
    assert completed["id"] == "639b520f-6a95-551d-acb7-979ac4e7d612"


def test_the_actor_is_a_pseudonym_on_a_home_page() -> None:
    (one, *_) = xapi_statements(GOOD, actor=" trainee-17 ", home_page="https://lms.example/")
    assert one["actor"] == {
        "objectType": "Agent",
        "account": {"homePage": "https://lms.example/", "name": "trainee-17"},
    }
    assert "Ana" not in xapi_lines(GOOD, actor="trainee-17")


@pytest.mark.parametrize("actor", ["", " ", "\t\n"])
def test_without_an_actor_nothing_is_said(actor: str) -> None:
    with pytest.raises(UserError, match=r"^[^.]+\.$"):
        xapi_statements(GOOD, actor=actor)


@pytest.mark.parametrize(
    "home_page", ["", "lms.example", "ftp://lms.example", "https://", "https://a b", "javascript:1"]
)
def test_a_home_page_is_an_address(home_page: str) -> None:
    with pytest.raises(UserError, match="home page"):
        xapi_statements(GOOD, actor="a", home_page=home_page)


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_that_was_said_and_nothing_of_tone_or_persona_is_sent(name: str) -> None:
    folder, card = judged(name).folder, judged(name).scorecard
    text = xapi_lines(row(name), actor="trainee-17")
    said = {one.text for one in folder.events if isinstance(one, CustomerLine | TraineeTurn)}
    said |= {evidence.quote for one in card.findings for evidence in one.evidence}
    said |= {sentence for one in card.findings for sentence in (one.why, one.try_)}
    persona = folder.casting.persona
    secret = said | tone_words(name) | {persona.name, persona.title, folder.casting.case.title}
    secret |= {line.split(":", 1)[-1] for line in folder.header.persona_text.splitlines()}
    sentences = {one for one in map(_plain, secret) if len(one.split()) > 1 and re.search("[a-z]", one)}
    assert len(sentences) > 50
    assert not [one for one in sentences if one in _plain(text)]
    assert not [one for one in tone_words(name) if one in text]


def _plain(text: str) -> str:
    """Return the words alone, with a space on both sides."""
    return re.sub(r"\W+", " ", f" {text} ").lower()
