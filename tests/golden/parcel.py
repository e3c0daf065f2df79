"""A hand-written call about a parcel, good or poor: the material of the golden and of the scoring tests."""

import json
from functools import cache
from pathlib import Path

from golden.script import Script, words_of

from voicedrill.call.events import Event, event_line
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.loader import load_persona

__all__ = ["PERSONA", "Script", "casting", "good_call", "poor_call", "words_of", "write_call"]

PERSONA = """\
schema_version: 1
id: golden_hartley
name: Mrs. Hartley
title: The parcel that never came
trouble: Her lamp was to come on Tuesday and nobody knows where it is.
sector: retail
difficulty: 2
skills: [listening, empathy, solution, firmness]
minutes: 3
temper: {anger: 0.7, trust: 0.4}
cases:
  - id: parcel
    title: The lamp that never came
    fault: ours
    brief:
      situation: A customer waits for a lamp.
      account: {Order: "{order}"}
      policy: ["New delivery or the delivery fee back."]
      goals: ["Find the lamp."]
    slots:
      order: {kind: digits, values: ["44719"]}
    facts:
      - id: order
        about: the order number
        asked_by: [order number, reference]
        say: ["It is {order}."]
        keys: ["{order}"]
        identity: true
      - id: item
        about: the item
        asked_by: [what did you order]
        say: ["A lamp."]
        keys: [lamp]
        problem: true
      - id: day
        about: the promised day
        asked_by: [which day, when was it]
        say: ["Tuesday."]
        keys: [tuesday]
        problem: true
    verify: [order]
    account_data: ["Mill Lane"]
    policy:
      may_offer:
        - {id: redelivery, about: a new lamp by courier tomorrow, words: [new lamp, courier tomorrow]}
        - {id: fee, about: the delivery fee back, words: [delivery fee]}
      must_not_promise:
        - {id: refund, about: the whole price back, words: [full refund], why: A refund needs the lamp back first.}
      firm_on: I am not able to refund the lamp before it is back with us.
    trainee:
      good: [{say: "Good morning."}]
      poor: [{say: "Yes?"}]
beats:
  - id: opening
    when: {on: opening}
    say: ["My lamp was to come on Tuesday and it never came."]
    effects: {tells: [item, day], story_done: true}
  - id: attack
    say: ["You people are useless."]
    effects: {attack: true}
  - id: demand
    say: ["I want a full refund."]
  - id: order
    say: ["It is {order}."]
    effects: {tells: [order]}
  - id: thanks
    say: ["Fine. Thank you."]
  - id: any
    say: ["And what now?"]
"""
# A demand, an attack and an accepted offer: every rule finds an occasion in one of the two calls.


@cache
def casting(persona: str = PERSONA) -> Casting:
    """Return the cast persona."""
    return cast(load_persona(persona, "golden"), "parcel", 1)


def good_call() -> tuple[Event, ...]:
    """Return a call in which nearly everything is done well."""
    call = Script()
    call.answers("good morning this is ana", 0.4, 1.8, {"greeting": "good morning this is ana"})
    call.says("opening", "My lamp was to come on Tuesday and it never came. I waited the whole day for it.", 2.4, 8.4)
    call.answers(
        "i am so sorry that your lamp never came i would be upset too after waiting the whole day",
        9.0, 14.0,
        {"apology": "i am so sorry that your lamp never came",
            "empathy": "i would be upset too after waiting the whole day",},
    )  # fmt: skip
    call.feels(14.7, 0.55, 0.5, "empathy", "i would be upset too", "You named the feeling, tied to her case.")
    call.says("any", "Well. And what now?", 15.2, 17.0)
    call.answers(
        "can i have the order number please and can you tell me what the driver said", 17.6, 21.6,
        {"question": "can i have the order number please"},
    )  # fmt: skip
    call.says("order", "It is 4 4 7 1 9. Nobody came at all.", 22.0, 26.0)
    call.answers(
        "so you ordered a lamp it was promised for tuesday and nobody came is that right", 26.8, 31.2,
        {"paraphrase": "so you ordered a lamp it was promised for tuesday", "question": "is that right"},
    )  # fmt: skip
    call.feels(31.9, 0.45, 0.58, "paraphrase", "so you ordered a lamp", "You repeated the facts correctly.")
    call.says("demand", "Yes! So I want a full refund, right now.", 32.2, 35.4)
    call.answers(
        "i understand that and i am not able to refund it before it is back what i can do is send a new lamp by "
        "courier tomorrow i will see to it myself",
        36.0, 44.0,
        {
            "firm": "i am not able to refund it before it is back",
            "solution": "what i can do is send a new lamp by courier tomorrow",
            "ownership": "i will see to it myself",
        },
    )  # fmt: skip
    call.feels(44.7, 0.3, 0.68, "solution", "send a new lamp", "You offered something concrete.")
    call.says("any", "And when will I hear from you?", 45.4, 47.4)
    call.answers(
        "i will call you by noon tomorrow to make sure it has come thank you for your patience", 48.0, 53.0,
        {"next_steps": "i will call you by noon tomorrow", "appreciation": "thank you for your patience"},
    )  # fmt: skip
    call.feels(53.7, 0.2, 0.75, "next_steps", "by noon tomorrow", "You said what happens and by when.")
    call.says("thanks", "Fine. Thank you.", 54.2, 55.6)
    call.answers("thank you for calling goodbye", 56.2, 58.0, {"closing": "thank you for calling goodbye"})
    call.ends("resolved", 59.2)
    return call.in_order()


def poor_call() -> tuple[Event, ...]:
    """Return a call that goes wrong: talking in, blame, a promise outside policy, offence taken."""
    call = Script()
    call.answers("yes hello", 0.4, 1.2, {"greeting": "yes hello"})
    call.says(
        "opening", "My lamp was to come on Tuesday and it never came. I waited the whole day for it.", 2.0, 8.0,
        stopped_s=5.2,
    )  # fmt: skip
    call.answers(
        "hold on hold on you should have read the tracking page", 4.0, 8.0,
        {"defensive": "you should have read the tracking page"},
    )  # fmt: skip
    call.feels(8.7, 0.85, 0.3, "defensive", "you should have read", "You put the blame on her.")
    call.says("attack", "You people are useless. I want a full refund!", 9.2, 13.0)
    call.answers(
        "don't speak to me like that i am only doing my job", 19.5, 23.0,
        {"taking_offence": "don't speak to me like that", "defensive": "i am only doing my job"},
    )  # fmt: skip
    call.feels(23.7, 0.92, 0.2, "taking_offence", "don't speak to me like that", "You took it personally.")
    call.says("demand", "I want a full refund and your supervisor.", 24.0, 27.0)
    call.answers(
        "fine i promise you a full refund it will come soon", 28.0, 32.0,
        {"over_promise": "i promise you a full refund", "next_steps": "it will come soon"},
    )  # fmt: skip
    call.says("any", "I have heard that before.", 33.0, 35.0)
    call.ends("hang_up", 36.0)
    return call.in_order()


def write_call(path: Path, events: tuple[Event, ...], *, persona: str = PERSONA) -> Path:
    """Write a call folder without audio, as the program leaves it."""
    path.mkdir(parents=True, exist_ok=True)
    header = {
        "schema_version": 1, "persona_id": "golden_hartley", "persona_version": 1, "persona_text": persona,
        "case": "parcel", "seed": 1, "app_version": "0.1.0", "rubric_version": 1,
        "settings": {"keep_audio": False}, "baseline": None,
    }  # fmt: skip
    (path / "call.json").write_text(json.dumps(header, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    lines = "".join(event_line(event) + "\n" for event in events)
    (path / "events.jsonl").write_text(lines, encoding="utf-8")
    return path
