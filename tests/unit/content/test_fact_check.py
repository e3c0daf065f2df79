"""The fact check: values stated without a frame, read back, or announced."""

import pytest
from fakes.spoken_cases import bank, hotel

from voicedrill.content.case_reader import CaseReader
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.library import find_persona

PARCEL = find_persona("hartley_parcel")[0]
LOST, NEIGHBOUR = (CaseReader(cast_case(PARCEL, name, 1)) for name in ("lost", "neighbour"))
BANK, HOTEL = CaseReader(bank()), CaseReader(hotel())

WRONG = [
    (LOST, "okay five two eight three six got it"),
    (LOST, "thank you five two eight three six"),
    (LOST, "52836, thank you."),
    (LOST, "five two eight three six is that right"),
    (LOST, "i have five two eight three six"),
    (LOST, "the order number is five two eight three six"),
    (LOST, "your birthday present for your grandson the birthday is on wednesday"),
    (LOST, "his birthday is on monday"),
    (LOST, "it is his birthday on tuesday"),
    (LOST, "you called us once"),
    (LOST, "you have called us once before and nobody called back"),
    (LOST, "you called twelve times"),
    (LOST, "you've been waiting thirty two days"),
    (LOST, "you have waited three months for it"),
    (LOST, "it goes to 40 church road"),
    (LOST, "you live at forty church road"),
    (LOST, "your address is 40 Church Road"),
    (LOST, "it was sent to forty church road"),
    (LOST, "a camera for your grandson"),
    (LOST, "your microscope never arrived and your grandson is waiting"),
    (LOST, "so it is a bicycle for your grandson"),
    (LOST, "thank you mrs hartley the order number is five two eight three six"),
    (LOST, "Let me read that back. 52836."),
    (LOST, "Let me sum up. You have waited for three months. You called twelve times."),
    (LOST, "i see the birthday is on tuesday"),
    (LOST, "i am sorry about the microscope for your grandson"),
    (LOST, "it's terrible that you called twelve times"),
    (BANK, "they took five hundred and twelve pounds from your account"),
    (BANK, "it was charged on the twenty second of march"),
    (BANK, "the amount is five hundred and twelve pounds"),
    (BANK, "your reference number is five nine two eight"),
    (BANK, "okay five nine two eight got it"),
    (BANK, "you noticed it on friday"),
    (BANK, "your appointment was at quarter to eleven"),
    (BANK, "the appointment was at quarter to eleven"),
    (BANK, "you have been waiting thirty two days for an answer"),
    (BANK, "you rang twelve times"),
    (BANK, "you opened the account in november"),
    (BANK, "the account was opened in november"),
    (HOTEL, "the room was five eight six"),
    (HOTEL, "you stayed five nights"),
    (HOTEL, "you arrived thirty days ago"),
    (HOTEL, "your booking number is k l two five oh four"),
    (HOTEL, "okay k l two five oh four thank you"),
    (LOST, "you ordered it thirty days ago"),
    (LOST, "that's a wait of three months"),
    (LOST, "and you need it for wednesday"),
    (LOST, "so you ordered a camera"),
    (LOST, "so it's a bike for your grandson"),
    (LOST, "so the telescope is for your nephew"),
    (LOST, "so you waited a month for it"),
    (HOTEL, "okay room six hundred and nine"),
]
NOT_WRONG = [
    (LOST, "your case number is nine nine one two three"),
    (LOST, "i will give you a case number it is nine nine one two three"),
    (LOST, "you can call us on five two eight three six"),
    (LOST, "the number of our team is five two eight three six"),
    (LOST, "the driver will come on wednesday before the birthday"),
    (LOST, "a new one arrives on friday"),
    (LOST, "it arrives on friday for the birthday"),
    (LOST, "the express takes two days"),
    (LOST, "the refund takes three working days"),
    (LOST, "i called you on monday about the birthday"),
    (LOST, "we close at nine on wednesday"),
    (LOST, "you will have it on friday for the birthday"),
    (LOST, "you have it by friday"),
    (LOST, "the birthday is in two days"),
    (LOST, "you get a voucher of fifty pounds"),
    (LOST, "there is a fee of five pounds"),
    (LOST, "our depot is at 40 church road"),
    (LOST, "the depot is at 40 church road"),
    (LOST, "you could pick it up at 40 church road"),
    (LOST, "shall i send it to 40 church road"),
    (LOST, "is the birthday on wednesday"),
    (LOST, "was it a microscope"),
    (LOST, "we also sell microscopes"),
    (LOST, "i am looking at the screen on my computer"),
    (LOST, "your phone line is bad"),
    (LOST, "let me put the phone down for a second"),
    (LOST, "you can watch the tracking"),
    (LOST, "you do not have to call twelve times again"),
    (LOST, "it is not on wednesday"),
    (LOST, "it has been longer than three weeks for many"),
    (LOST, "the depot scanned it on monday at two"),
    (LOST, "it was scanned in the depot on friday"),
    (LOST, "your order is being checked it takes thirty minutes"),
    (LOST, "give me two minutes"),
    (LOST, "a camera costs as much"),
    (LOST, "a new telescope for your grandson's birthday"),
    (LOST, "so the telescope is for your son"),
    (LOST, "we have a camera at the depot"),
    (HOTEL, "room six hundred and nine is free"),
    (LOST, "hold the line for two minutes please"),
    (LOST, "you were on hold for ten minutes"),
    (LOST, "i have been working here for twelve years"),
    (LOST, "you are the first caller today"),
    (LOST, "at once"),
    (LOST, "once the parcel is here i will call you"),
    (LOST, "you only have to call once more"),
    (LOST, "you said nine days and it is three times too long"),
    (LOST, "the next working day is monday"),
    (LOST, "the weekend starts on friday"),
    (LOST, "your grandson will look at the moon on wednesday"),
    (LOST, "the telescope is in stock again since monday"),
    (LOST, "the new telescope leaves the depot on wednesday"),
    (LOST, "that's twelve minutes we have been talking"),
    (BANK, "you have sixty days to dispute it"),
    (BANK, "the dispute takes eight weeks"),
    (BANK, "the fee is twelve pounds"),
    (BANK, "your account is open again since monday"),
    (BANK, "you were right to call us"),
    (BANK, "okay nineteen"),
    (BANK, "the bank opens at nine on friday"),
    (BANK, "your next appointment is on friday at nine"),
    (BANK, "there is a free appointment on friday at nine"),
    (BANK, "your balance is one thousand two hundred and fifty pounds"),
    (HOTEL, "breakfast is from seven to ten"),
    (HOTEL, "you have two nights left"),
    (HOTEL, "room five eight six is quiet"),
    (HOTEL, "room five eight six is free"),
    (HOTEL, "the club closes at two"),
    (HOTEL, "the new room is five eight six"),
    (HOTEL, "check out is at eleven"),
    (LOST, "thank you and your phone number"),
    (LOST, "okay two seconds"),
    (LOST, "okay the year is twenty twenty six"),
    (NEIGHBOUR, "the driver must answer within two days"),
    (NEIGHBOUR, "it was left with a neighbour on tuesday"),
    (NEIGHBOUR, "the driver works again on friday"),
    (NEIGHBOUR, "the inquiry is open until friday"),
    (LOST, "you are number three in the queue"),
    (LOST, "it is ten past nine now"),
    (LOST, "you waited long enough, that is nine days and two days more than promised"),
    (LOST, "i have had a bike as a present once myself"),
    (LOST, "my grandson has a bicycle too"),
    (LOST, "so you could take a camera instead"),
    (LOST, "the delivery fee was five pounds"),
    (LOST, "you paid five pounds for the delivery"),
    (LOST, "on friday i will call you"),
    (LOST, "you have been waiting nineteen days"),
    (LOST, "okay six one nine four eight got it"),
    (LOST, "okay six one nine four seven got it"),
    (LOST, "the birthday is on sunday"),
    (LOST, "it goes to fourteen mill lane"),
    (LOST, "it goes to twelve meal lane"),
    (LOST, "a telescope for your grandson"),
    (LOST, "Let me repeat that. Your order number is 61947."),
]


def told(reader: CaseReader) -> frozenset[str]:
    return frozenset(fact.id for fact in reader.casting.case.facts)


@pytest.mark.parametrize(("reader", "text"), WRONG)
def test_another_value_stated_of_her_case_is_wrong(reader: CaseReader, text: str) -> None:
    found = reader.wrong_facts(text, told(reader))
    assert found
    assert all(one.quote in text and one.confidence < 0.9 for one in found)
    assert reader.wrong_facts(text, frozenset()) == ()


@pytest.mark.parametrize(("reader", "text"), NOT_WRONG)
def test_what_is_ours_to_come_or_misheard_is_not_wrong(reader: CaseReader, text: str) -> None:
    assert reader.wrong_facts(text, told(reader)) == ()


def test_the_second_of_two_sentences_restates() -> None:
    (wrong,) = LOST.wrong_facts("Let me repeat that. Your order number is 52836.", told(LOST))
    assert (wrong.fact, wrong.quote, wrong.told) == ("order_number", "52836", "61947")
