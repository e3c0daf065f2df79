"""The behaviours, with the shipped patterns: what counts and what nearly does."""

from functools import cache
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicedrill.content.behaviours import PatternDetector
from voicedrill.content.patterns import compile_patterns


@cache
def detector() -> PatternDetector:
    text = resources.files("voicedrill.content").joinpath("behaviours.yaml").read_text(encoding="utf-8")
    return PatternDetector(compile_patterns(text))


def ids(text: str) -> set[str]:
    return {one.id for one in detector().detect(text)}


YES = {
    "greeting": [
        "good morning this is sam how can i help",
        "thank you for calling northern gas my name is lee",
        "Hello, you're speaking with Kim.",
        "hi there",
    ],
    "empathy": [
        "i understand how frustrating this must be",
        "i can see why you are upset",
        "that must have been really worrying for you",
        "i would be angry too",
        "you have every right to be annoyed",
        "i'm sorry to hear that",
        "i understand your frustration",
        "that's not the kind of experience we want for you",
        "i can imagine how stressful this is",
        "anyone would be upset",
        "i can here how annoying that is",
    ],
    "apology": [
        "i'm so sorry about the delay",
        "i apologise for the inconvenience",
        "please accept my apologies",
        "sorry that this happened to you",
        "sorry to hear that",
        "we are terribly sorry",
    ],
    "ownership": [
        "that was our mistake",
        "i will personally make sure this gets fixed",
        "i take full responsibility for this",
        "leave it with me",
        "we got this wrong",
        "i will take care of this for you",
    ],
    "question": [
        "could i get your order number",
        "could you give me the order number so that i can look at it",
        "when did it start",
        "what is your address please",
        "have you tried turning it off",
        "i'm sorry to hear that can you tell me what happened",
        "please send us your account details",
        "do you have the receipt",
    ],
    "paraphrase": [
        "so if i understand correctly you were charged twice",
        "let me make sure i have this right you ordered two chairs",
        "what i am hearing is that nobody called you back",
        "so you were charged twice in may is that right",
        "just to confirm you bought it last week",
    ],
    "solution": [
        "i can send you a replacement today",
        "please restart the router",
        "i've refunded the money to your card",
        "what i can do is give you a new one",
        "would you like me to cancel it",
        "i am going to reset your password",
        "i recommend that you call the bank",
    ],
    "next_steps": [
        "you will get an email within twenty four hours",
        "i'll call you back tomorrow",
        "the refund should arrive on friday",
        "we will keep you updated",
        "the next step is a visit by our engineer",
        "our team will contact you shortly",
    ],
    "check": [
        "does that work for you",
        "is it working now",
        "would that be acceptable",
        "let me know if that helps",
        "how does that sound",
    ],
    "appreciation": [
        "thank you for your patience",
        "thanks for letting us know",
        "i appreciate your time",
        "you have been very patient",
        "thank you for calling",
    ],
    "reassurance": [
        "we will get this sorted out",
        "i'm happy to help you with that",
        "don't worry",
        "you are in good hands",
        "i will do everything i can",
    ],
    "hold": [
        "one moment please while i check",
        "let me look that up for you",
        "bear with me",
        "can you hold for a minute",
        "may i put you on a brief hold",
    ],
    "escalation": [
        "let me get my supervisor",
        "i will forward this to our billing team",
        "i'll transfer you to a specialist",
        "i am going to escalate this",
        "a senior colleague will call you",
    ],
    "firm": [
        "i'm afraid we can't refund that after thirty days",
        "unfortunately that is not possible",
        "the most i can offer is a voucher",
        "i am not able to change the price",
        "i wish i could",
    ],
    "defensive": [
        "you should have read the terms",
        "that's not our problem",
        "there's nothing i can do",
        "calm down",
        "please come down",
        "as i already told you",
        "it is your own fault",
        "nobody else has complained",
        "take it or leave it",
        "that is our policy",
    ],
    "closing": [
        "is there anything else i can do for you",
        "have a great day",
        "goodbye",
        "do not hesitate to call us again",
    ],
    "profanity": ["this is bullshit", "shut up", "you are an idiot", "piss off"],
    "taking_offence": [
        "don't speak to me like that",
        "i'm only doing my job",
        "why are you shouting at me",
        "i don't have to listen to this",
        "it's not my fault",
    ],
    "judging": [
        "that's hardly a reason to shout",
        "it's only a parcel",
        "other customers wait too",
        "you could have just called",
        "you are overreacting",
    ],
}  # fmt: skip

NO = {
    "greeting": ["hi again", "could i have your name please", "have a good day"],
    "empathy": [
        "i understand",
        "okay",
        "i understand but we cannot do that",
        "do you understand",
        "i do not understand your frustration",
        "i know exactly how you feel",
        "you should not feel upset",
        "i am sorry you feel that way",
        "i apologise for the inconvenience",
        "sorry to interrupt you",
    ],
    "apology": [
        "sorry could you repeat that",
        "i'm sorry what was the name",
        "sorry but we can't do that",
        "i am sorry but that is not possible",
        "i'm sorry i didn't catch that",
        "sorry you were saying",
        "sorry you feel that way",
        "i will not apologise",
    ],
    "ownership": [
        "i can help you with that",
        "it was not our mistake",
        "if it was our mistake",
        "it was their mistake",
    ],
    "question": [
        "is there anything else",
        "does that work for you",
        "would you like me to send a new one",
        "how may i help you",
        "can you hold for a minute",
        "i know what happened",
        "i will call you tomorrow",
        "why are you shouting at me",
    ],
    "paraphrase": [
        "so anyway",
        "as i said",
        "just to confirm are you at home",
        "i see",
        "i am so sorry for your trouble",
    ],
    "solution": [
        "let me check",
        "we'll help you",
        "i cannot send a replacement",
        "i will escalate this to my supervisor",
        "i understand your frustration",
        "we will get back to you",
    ],
    "next_steps": ["i have refunded it", "we will see", "you will not get an email", "thank you for waiting"],
    "check": ["is there anything else", "could i have your number", "i would be happy to help", "that does not work"],
    "appreciation": ["no thanks", "i appreciate how upsetting this is", "i would appreciate that"],
    "reassurance": ["how can i help you", "i cannot help you", "i am not happy to help", "i have sent you a new one"],
    "hold": [
        "wait three days",
        "press and hold the button",
        "you were on hold for two hours",
        "let me know if it works",
    ],
    "escalation": ["please fill in the form", "send us a direct message", "you are through to billing"],
    "firm": [
        "i can do that",
        "do not worry",
        "there is no problem",
        "i cannot imagine how bad that was",
        "no need to wait",
    ],
    "defensive": [
        "unfortunately we cannot refund but what i can do is send a new one",
        "we should have called you",
        "it is not your fault",
        "let us look into your problem",
        "our prices will come down on friday",
        "you must have been really upset",
        "so the screen says delivered and you were at home is that right",
        "no problem at all",
        "no i have not seen it yet",
    ],
    "closing": ["thanks", "i will take care of it", "have you got a good reason"],
    "profanity": ["i assess the damage", "the shiitake order", "class of service", "hello"],
    "taking_offence": ["it is our fault", "that is not your fault", "why are you calling today"],
    "judging": ["it is only a moment", "it is important", "you could have it today"],
}


@pytest.mark.parametrize(("behaviour", "text"), [(one, text) for one, texts in YES.items() for text in texts])
def test_counts(behaviour: str, text: str) -> None:
    found = {one.id: one for one in detector().detect(text)}
    assert behaviour in found
    assert found[behaviour].by == "pattern"
    assert all(one.quote and one.quote in text for one in found.values())
    assert all(0 < one.confidence <= 1 for one in found.values())


@pytest.mark.parametrize(("behaviour", "text"), [(one, text) for one, texts in NO.items() for text in texts])
def test_does_not_count(behaviour: str, text: str) -> None:
    assert behaviour not in ids(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sorry to hear that", {"empathy", "apology"}),
        ("i apologise for the inconvenience", {"apology"}),
        ("how may i help you", {"greeting"}),
        ("would you like me to send a replacement", {"solution"}),
        ("i understand", set()),
        ("it is blue", set()),
        ("", set()),
    ],
)
def test_conventions(text: str, expected: set[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize("behaviour", YES)
def test_case_and_punctuation_do_not_matter(behaviour: str) -> None:
    for text in YES[behaviour]:
        assert behaviour in ids(f"{text[0].upper()}{text[1:]}!")


@pytest.mark.parametrize(
    ("text", "behaviour"),
    [
        ("i understand who frustrating this must be", "empathy"),
        ("that must of been very upsetting", "empathy"),
        ("i am sorry a the delay", "apology"),
        ("you will get and email within an hour", "next_steps"),
        ("let me make sure i have the right", "paraphrase"),
        ("is there anything else i can too for you", "closing"),
        ("thank you for you patients", "appreciation"),
        ("what i can do his send a new one", "solution"),
    ],
)
def test_survives_one_wrong_word(text: str, behaviour: str) -> None:
    assert behaviour in ids(text)


RULES = """
version: 1
behaviours:
  apology: {found: [{confidence: 0.9, say: [sorry]}], unless: [sorry but]}
  defensive: {negation: keep, found: [{confidence: 0.9, say: [nonsense]}]}
  greeting: {found: [{confidence: 0.9, at: start, say: [hello]}]}
  closing: {found: [{confidence: 0.9, at: end, say: [welcome]}]}
  firm: {found: [{confidence: 0.9, without: [apology, check], say: [policy]}]}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not a b sorry", []),
        ("not a b c sorry", ["apology"]),
        ("not that but sorry", ["apology"]),
        ("not. sorry", ["apology"]),
        ("sorry but no", []),
        ("sorry but no sorry", ["apology"]),
        ("not nonsense", ["defensive"]),
        ("b " * 13 + "hello", ["greeting"]),
        ("b " * 14 + "hello", []),
        ("welcome" + " b" * 13, ["closing"]),
        ("welcome" + " b" * 14, []),
        ("policy", ["firm"]),
        ("policy sorry", ["apology"]),
        ("policy sorry but", ["firm"]),
    ],
)
def test_rules_of_the_file(text: str, expected: list[str]) -> None:
    assert [one.id for one in PatternDetector(compile_patterns(RULES)).detect(text)] == expected


def test_a_limit_with_help_is_firm_and_bare_policy_is_both() -> None:
    with_help = ids("unfortunately that is our policy but i can offer you a voucher")
    assert "firm" in with_help
    assert "defensive" not in with_help
    assert {"firm", "defensive"} <= ids("unfortunately that is our policy")


def test_quotes_are_whole_phrases_of_the_original() -> None:
    found = {
        one.id: one.quote for one in detector().detect("Well... I'm SO sorry about this delay. Your name, please?")
    }
    assert found["apology"] == "I'm SO sorry about this delay"
    assert found["question"] == "Your name, please"


@given(st.text(max_size=120))
@settings(max_examples=30, deadline=None)
def test_any_text_gives_quotes_of_itself(text: str) -> None:
    assert all(one.quote in text for one in detector().detect(text))


@pytest.mark.parametrize("word", ["sorry ", "you should have ", "a", "i can "])
def test_long_input_is_no_trap(word: str) -> None:
    detector().detect((word * 10_000)[:10_000])
