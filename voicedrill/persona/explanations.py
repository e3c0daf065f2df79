"""Sentences for what the schema refuses, as a trainer understands them."""

import difflib
import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from voicedrill.persona.schema import Persona
from voicedrill.persona.yaml_reader import Document

_IDENT_RULE = "must be lower-case letters, digits and '_', begin with a letter, and have at most 40 characters"
_LIST_RULE = "must be a list: [one, two], or one '- ' line each"
_SENTENCES = {
    "string_type": "must be a text; put it in quotes when it begins with a bracket or is empty",
    "string_pattern_mismatch": _IDENT_RULE,
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "needs at least {min_length} value(s)",
    "too_long": "takes at most {max_length} values",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be at most {le:g}",
    "tuple_type": _LIST_RULE,
    "dict_type": "must be a mapping of 'key: value' lines",
    "model_type": "must be a mapping of 'key: value' lines",
}


def explain(error: ErrorDetails, document: Document) -> str:
    """Return one sentence for an error of pydantic: what is wrong and what to do."""
    path = tuple(step for step in error["loc"] if step != "[key]")
    kind, context = error["type"], error.get("ctx", {})
    if kind == "missing":
        empty = path in document.lines
        return f"{_where(path)} is empty." if empty else f"{_where(path)} is missing."
    if kind == "extra_forbidden":
        return f"{_where(path)} is not a known key.{did_you_mean(str(path[-1]), keys_at(path[:-1]))}"
    if kind == "literal_error":
        allowed = [str(one) for one in _literals(str(context["expected"]))]
        guess = did_you_mean(str(error["input"]), allowed)
        return f"{_where(path)} is {_shown(error['input'])}; it must be one of {', '.join(allowed)}.{guess}"
    rule = _SENTENCES.get(kind)
    if rule is None:
        return f"{_where(path)}: {error['msg']}."
    return f"{_where(path)} is {_shown(error['input'])}; it {rule.format(**context)}."


def did_you_mean(word: str, known: list[str]) -> str:
    """Return `` Did you mean 'goals'?`` for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, known, n=1)
    return f" Did you mean '{near[0]}'?" if near else ""


def keys_at(path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the schema knows at a path; empty where keys are free or there are none."""
    kind: Any = Persona
    for step in path:
        kind = _inner(kind, step)
    return list(kind.model_fields) if _is_model(kind) else []


def _inner(kind: Any, step: str | int) -> Any:
    if _is_model(kind):
        known = kind.model_fields.get(str(step))
        return _bare(known.annotation) if known else None
    arguments = get_args(kind)
    return _bare(arguments[1] if get_origin(kind) is dict else arguments[0]) if arguments else None


def _bare(kind: Any) -> Any:
    """Strip ``Annotated`` and ``| None``."""
    while get_origin(kind) in {Annotated, Union, types.UnionType}:
        kind = get_args(kind)[0]
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _where(path: tuple[str | int, ...]) -> str:
    """Name a value by its key and what it is in: ``'goals' (number 2) in 'brief'``."""
    if not path:
        return "the file"
    names = [step for step in path if isinstance(step, str)]
    number = f" (number {path[-1] + 1})" if isinstance(path[-1], int) else ""
    around = f" in '{names[-2]}'" if len(names) > 1 else ""
    return f"'{names[-1]}'{number}{around}" if names else f"value {number}"


def _shown(value: object) -> str:
    if value is None or value == "":
        return "empty"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (list, tuple)):
        return f"a list of {len(value)}" if value else "an empty list"
    text = str(value)
    return f"'{text}'" if len(text) <= 40 else f"'{text[:37]}…'"


def _literals(expected: str) -> list[str]:
    """Split pydantic's ``'a', 'b' or 'c'``."""
    return [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(",")]
