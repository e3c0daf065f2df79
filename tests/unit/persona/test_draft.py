"""The form of a customer: its fields, changes, and what is wrong with them."""

import pytest

from voicedrill import paths
from voicedrill.persona.draft import Content, findings, parts, reworded, with_changes
from voicedrill.persona.yaml_reader import read

SHIPPED = sorted(paths.shipped("personas").glob("*.yaml"))


def content_of(name: str = "hartley_parcel") -> Content:
    data = read((paths.shipped("personas") / f"{name}.yaml").read_text(encoding="utf-8"), name).data
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_field_shows_what_stands_at_its_path_and_changes_only_that(file) -> None:
    content = content_of(file.stem)
    assert findings(content) == ()
    shown = {field.path: field.value for part in parts(content) for field in part.fields}
    assert with_changes(content, shown) == content | {}
    assert len(shown) == sum(len(part.fields) for part in parts(content))


def test_parts_are_short_enough_to_be_seen() -> None:
    assert max(len(part.fields) for part in parts(content_of())) <= 20


def test_a_change_leaves_the_original_alone() -> None:
    content = content_of()
    changed = with_changes(content, {("name",): "Mr. X", ("cases", 0, "brief", "goals"): ("One.", " ", "Two.")})
    assert content["name"] == "Mrs. Hartley"
    assert changed["name"] == "Mr. X"
    assert changed["cases"][0]["brief"]["goals"] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("difficulty",), "seven", "whole number"),
        (("difficulty",), "6", "at most 5"),
        (("name",), "", "must not be empty"),
        (("name",), "Mrs. {order}", "without braces"),
        (("cases", 0, "brief", "situation"), "The {thing} is lost.", "'{thing}' is no slot"),
        (("cases", 0, "brief", "goals"), (), "at least 1"),
        (("cases", 0, "slots", "order", "values"), (), "at least 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_field(path, value, words: str) -> None:
    found = findings(with_changes(content_of(), {path: value}))
    assert found[0].severity == "error"
    assert words in found[0].message
    assert found[0].path == path


def test_errors_come_before_warnings() -> None:
    found = findings(with_changes(content_of(), {("cases", 0, "slots", "street", "values"): ("{x}",)}))
    assert [one.severity for one in found] == sorted(one.severity for one in found)


def test_a_word_is_replaced_whole_and_keeps_its_capital() -> None:
    content, places = reworded(content_of(), "hartley", "brown")
    assert content["name"] == "Mrs. Brown"
    assert content["id"] == "hartley_parcel"
    assert places > 3
    assert findings(content) == ()


@pytest.mark.parametrize("old", ["", "  ", "zebra", "elescop", "("])
def test_what_is_not_there_as_a_word_changes_nothing(old: str) -> None:
    content = content_of()
    assert reworded(content, old, "x") == (content, 0)


def test_names_of_slots_ids_and_skills_stay() -> None:
    content = content_of()
    for word in ("order", "listening", "lost", "she", "clean"):
        changed, _ = reworded(content, word, "banana")
        assert all(one.severity == "warning" for one in findings(changed)), word
