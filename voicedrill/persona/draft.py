"""A customer that is being changed in a form: which fields there are, and what is wrong with what stands in them.

A draft is the plain content of a customer file (`voicedrill.persona.yaml_reader`), in which every scalar is a text.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pydantic import ValidationError

from voicedrill.persona.explanations import explain
from voicedrill.persona.lint import CHECKS
from voicedrill.persona.loader import causes
from voicedrill.persona.problems import Path, Remark
from voicedrill.persona.schema import SCHEMA_VERSION, Persona
from voicedrill.persona.yaml_reader import Document, Value

_MOST_FIELDS = 20

Content = dict[str, Value]
Written = str | tuple[str, ...]
"""What stands in a field: a text, or a list of lines."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form.

    Attributes
    ----------
    path : Path
        Where its value stands in the draft.
    label : str
        What it is, for a trainer.
    value : Written
        What stands there now.
    hint : str
        What has to be known to fill it in.
    """

    path: Path
    label: str
    value: Written
    hint: str = ""
    long: bool = False
    """A text of several lines."""


@dataclass(frozen=True, slots=True)
class Part:
    """Fields that belong together, under a heading."""

    heading: str
    fields: tuple[Field, ...]


class Finding(NamedTuple):
    """Something to mend or to better, and the path of its field; an empty path belongs to none."""

    path: Path
    severity: Literal["error", "warning"]
    message: str


def parts(content: Content) -> tuple[Part, ...]:
    """Return the form of a draft: who calls, then each case, what the customer knows, the policy, what is said."""
    found = [Part("Who calls", tuple(_who(content)))]
    cases = [*_list(content, "cases")]
    for index, case in enumerate(cases):
        of = f": {_text(case, 'title')}" if len(cases) > 1 else ""
        path: Path = ("cases", index)
        found.append(Part(f"The case{of}", tuple(_case(case, path))))
        found.append(Part(f"What the customer knows{of}", tuple(_facts(case, path))))
        found.append(Part(f"The policy{of}", tuple(_policy(case, path))))
    found.append(Part("In every case", (*_facts(content, ()), *_slots(content, ()))))
    found.append(Part("What the customer says", tuple(_beats(content))))
    return tuple(short for part in found for short in _shortened(part))


def with_changes(content: Content, changes: Mapping[Path, Written]) -> Content:
    """Return the draft with other values in some of its fields."""
    changed = copy.deepcopy(content)
    for path, written in changes.items():
        at: Value = changed
        for step in path[:-1]:
            at = at[step]  # type: ignore[index]
        value: Value = written if isinstance(written, str) else [line for line in written if line.strip()]
        at[path[-1]] = value  # type: ignore[index]
    return changed


def reworded(content: Content, old: str, new: str) -> tuple[Content, int]:
    """Return the draft with a word or phrase replaced in every text, and in how many texts it was.

    Whole words only; a word that began with a capital does so again. Ids, and the names of slots in braces, stay.
    """
    pattern = re.compile(rf"(?<![\w{{]){re.escape(old.strip())}(?![\w}}])", re.IGNORECASE)
    places = 0

    def put(match: re.Match[str]) -> str:
        return new[:1].upper() + new[1:] if match[0][:1].isupper() else new

    def walk(value: Value, path: Path) -> Value:
        nonlocal places
        if isinstance(value, dict):
            return {key: walk(one, (*path, key)) for key, one in value.items()}
        if isinstance(value, list):
            return [walk(one, (*path, number)) for number, one in enumerate(value)]
        if not isinstance(value, str) or not _is_words(path):
            return value
        said, times = pattern.subn(put, value)
        places += bool(times)
        return said

    changed = walk(content, ()) if old.strip() else copy.deepcopy(content)
    assert isinstance(changed, dict)
    return changed, places


def findings(content: Content) -> tuple[Finding, ...]:
    """Return what is wrong with a draft, errors first, each with the field it belongs to."""
    fields = [field.path for part in parts(content) for field in part.fields]
    try:
        persona = Persona.model_validate({**content, "schema_version": SCHEMA_VERSION})
    except ValidationError as error:
        document = Document(content, {})
        remarks = [
            Remark(tuple(step for step in one["loc"] if step != "[key]"), explain(one, document))
            for one in causes(error)
        ]
    else:
        remarks = [remark for check in CHECKS for remark in check(persona)]
    unique = dict.fromkeys(Finding(_field_of(one.path, fields), one.severity, one.message) for one in remarks)
    return tuple(sorted(unique, key=lambda one: one.severity))


def _shortened(part: Part) -> Iterator[Part]:
    """Split a part that is too long to be taken in at a glance; an empty one gives none."""
    count = -(-len(part.fields) // _MOST_FIELDS)
    for number in range(count):
        fields = part.fields[number * _MOST_FIELDS : (number + 1) * _MOST_FIELDS]
        yield Part(f"{part.heading} ({number + 1} of {count})" if count > 1 else part.heading, fields)


def _field_of(path: Path, fields: list[Path]) -> Path:
    """Return the field that holds a value, or else the first one beneath it; none is an empty path."""
    holding = [one for one in fields if path[: len(one)] == one]
    beneath = [one for one in fields if path and one[: len(path)] == path]
    return max(holding, key=len, default=()) or next(iter(beneath), ())


_IDS = frozenset(("id", "kind", "on", "follows", "pronoun", "language", "gender", "espeak", "manner", "severity"))
_ID_LISTS = frozenset((
    "skills", "cases", "told", "not_told", "said", "not_said", "tells", "mentions", "never_mentioned", "verify",
    "heard", "not_heard", "never_heard", "expects", "needs",
))  # fmt: skip


def _is_words(path: Path) -> bool:
    """Tell whether the text at a path is words, and not the name of something."""
    names = [step for step in path if isinstance(step, str)]
    if names[-1] in _IDS or names[-1] in {"asked", "offered", "outcome", "promise", "fault", "asks"}:
        return False
    return not (isinstance(path[-1], int) and names[-1] in _ID_LISTS)


def _who(content: Content) -> Iterator[Field]:
    for key, label, hint in (
        ("name", "Name", "As one says it: Mrs. Hartley"),
        ("title", "Title, as in the list", ""),
        ("trouble", "The trouble in one line", ""),
        ("sector", "Sector", "The line of business, as in the list"),
        ("difficulty", "Difficulty", "1 is easy, 5 very hard"),
        ("minutes", "Usual length of the call in minutes", ""),
    ):
        yield Field((key,), label, _text(content, key), hint)


def _case(case: Content, path: Path) -> Iterator[Field]:
    brief = _dict(case, "brief")
    yield Field((*path, "title"), "Title of the case", _text(case, "title"))
    yield Field((*path, "brief", "situation"), "What has happened, for the brief", _text(brief, "situation"), long=True)
    for key in _dict(brief, "account"):
        label = f"Account: {key}"
        yield Field((*path, "brief", "account", key), label, _text(_dict(brief, "account"), key))
    yield Field((*path, "brief", "goals"), "Goals of the call", _lines(brief, "goals"), "One a line")
    yield from _slots(case, path)


def _slots(part: Content, path: Path) -> Iterator[Field]:
    for name, slot in _dict(part, "slots").items():
        if isinstance(slot, dict):
            hint = "One a line; one of them is drawn for each call"
            yield Field((*path, "slots", name, "values"), f"Values of {{{name}}}", _lines(slot, "values"), hint)


def _facts(part: Content, path: Path) -> Iterator[Field]:
    for index, fact in enumerate(_list(part, "facts")):
        at: Path = (*path, "facts", index)
        about = _text(fact, "about")
        yield Field((*at, "say"), f"Telling {about}", _lines(fact, "say"), "One wording a line; at least two")
        yield Field((*at, "keys"), f"Words that show you repeated {about}", _lines(fact, "keys"), "One a line")


def _policy(case: Content, path: Path) -> Iterator[Field]:
    brief, policy = _dict(case, "brief"), _dict(case, "policy")
    label = "The policy, as it is read in the brief"
    yield Field((*path, "brief", "policy"), label, _lines(brief, "policy"), "One a line")
    for index, offer in enumerate(_list(policy, "may_offer")):
        at: Path = (*path, "policy", "may_offer", index)
        about = _text(offer, "about")
        yield Field((*at, "about"), "You may offer", about)
        yield Field((*at, "words"), f"Words that offer {about}", _lines(offer, "words"), "One a line")
    for index, promise in enumerate(_list(policy, "must_not_promise")):
        at = (*path, "policy", "must_not_promise", index)
        about = _text(promise, "about")
        yield Field((*at, "about"), "You must not promise", about)
        yield Field((*at, "words"), f"Words that promise {about}", _lines(promise, "words"), "One a line")
        yield Field((*at, "why"), f"Why not {about}", _text(promise, "why"))
    if "firm_on" in policy:
        yield Field((*path, "policy", "firm_on"), "The limit that is pushed against", _text(policy, "firm_on"))


def _beats(content: Content) -> Iterator[Field]:
    for index, beat in enumerate(_list(content, "beats")):
        name = _text(beat, "id").replace("_", " ")
        hint = "One wording a line; none is used twice in a call"
        yield Field(("beats", index, "say"), name[:1].upper() + name[1:], _lines(beat, "say"), hint)


def _list(content: Content, key: str) -> list[Content]:
    value = content.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _dict(content: Content, key: str) -> Content:
    value = content.get(key)
    return value if isinstance(value, dict) else {}


def _text(content: Content, key: str) -> str:
    value = content.get(key)
    return value if isinstance(value, str) else ""


def _lines(content: Content, key: str) -> tuple[str, ...]:
    value = content.get(key)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
