"""The sheet for those who watch a call."""

import io

import pytest
from pypdf import PdfReader

from voicedrill.persona.schema import Persona
from voicedrill.report.observer_sheet import ENDS, observer_sheet, watched
from voicedrill.runtime.library import list_personas

EVERYBODY = [entry.persona for entry in list_personas() if entry.persona is not None]


@pytest.mark.parametrize("persona", EVERYBODY, ids=lambda persona: persona.id)
def test_it_is_one_page_with_what_the_call_practises(persona: Persona) -> None:
    pages = PdfReader(io.BytesIO(observer_sheet(persona))).pages
    assert len(pages) == 1
    said = " ".join(pages[0].extract_text().split())
    assert persona.title in said
    items = watched(persona)
    assert 6 <= len(items) <= 14
    assert {item.skill for item in items} <= set(persona.skills)
    assert all(item.asks in said for item in items)
    assert all(end in said for end in ENDS)


def test_the_same_customer_gives_the_same_sheet() -> None:
    assert observer_sheet(EVERYBODY[0]) == observer_sheet(EVERYBODY[0])
