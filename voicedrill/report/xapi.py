"""Calls as xAPI statements for any learning record store (Experience API 1.0.3, part two; ADL and TinCan verbs).

Neither tone measures nor anything that was said is in them.
"""

import json
import uuid
from collections.abc import Iterator, Sequence

from voicedrill.errors import UserError
from voicedrill.history.call_result import CallResult
from voicedrill.report.wording import SKILLS
from voicedrill.scoring.score_range import skill_estimates

HOME_PAGE = "https://voicedrill.invalid"
"""Where accounts live when nobody names a place: a name that can never be anybody's (RFC 2606)."""
_VERBS = {
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
    "scored": "http://adlnet.gov/expapi/verbs/scored",
}
_SIMULATION = "http://adlnet.gov/expapi/activities/simulation"
_SKILL = "http://adlnet.gov/expapi/activities/objective"
_IDS = uuid.UUID("6f5e7f4e-7c1c-5d3c-9c7c-3b7e1a4d9b52")
"""Name space of our statements' ids, so that the same call told twice is one statement."""


def xapi_lines(results: Sequence[CallResult], *, actor: str, home_page: str = HOME_PAGE) -> str:
    """Return the statements of calls, one JSON object a line.

    Parameters
    ----------
    actor : str
        The pseudonym under which the store knows the trainee.
    home_page : str
        Whose pseudonym that is: an address.

    Raises
    ------
    voicedrill.errors.UserError
        When the pseudonym is empty.
    """
    if not actor.strip():
        raise UserError("xAPI statements need a name for the trainee. Choose a pseudonym with --actor NAME.")
    who = {"objectType": "Agent", "account": {"homePage": home_page, "name": actor.strip()}}
    lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for call in results for one in _statements(call, who))
    return "".join(f"{line}\n" for line in lines)


def duration(seconds: float) -> str:
    """Return a length of time as ISO 8601 wants it, to the hundredth of a second: ``PT1M26.5S`` (xAPI 4.2.7)."""
    whole, hundredths = divmod(round(seconds * 100), 100)
    minutes, rest = divmod(whole, 60)
    fraction = f".{hundredths:02d}".rstrip("0") if hundredths else ""
    return f"PT{f'{minutes}M' if minutes else ''}{rest}{fraction}S"


def _statements(call: CallResult, who: dict[str, object]) -> Iterator[dict[str, object]]:
    card = call.card
    whole = _activity(call)
    finished = card.outcome != "cut_off"
    result: dict[str, object] = {"completion": finished, "duration": duration(call.duration_s)}
    yield _statement(call, who, "completed" if finished else "terminated", whole, result)
    if card.score is None:
        return
    score = {"scaled": round(card.score / 100, 2), "raw": card.score, "min": 0, "max": 100}
    passed = card.band == "ready"
    yield _statement(call, who, "passed" if passed else "failed", whole, {"success": passed, "score": score})
    for skill, one in skill_estimates(card).items():
        about = {
            "objectType": "Activity",
            "id": f"{_iri(call)}/skill/{skill}",
            "definition": {"type": _SKILL, "name": {"en": SKILLS[skill]}},
        }
        yield _statement(call, who, "scored", about, {"score": {"scaled": round(one.score, 3)}}, within=whole)


def _statement(
    call: CallResult,
    who: dict[str, object],
    verb: str,
    about: dict[str, object],
    result: dict[str, object],
    *,
    within: dict[str, object] | None = None,
) -> dict[str, object]:
    context: dict[str, object] = {
        "registration": str(uuid.uuid5(_IDS, call.id)),
        "platform": "voicedrill",
        "language": "en",
        "extensions": {
            f"{HOME_PAGE}/xapi/rubric-version": call.rubric_version,
            f"{HOME_PAGE}/xapi/outcome": call.card.outcome,
        },
    }
    if within is not None:
        parent = {key: within[key] for key in ("objectType", "id")}
        context["contextActivities"] = {"parent": [parent]}
    statement: dict[str, object] = {
        "actor": who,
        "verb": {"id": _VERBS[verb], "display": {"en": verb}},
        "object": about,
        "result": result,
        "context": context,
    }
    if call.ended_at is not None:
        statement["timestamp"] = call.ended_at
    content = json.dumps([call.id, statement], sort_keys=True)
    return {"id": str(uuid.uuid5(_IDS, content)), **statement}


def _activity(call: CallResult) -> dict[str, object]:
    return {
        "objectType": "Activity",
        "id": _iri(call),
        "definition": {
            "type": _SIMULATION,
            "name": {"en": f"{call.name}: {call.case_title}"},
            "description": {
                "en": f"A practice call with {call.name}, {call.title}; difficulty {call.difficulty} of 5."
            },
        },
    }


def _iri(call: CallResult) -> str:
    return f"{HOME_PAGE}/customers/{call.persona_id}/{call.case_id}"
