"""The format itself: limits, defaults, frozen values, JSON Schema."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Effects, Persona, TemperStart, Voice, When

MINIMAL = (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("part", "key", "lowest", "highest"),
    [
        (TemperStart, "anger", 0.0, 1.0),
        (TemperStart, "reactivity", 0.6, 1.4),
        (TemperStart, "forgiveness", 0.6, 1.4),
        (TemperStart, "floor", 0.1, 0.3),
        (TemperStart, "silence_s", 3.0, 20.0),
        (Voice, "rate_wpm", 110.0, 230.0),
        (Effects, "anger", -0.25, 0.25),
        (Effects, "patience", -0.5, 0.5),
    ],
)
def test_limits(part: type, key: str, lowest: float, highest: float) -> None:
    for value in (lowest, highest):
        assert getattr(part(**{key: value}), key) == value
    for value in (lowest - 0.001, highest + 0.001, float("nan"), float("inf")):
        with pytest.raises(ValidationError):
            part(**{key: value})


def test_a_beat_without_conditions_answers_any_turn() -> None:
    assert When() == When(on="turn", heard=(), anger=(0.0, 1.0))


def test_a_persona_cannot_be_changed() -> None:
    persona = load_persona(MINIMAL, "minimal.yaml")
    with pytest.raises(ValidationError):
        persona.name = "Somebody else"


def test_the_json_schema_allows_no_unknown_keys() -> None:
    schema = json.loads(json.dumps(Persona.model_json_schema()))
    parts = [schema, *(part for part in schema["$defs"].values() if part["type"] == "object")]
    assert all(part["additionalProperties"] is False for part in parts)
    assert set(schema["required"]) >= {"schema_version", "id", "name", "cases", "beats"}
