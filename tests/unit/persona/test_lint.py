"""Each lint rule finds its mistake on its line, and the sound file has none."""

import re
from pathlib import Path

import pytest

from voicedrill.persona.lint import lint, load_checked
from voicedrill.persona.problems import PersonaError

MINIMAL = (Path(__file__).parents[2] / "data" / "personas" / "minimal.yaml").read_text(encoding="utf-8")

CASE = MINIMAL[MINIMAL.index("  - id: late_lamp") : MINIMAL.index("\nbeats:")]
SECOND_CASE = CASE.replace("late_lamp", "second").replace("order", "ticket").replace("id: trouble", "id: matter")


def _with(*changes: tuple[str, str]) -> str:
    text = MINIMAL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def _found(text: str, severity: str) -> list[str]:
    return [f"{problem.line} {problem.message}" for problem in lint(text, "x.yaml") if problem.severity == severity]


def test_the_minimal_customer_has_no_problem() -> None:
    assert lint(MINIMAL, "minimal.yaml") == []
    assert load_checked(MINIMAL, "minimal.yaml").id == "minimal"


def test_what_cannot_be_loaded_is_reported() -> None:
    assert _found(_with(("fault: ours", "fault: our")), "error")[0].startswith("14 'fault'")


@pytest.mark.parametrize(
    ("old", "new", "piece", "message"),
    [
        ("asked: order", "asked: ordr", "asked: ordr", "'ordr' is no fact of the case 'late_lamp'. Did you mean"),
        ("not_told: [order]", "told: [ordr]", "told: [ordr]", "'ordr' is no fact"),
        ("tells: [trouble]", "tells: [truble]", "tells: [truble]", "'truble' is no fact"),
        ("asked: order", "offered: refnd", "offered: refnd", "'refnd' is no offer or forbidden promise"),
        ("heard: [defensive]", "said: [openin]", "said: [openin]", "'openin' is no beat. Did you mean 'opening'?"),
        ("heard: [defensive]", "not_said: [x]", "not_said: [x]", "'x' is no beat."),
        ("  - id: softer\n", "  - id: softer\n    cases: [late]\n", "cases: [late]", "'late' is no case."),
        ("verify: [order]", "verify: [name]", "verify: [name]", "'name' is no fact"),
        ("- id: pushed_back", "- id: softer", "- id: softer\n    when: {heard: [defensive]}", "'softer' is used twice"),
        ("- id: exact_hour", "- id: refund", "- id: refund\n          about: delivery", "'refund' is used twice"),
        ("      - id: trouble", "      - id: order", "- id: order\n        about: what went", "'order' is used twice"),
        ("Fine. It's {order}.", "It's {ordr}.", "It's {ordr}.", "'{ordr}' is no slot of the case 'late_lamp'. Did"),
        ("Fine. It's {order}.", "It's 😡 {order}.", "It's 😡 {order}.", "which no voice can say"),
        ("Fine. It's {order}.", "It's {Order}.", "It's {Order}.", "'{Order}' is no slot"),
        ("Fine. It's {order}.", "It's {order.", "It's {order.", "'{' is no slot"),
        ('Order number: "{order}"', 'Order number: "{no}"', 'Order number: "{no}"', "'{no}' is no slot"),
        ("name: Pat Miller", 'name: "{order}"', 'name: "{order}"', "Slots are not filled in here"),
        ("12 Mill Lane,", '"{order} Mill Lane",', "address: {kind", "Slots are not filled in here"),
        ("on: opening", "on: hold", "- id: late_lamp", "no beat with 'on: opening'"),
        ("priority: 0", "when: {told: [order]}", "- id: late_lamp", "no fallback"),
        ("outcome: resolved", "outcome: timeout", "- id: late_lamp", "and 'outcome: resolved'"),
        ("outcome: hang_up", "outcome: timeout", "- id: late_lamp", "and 'outcome: hang_up'"),
        ("outcome: supervisor", "outcome: timeout", "- id: late_lamp", "and 'outcome: supervisor'"),
        ("on: ending, outcome: timeout", "on: ending", "on: ending}", "needs an 'outcome'"),
        ("on: hold}", "on: hold, outcome: timeout}", "on: hold", "'outcome' can only be given"),
        ("needs: [next_steps]", "needs: [judging]", "needs: [judging]", "'judging' is a mistake"),
        ("needs: [next_steps]", "anger_at_most: 0.1", "anger_at_most", "below the customer's lowest anger, 0.15"),
        (", story_done: true", "", "- id: late_lamp", "has 'story_done: true', so the case cannot be resolved"),
        ("anger: [0, 0.7]", "anger: [0.7, 0]", "anger: [0.7, 0]", "from low to high"),
        ("not_told: [order]", "not_told: [order], told: [order]", "{asked: order", "never said: 'order' is both"),
        ("heard: [defensive]", "heard: [firm], not_heard: [firm]", "{heard: [firm]", "never said: 'firm' is both"),
    ],
)
def test_errors(old: str, new: str, piece: str, message: str) -> None:
    text = _with((old, new))
    line = text[: text.index(piece)].count("\n") + 1
    errors = _found(text, "error")
    assert any(error.startswith(f"{line} ") and message in error for error in errors), errors
    with pytest.raises(PersonaError):
        load_checked(text, "x.yaml")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([("    slots:\n", "    slots:\n      spare: {kind: name, values: [a]}\n")], "29 The slot 'spare' is never"),
        ([('["Hello? Are you still there?", "Is anybody there?"]', "[Hello?]")], "'silence' can come up several times"),
        ([(', "So where is my lamp?", "I\'m still waiting for an answer."', "")], "'fallback' can come up several"),
        ([("on: unclear", "on: hold")], "no beat with 'on: unclear'; stock phrases"),
        ([("outcome: accepts_limit", "outcome: timeout")], "a limit ('firm_on') but no ending"),
        ([("anger: [0, 0.7]", "anger: [0, 0.1]")], "the beat is never said"),
        ([("        identity: true\n", "")], "lacks 'identity: true'"),
        ([("        problem: true\n", "")], "31 No fact of the case 'late_lamp' has 'problem: true'"),
        ([("about: a new lamp sent today", "about: a unicorn"), ("[send a new, new lamp, replacement]", "[unicorn]")],
         "does not mention 'a unicorn'"),
        ([("delivery at a certain hour\n", "cash\n"), ("by noon, \"at nine o'clock\", within the hour", "cash")],
         "does not mention 'cash'"),
        ([("Ask for the order number before you talk about the account.", "Be kind."), ("refund the order", "refund")],
         "does not say that 'the order number' must be checked"),
    ],
)  # fmt: skip
def test_warnings(changes: list[tuple[str, str]], message: str) -> None:
    text = _with(*changes)
    assert any(message in warning for warning in _found(text, "warning")), lint(text, "x.yaml")
    assert _found(text, "error") == []
    assert load_checked(text, "x.yaml").id == "minimal"


@pytest.mark.parametrize(("words", "warned"), [(32, False), (33, False), (34, True)])
def test_long_lines(words: int, warned: bool) -> None:
    text = _with(("Finally. And?", "word " * (words - 1) + "end?"))
    assert any(f"has {words} words" in warning for warning in _found(text, "warning")) == warned


def test_a_number_counts_as_many_words_as_digits() -> None:
    text = _with(("Fine. It's {order}.", "word " * 28 + "{order} done"))
    assert any("has 34 words" in warning for warning in _found(text, "warning"))


def test_a_case_without_an_accepted_offer_cannot_be_resolved() -> None:
    text = MINIMAL.replace("          words: [send", "          accepted: false\n          words: [send")
    assert _found(text, "error") == []
    text = text.replace("          words: [refund", "          accepted: false\n          words: [refund")
    assert _found(text, "error") == []  # she can still be brought to accept the limit
    text = re.sub(r"      firm_on: .*\n", "", text)
    assert _found(text, "error") == ["47 No offer of the case 'late_lamp' is accepted, so the case cannot be resolved."]


def test_a_paraphrase_that_is_needed_must_be_possible() -> None:
    text = _with(("needs: [next_steps]", "needs: [paraphrase]"), ("        problem: true\n", ""))
    assert "so a paraphrase is never found" in _found(text, "error")[0]


def test_a_beat_for_all_cases_must_fit_all_cases() -> None:
    text = MINIMAL.replace("\nbeats:", f"{SECOND_CASE}\nbeats:")
    errors = _found(text, "error")
    assert any("'order' is no fact of the case 'second'" in error for error in errors)
    assert any("'{order}' is no slot of the case 'second'" in error for error in errors)
    assert any("'trouble' is no fact of the case 'second'" in error for error in errors)
    text = text.replace("  - id: order\n    when", "  - id: order\n    cases: [late_lamp]\n    when")
    text = text.replace("tells: [trouble], ", "")
    assert _found(text, "error") == []


def test_a_case_needs_its_own_opening() -> None:
    text = MINIMAL.replace("\nbeats:", f"{CASE.replace('late_lamp', 'second')}\nbeats:")
    assert _found(text, "error") == []
    text = text.replace("- id: opening\n", "- id: opening\n    cases: [late_lamp]\n")
    assert any("The case 'second' has no beat with 'on: opening'" in error for error in _found(text, "error"))


def test_an_interview_needs_no_offers_and_endings_of_a_call() -> None:
    text = _with(("sector: retail", "sector: retail\nkind: interview"), ("outcome: resolved", "outcome: timeout"))
    assert _found(text, "error") == []


def test_the_customer_in_the_trainers_guide_is_sound() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "customers.md").read_text(encoding="utf-8")
    text = "\n".join(block.split("```")[0] for block in guide.split("```yaml\n")[1:])
    assert lint(text, "guide.yaml") == []
