"""A call as statements for a learning record store: xAPI 1.0.3 (section numbers: its Part Two, "xAPI Data").

What leaves here is who (a pseudonym), which persona and case by their ids, when, how long, and the scores. Nothing that
was said, no text of the persona, and nothing on how somebody spoke (design.md, principles 3 and 6).
"""

import json
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import cast
from urllib.parse import quote

from voicedrill.errors import UserError
from voicedrill.persona.schema import Skill
from voicedrill.report.csv_tables import ResultRow
from voicedrill.report.wording import SKILLS
from voicedrill.scoring.learning_path import marks
from voicedrill.scoring.rubric import FAMILIES
from voicedrill.scoring.scorecard import Finding
from voicedrill.speech.rounding import rounded

HOME_PAGE = "https://voicedrill.invalid"
"""Where ids live that nobody has to look up: ``.invalid`` never resolves (RFC 2606), so no stranger is asked."""

Json = dict[str, object]

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, f"{HOME_PAGE}/")
_VERBS = {
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "abandoned": "https://w3id.org/xapi/adl/verbs/abandoned",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
    "scored": "http://adlnet.gov/expapi/verbs/scored",
}  # the vocabulary of ADL, http://xapi.vocab.pub/datasets/adl/: an existing id goes before a new one (3.1)
_SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
_OBJECTIVE = "http://adlnet.gov/expapi/activities/objective"
_LANGUAGE = "en"
_ADDRESS = re.compile(r"""https?://[^\s<>"{}|\\^`]+""")


def xapi_statements(row: ResultRow, *, actor: str, home_page: str = HOME_PAGE) -> list[Json]:
    """Return the statements of a call: how it ended, whether it was passed, and a score for each skill.

    A call without a score (cut off, or too short to judge) is neither passed nor failed. The same call with the same
    content gives the same ids, so a store that gets it twice keeps it once.

    Parameters
    ----------
    row : ResultRow
        The call; its trainee's name and its quotes are not used.
    actor : str
        Pseudonym of the trainee, the account's name (2.4.2.4).
    home_page : str
        Address of the system the pseudonym belongs to, http or https (2.4.2.4).

    Raises
    ------
    voicedrill.errors.UserError
        When the pseudonym is empty or the home page is no address.
    """
    agent = _agent(actor, home_page)
    return [_identified({"actor": agent, **statement}) for statement in _statements(row)]


def xapi_lines(row: ResultRow, *, actor: str, home_page: str = HOME_PAGE) -> str:
    """Return the statements of a call as JSON lines, a statement each, ASCII only, keys sorted.

    Raises
    ------
    voicedrill.errors.UserError
        As `xapi_statements`.
    """
    return "".join(f"{_line(one)}\n" for one in xapi_statements(row, actor=actor, home_page=home_page))


def _statements(row: ResultRow) -> Iterator[Json]:
    completed = row.outcome != "cut_off"
    call, length = _call(row), {"completion": completed, "duration": _duration(row.duration_s)}
    yield _statement(row, "completed" if completed else "abandoned", call, length)
    if row.score is not None:
        passed = row.band == "ready"
        result = {"score": _points(row.score), "success": passed, **length}
        yield _statement(row, "passed" if passed else "failed", call, result)
    parent = {"objectType": "Activity", "id": call["id"]}
    for skill, score in _skill_scores(row.findings):
        yield _statement(row, "scored", _skill(skill), {"score": {"scaled": score}}, parent)


def _statement(row: ResultRow, verb: str, activity: Json, result: Json, parent: Json | None = None) -> Json:
    return {
        "verb": {"id": _VERBS[verb], "display": _in_words(verb)},
        "object": activity,
        "result": result,
        "context": _context(row, parent),
        **_timestamp(row),
    }


def _agent(actor: str, home_page: str) -> Json:
    name = actor.strip()
    if not name:
        raise UserError("A learning record needs a pseudonym of the trainee: give one that is not empty.")
    if not _ADDRESS.fullmatch(home_page):
        raise UserError(f"'{home_page}' is no home page of accounts: give an address that begins with https://.")
    return {"objectType": "Agent", "account": {"homePage": home_page, "name": name}}


def _call(row: ResultRow) -> Json:
    path = f"personas/{quote(row.persona_id, safe='')}/cases/{quote(row.case, safe='')}"
    name = f"Practice call: {row.persona_id}, case {row.case}"
    return _activity(path, _SIMULATION, name, "A difficult customer call, practised with a synthetic customer.")


def _skill(skill: str) -> Json:
    name = SKILLS[skill]
    return _activity(f"skills/{skill}", _OBJECTIVE, name, f"A skill of difficult customer calls: {name.lower()}.")


def _activity(path: str, kind: str, name: str, description: str) -> Json:
    definition = {"name": _in_words(name), "description": _in_words(description), "type": kind}
    return {"objectType": "Activity", "id": f"{HOME_PAGE}/{path}", "definition": definition}


def _context(row: ResultRow, parent: Json | None) -> Json:
    context: Json = {
        "registration": str(uuid.uuid5(_NAMESPACE, f"call {row.call_id}")),
        "platform": "voicedrill",
        "language": _LANGUAGE,
    }
    return context if parent is None else {**context, "contextActivities": {"parent": [parent]}}


def _in_words(text: str) -> Json:
    return {_LANGUAGE: text}


def _points(score: int) -> Json:
    return {"scaled": score / 100, "raw": score, "min": 0, "max": 100}


def _skill_scores(findings: tuple[Finding, ...]) -> Iterator[tuple[str, object]]:
    """Give each skill that counted in this call with its score, 0..1, in the order of the families."""
    found = marks((cast("Skill", one.skill), one.score, one.weight) for one in findings)
    for skill in (skill for family in FAMILIES.values() for skill in family if skill in found):
        yield skill, rounded(found[skill].score)


def _timestamp(row: ResultRow) -> Json:
    """Return the end of the call in UTC, to the millisecond (4.5); nothing where the start is not known."""
    if row.started_at is None:
        return {}
    ended = row.started_at.astimezone(UTC) + timedelta(seconds=row.duration_s)
    return {"timestamp": ended.isoformat(timespec="milliseconds")}


def _duration(duration_s: float) -> str:
    """Return a length as ISO 8601, to 0.01 s and no finer (4.6)."""
    minutes, hundredths = divmod(round(duration_s * 100), 6000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
    parts = ((f"{hours}", "H"), (f"{minutes}", "M"), (seconds, "S"))
    return "PT" + ("".join(f"{number}{unit}" for number, unit in parts if number != "0") or "0S")


def _identified(statement: Json) -> Json:
    # A hash of all that is said: a call that was scored anew is another statement, never one that contradicts an old.
    return {"id": str(uuid.uuid5(_NAMESPACE, _line(statement))), **statement}


def _line(statement: Json) -> str:
    return json.dumps(statement, sort_keys=True)
