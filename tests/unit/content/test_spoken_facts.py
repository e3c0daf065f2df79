"""Facts repeated in spoken form: right, one error of the recogniser away, and wrong."""

import pytest
from fakes.spoken_cases import bank, hotel

from voicedrill.content.case_reader import CaseReader
from voicedrill.persona.casting import Casting

BANK, HOTEL = CaseReader(bank()), CaseReader(hotel())
TOLD = {reader: frozenset(fact.id for fact in reader.casting.case.facts) for reader in (BANK, HOTEL)}

RIGHT = [
    (BANK, "reference", "so your reference number is four four seven one"),
    (BANK, "reference", "so your reference is forty four seventy one is that right"),
    (BANK, "reference", "you said four thousand four hundred and seventy one"),
    (BANK, "reference", "okay the reference is 4471"),
    (BANK, "reference", "so the reference is double four seven one"),
    (BANK, "reference", "so the reference is double four seventy one"),
    (BANK, "account", "so your account number is seven oh three five two eight one six"),
    (BANK, "account", "so your account is seventy thirty five twenty eight sixteen"),
    (BANK, "account", "just to confirm seven zero three five two eight one six"),
    (BANK, "account", "account number 70352816"),
    (BANK, "account", "right the account is seven o three five twenty eight one six"),
    (BANK, "amount", "so they took three hundred and forty nine pounds ninety nine"),
    (BANK, "amount", "so you lost three hundred forty nine pounds and ninety nine pence"),
    (BANK, "amount", "so they took three forty nine ninety nine"),
    (BANK, "amount", "so they took £349.99 from you"),
    (BANK, "charged_on", "so you were charged on the ninth of june"),
    (BANK, "charged_on", "so you were charged on june the ninth"),
    (BANK, "charged_on", "so you were charged on the ninth"),
    (BANK, "charged_on", "so you were charged on 9 June"),
    (BANK, "charged_on", "so it was charged on june nine"),
    (BANK, "noticed", "so you noticed it on tuesday"),
    (BANK, "noticed", "you said you noticed on Tuesday."),
    (BANK, "wait", "so you have waited for fifteen days"),
    (BANK, "wait", "so you have been waiting 15 days"),
    (BANK, "calls", "so you rang us four times"),
    (BANK, "calls", "so you called 4 times already"),
    (BANK, "appointment", "so your appointment was at half past two"),
    (BANK, "appointment", "so your appointment was at two thirty"),
    (BANK, "appointment", "so your appointment was at 2:30"),
    (BANK, "appointment", "so your appointment was at two thirty p m"),
    (BANK, "appointment", "so the appointment was at 14:30"),
    (BANK, "post_code", "so your post code is a b forty four seven q t"),
    (BANK, "post_code", "so your post code is a b four four seven q t"),
    (BANK, "post_code", "post code a for alpha b for bravo double four seven queue tea"),
    (BANK, "post_code", "post code AB44 7QT"),
    (BANK, "surname", "so your surname is hartley"),
    (BANK, "surname", "so that is h a r t l e y"),
    (BANK, "since", "so you opened the account in april"),
    (BANK, "street", "so you live at fifteen mill lane"),
    (BANK, "street", "the address is 15 Mill Lane"),
    (HOTEL, "booking", "so your booking number is h b two nine oh seven"),
    (HOTEL, "booking", "so the booking is hotel bravo twenty nine oh seven"),
    (HOTEL, "nights", "so you stayed twelve nights"),
    (HOTEL, "room", "so you were in room two one four"),
    (HOTEL, "room", "so you had room two fourteen"),
    (HOTEL, "room", "so you were in room two hundred and fourteen"),
    (HOTEL, "arrived", "so you arrived a week ago"),
    (HOTEL, "arrived", "so you arrived seven days ago"),
    (HOTEL, "bags", "so you have three bags"),
]

ONE_ERROR = [
    (BANK, "reference", "so your reference number is four four seven nine"),
    (BANK, "reference", "so your reference number is four four seven"),
    (BANK, "reference", "so your reference number is four four four seven one"),
    (BANK, "reference", "so your reference number is for four seven one"),
    (BANK, "reference", "so your reference number is four for seven one"),
    (BANK, "reference", "so your reference number is four four seven won"),
    (BANK, "reference", "so your reference number is four four seven want"),
    (BANK, "reference", "so your reference number is forty four seventeen one"),
    (BANK, "reference", "so your reference number is forty forty seventy one"),
    (BANK, "reference", "you said four thousand four hundred and seventeen one"),
    (BANK, "reference", "you said four thousand four and seventy one"),
    (BANK, "reference", "you said four thousand five hundred and seventy one"),
    (BANK, "account", "so your account number is seven oh tree five two eight one six"),
    (BANK, "account", "so your account number is seven oh free five two eight one six"),
    (BANK, "account", "so your account number is seven oh three five to eight one six"),
    (BANK, "account", "so your account number is seven oh three five two ate one six"),
    (BANK, "account", "so your account number is seven oh three five two eight one sex"),
    (BANK, "account", "so your account number is seven three five two eight one six"),
    (BANK, "account", "so your account number is seven oh three nine two eight one six"),
    (BANK, "account", "so your account is seventy thirteen five twenty eight sixteen"),
    (BANK, "account", "so your account is seventy thirty five twenty eight sixty"),
    (BANK, "account", "so your account is seventy thirty five twenty eight"),
    (BANK, "amount", "so they took three hundred and forty nine pounds nineteen nine"),
    (BANK, "amount", "so they took three hundred and forty nine pounds ninety"),
    (BANK, "amount", "so they took three hundred and fourteen nine pounds ninety nine"),
    (BANK, "amount", "so they took three hundred and forty pounds ninety nine"),
    (BANK, "amount", "so they took two hundred and forty nine pounds ninety nine"),
    (BANK, "amount", "so they took three and forty nine pounds ninety nine"),
    (BANK, "amount", "so they took three hundred and forty nine pounds"),
    (BANK, "amount", "so they took three hundred and forty nine pans ninety nine"),
    (BANK, "charged_on", "so you were charged on the nineteenth of june"),
    (BANK, "charged_on", "so you were charged on the ninth of july"),
    (BANK, "charged_on", "so you were charged on the fifth of june"),
    (BANK, "noticed", "so you noticed it on thursday"),
    (BANK, "noticed", "so you noticed it on choose day"),
    (BANK, "wait", "so you have waited for fifty days"),
    (BANK, "wait", "so you have waited for five days"),
    (BANK, "wait", "so you have waited for fifteen dates"),
    (BANK, "wait", "so you have waited for sixteen days"),
    (BANK, "calls", "so you rang us for times"),
    (BANK, "calls", "so you rang us fourteen times"),
    (BANK, "calls", "so you rang us five times"),
    (BANK, "appointment", "so your appointment was at half past three"),
    (BANK, "appointment", "so your appointment was at two thirteen"),
    (BANK, "appointment", "so your appointment was at to thirty"),
    (BANK, "appointment", "so your appointment was at two forty"),
    (BANK, "post_code", "so your post code is a b forty four seven q d"),
    (BANK, "post_code", "so your post code is a b forty four eleven q t"),
    (BANK, "post_code", "so your post code is a b four for seven q t"),
    (BANK, "post_code", "so your post code is a p four four seven q t"),
    (BANK, "surname", "so your surname is heart lee"),
    (BANK, "surname", "so your surname is partly"),
    (BANK, "since", "so you opened the account in august"),
    (BANK, "street", "so you live at fifty mill lane"),
    (BANK, "street", "so you live at fifteen meal lane"),
    (HOTEL, "booking", "so your booking number is h p two nine oh seven"),
    (HOTEL, "booking", "so your booking number is h b to nine oh seven"),
    (HOTEL, "booking", "so your booking number is h b two nine seven"),
    (HOTEL, "nights", "so you stayed twenty nights"),
    (HOTEL, "nights", "so you stayed twelve knights"),
    (HOTEL, "room", "so you were in room two fourteen four"),
    (HOTEL, "room", "so you were in room two forty"),
    (HOTEL, "room", "so you were in room two one five"),
    (HOTEL, "arrived", "so you arrived eight days ago"),
    (HOTEL, "bags", "so you have tree bags"),
    (HOTEL, "bags", "so you have thirty bags"),
]

WRONG = [
    (BANK, "reference", "so your reference number is five nine two eight", "4471"),
    (BANK, "reference", "you said your reference was sixty two eighteen", "4471"),
    (BANK, "account", "so your account number is seven two eight five two nine one six", "70352816"),
    (BANK, "account", "so the account is one one three five two two one six is that right", "70352816"),
    (BANK, "amount", "so they took five hundred and twelve pounds ten", "£349.99"),
    (BANK, "amount", "so you were charged eighty seven pounds", "£349.99"),
    (BANK, "amount", "so the amount was £512.10", "£349.99"),
    (BANK, "charged_on", "so you were charged on the twenty second of march", "9 June"),
    (BANK, "charged_on", "so you were charged on the twenty third", "9 June"),
    (BANK, "noticed", "so you noticed it on friday", "Tuesday"),
    (BANK, "noticed", "you told me you noticed on monday", "Tuesday"),
    (BANK, "wait", "so you have waited for thirty two days", "fifteen days"),
    (BANK, "wait", "so you have waited three months", "fifteen days"),
    (BANK, "calls", "so you rang us twelve times", "four times"),
    (BANK, "appointment", "so your appointment was at quarter to eleven", "half past two"),
    (BANK, "since", "so you opened the account in november", "in April"),
    (BANK, "post_code", "so your post code is x y sixty two nine d w", "AB44 7QT"),
    (HOTEL, "booking", "so your booking number is k l two five oh four", "HB2907"),
    (HOTEL, "nights", "so you stayed five nights", "twelve nights"),
    (HOTEL, "room", "so you were in room five eight six", "room 214"),
    (HOTEL, "arrived", "so you arrived thirty days ago", "a week ago"),
    (HOTEL, "bags", "so you have eleven bags", "three bags"),
]

NOT_RESTATED = [
    (BANK, "you'll have it in five days"),
    (BANK, "so you will have it in thirty two days"),
    (BANK, "so you have sixty days to dispute it"),
    (BANK, "so we can give back the fee of twelve pounds"),
    (BANK, "so i can offer you eighty seven pounds"),
    (BANK, "our office opens at nine on monday"),
    (BANK, "so you noticed it on tuesday and i will call you on friday"),
    (BANK, "so you rang us four times okay i will ring you on friday at ten"),
    (BANK, "were you charged on the twenty second of march"),
    (BANK, "did you say five nine two eight"),
    (BANK, "i can see a payment of eighty seven pounds here"),
    (BANK, "so if it takes thirty two days we will call you"),
    (BANK, "okay your case number is nine nine one two three"),
    (BANK, "so you paid eighty seven pounds to waive the fee"),
    (HOTEL, "so you can stay five nights more"),
    (HOTEL, "so you could have room five eight six"),
    (HOTEL, "so your refund takes up to thirty days"),
]


@pytest.mark.parametrize(("reader", "fact", "text"), RIGHT)
def test_a_fact_in_spoken_form_is_repeated(reader: CaseReader, fact: str, text: str) -> None:
    assert fact in reader.repeated(text)
    assert fact not in reader.unclear_facts(text, TOLD[reader])
    assert reader.wrong_facts(text, TOLD[reader]) == ()


@pytest.mark.parametrize(("reader", "fact", "text"), ONE_ERROR)
def test_one_error_of_the_recogniser_is_never_a_wrong_fact(reader: CaseReader, fact: str, text: str) -> None:
    assert reader.wrong_facts(text, TOLD[reader]) == ()


@pytest.mark.parametrize(("reader", "fact", "text", "told"), WRONG)
def test_a_plainly_different_value_is_wrong(reader: CaseReader, fact: str, text: str, told: str) -> None:
    (wrong,) = reader.wrong_facts(text, TOLD[reader])
    assert (wrong.fact, wrong.told) == (fact, told)
    assert wrong.quote in text
    assert reader.wrong_facts(text, frozenset()) == ()


@pytest.mark.parametrize(("reader", "text"), NOT_RESTATED)
def test_what_is_asked_offered_or_to_come_is_no_wrong_fact(reader: CaseReader, text: str) -> None:
    assert reader.wrong_facts(text, TOLD[reader]) == ()


def test_what_was_not_heard_clearly_is_said_so() -> None:
    unclear = [text for reader, fact, text in ONE_ERROR if fact in reader.unclear_facts(text, TOLD[reader])]
    assert len(unclear) >= 0.8 * len(ONE_ERROR)
    assert BANK.unclear_facts("so you rang us four times", frozenset(("calls", "reference"))) == ()


def test_a_value_of_her_last_line_is_never_wrong() -> None:
    text = "so you noticed it on friday"
    assert BANK.wrong_facts(text, TOLD[BANK], prev="no wait, it was Friday, not Tuesday") == ()


def test_a_word_of_the_fact_does_not_excuse_a_wrong_value() -> None:
    case = bank().case
    facts = tuple(
        fact.model_copy(update={"keys": (*fact.keys, "waited", "waiting")}) if fact.id == "wait" else fact
        for fact in case.facts
    )
    casting = bank()
    reader = CaseReader(Casting(casting.persona, case.model_copy(update={"facts": facts}), 1, casting.values))
    text = "so you have waited for thirty two days"
    assert "wait" in reader.repeated(text)
    assert [one.fact for one in reader.wrong_facts(text, TOLD[BANK])] == ["wait"]
    assert reader.wrong_facts("so you have waited for fifteen days", TOLD[BANK]) == ()
