"""A small case: a lamp that arrived broken."""

import pytest

from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.schema import Persona

LAMP = {
    "schema_version": 1,
    "id": "tester",
    "name": "Tess Ter",
    "title": "A broken lamp",
    "trouble": "Her lamp came in pieces",
    "sector": "retail",
    "difficulty": 2,
    "skills": ["empathy"],
    "minutes": 4,
    "cases": [
        {
            "id": "broken_lamp",
            "title": "Lamp arrived broken",
            "fault": "unclear",
            "brief": {
                "situation": "A lamp arrived broken.",
                "account": {"Customer": "Tess Ter", "Address": "12 High Street"},
                "policy": ["Replacement within 14 days"],
                "goals": ["Repeat the problem"],
            },
            "slots": {
                "order": {"kind": "digits", "values": ["44719"]},
                "price": {"kind": "amount", "values": ["£32.50"]},
            },
            "facts": [
                {"id": "order", "about": "the order number", "asked_by": ["order number", "reference"],
                 "say": ["It is {order}."], "keys": ["{order}"], "identity": True},
                {"id": "what", "about": "what happened", "asked_by": ["what happened", "problem"],
                 "say": ["The lamp was broken."], "keys": ["broken lamp", "lamp in pieces"], "problem": True},
                {"id": "day", "about": "when it came", "asked_by": ["when did it arrive", "which day"],
                 "say": ["It came on Tuesday."], "keys": ["tuesday"], "problem": True},
                {"id": "price", "about": "what it cost", "asked_by": ["price", "how much did it cost"],
                 "say": ["{price}."], "keys": ["{price}"], "problem": True},
                {"id": "ordered", "about": "when it was ordered", "asked_by": ["order date"],
                 "say": ["The third of March."], "keys": ["3 March"], "problem": True},
            ],
            "verify": ["order"],
            "account_data": ["12 High Street"],
            "policy": {
                "may_offer": [
                    {"id": "replace", "about": "A new lamp", "words": ["replacement", "send a new lamp"]},
                    {"id": "voucher", "about": "A voucher", "words": ["ten pound voucher"]},
                ],
                "must_not_promise": [
                    {"id": "refund", "about": "Money back", "words": ["full refund", "money back"], "why": "Not yet."},
                ],
            },
            "trainee": {"good": [{"say": "Hello."}], "poor": [{"say": "What."}]},
        }
    ],
    "beats": [{"id": "open", "when": {"on": "opening"}, "say": ["My lamp is broken!"]}],
}  # fmt: skip


@pytest.fixture
def casting() -> Casting:
    """The case, cast."""
    return cast(Persona.model_validate(LAMP), None, seed=1)
