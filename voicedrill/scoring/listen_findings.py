"""Rules of the Listen family that rest on words: questions, identity, paraphrase."""

from dataclasses import replace

from voicedrill.scoring.case_facts import repeated_facts
from voicedrill.scoring.conversation import Conversation, Mention
from voicedrill.scoring.fact_slips import unclear_facts, wrong_facts
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.questions import is_open, questions_asked
from voicedrill.scoring.verdict import (
    NOT_FOUND_SURENESS,
    UNCLEAR_SURENESS,
    Rule,
    Verdict,
    found,
    no_occasion,
    not_found,
    slips,
)
from voicedrill.scoring.wording import Wording, wording

QUESTIONS_WANTED = 2
"""Relevant questions that make a full answer to R8."""
TOO_MANY_AT_ONCE = 3
"""Questions in one turn that are too many to answer (R8)."""
ONE_QUESTION, ENOUGH_QUESTIONS, OPEN_QUESTION, TOO_MANY = 0.5, 0.8, 0.2, 0.2
"""What one question, enough questions and an open one give, and too many at once cost. Ours."""


def no_judging(call: Conversation) -> Verdict:
    """R23: her reason is a reason."""
    her = call.her
    said = call.all("judging")
    then = wording(call, said)
    try_ = then.instead(then.hers, "That matters to you, so it matters to me.")
    return slips(
        said, (0.4, 0.0),
        f"You took {her.possessive} reason for calling seriously.",
        f"which weighs {her.possessive} reason instead of taking it up", try_,
    )  # fmt: skip


def asked_details(call: Conversation) -> Verdict:
    """R8: at least two questions about the case, one of them open, and never three at once."""
    again = {one.number for one in call.all("repeat_question") if one.clear}
    due = wording(call)
    try_ = f"Ask openly, one thing at a time. {due.at(due.asked(openly=True))}"
    asked = [one for one in questions_asked(call) if one.number not in again]
    if not asked and again:
        why = f"The questions we found asked for what {call.her.subject} had told you already."
        return found(0.3, why, call.all("repeat_question"), try_)
    if not asked:
        return not_found("a question about the case", call.turns, try_)
    why = f"At {clock(asked[0].start_s)} you asked {quoted(asked[0].quote)}."
    missed = len(asked) < QUESTIONS_WANTED
    score = ENOUGH_QUESTIONS if len(asked) >= QUESTIONS_WANTED else ONE_QUESTION
    if any(is_open(one.quote) for one in asked):
        score += OPEN_QUESTION
    else:
        why += f" We did not find an open question, one that lets {call.her.object} tell it."
        missed = True
    if len(asked) < QUESTIONS_WANTED:
        why += " It was the only question we found."
    crowded = [one for one in asked if one.clear and _in_same_turn(asked, one.number) >= TOO_MANY_AT_ONCE]
    if crowded:
        why += f" At {clock(crowded[0].start_s)} you asked {_in_same_turn(asked, crowded[0].number)} things at once."
        score -= TOO_MANY
    return found(score, why, crowded or asked[:2], "" if score >= 1.0 else try_, missed=missed)


def question_after_empathy(call: Conversation) -> Verdict:
    """R8: the first question follows the first kind word."""
    asked, kind = call.first_clear("question"), call.first("empathy", "apology")
    if asked is None:
        return no_occasion("We did not find a question, so there is no order to judge.")
    if kind is None:
        return no_occasion("We did not find a kind word, so there is no order to judge.")
    if (kind.number, kind.start_s) <= (asked.number, asked.start_s):
        return found(1.0, f"You acknowledged at {clock(kind.start_s)} before you asked.", (kind, asked))
    why = f"At {clock(asked.start_s)} you asked {quoted(asked.quote)} before any kind word."
    then = wording(call, (asked,))
    wanted = [call.casting.fact(fact) for fact in call.reader.asked(asked.turn.text)]
    question = then.asked(wanted[0] if wanted else None)
    try_ = f"Put the feeling first. {then.instead(then.feeling('I can see why this is annoying.'), question)}"
    return found(0.4, why, (asked,), try_)


def no_repeat_question(call: Conversation) -> Verdict:
    """R2: what was told is not asked for again."""
    if not call.all("question", "repeat_question"):
        return no_occasion("We did not find a question.")
    again = call.all("repeat_question")
    then = wording(call, again)
    known = [fact for one in again[:1] for fact in call.reader.asked(one.turn.text) if fact in then.told]
    check = then.confirmed(call.casting.fact(known[0])) if known else then.restated()
    try_ = f"Note what {call.her.subject} tells you, and check it. {then.instead(check)}"
    return slips(
        again, (0.4, 0.0),
        f"You never asked for what {call.her.subject} had told you.",
        f"though {call.her.subject} had told you already", try_,
    )  # fmt: skip


def identity_checked(call: Conversation) -> Verdict:
    """Account data is given only after the check that the case asks for."""
    needed = [call.casting.fact(fact_id) for fact_id in call.casting.case.verify]
    if not needed:
        return no_occasion("This case needs no check of identity.")
    abouts = " and ".join(call.casting.written(fact.about) for fact in needed)
    given = call.all("unverified_disclosure")
    then = wording(call, given)
    try_ = then.at(then.checked(needed), how="first")
    if given:
        return slips(given, (0.0,), "", f"before you had checked {abouts}", try_)
    verify = set(call.casting.case.verify)
    asked = [one for one in call.all("question") if verify.intersection(call.reader.asked(one.turn.text))]
    if not asked:
        return no_occasion("You gave no account data, so no check was needed.")
    return found(1.0, f"At {clock(asked[0].start_s)} you checked who was calling.", asked[:1])


def paraphrase(call: Conversation) -> Verdict:
    """R9: the problem with its facts, before the solution."""
    said = call.all("paraphrase")
    solution = call.first_clear("solution")
    offered = [solution] if solution and solution.turn.start_s >= call.story_end_s else []
    due = wording(call, said[:1] or offered)
    try_ = f"Before you solve it. {due.at(due.restated())}"
    if not said:
        return not_found("a moment where you repeated the problem back", call.turns, try_)
    best = max(said, key=lambda one: (one.clear, len(repeated_facts(call, one.turn.text)), -one.start_s))
    best = call.phrase(best.number, best.id, best.turn.text, best.confidence)  # its frame alone shows no fact
    facts = repeated_facts(call, best.turn.text)
    early = solution is None or best.start_s <= solution.start_s
    known = sum(1 for fact in call.casting.case.facts if fact.problem and fact.keys)
    share = min(1.0, len(facts) / min(2, known)) if known else 1.0
    why = f"At {clock(best.start_s)} you repeated the problem back: {quoted(best.quote)}."
    if share < 1.0:
        why += " The facts that make it this case were missing." if not facts else " One more fact would make it sure."
    if not early:
        why += " It came after the solution; before it, it shows that you listened."
    score = 0.4 + 0.4 * share + 0.2 * early if facts or not known else 0.1  # the frame alone proves nothing (R9)
    return found(score, why, (best,), "" if score > 0.99 else try_, missed=share < 1.0)


def right_facts(call: Conversation) -> Verdict:
    """R9: no wrong fact; one that may have been misheard is never wrong."""
    wrong, unclear = call.all("wrong_fact"), unclear_facts(call)
    then = wording(call, wrong or [slip.moment for slip in unclear])
    try_ = f"Read it back from your notes. {then.instead(_put_right(call, then, wrong))}"
    doubt = f"{unclear[0].sentence} It was not heard clearly, so it is not counted." if unclear else ""
    if wrong:
        verdict = slips(wrong, (0.2, 0.0), "", f"which is not what {call.her.subject} said", try_)
        known = " ".join(slip.sentence for slip in wrong_facts(call))
        return replace(verdict, why=f"{verdict.why} {known}".rstrip())
    if call.all("paraphrase"):
        clean = f"The facts you repeated were the ones {call.her.subject} gave. {doubt}".rstrip()
        return Verdict(1.0, clean, "", (), NOT_FOUND_SURENESS)
    if unclear:
        return Verdict(None, doubt, try_, (unclear[0].moment.evidence,), UNCLEAR_SURENESS)
    return no_occasion("We did not find a moment where you repeated the facts.")


def _put_right(call: Conversation, then: Wording, wrong: list[Mention]) -> str:
    """Return a check of the fact that was repeated wrongly; of the problem where the words no longer show which."""
    abouts = {slip.about for slip in wrong_facts(call)} if wrong else set()
    missed = (fact for fact in call.casting.case.facts if call.casting.written(fact.about) in abouts)
    fact = next(missed, None)
    return then.confirmed(fact) if fact else then.restated()


def _in_same_turn(asked: list[Mention], number: int) -> int:
    return sum(one.number == number for one in asked)


RULES: dict[str, Rule] = {
    "no_judging": no_judging,
    "asked_details": asked_details,
    "question_after_empathy": question_after_empathy,
    "no_repeat_question": no_repeat_question,
    "identity_checked": identity_checked,
    "paraphrase": paraphrase,
    "right_facts": right_facts,
}
