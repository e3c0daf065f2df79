"""Customer files: what is accepted, what is refused, and what the sentences say."""

from pathlib import Path

import pytest

from voicedrill.errors import DataError
from voicedrill.persona.loader import load_persona
from voicedrill.persona.problems import PersonaError, Problem
from voicedrill.persona.yaml_reader import MAX_BYTES, MAX_DEPTH, read

PERSONAS = Path(__file__).parents[2] / "data" / "personas"
MINIMAL = (PERSONAS / "minimal.yaml").read_text(encoding="utf-8")


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PersonaError) as caught:
        load_persona(text, "x.yaml")
    return caught.value.problems


def _with(old: str, new: str) -> str:
    assert old in MINIMAL
    return MINIMAL.replace(old, new, 1)


def _line(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


def test_the_minimal_customer_is_typed_by_the_schema() -> None:
    persona = load_persona(MINIMAL, "minimal.yaml")
    assert persona.id == "minimal"
    assert persona.difficulty == 1
    assert persona.minutes == 3.0
    softer = next(beat for beat in persona.beats if beat.id == "softer")
    assert softer.when.anger == (0.0, 0.7)
    assert softer.effects.anger == -0.05
    assert persona.cases[0].facts[0].identity is True
    assert persona.cases[0].slots["order"].values == ("44719", "60352", "91846")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("no", "no"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        ("2024-01-01", "2024-01-01"),
        ("null", "null"),
        ("'null'", "null"),
        ("on", "on"),
        ("a  b", "a b"),
        ('"a\\nb"', "a b"),
    ],
)
def test_every_scalar_is_text(written: str, read_as: str) -> None:
    assert load_persona(_with("sector: retail", f"sector: {written}"), "x.yaml").sector == read_as


def test_an_empty_value_is_as_good_as_none() -> None:
    text = _with("      firm_on: I cannot promise an hour, because the carrier only gives us days.", "      firm_on:")
    assert load_persona(text, "x.yaml").cases[0].policy.firm_on is None


def test_a_byte_order_mark_and_windows_line_ends_are_harmless() -> None:
    assert load_persona("\ufeff" + MINIMAL.replace("\n", "\r\n"), "x.yaml") == load_persona(MINIMAL, "x.yaml")


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        ("goals:", "goal:", "goal:", "'goal' in 'brief' is not a known key. Did you mean 'goals'?"),
        ("fault: ours", "fault: our", "fault: our", "'fault' in 'cases' is 'our'; it must be one of ours, unclear"),
        ("difficulty: 1", "difficulty: 6", "difficulty", "'difficulty' is '6'; it must be at most 5."),
        ("difficulty: 1", "difficulty: 1.5", "difficulty", "'difficulty' is '1.5'; it must be a whole number."),
        ("minutes: 3", "minutes: nan", "minutes", "'minutes' is 'nan'"),
        ("minutes: 3", "minutes: long", "minutes", "'minutes' is 'long'; it must be a number."),
        ("sector: retail", "sector:", "sector", "'sector' is empty."),
        ("sector: retail\n", "", "schema_version", "'sector' is missing."),
        ("id: minimal", "id: My Customer", "id:", "'id' is 'My Customer'; it must be lower-case letters"),
        ("heard: [defensive]", "heard: defensive", "heard: defensive", "it must be a list"),
        ("heard: [defensive]", "heard: [rude]", "heard: [rude]", "'heard' (number 1) in 'when' is 'rude'"),
        ("anger: [0, 0.7]", "anger: [0, 1.1]", "anger: [0, 1.1]", "it must be at most 1."),
        ("story_done: true", "story_done: maybe", "story_done", "it must be true or false."),
        ("skills: [listening", "skills: [listning", "skills", "Did you mean 'listening'?"),
        ("sector: retail", "sector: {order}", "sector", "'sector' is a mapping; it must be a text"),
        ('say: ["Fine. It\'s {order}."]', "say: []", "say: []", "is an empty list; it needs at least 1 value(s)."),
        ("schema_version: 1", "schema_version: 2", "schema_version", "reads version 1; update it"),
        ("schema_version: 1\n", "", "id: minimal", "begin the file with 'schema_version: 1'"),
    ],
)
def test_what_the_schema_refuses_is_a_sentence_with_its_line(old: str, new: str, at: str, sentence: str) -> None:
    text = _with(old, new)
    problems = _problems(text)
    assert any(problem.line == _line(text, at) and sentence in problem.message for problem in problems), problems


def test_one_mistake_inside_a_list_gives_one_problem() -> None:
    assert len(_problems(_with("fault: ours", "fault: our"))) == 1


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("sector: !x retail", "Tags"),
        ("sector: !!str retail", "Tags"),
        ("sector: ! retail", "Tags"),
        ("sector: &a retail", "anchors and aliases"),
        ("sector: *a", "anchors and aliases"),
        ("sector: retail\nsector: retail", "'sector' is given twice (first on line 6)"),
        ("sector: retail\n'sector': retail", "'sector' is given twice (first on line 6)"),
        ("sector: retail\n---\na: b", "second document"),
        ("sector: a: b", "colon in quotes"),
        ("sector: retail\n\tx: y", "not with tabs"),
        ("sector: 'retail", "This is not YAML"),
        ("sector: re\x07tail", "U+0007"),
        ('sector: "re\\x07tail"', "U+0007"),
        ("sector: re\u202etail", "U+202E"),
        ("sector: re\ud800tail", "U+D800"),
        ('sector: "\\UFFFFFFFF"', "character itself"),
        ("? [a]\n: b", "A key must be a word"),
        ("'': b", "A key must be a word"),
        ("<<: {a: b}", "'<<' is not a known key"),
    ],
)
def test_what_yaml_could_surprise_with_is_refused(new: str, sentence: str) -> None:
    problems = _problems(_with("sector: retail", new))
    assert any(sentence in problem.message for problem in problems), problems


@pytest.mark.parametrize("text", ["", "# only a comment", "just text", "- a\n- b"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    assert "must be a mapping" in _problems(text)[0].message


def test_yaml_1_1_is_refused_and_1_2_is_allowed() -> None:
    assert "%YAML 1.2" in _problems("%YAML 1.1\n---\n" + MINIMAL)[0].message
    assert load_persona("%YAML 1.2\n---\n" + MINIMAL, "x.yaml").id == "minimal"


@pytest.mark.parametrize(("extra", "fits"), [(-1, True), (0, True), (1, False)])
def test_the_size_limit(extra: int, fits: bool) -> None:
    text = MINIMAL + "#" * (MAX_BYTES + extra - len(MINIMAL.encode()))
    if fits:
        assert load_persona(text, "x.yaml").id == "minimal"
    else:
        assert "larger than 256 kB" in _problems(text)[0].message


@pytest.mark.parametrize(("depth", "fits"), [(MAX_DEPTH - 1, True), (MAX_DEPTH, True), (MAX_DEPTH + 1, False)])
def test_the_depth_limit(depth: int, fits: bool) -> None:
    text = "[" * depth + "]" * depth
    if fits:
        assert read(text, "x.yaml").data
    else:
        with pytest.raises(PersonaError, match="nested deeper than 12"):
            read(text, "x.yaml")


def test_lines_are_those_of_the_keys_and_the_nearest_known() -> None:
    document = read("a: 1\nb:\n  - c: 2\n    d:\n      e\n", "x.yaml")
    assert document.data == {"a": "1", "b": [{"c": "2", "d": "e"}]}
    assert document.line(("b", 0, "d")) == 4
    assert document.line(("b", 0, "missing")) == 3
    assert document.line(("nowhere", 5)) == 1


def test_the_message_shows_the_first_problems_and_counts_the_rest() -> None:
    text = MINIMAL.replace("id: ", "idd: ")
    with pytest.raises(DataError) as caught:
        load_persona(text, "x.yaml")
    assert isinstance(caught.value, PersonaError)
    shown = str(caught.value).splitlines()
    assert shown[0] == "the customer file x.yaml cannot be used:"
    assert shown[1].startswith("x.yaml:1: error: 'id' is missing.")
    assert (
        shown[-1] == f"… and {len(caught.value.problems) - 3} more; see them all with: voicedrill personas lint x.yaml"
    )
    assert list(caught.value.problems) == sorted(caught.value.problems)
