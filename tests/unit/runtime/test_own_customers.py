"""Copies of customers: kept with all else as it was, never in the place of another."""

from dataclasses import replace
from pathlib import Path

import pytest

from voicedrill import paths
from voicedrill.errors import UserError
from voicedrill.persona.draft import Content, reworded, with_changes
from voicedrill.persona.problems import PersonaError
from voicedrill.persona.yaml_reader import read
from voicedrill.runtime.customer_draft import CustomerDraft
from voicedrill.runtime.own_customers import copy_of, delete, draft_of, keep, own_ids, text_of

SHIPPED = sorted(paths.shipped("personas").glob("*.yaml"))
CLARKE = (paths.shipped("personas") / "clarke_interview.yaml").read_text(encoding="utf-8")
HARTLEY = (paths.shipped("personas") / "hartley_parcel.yaml").read_text(encoding="utf-8")


def content_of(text: str) -> Content:
    data = read(text, "x").data
    assert isinstance(data, dict)
    return data


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_what_is_not_changed_stays_to_the_letter(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text_of(CustomerDraft(text, content_of(text))) == text


def test_a_copy_differs_where_it_was_changed_alone() -> None:
    draft = copy_of(HARTLEY)
    changed = with_changes(draft.content, {("difficulty",): "4", ("sector",): "space: travel"})
    before, after = HARTLEY.splitlines(), text_of(replace(draft, content=changed)).splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("id: hartley_parcel", "id: hartley_parcel_own"),
        ("title: The parcel that never came", "title: The parcel that never came (copy)"),
        ("sector: parcel delivery", "sector: 'space: travel'"),
        ("difficulty: 2", "difficulty: 4"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: b",
        "- c",
        "# d",
        "{e: f",
        "!!python/object:os.system",
        "*anchor",
        "'",
        '"',
        "yes",
        "12",
        "~",
        "|",
        "x #y",
        "%",
    ],
)
def test_hostile_words_are_kept_as_words(text: str) -> None:
    draft = CustomerDraft(CLARKE, content_of(CLARKE))
    changed = with_changes(draft.content, {("sector",): text, ("cases", 0, "brief", "goals"): (text, "Two.")})
    assert content_of(text_of(replace(draft, content=changed))) == changed


def test_a_copy_is_kept_among_the_own_ones_and_changed_again() -> None:
    kept = keep(copy_of(HARTLEY))
    assert kept.file == paths.data_dir() / "personas" / "hartley_parcel_own.yaml"
    assert own_ids() == {"hartley_parcel_own"}
    again = draft_of("hartley_parcel_own")
    content, places = reworded(again.content, "telescope", "microscope")
    assert places == 40
    keep(replace(again, content=content))
    assert "telescope" not in kept.file.read_text(encoding="utf-8").lower()
    assert [one.name for one in kept.file.parent.iterdir()] == ["hartley_parcel_own.yaml"]


def test_a_second_copy_has_another_id_and_a_copy_of_a_copy_too() -> None:
    first = keep(copy_of(HARTLEY))
    second = keep(copy_of(HARTLEY))
    third = keep(copy_of(first.text))
    assert [one.content["id"] for one in (first, second, third)] == [
        "hartley_parcel_own",
        "hartley_parcel_own2",
        "hartley_parcel_own3",
    ]


def test_a_file_that_came_there_meanwhile_is_left_alone() -> None:
    draft = copy_of(HARTLEY)
    file = paths.data_dir() / "personas" / "hartley_parcel_own.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="exists already"):
        keep(draft)
    assert file.read_text(encoding="utf-8") == "mine"
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_a_draft_with_a_mistake_is_not_kept() -> None:
    draft = copy_of(HARTLEY)
    wrong = replace(draft, content=with_changes(draft.content, {("name",): "Mrs. {x}"}))
    with pytest.raises(PersonaError):
        keep(wrong)
    assert not (paths.data_dir() / "personas").exists() or not own_ids()
    assert wrong.findings[0].path == ("name",)


def test_only_own_customers_are_changed_or_deleted() -> None:
    for act in (draft_of, delete):
        with pytest.raises(UserError, match="no customer of your own"):
            act("hartley_parcel")
    keep(copy_of(HARTLEY))
    delete("hartley_parcel_own")
    assert own_ids() == frozenset()
