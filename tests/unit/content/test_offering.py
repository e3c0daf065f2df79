"""Offering: the forms in which something is promised, and those in which it is not."""

import pytest
from fakes.spoken_cases import bank, hotel

from voicedrill.content.case_reader import CaseReader
from voicedrill.persona.casting import Casting
from voicedrill.persona.schema import Policy
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.library import find_persona

PARCEL = find_persona("hartley_parcel")[0]
LOST, NEIGHBOUR = (CaseReader(cast_case(PARCEL, name, 1)) for name in ("lost", "neighbour"))
BANK, HOTEL = CaseReader(bank()), CaseReader(hotel())


def forbidding(*words: str) -> CaseReader:
    """Return the hotel's case with a policy that forbids to promise these."""
    casting = hotel()
    forbidden = {"id": "x", "about": "x", "words": words, "why": "It is dear."}
    policy = Policy.model_validate({"must_not_promise": [forbidden]})
    case = casting.case.model_copy(update={"policy": policy})
    return CaseReader(Casting(casting.persona, case, 1, casting.values))


FEE = forbidding(
    "free upgrade", "waive the room charge", "discount of more than ten percent", "voucher over fifty pounds"
)
PROMISED = [
    (LOST, "you'll have it today"),
    (LOST, "it'll be with you today"),
    (LOST, "it will be with you this afternoon"),
    (LOST, "I'll see that you get it today"),
    (LOST, "i give you my word it will be there today"),
    (LOST, "you have my word that it arrives today"),
    (LOST, "i will refund you today and also send the telescope"),
    (LOST, "you will have it today"),
    (LOST, "you'll have your parcel today guaranteed"),
    (LOST, "we will get it to you today"),
    (LOST, "our driver will deliver it this evening"),
    (LOST, "i will give you your money back and the telescope as well"),
    (LOST, "you will get both the refund and the telescope"),
    (LOST, "i'll compensate you for the wasted days"),
    (LOST, "i will give you compensation of fifty pounds"),
    (LOST, "i'll throw in a hundred pounds"),
    (LOST, "the telescope will be delivered within the hour"),
    (LOST, "i guarantee it will arrive today"),
    (LOST, "you can keep both"),
    (NEIGHBOUR, "i'll see that you get a refund"),
    (NEIGHBOUR, "i will make sure you get your money back"),
    (NEIGHBOUR, "refund approved"),
    (NEIGHBOUR, "full refund no problem"),
    (NEIGHBOUR, "okay a refund it is"),
    (NEIGHBOUR, "we'll reimburse you in full"),
    (NEIGHBOUR, "i am refunding you right now"),
    (NEIGHBOUR, "you have my word you will get your money back"),
    (NEIGHBOUR, "the refund is guaranteed"),
    (NEIGHBOUR, "i have just refunded you"),
    (NEIGHBOUR, "your money back guaranteed"),
    (NEIGHBOUR, "let us do a refund then"),
    (NEIGHBOUR, "you will be refunded by friday"),
    (NEIGHBOUR, "rest assured you will have your money back"),
    (BANK, "i will give you fifty pounds"),
    (BANK, "you will get a goodwill payment of fifty pounds"),
    (BANK, "i can put forty five pounds on your account for the trouble"),
    (BANK, "i'll reimburse you today"),
    (BANK, "you'll have your money back this afternoon"),
    (BANK, "i will refund it right away"),
    (FEE, "we'll upgrade you for free"),
    (FEE, "the upgrade is on us"),
    (FEE, "there is no charge for the upgrade"),
    (FEE, "you will not pay for the room"),
    (FEE, "i will drop the room charge"),
    (FEE, "no charge for the room"),
    (FEE, "i will take off the room charge"),
    (FEE, "you get a twenty percent discount"),
    (FEE, "i can give you a discount of fifteen percent"),
    (FEE, "i'll give you a voucher of a hundred pounds"),
    (FEE, "you won't be charged for the room"),
    (FEE, "consider the room charge waived"),
    (FEE, "forget the room charge"),
    (FEE, "the room charge is gone"),
    (NEIGHBOUR, "all right a full refund then"),
    (NEIGHBOUR, "sure your money back no problem"),
    (NEIGHBOUR, "i have just approved your refund"),
    (BANK, "yes of course a refund today"),
]
NOT_PROMISED = [
    (LOST, "i will call you today"),
    (LOST, "i will have it checked today"),
    (LOST, "i will get the driver on the line today"),
    (LOST, "the driver will be asked today"),
    (LOST, "my manager will be here today"),
    (LOST, "it cannot be with you today"),
    (LOST, "you will not have it today"),
    (LOST, "i wish you could have it today"),
    (LOST, "it will be sent today"),
    (LOST, "i will order the new telescope today"),
    (LOST, "i will send the replacement today"),
    (LOST, "you will have an answer today"),
    (LOST, "you will hear from me today"),
    (LOST, "i will refund you or send a replacement"),
    (LOST, "a refund or a replacement but not both"),
    (LOST, "i cannot give you both"),
    (LOST, "if it arrives today call me"),
    (LOST, "i can give you back the delivery fee of five pounds"),
    (LOST, "i will refund you the seventy five pounds"),
    (LOST, "you will get seventy five pounds back"),
    (LOST, "i can give you the money back"),
    (LOST, "there is no compensation on top"),
    (LOST, "i cannot promise that it arrives today"),
    (LOST, "was it meant to be with you today"),
    (LOST, "you expected that it will be with you today"),
    (LOST, "the message said it will be there today"),
    (LOST, "i will give you the number today"),
    (LOST, "i will get this sorted for you today"),
    (LOST, "i will get it moving today"),
    (LOST, "it will be looked at today"),
    (LOST, "i will bring it up with the depot today"),
    (NEIGHBOUR, "i will pay attention and call you back"),
    (NEIGHBOUR, "i will call you back"),
    (NEIGHBOUR, "i will get back to you"),
    (NEIGHBOUR, "a refund is not possible before the inquiry is closed"),
    (NEIGHBOUR, "i will see whether a refund is possible"),
    (NEIGHBOUR, "i will do my best to get you a refund"),
    (NEIGHBOUR, "once the inquiry is closed you will get a refund"),
    (NEIGHBOUR, "no refund before that"),
    (NEIGHBOUR, "okay a refund is what you want"),
    (NEIGHBOUR, "you would like your money back i understand"),
    (NEIGHBOUR, "i am not allowed to refund it now"),
    (NEIGHBOUR, "we will look into a refund after the inquiry"),
    (NEIGHBOUR, "you may get a refund later"),
    (NEIGHBOUR, "you will get your money back after the inquiry is closed"),
    (NEIGHBOUR, "when the inquiry is closed we can refund you"),
    (NEIGHBOUR, "you will be called right away"),
    (BANK, "i will give back the fee of twelve pounds"),
    (BANK, "you will get your three hundred and forty nine pounds ninety nine back if the dispute is won"),
    (BANK, "i will open a dispute today"),
    (BANK, "i will open a dispute right away"),
    (BANK, "we can offer a goodwill payment of twenty pounds"),
    (BANK, "you will see a payment of fifty pounds"),
    (BANK, "i see fifty pounds here"),
    (BANK, "i can not give you fifty pounds"),
    (BANK, "you can have up to thirty pounds"),
    (BANK, "i will call you back today"),
    (FEE, "feel free to call me about the upgrade"),
    (FEE, "no the upgrade is not free"),
    (FEE, "is the upgrade free you ask"),
    (FEE, "there is a charge for the upgrade"),
    (FEE, "i can give you a ten percent discount"),
    (FEE, "i will check whether we can drop the room charge"),
    (FEE, "the room will be free at three"),
    (FEE, "i have a free room for you"),
    (FEE, "the room is free"),
    (FEE, "i will drop the key at your room"),
    (FEE, "i can give you a voucher of fifty pounds"),
    (FEE, "what would an upgrade cost"),
    (FEE, "the room charge is on your bill"),
    (FEE, "you can see the room charge there"),
    (NEIGHBOUR, "okay a refund is what you are after"),
    (NEIGHBOUR, "yes a refund is not possible"),
    (NEIGHBOUR, "sure you want a refund"),
    (LOST, "i have ordered the replacement today"),
    (LOST, "our driver will be asked about it"),
]


@pytest.mark.parametrize(("reader", "text"), PROMISED)
def test_promised(reader: CaseReader, text: str) -> None:
    found = reader.promised(text)
    assert found
    assert all(one.quote in text for one in found)


@pytest.mark.parametrize(("reader", "text"), NOT_PROMISED)
def test_not_promised(reader: CaseReader, text: str) -> None:
    assert reader.promised(text) == ()


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("you get a voucher of forty nine pounds", False),
        ("you get a voucher of fifty pounds", False),
        ("you get a voucher of fifty one pounds", True),
        ("i will give you a discount of nine percent", False),
        ("i will give you a discount of ten percent", False),
        ("i will give you a discount of eleven percent", True),
    ],
)
def test_above_a_stated_limit(text: str, forbidden: bool) -> None:
    assert bool(FEE.promised(text)) is forbidden


def test_what_i_would_do_is_an_offer() -> None:
    assert NEIGHBOUR.offered("what i would do now is open an inquiry") == ("inquiry",)
