"""Two cases far from the lamp: a bank that charged twice, and a hotel room that was too loud."""

from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.schema import Persona


def _fact(name: str, about: str, asked: list[str], say: str, keys: list[str], **more: bool) -> dict[str, object]:
    return {"id": name, "about": about, "asked_by": asked, "say": [say], "keys": keys, **more}


BANK_FACTS = [
    _fact("reference", "the reference number", ["reference number", "reference"], "It is {ref}.", ["{ref}"],
          identity=True),
    _fact("account", "the account number", ["account number"], "{account}.", ["{account}"], identity=True),
    _fact("amount", "how much was taken", ["how much", "amount"], "They took {amount} from my account.", ["{amount}"],
          problem=True),
    _fact("charged_on", "when it was charged", ["when were you charged", "which date"],
          "I was charged on the 9th of June.", ["9 June"], problem=True),
    _fact("noticed", "when she noticed it", ["when did you notice", "which weekday"], "I noticed it on Tuesday.",
          ["Tuesday"], problem=True),
    _fact("wait", "how long she has waited for an answer", ["how long have you waited"],
          "I have waited for fifteen days.", ["fifteen days"], problem=True),
    _fact("calls", "how often she rang", ["how many times", "how often"], "I rang you four times.", ["four times"],
          problem=True),
    _fact("appointment", "the time of her appointment", ["what time", "appointment"],
          "My appointment was at half past two.", ["half past two"]),
    _fact("post_code", "her post code", ["postcode"], "{code}.", ["{code}"]),
    _fact("surname", "her surname", ["surname", "last name"], "Hartley is my surname.", ["Hartley"], identity=True),
    _fact("since", "when the account was opened", ["when did you open"], "I opened it in April.", ["in April"]),
    _fact("street", "her address", ["address"], "{street}.", ["{street}"]),
]  # fmt: skip
BANK = {
    "schema_version": 1, "id": "bank", "name": "Mrs. Hartley", "title": "Charged twice",
    "trouble": "Her bank charged her twice", "sector": "banking", "difficulty": 3, "skills": ["details"], "minutes": 4,
    "cases": [{
        "id": "charged_twice", "title": "A card payment booked twice", "fault": "unclear",
        "brief": {"situation": "A payment was booked twice.", "account": {"Customer": "Ann Hartley"},
                  "policy": ["Give back the fee of twelve pounds at most"], "goals": ["Say what happens next"]},
        "slots": {
            "ref": {"kind": "digits", "values": ["4471"]},
            "account": {"kind": "digits", "values": ["70352816"]},
            "amount": {"kind": "amount", "values": ["£349.99"]},
            "code": {"kind": "name", "values": ["AB44 7QT"]},
            "street": {"kind": "name", "values": ["15 Mill Lane"]},
        },
        "facts": BANK_FACTS,
        "verify": ["reference"],
        "account_data": ["{street}", "£1,250", "balance"],
        "policy": {
            "may_offer": [{"id": "fee", "about": "the fee back", "words": ["give back the fee", "waive the fee"]},
                          {"id": "dispute", "about": "a dispute", "words": ["open a dispute", "dispute the payment"]}],
            "must_not_promise": [
                {"id": "refund", "about": "the money at once", "words": ["refund today", "money back today",
                 "immediate refund"], "why": "The dispute comes first."},
                {"id": "goodwill", "about": "goodwill above thirty pounds",
                 "words": ["goodwill payment of more than thirty pounds"], "why": "Thirty pounds is the limit."},
            ],
            "firm_on": "There is no compensation before the dispute is closed.",
        },
        "trainee": {"good": [{"say": "Hello."}], "poor": [{"say": "What."}]},
    }],
    "beats": [{"id": "open", "when": {"on": "opening"}, "say": ["You have charged me twice!"]}],
}  # fmt: skip

HOTEL = {
    "schema_version": 1, "id": "hotel", "name": "Mr. Byrne", "pronoun": "he", "title": "A loud room",
    "trouble": "His hotel room was above a night club", "sector": "hotel", "difficulty": 2, "skills": ["empathy"],
    "minutes": 4,
    "cases": [{
        "id": "loud_room", "title": "No sleep above the club", "fault": "not_ours",
        "brief": {"situation": "The club next door was loud.", "account": {"Guest": "Tom Byrne"},
                  "policy": ["Offer a quiet room"], "goals": ["Keep calm"]},
        "slots": {"booking": {"kind": "digits", "values": ["HB2907"]}},
        "facts": [
            _fact("booking", "the booking number", ["booking number"], "{booking}.", ["{booking}"], identity=True),
            _fact("nights", "how many nights he stayed", ["how many nights"], "Twelve nights.", ["twelve nights"],
                  problem=True),
            _fact("room", "his room", ["which room", "room number"], "Room 214.", ["room 214"], problem=True),
            _fact("arrived", "when he arrived", ["when did you arrive"], "I arrived a week ago.", ["a week ago"],
                  problem=True),
            _fact("bags", "how many bags he has", ["how many bags"], "Three bags.", ["three bags"]),
        ],
        "trainee": {"good": [{"say": "Hello."}], "poor": [{"say": "What."}]},
    }],
    "beats": [{"id": "open", "when": {"on": "opening"}, "say": ["I have not slept for a week!"]}],
}  # fmt: skip


def bank() -> Casting:
    """Return the bank's case: fault unclear, with a policy."""
    return cast(Persona.model_validate(BANK), None, seed=1)


def hotel() -> Casting:
    """Return the hotel's case: fault not ours, without a policy."""
    return cast(Persona.model_validate(HOTEL), None, seed=1)
