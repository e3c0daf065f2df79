"""The handout: what the trainee is told, with the drawn values, and what only the trainer is."""

from pathlib import Path

import pytest

from voicedrill.persona.briefing import Item, Section, briefing, trainer_notes
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.loader import load_persona
from voicedrill.persona.schema import Beat, Effects, Persona, When

DATA = Path(__file__).parents[2] / "data" / "personas"
SHIPPED = sorted((Path(__file__).parents[3] / "personas").glob("*.yaml"))
MINIMAL = (DATA / "minimal.yaml").read_text(encoding="utf-8")
PERSONA = load_persona(MINIMAL, "minimal.yaml")


def notes(casting: Casting) -> dict[str, Section]:
    return {section.id: section for section in trainer_notes(casting)}


def manner(persona: Persona) -> str:
    items = briefing(cast(persona, None, 0)).sections[0].items
    return next(item.text for item in items if item.label == "Manner")


def test_sections_and_drawn_values() -> None:
    casting = cast(PERSONA, None, 3)
    handout = briefing(casting)
    assert [section.id for section in handout.sections] == [
        "caller", "situation", "account", "policy", "goals", "skills",
    ]  # fmt: skip
    account = handout.sections[2].items
    assert account == (
        Item("Pat Miller", "Name"),
        Item(casting.values["order"], "Order number"),
        Item(casting.values["address"], "Delivery address"),
    )
    assert handout.sections[5].items[0].text.endswith(", solution, next steps")
    assert handout.caller == "Pat Miller calls (retail)"
    assert handout.sections[0].items == (
        Item("1 of 5, easy", "Difficulty"),
        Item("angry, talks on when interrupted", "Manner"),
        Item("no swearing", "Language"),
        Item("about 3 minutes", "Usual length"),
    )


def test_plain_text_reads_like_a_handout() -> None:
    text = str(briefing(cast(PERSONA, "late_lamp", 3)))
    assert text.startswith(
        "The lamp that never came\nPat Miller calls (retail). A lamp was due on Tuesday and has not come.\n\n"
        "About Pat Miller\n  Difficulty: 1 of 5, easy\n"
    )
    assert "\n\nSituation\n  The lamp was packed on time" in text
    assert "\n\nAccount card\n  Name: Pat Miller\n  Order number: " in text
    assert "\n\nPolicy card\n  - Ask for the order number" in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("temper", "rate", "expected"),
    [
        ({"anger": 0.59, "holds_floor": 0.6}, 165, "annoyed"),
        ({"anger": 0.6, "holds_floor": 0.6}, 165, "angry, talks on when interrupted"),
        ({"anger": 0.74, "holds_floor": 0.75, "reactivity": 1.19}, 165, "angry"),
        ({"anger": 0.75, "holds_floor": 0.8, "reactivity": 1.2}, 165, "furious, quick to anger"),
        ({"anger": 0.5, "holds_floor": 0.6, "cuts_in": 0.6}, 165, "annoyed, cuts in"),
        ({"anger": 0.5, "holds_floor": 0.6, "forgiveness": 0.9}, 165, "annoyed, slow to forgive"),
        ({"anger": 0.5, "holds_floor": 0.6, "forgiveness": 1.1}, 180, "annoyed, quick to forgive, speaks fast"),
        ({"anger": 0.5, "holds_floor": 0.6, "silence_s": 5}, 179, "annoyed, cannot stand silence"),
        ({"anger": 0.5, "holds_floor": 0.6, "silence_s": 9}, 150, "annoyed, speaks slowly, leaves time to think"),
    ],
)  # fmt: skip
def test_the_manner_in_words(temper: dict[str, float], rate: float, expected: str) -> None:
    changed = PERSONA.model_copy(
        update={
            "temper": PERSONA.temper.model_copy(update=temper),
            "voice": PERSONA.voice.model_copy(update={"rate_wpm": rate}),
        }
    )
    assert manner(changed) == expected
    calm = changed.model_copy(update={"kind": "interview"})
    assert manner(calm).startswith("calm")
    assert "angry" not in manner(calm)


def test_the_trainer_reads_what_the_trainee_does_not() -> None:
    casting = cast(PERSONA, "late_lamp", 3)
    found = notes(casting)
    assert list(found) == ["wins", "pushes", "case_late_lamp", "script"]
    assert found["wins"].items == (
        Item("Hear the story out and acknowledge it before you offer anything."),
        Item("what went wrong", "Repeat back"),
        Item("a new lamp sent today; the money back", "Settles it"),
        Item("say what happens next, and by when", "Needed as well"),
    )
    assert found["pushes"].items == (Item("Delivery at a certain hour. The carrier gives us days and no hours."),)
    assert found["case_late_lamp"].heading == "Case late_lamp: The parcel is stuck in the depot"
    assert found["case_late_lamp"].items == (
        Item("ours: take the blame", "Fault"),
        Item("the order number", "Check first"),
        Item("a new lamp sent today; the money back", "May be offered"),
        Item("delivery at a certain hour", "Must not be promised"),
        Item("I cannot promise an hour, because the carrier only gives us days.", "The limit"),
    )
    assert [item.text for item in found["script"].items] == [line.say for line in casting.case.trainee.good]


def test_only_offers_that_are_accepted_settle_it() -> None:
    case = PERSONA.cases[0]
    offers = (case.policy.may_offer[0].model_copy(update={"accepted": False}), case.policy.may_offer[1])
    changed = case.model_copy(update={"policy": case.policy.model_copy(update={"may_offer": offers})})
    found = notes(cast(PERSONA.model_copy(update={"cases": (changed,)}), None, 0))
    assert Item("the money back", "Settles it") in found["wins"].items
    assert Item("a new lamp sent today; the money back", "May be offered") in found["case_late_lamp"].items


def test_what_the_customer_does_when_pushing() -> None:
    beats = (
        Beat(id="push", say=("And a voucher?", "Nothing?"), expects=("firm",), again=("So?",)),
        Beat(id="attack", say=("You are useless.",), effects=Effects(attack=True)),
        Beat(id="cut", when=When(on="cut_in", words=("our policy", "calm down")), say=("Stop!",)),
        Beat(id="other", cases=("another",), say=("Never here.",), expects=("firm",)),
    )
    changed = PERSONA.model_copy(update={"beats": (*PERSONA.beats, *beats), "weights": {"calm": 1.3, "concise": 0.5}})
    found = notes(cast(changed, None, 0))
    assert found["pushes"].items[1:] == (
        Item("“And a voucher?”", "Asks"),
        Item("“You are useless.”", "Attacks"),
        Item("“our policy”, “calm down”", "Cuts in at"),
    )
    assert found["wins"].items[-1] == Item("calm", "Counts more than usual")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_handout_gives_nothing_away_but_the_notes_do(path: Path) -> None:
    persona = load_persona(path.read_text(encoding="utf-8"), path.name)
    for case in persona.cases:
        casting = cast(persona, case.id, 3)
        text = " ".join(str(briefing(casting)).split())
        told = [line for beat in persona.beats for line in (*beat.say, *beat.again) if len(line.split()) > 3]
        told += [line for fact in casting.case.facts for line in fact.say if len(line.split()) > 3]
        told += [line.say for line in case.trainee.good]
        assert not [line for line in told if casting.written(line) in text]
        for_trainers = " ".join(" ".join(map(str, trainer_notes(casting))).split())
        assert all(casting.written(" ".join(line.say.split())) in for_trainers for line in case.trainee.good)
        assert persona.kind == "interview" or f"Case {case.id}: {case.title} Fault:" in for_trainers
        assert "{" not in text
        assert "{" not in for_trainers.replace("{promise}", "")


def test_an_interviewer_has_questions_instead() -> None:
    asked = Beat(id="case", say=("Tell us about a difficult customer.",), effects=Effects(asks="tell"))
    how = Beat(id="how", say=("How would you deal with one?",), effects=Effects(asks="how"))
    other = Beat(id="other", cases=("another",), say=("And then?",), effects=Effects(asks="how"))
    interviewer = PERSONA.model_copy(update={"kind": "interview", "beats": (asked, how, other)})
    found = notes(cast(interviewer, None, 0))
    assert list(found) == ["questions", "script"]
    assert found["questions"].items == (
        Item("Tell us about a difficult customer.", "Tell of a case"),
        Item("How would you deal with one?", "How would you"),
    )
