"""Small scripted calls for the tests of the rules: her story, then a few turns."""

from golden import parcel
from golden.parcel import Script

from voicedrill.call.events import Event
from voicedrill.scoring.content_findings import RULES
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.verdict import Verdict
from voicedrill.speech.measurement import Measurement, SideMeasures

NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())
STORY = "My lamp was to come on Tuesday and it never came."
ATTACK, DEMAND = "You people are useless.", "I want a full refund."

Said = tuple[str, dict[str, str]]
"""A turn, and the behaviours in it with their words."""

GENERIC: Said = ("i understand your frustration", {"empathy": "i understand your frustration"})
TIED: Said = ("i would be upset if my lamp never came", {"empathy": "i would be upset if my lamp never came"})
SORRY: Said = ("i am sorry about the lamp", {"apology": "i am sorry about the lamp"})
OWN: Said = ("i will see to it myself", {"ownership": "i will see to it myself"})
OFFER: Said = ("i can send a new lamp", {"solution": "i can send a new lamp"})
ASK: Said = ("can you tell me what happened", {"question": "can you tell me what happened"})
ASK_ORDER: Said = ("may i have the order number", {"question": "may i have the order number"})
BACK: Said = ("so your lamp was promised for tuesday", {"paraphrase": "so your lamp was promised for tuesday"})
PLAIN: Said = ("okay", {})
BYE: Said = ("goodbye", {"closing": "goodbye"})
BY_NOON: Said = ("i will call you by noon", {"next_steps": "i will call you by noon"})
NO_POLICY = (
    parcel.PERSONA[: parcel.PERSONA.index("    policy:\n      may_offer")]
    + parcel.PERSONA[parcel.PERSONA.index("    trainee:\n") :]
)
"""The persona of the golden calls without a policy card."""


def conversation(
    events: tuple[Event, ...], outcome: str = "resolved", persona: str = parcel.PERSONA,
    measurement: Measurement = NOTHING,
) -> Conversation:  # fmt: skip
    """Return the call as the rules see it."""
    return Conversation(events, parcel.casting(persona), measurement, outcome, 60.0)


def verdict(
    item: str, events: tuple[Event, ...], outcome: str = "resolved", persona: str = parcel.PERSONA,
    measurement: Measurement = NOTHING,
) -> Verdict:  # fmt: skip
    """Return what one rule says."""
    return RULES[item](conversation(events, outcome, persona, measurement))


def told(anger: float = 0.5) -> Script:
    """Begin a call in which she has told her story."""
    call = Script(anger)
    call.says("opening", STORY, 0.5, 4.0)
    call.feels(0.1, anger, 0.4, "start", "", "")
    return call


def turns(*said: Said, conf: float = 0.95, sure: float = 0.95) -> tuple[Event, ...]:
    """Return her story and these turns of the trainee, with a plain line of hers between them."""
    call = told()
    for at, (text, found) in enumerate(said):
        call.answers(text, 5.0 + 10 * at, 9.0 + 10 * at, found, conf=conf, sure=sure)
        call.says("any", "And what now?", 10.0 + 10 * at, 11.0 + 10 * at)
    return call.in_order()


def exchange(*pairs: tuple[str, str, Said], anger: float = 0.5) -> tuple[Event, ...]:
    """Return her story, then lines of hers (beat, text), each with the turn that answers it."""
    call = told(anger)
    for at, (beat, line, (text, found)) in enumerate(pairs):
        call.says(beat, line, 6.0 + 8 * at, 8.0 + 8 * at)
        call.answers(text, 9.0 + 8 * at, 12.0 + 8 * at, found)
    return call.in_order()


def after(line: str, beat: str, text: str, found: dict[str, str], anger: float = 0.5) -> tuple[Event, ...]:
    """Return a call in which she says one line and the trainee answers it."""
    return exchange((beat, line, (text, found)), anger=anger)
