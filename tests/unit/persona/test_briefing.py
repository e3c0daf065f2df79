"""The handout: what the trainee is told, with the drawn values."""

from pathlib import Path

from voicedrill.persona.briefing import Item, briefing
from voicedrill.persona.casting import cast
from voicedrill.persona.loader import load_persona

MINIMAL = (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")
PERSONA = load_persona(MINIMAL, "minimal.yaml")


def test_sections_and_drawn_values() -> None:
    casting = cast(PERSONA, None, 3)
    handout = briefing(casting)
    assert [section.id for section in handout.sections] == ["situation", "account", "policy", "goals", "skills"]
    account = handout.sections[1].items
    assert account == (
        Item("Pat Miller", "Name"),
        Item(casting.values["order"], "Order number"),
        Item(casting.values["address"], "Delivery address"),
    )
    assert handout.sections[4].items[-1] == Item("next steps")
    assert handout.caller == "Pat Miller calls (retail, difficulty 1 of 5, no swearing)"


def test_plain_text_reads_like_a_handout() -> None:
    text = str(briefing(cast(PERSONA, "late_lamp", 3)))
    assert text.startswith("The lamp that never came\nPat Miller calls")
    assert "\n\nAccount card\n  Name: Pat Miller\n  Order number: " in text
    assert "\n\nPolicy card\n  - Ask for the order number" in text
    assert "{" not in text


def test_the_handout_does_not_give_her_story_away() -> None:
    text = str(briefing(cast(PERSONA, "late_lamp", 3)))
    assert not any(line in text for beat in PERSONA.beats for line in beat.say)
