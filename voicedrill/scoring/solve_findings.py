"""Rules of the Solve family: ownership, solution within policy, next steps."""

from collections.abc import Iterable

from voicedrill.content.promise import promises
from voicedrill.persona.schema import MustNot
from voicedrill.scoring import remedy
from voicedrill.scoring.case_facts import names_a_time
from voicedrill.scoring.conversation import CLEAR_AT, Conversation, Mention
from voicedrill.scoring.phrasing import clock, quoted, sentence_inside
from voicedrill.scoring.verdict import Rule, Verdict, found, no_occasion, not_found, slips
from voicedrill.scoring.wording import at_turn, wording

NO_POLICY = "Not applicable: this case has no policy card for it."


def ownership(call: Conversation) -> Verdict:
    """R7: "I will …", before or with the solution."""
    said = call.first_clear("ownership") or call.first("ownership")
    solution = call.first_clear("solution")
    due = wording(call, [solution] if solution else [])
    try_ = due.at(due.hers, due.owned())
    if said is None:
        return not_found("a sentence that says what you will do yourself", call.turns, try_)
    why = f"At {clock(said.start_s)} you took it on: {quoted(said.quote)}."
    if solution is None or said.number <= solution.number:
        return found(1.0, why, (said,))
    return found(0.7, why + " Before the solution it would have carried more.", (said,), try_)


def no_liability(call: Conversation) -> Verdict:
    """R18: no admission while the fault is open."""
    if call.casting.case.fault == "ours":
        return no_occasion("The fault was ours, so taking it on was right.")
    said = call.all("liability")
    then = wording(call, said)
    return slips(
        said, (0.0,), "You admitted no fault that was not settled.", "which admits a fault that is not settled",
        then.instead(then.sorry()),
    )  # fmt: skip


def solution(call: Conversation) -> Verdict:
    """R10: something concrete that the policy allows."""
    said = [one for one in call.all("solution") if one.confidence >= CLEAR_AT or call.reader.offered(one.turn.text)]
    due = wording(call, said)
    try_ = due.instead(due.offer()) if said else due.at(due.hers, due.offer())
    if not call.casting.case.policy.may_offer:
        return no_occasion(NO_POLICY)
    if not said:
        return not_found("a concrete offer", call.turns, try_)
    inside = _clear_first(one for one in said if call.reader.offered(one.turn.text))
    if inside:
        return found(1.0, f"At {clock(inside[0].start_s)} you offered {quoted(inside[0].quote)}.", inside[:2])
    why = f"At {clock(said[0].start_s)} you said {quoted(said[0].quote)}."
    return found(0.4, why + " We did not recognise it as an offer of the policy card.", said[:1], try_, missed=True)


def no_over_promise(call: Conversation) -> Verdict:
    """R17: nothing promised that the policy does not allow."""
    if not call.casting.case.policy.must_not_promise:
        return no_occasion(NO_POLICY)
    said = call.all("over_promise")
    why_not = "which policy does not allow"
    then = wording(call, said)
    limit = "I want to promise only what I can keep."
    if said and (rule := _forbidden(call, said[0])):
        why_not += f": {sentence_inside(call.casting.written(rule.why))}"
        limit = remedy.refusal(call, rule)
    return slips(said, (0.0,), "You promised nothing outside policy.", why_not, then.instead(limit, then.offer()))


def next_steps(call: Conversation) -> Verdict:
    """R11 and R12: what happens next, and by when, before the call is closed."""
    forbidden = {one.number for one in call.all("over_promise") if one.clear}
    said = _clear_first(one for one in call.all("next_steps") if one.number not in forbidden)
    due = wording(call, said) if said else at_turn(call, -1)
    try_ = f"Say what, who and by when. {due.at(due.next_step())}"
    if not said:
        return not_found("what happens next", call.turns, try_)
    timed = [one for one in said if _says_when(one)]
    if not timed:
        why = f"At {clock(said[0].start_s)} you said {quoted(said[0].quote)}."
        return found(
            0.5, why + f" We did not find a time {call.her.subject} can wait for.", said[:1], try_, missed=True
        )
    why = f"At {clock(timed[0].start_s)} you said what happens and by when: {quoted(timed[0].quote)}."
    closing = call.first("closing")
    if closing is not None and 0 < closing.number < timed[0].number:
        return found(0.8, f"{why} It came after you had begun to close the call.", timed[:1], try_)
    return found(1.0, why, timed[:2])


def _clear_first(mentions: Iterable[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda one: not one.clear)


def _says_when(step: Mention) -> bool:
    """Tell whether the step has a time to wait for: its own, or that of a promise of its turn."""
    made = promises(step.turn.text)
    if not made:
        return names_a_time(step.turn.text)
    return any(one.precise for one in made) or names_a_time(step.quote)


def _forbidden(call: Conversation, promise: Mention) -> MustNot | None:
    made = call.reader.forbidden(promise.turn.text, call.line_before(promise.turn))
    return next((rule for rule in call.casting.case.policy.must_not_promise if rule.id in made), None)


RULES: dict[str, Rule] = {
    "ownership": ownership,
    "no_liability": no_liability,
    "solution": solution,
    "no_over_promise": no_over_promise,
    "next_steps": next_steps,
}
