"""Whatever a file holds, loading gives a persona or a `PersonaError`, quickly."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from voicedrill.persona.lint import lint
from voicedrill.persona.loader import load_persona
from voicedrill.persona.problems import PersonaError
from voicedrill.persona.yaml_reader import MAX_BYTES, MAX_NODES

MINIMAL = (Path(__file__).parents[1] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")
YAML_PIECES = st.sampled_from(
    ["a", "b: ", "- ", "? ", ": ", "{", "}", "[", "]", ",", "\n", "  ", "\n  ", "'", '"', "|", ">", "|2", ">-9", "&a ",
     "*a", "!x ", "!!int ", "%", "%YAML 1.2\n", "%TAG ! x\n", "---\n", "...\n", "#", " #", "\\x", '"\\U', "@", "`", "~",
     "<<: ", "null", "0x1F", "1e999", "\t", "\r", "\r\n", "\ufeff", "\u2028", "é", "\U0001f600", "\ud800", "\x00"]
)  # fmt: skip


def _examples(count: int) -> settings:
    return settings(max_examples=count, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _loads_or_explains(text: str) -> None:
    found: PersonaError | None = None
    try:
        load_persona(text, "x.yaml")
    except PersonaError as error:
        found = error
    if found is not None:
        lines = text.count("\n") + text.count("\r") + 1
        assert found.problems
        assert all(1 <= problem.line <= lines + 1 and problem.message for problem in found.problems)
        assert str(found).startswith("the customer file x.yaml cannot be used:\nx.yaml:")


@_examples(100)
@given(st.text())
def test_any_text(text: str) -> None:
    _loads_or_explains(text)


@_examples(300)
@given(st.lists(YAML_PIECES, max_size=30).map("".join))
@example('a: "\\UFFFFFFFF"')
@example(f"%YAML 1.{'9' * 5000}\n---\na: b")
@example("%TAG ! tag:x,2000:\n---\n!a b")
def test_any_text_that_looks_like_yaml(text: str) -> None:
    _loads_or_explains(text)


@_examples(25)
@given(st.data())
def test_a_damaged_file_is_never_more_than_a_problem(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(MINIMAL)))
    end = data.draw(st.integers(start, min(len(MINIMAL), start + 40)))
    put = data.draw(st.one_of(YAML_PIECES, st.text(max_size=5)))
    text = MINIMAL[:start] + put + MINIMAL[end:]
    _loads_or_explains(text)
    assert all(problem.message for problem in lint(text, "x.yaml"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * 50_000_000, "larger than 256 kB"),
        ("é" * (MAX_BYTES // 2 + 1), "larger than 256 kB"),
        ("[" * 100_000, "nested deeper"),
        ("{a: " * 60_000, "nested deeper"),
        ("- " * 100_000, "nested deeper"),
        ("? " * 100_000, "must be a word"),
        ("".join("  " * depth + "a:\n" for depth in range(300)), "nested deeper"),
        ("[" + "a," * (MAX_NODES + 1) + "]", "more than 20000 values"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchors and aliases"),
    ],
    ids=["50 MB", "bytes", "list", "mapping", "blocks", "keys", "indented", "values", "aliases"],
)
def test_bombs_are_refused(text: str, message: str) -> None:
    with pytest.raises(PersonaError, match=message):
        load_persona(text, "bomb.yaml")
