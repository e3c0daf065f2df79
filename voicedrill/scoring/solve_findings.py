"""Rules of the Solve family: ownership, solution within policy, next steps."""

from voicedrill.persona.schema import MustNot
from voicedrill.scoring.case_facts import names, names_a_time, offer_sentence
from voicedrill.scoring.conversation import Conversation, Mention
from voicedrill.scoring.phrasing import clock, quoted, sentence_inside
from voicedrill.scoring.verdict import Rule, Verdict, found, no_occasion, not_found, slips


def ownership(call: Conversation) -> Verdict:
    """R7: "I will …", before or with the solution."""
    said = call.first("ownership")
    try_ = "“I will see to this myself and stay with it until it is settled.”"
    if said is None:
        return not_found("a sentence that says what you will do yourself", call.turns, try_)
    why = f"At {clock(said.start_s)} you took it on: {quoted(said.quote)}."
    solution = call.first("solution")
    if solution is None or said.number <= solution.number:
        return found(1.0, why, (said,))
    return found(0.7, why + " Before the solution it would have carried more.", (said,), try_)


def no_liability(call: Conversation) -> Verdict:
    """R18: no admission while the fault is open."""
    if call.casting.case.fault == "ours":
        return no_occasion("The fault was ours, so taking it on was right.")
    return slips(
        call.all("liability"), (0.0,), "You admitted no fault that was not settled.",
        "which admits a fault that is not settled",
        "“I am sorry for the trouble. I want to find out what happened, and I will have it looked into.”",
    )  # fmt: skip


def solution(call: Conversation) -> Verdict:
    """R10: something concrete that the policy allows."""
    casting = call.casting
    try_ = f"“{offer_sentence(casting)}”"
    said = call.all("solution")
    if not said:
        return not_found("a concrete offer", call.turns, try_)
    words = [word for offer in casting.case.policy.may_offer for word in offer.words]
    inside = [one for one in said if any(names(casting, one.turn.text, word) for word in words)]
    if inside:
        return found(1.0, f"At {clock(inside[0].start_s)} you offered {quoted(inside[0].quote)}.", inside[:2])
    why = f"At {clock(said[0].start_s)} you said {quoted(said[0].quote)}."
    return found(0.4, why + " We did not recognise it as an offer of the policy card.", said[:1], try_)


def no_over_promise(call: Conversation) -> Verdict:
    """R17: nothing promised that the policy does not allow."""
    said = call.all("over_promise")
    why_not = "which policy does not allow"
    if said and (rule := _forbidden(call, said[0])):
        why_not += f": {sentence_inside(call.casting.written(rule.why))}"
    return slips(
        said, (0.0,), "You promised nothing outside policy.", why_not,
        f"“I want to promise only what I can keep. {offer_sentence(call.casting)}”",
    )  # fmt: skip


def next_steps(call: Conversation) -> Verdict:
    """R11 and R12: what happens next, and by when."""
    said = call.all("next_steps")
    try_ = "Say what, who and by when: “I will check this myself and call you by five tomorrow.”"
    if not said:
        return not_found("what happens next", call.turns, try_)
    timed = [one for one in said if names_a_time(one.turn.text)]
    if timed:
        why = f"At {clock(timed[0].start_s)} you said what happens and by when: {quoted(timed[0].quote)}."
        return found(1.0, why, timed[:2])
    why = f"At {clock(said[0].start_s)} you said {quoted(said[0].quote)}."
    return found(0.5, why + f" We did not find a time {call.her.subject} can wait for.", said[:1], try_)


def _forbidden(call: Conversation, promise: Mention) -> MustNot | None:
    for rule in call.casting.case.policy.must_not_promise:
        if any(names(call.casting, promise.turn.text, word) for word in rule.words):
            return rule
    return None


RULES: dict[str, Rule] = {
    "ownership": ownership,
    "no_liability": no_liability,
    "solution": solution,
    "no_over_promise": no_over_promise,
    "next_steps": next_steps,
}
