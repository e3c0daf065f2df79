import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import cycle
from pathlib import Path

import pytest
from fakes.small_calls import DEMAND, NO_POLICY, after, conversation, exchange, turns
from golden import parcel

from voicedrill.call.events import Event, HeardBehaviour, TraineeTurn
from voicedrill.content.call_memory import CallMemory
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import CHARGES
from voicedrill.content.listener import CaseListener
from voicedrill.history.folder import open_call
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.loader import load_persona
from voicedrill.runtime.detecting import load_patterns
from voicedrill.scoring.case_facts import is_tied
from voicedrill.scoring.content_findings import RULES
from voicedrill.scoring.conversation import Conversation, SpokenTurn
from voicedrill.scoring.echo import best_echo
from voicedrill.scoring.questions import is_open
from voicedrill.scoring.verdict import Verdict
from voicedrill.speech.measurement import Measurement, SideMeasures

ROOT = Path(__file__).resolve().parents[3]
FILES = [
    ROOT / "personas/hartley_parcel.yaml",
    *(ROOT / f"tests/data/personas/{name}.yaml" for name in ("bank_charge", "hotel_noise", "minimal")),
]
NOTHING = Measurement(60.0, SideMeasures(), SideMeasures())

SHOWS: dict[str, set[str]] = {
    "no_judging": {"empathy"}, "asked_details": {"question"}, "question_after_empathy": {"empathy", "question"},
    "asked_first": {"question"}, "no_repeat_question": {"paraphrase"}, "identity_checked": {"question"},
    "paraphrase": {"paraphrase"}, "right_facts": {"paraphrase"}, "empathy_early": {"empathy"},
    "empathy_tied": {"empathy"}, "not_scripted": {"empathy"}, "acknowledged_first": {"empathy", "solution"},
    "apology": {"apology"}, "apology_once": {"ownership"}, "appreciation": {"appreciation"},
    "positive_end": {"closing"}, "ownership": {"ownership"}, "no_liability": {"apology"}, "solution": {"solution"},
    "no_over_promise": {"firm", "solution"}, "next_steps": {"next_steps"}, "action_soon": {"hold"},
    "calm_answer": {"empathy", "solution"}, "firm": {"firm", "solution"}, "hand_over": {"escalation"},
    "concise": {"check"}, "clean_language": set(), "not_personal": {"reassurance"}, "no_defensiveness": set(),
    "plain_words": set(), "order": set(),
}  # fmt: skip
"""What the wording of an item must show; where the persona has no policy, no solution."""
TIED = ("empathy_early", "empathy_tied", "not_scripted", "acknowledged_first", "question_after_empathy", "calm_answer")

SINS = (
    "Yes, what is it? And what is the problem? And when was that?",
    "Calm down. You should have read the terms. It is only one small thing, that is no reason to make a fuss.",
    "There is nothing I can do. That is our policy.",
    "I understand your frustration. I am sorry for the inconvenience. Sorry, sorry, I am so sorry.",
    "I understand your frustration. I am sorry but that was our mistake.",
    "Don't speak to me like that, I am only doing my job, you idiot.",
    "Can you tell me the order number, the booking number, the account number? What happened?",
    "So you waited for twelve weeks, is that right?",
    "Our SLA says that somebody will look into it soon. " + "We always do our work in the same way and in order. " * 9,
)
"""Turns that give a wording to nearly every item; the case's own forbidden promises follow."""


@cache
def castings() -> tuple[Casting, ...]:
    personas = [load_persona(path.read_text(encoding="utf-8"), path.name) for path in FILES]
    return tuple(cast(one, case.id, 1) for one in personas for case in one.cases)


def heard(casting: Casting, said: Sequence[tuple[str, str, str]], anger: float = 0.8) -> Conversation:
    """Return a call of (beat, her line, the trainee's answer), with what the detector hears."""
    call, listener, reader = parcel.Script(anger), CaseListener(load_patterns(), casting), CaseReader(casting)
    call.feels(0.1, anger, 0.4, "start", "", "")
    told: frozenset[str] = frozenset()
    beats = {beat.id: beat for beat in casting.persona.beats}
    for at, (beat, line, answer) in enumerate(said):
        if line:
            call.says(beat, line, 1.0 + 20 * at, 9.0 + 20 * at)
            told |= reader.repeated(line) | set(beats[beat].effects.tells if beat in beats else ())
        found = listener.hear(answer, 0.95, told, line)
        call.answers(answer, 10.0 + 20 * at, 18.0 + 20 * at)
        turn = call.events[-1]
        assert isinstance(turn, TraineeTurn)
        behaviours = tuple(HeardBehaviour(id=one.id, confidence=0.95, quote=one.quote) for one in found)
        call.events[-1] = turn.model_copy(update={"behaviours": behaviours})
    return of(call.in_order(), casting)


def of(events: tuple[Event, ...], casting: Casting, outcome: str = "resolved") -> Conversation:
    return Conversation(events, casting, NOTHING, outcome, max(event.t_s for event in events) + 1)


def story(casting: Casting) -> list[tuple[str, str]]:
    """Return her beats and lines: opening, story, each fact, a push for each forbidden promise, an attack."""
    beats = [one for one in casting.persona.beats if not one.cases or casting.case.id in one.cases]
    told = [(one.id, casting.spoken(one.say[0])) for one in beats if one.effects.tells]
    facts = [("any", casting.spoken(fact.say[-1])) for fact in casting.case.facts]
    pushes = [("any", f"I want {casting.written(one.words[0])}!") for one in casting.case.policy.must_not_promise]
    attacks = [(one.id, casting.spoken(one.say[0])) for one in beats if one.effects.attack]
    return [*told, *attacks, *facts, *pushes, ("any", "I want your supervisor."), ("any", "A supervisor, now.")]


@cache
def judged(number: int) -> list[tuple[Conversation, list[tuple[str, Verdict]]]]:
    """Return the calls of a case with what the rules say."""
    return [(call, list(verdicts(call))) for call in calls(castings()[number])]


def calls(casting: Casting) -> Iterator[Conversation]:
    """Return calls that go wrong in every way, and the two scripted ones; once the trainee speaks first."""
    lines, scripts = story(casting), casting.case.trainee
    rules = casting.case.policy.must_not_promise
    for words in (
        SINS, [f"I promise you, you will get {casting.written(one.words[0])}." for one in rules], ("Okay.",),
        [casting.written(one.say) for one in scripts.good], [casting.written(one.say) for one in scripts.poor],
    ):  # fmt: skip
        yield heard(casting, [(*line, answer) for line, answer in zip(lines, cycle(words), strict=False)])
    yield heard(casting, [("", "", SINS[0]), *((*line, "I can send a replacement.") for line in lines[:2])])


def quoted(verdict: Verdict) -> str:
    return " ".join(re.findall(r"“([^”]*)”", verdict.try_))


def moment(verdict: Verdict) -> float:
    minutes, seconds = re.search(r"At (\d+):(\d\d)", verdict.try_).groups()  # type: ignore[union-attr]
    return 60.0 * int(minutes) + int(seconds)


def faults(call: Conversation, item: str, verdict: Verdict) -> list[str]:
    """Return what is wrong with the wording of a verdict."""
    if verdict.score is None or verdict.score == 1.0:
        return []
    text = quoted(verdict)
    if not text:
        return ["no words to say"]
    if item == "plain_words":
        return []
    t_s = moment(verdict)
    told = call.told_before(t_s)
    prev = next((line.text for line in reversed(call.lines) if line.t_s < t_s), "")
    found = load_patterns().detect(text, prev)
    bound = call.reader.behaviours(text, found, told, CallMemory(), prev)
    ids = {one.id for one in (*found, *bound)}
    wanted = SHOWS[item] - (set() if call.casting.case.policy.may_offer else {"solution"})
    if best_echo(call, t_s) is None:
        wanted = wanted - {"solution", "paraphrase"}
    if item == "hand_over" and "Ask and try" in verdict.try_:
        wanted = {"question"}
    if item == "positive_end" and "hang up" in verdict.try_:
        wanted = {"next_steps"}
    wrong = [f"shows {one}" for one in sorted(ids & CHARGES)] + [f"does not show {one}" for one in sorted(wanted - ids)]
    if item in TIED and best_echo(call, t_s) and not tied(call, text, t_s):
        wrong.append("is not tied to the case")
    if item == "asked_details" and not any(is_open(part) for part in re.findall(r"[^.?]*[?]", text)):
        wrong.append("asks nothing open")
    if "{" in text or "  " in text:
        wrong.append("is not filled in")
    return wrong


def tied(call: Conversation, text: str, t_s: float) -> bool:
    kind = next(one for one in load_patterns().detect(text) if one.id == "empathy")
    turn = TraineeTurn(t_s=t_s, start_s=t_s, end_s=t_s + 5, text=text, words=(), behaviours=())
    return is_tied(call, SpokenTurn(turn, -1).mention(HeardBehaviour(id="empathy", confidence=0.9, quote=kind.quote)))


def verdicts(call: Conversation) -> Iterator[tuple[str, Verdict]]:
    return ((item, rule(call)) for item, rule in RULES.items())


def all_faults(call: Conversation, said: Iterable[tuple[str, Verdict]]) -> list[str]:
    return [f"{item}: {one} in {verdict.try_}" for item, verdict in said for one in faults(call, item, verdict)]


@pytest.mark.parametrize("number", range(5))
def test_every_wording_passes_the_detector_and_the_policy(number: int) -> None:
    wrong = {fault for call, said in judged(number) for fault in all_faults(call, said)}
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "tests/golden/calls").glob("*/call.json")), ids=lambda one: one.parent.name
)
def test_the_wordings_of_the_written_calls_pass_too(path: Path) -> None:
    folder = open_call(path.parent)
    call = Conversation(folder.events, folder.casting, NOTHING, folder.outcome, folder.duration_s)
    if folder.casting.persona.kind == "call":
        assert all_faults(call, verdicts(call)) == []


@pytest.mark.parametrize("outcome", ["resolved", "hang_up", "trainee_hung_up"])
def test_the_wordings_of_the_golden_calls_pass_too(outcome: str) -> None:
    for events in (parcel.good_call(), parcel.poor_call()):
        call = of(events, parcel.casting(), outcome)
        assert all_faults(call, verdicts(call)) == []


def test_the_calls_give_occasion_for_nearly_every_wording() -> None:
    missed = set(SHOWS)
    for number in (0, 1):
        for _, said in judged(number):
            missed -= {item for item, verdict in said if verdict.score not in (None, 1.0)}
    assert missed <= {"right_facts", "identity_checked"}


def try_of(item: str, call: Conversation) -> str:
    return RULES[item](call).try_


def test_a_wording_says_her_own_words_back_at_the_moment_it_was_due() -> None:
    call = heard(castings()[0], [(*line, "Okay.") for line in story(castings()[0])[:3]])
    assert try_of("empathy_early", call) == (
        "At 0:30, for example: “I can hear how frustrating this is. It is a birthday present for your grandson.”"
    )
    assert try_of("paraphrase", call) == (
        "Before you solve it. At 0:30, for example: “Let me make sure I have this right. You ordered a telescope nine "
        "days ago, and it never came. It is a birthday present for your grandson. Is that right?”"
    )


def test_only_what_she_had_told_by_then_is_said() -> None:
    lines = story(castings()[0])
    call = heard(castings()[0], [(*lines[0], SINS[1]), *((*line, "Okay.") for line in lines[1:6])])
    said = try_of("no_defensiveness", call)
    assert "telescope" in said
    assert "grandson" not in said
    assert "Saturday" not in said


def test_a_line_that_was_cut_off_is_known_as_far_as_it_was_said() -> None:
    call = parcel.Script()
    call.says("opening", "My lamp was to come on Tuesday. I waited the whole day for the lamp.", 0.0, 14.0)
    call.answers("calm down", 8.0, 9.0, {"defensive": "calm down"})
    said = try_of("no_defensiveness", of(call.in_order(), parcel.casting()))
    assert "Your lamp was to come on Tuesday." in said
    assert "waited" not in said


@pytest.mark.parametrize(("fault", "responsible"), [("ours", True), ("unclear", False), ("not_ours", False)])
def test_an_apology_carries_responsibility_only_when_the_fault_is_ours(fault: str, responsible: bool) -> None:
    persona = parcel.PERSONA.replace("fault: ours", f"fault: {fault}")
    events = turns(("sorry but that is so", {}))
    said = try_of("apology", conversation(events, persona=persona))
    assert ("our mistake" in said) is responsible
    assert "Your lamp was to come on Tuesday and it never came." in said


def test_a_limit_is_the_one_she_pushed_against_with_its_reason_and_an_alternative() -> None:
    call = conversation(after(DEMAND, "demand", "okay", {}))
    assert try_of("firm", call) == (
        "At 0:09, instead: “I can see why you ask for that. I cannot promise the whole price back, because a refund "
        "needs the lamp back first. What I can offer you is a new lamp by courier tomorrow.”"
    )


def test_an_offer_that_the_trainee_made_is_kept() -> None:
    made = ("i can give you the new lamp", {"solution": "i can give you the new lamp"})
    assert "see to the new lamp by courier tomorrow myself" in try_of("next_steps", conversation(turns(made)))


def test_without_a_policy_no_offer_is_invented() -> None:
    call = conversation(
        turns(*((text, {"defensive": text}) for text in ("that is policy", "i cannot"))), persona=NO_POLICY
    )
    for item, verdict in verdicts(call):
        assert "offer you" not in verdict.try_, item
        assert faults(call, item, verdict) == []


def test_nothing_is_offered_before_she_has_told_what_it_must_fit() -> None:
    call = parcel.Script()
    call.answers("whatever you idiot", 1.0, 3.0, {"profanity": "idiot"})
    call.says("opening", "My lamp was to come on Tuesday.", 4.0, 8.0)
    said = try_of("clean_language", of(call.in_order(), parcel.casting()))
    assert "offer you" not in said
    assert "Let me look into that right now" in said


def test_a_wrong_fact_is_put_right() -> None:
    wrong = ("so the order number is four four seven two two", {"wrong_fact": "four four seven two two"})
    events = exchange(("order", "It is 4 4 7 1 9.", wrong))
    assert "The order number is four four seven one nine." in try_of("right_facts", conversation(events))


def test_account_data_waits_for_the_check() -> None:
    given = ("you live in mill lane", {"unverified_disclosure": "mill lane"})
    assert try_of("identity_checked", conversation(turns(given))) == (
        "At 0:07, first: “May I have the order number first, please, so that I can open your case?”"
    )


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("calm down", "You have every right to be upset."),
        ("there is nothing i can do", "What I can offer you is a new lamp"),
        ("you should have read it", "Let me find out what happened."),
    ],
)
def test_what_fits_in_place_of_a_defence_depends_on_the_defence(quote: str, words: str) -> None:
    assert words in try_of("no_defensiveness", conversation(turns((quote, {"defensive": quote}))))


def test_she_is_called_by_her_name_once_she_has_said_it() -> None:
    hartley = castings()[0]
    lines = story(hartley)[:2]
    assert ", Mrs. Hartley?" in try_of("positive_end", heard(hartley, [(*line, "Okay.") for line in lines]))
    assert "Hartley" not in try_of("positive_end", heard(hartley, [(*lines[1], "Okay."), (*lines[1], "Okay.")]))
