import pytest
from fakes.small_calls import (
    ASK_ORDER,
    BACK,
    BY_NOON,
    BYE,
    GENERIC,
    OFFER,
    OWN,
    PLAIN,
    SORRY,
    TIED,
    Said,
    conversation,
    turns,
)
from golden import parcel

from voicedrill.scoring.judge import judge
from voicedrill.scoring.recital import is_recited

APOLOGY: Said = ("i apologise for any inconvenience", {"apology": "i apologise for any inconvenience"})
ASSURE: Said = ("rest assured you are in good hands", {"reassurance": "rest assured you are in good hands"})
FEEL: Said = ("i know how upsetting this must be", {"empathy": "i know how upsetting this must be"})
NOUN: Said = (
    "so if i understand correctly it is about your lamp",
    {"paraphrase": "so if i understand correctly it is about your lamp"},
)
RECITED = (GENERIC, APOLOGY, ASSURE, FEEL)


@pytest.mark.parametrize(
    ("said", "recited"),
    [
        (RECITED, True),
        ((*RECITED, NOUN), True),
        ((*RECITED, ASK_ORDER, OFFER), True),
        ((*RECITED, NOUN, OFFER, ASK_ORDER, BY_NOON), True),
        ((*RECITED, BACK), True),
        ((*RECITED, BACK, ASK_ORDER), False),
        ((*RECITED, BACK, OFFER), False),
        ((*RECITED, ("your lamp is on its way", {}), ("it was due on tuesday", {})), False),
        ((GENERIC, APOLOGY), False),
        ((GENERIC, APOLOGY, ASSURE), True),
        ((TIED, SORRY, GENERIC), False),
        ((TIED, GENERIC, APOLOGY), True),
        ((TIED, SORRY, GENERIC, APOLOGY), False),
        ((PLAIN, ASK_ORDER, OFFER, BY_NOON), False),
        ((SORRY, ASK_ORDER, OFFER, BY_NOON), False),
    ],
)
def test_reciting_is_kind_sentences_without_the_case(said: tuple[Said, ...], recited: bool) -> None:
    assert is_recited(conversation(turns(*said))) == recited


@pytest.mark.parametrize(("conf", "recited"), [(0.59, False), (0.6, True)])
def test_what_was_not_heard_clearly_is_not_held_against_anybody(conf: float, recited: bool) -> None:
    assert is_recited(conversation(turns(*RECITED, conf=conf))) == recited


@pytest.mark.parametrize("extra", [(), (TIED,), (NOUN,), (NOUN, OFFER, ASK_ORDER)])
def test_the_parrot_stays_below_nearly_and_is_told_why(extra: tuple[Said, ...]) -> None:
    thanks: Said = ("thank you for your patience", {"appreciation": "thank you for your patience"})
    events = turns(*RECITED, *extra, OWN, BY_NOON, thanks, BYE)
    card = judge(events, parcel.casting(), conversation(events).measurement, "resolved", 90.0)
    assert card.band == "again"
    finding = next(one for one in card.findings if one.id == "empathy_tied")
    assert finding.score == pytest.approx(0.3)
    assert "the call stays below “nearly”" in finding.why
    assert "about this case and no other" not in finding.why


def test_a_plain_helper_is_not_capped() -> None:
    events = turns(TIED, ASK_ORDER, BACK, OWN, OFFER, BY_NOON, SORRY, BYE)
    card = judge(events, parcel.casting(), conversation(events).measurement, "resolved", 90.0)
    assert card.band in ("nearly", "ready")
    assert not any("stays below" in one.why for one in card.findings)
