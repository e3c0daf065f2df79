"""Rules of the Listen family that rest on words: questions, identity, paraphrase."""

from voicedrill.scoring.case_facts import key_points, names, repeated_facts
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.verdict import Rule, Verdict, found, no_occasion, not_found, slips

QUESTIONS_WANTED = 2
"""Relevant questions that make a full answer to R8."""


def no_judging(call: Conversation) -> Verdict:
    """R23: her reason is a reason."""
    her = call.her
    return slips(
        call.all("judging"), (0.4, 0.0),
        f"You took {her.possessive} reason for calling seriously.",
        f"which weighs {her.possessive} reason instead of taking it up",
        "“That matters to you, so it matters here.”",
    )  # fmt: skip


def asked_details(call: Conversation) -> Verdict:
    """R8: at least two questions about the case."""
    again = {one.number for one in call.all("repeat_question") if one.clear}
    asked = [one for one in call.all("question") if one.number not in again]
    missing = ", ".join(fact.about for fact in call.casting.case.facts if not fact.problem)
    try_ = "Ask openly: “Can you tell me what happened?”" + (
        f" Then ask for what you need: {missing}." if missing else ""
    )
    if not asked and again:
        why = f"The questions we found asked for what {call.her.subject} had told you already."
        return found(0.3, why, call.all("repeat_question"), try_)
    if not asked:
        return not_found("a question about the case", call.turns, try_)
    why = f"At {clock(asked[0].start_s)} you asked {quoted(asked[0].quote)}."
    if len(asked) >= QUESTIONS_WANTED:
        return found(1.0, why, asked[:2])
    return found(0.6, why + " It was the only question we found.", asked, try_)


def question_after_empathy(call: Conversation) -> Verdict:
    """R8: the first question follows the first kind word."""
    asked, kind = call.first("question"), call.first("empathy", "apology")
    if asked is None:
        return no_occasion("We did not find a question, so there is no order to judge.")
    try_ = "Put the feeling first: “I can see why that is annoying. Can you tell me what happened?”"
    if kind is None:
        return not_found("a kind word before your first question", call.early_turns, try_)
    if (kind.number, kind.start_s) <= (asked.number, asked.start_s):
        return found(1.0, f"You acknowledged at {clock(kind.start_s)} before you asked.", (kind, asked))
    why = f"At {clock(asked.start_s)} you asked {quoted(asked.quote)} before any kind word."
    return found(0.4, why, (asked,), try_)


def no_repeat_question(call: Conversation) -> Verdict:
    """R2: what was told is not asked for again."""
    if not call.all("question", "repeat_question"):
        return no_occasion("We did not find a question.")
    return slips(
        call.all("repeat_question"), (0.4, 0.0),
        f"You never asked for what {call.her.subject} had told you.",
        f"though {call.her.subject} had told you already",
        f"Note the key points, and check them instead of asking again: {key_points(call.casting)}.",
    )  # fmt: skip


def identity_checked(call: Conversation) -> Verdict:
    """Account data is given only after the check that the case asks for."""
    needed = [call.casting.fact(fact_id) for fact_id in call.casting.case.verify]
    if not needed:
        return no_occasion("This case needs no check of identity.")
    abouts = " and ".join(call.casting.written(fact.about) for fact in needed)
    given = call.all("unverified_disclosure")
    if given:
        try_ = f"First: “May I take {abouts}, so that I can open your account?”"
        return slips(given, (0.0,), "", f"before you had checked {abouts}", try_)
    asked = [
        one
        for one in call.all("question")
        if any(names(call.casting, one.turn.text, word) for fact in needed for word in fact.asked_by)
    ]
    if not asked:
        return no_occasion("You gave no account data, so no check was needed.")
    return found(1.0, f"At {clock(asked[0].start_s)} you checked who was calling.", asked[:1])


def paraphrase(call: Conversation) -> Verdict:
    """R9: the problem with its facts, before the solution."""
    try_ = f"Before you solve it: “So, to be sure I have it right …”, with {key_points(call.casting)}."
    said = call.all("paraphrase")
    if not said:
        return not_found("a moment where you repeated the problem back", call.turns, try_)
    best = max(said, key=lambda one: (len(repeated_facts(call, one.turn.text)), -one.start_s))
    facts = repeated_facts(call, best.turn.text)
    solution = call.first("solution")
    early = solution is None or best.start_s <= solution.start_s
    known = sum(1 for fact in call.casting.case.facts if fact.problem and fact.keys)
    share = min(1.0, len(facts) / min(2, known)) if known else 1.0
    why = f"At {clock(best.start_s)} you repeated the problem back: {quoted(best.quote)}."
    if share < 1.0:
        why += " The facts that make it this case were missing." if not facts else " One more fact would make it sure."
    if not early:
        why += " It came after the solution; before it, it shows that you listened."
    score = 0.4 + 0.4 * share + 0.2 * early if facts or not known else 0.1  # the frame alone proves nothing (R9)
    return found(score, why, (best,), "" if score > 0.99 else try_)


def right_facts(call: Conversation) -> Verdict:
    """R9: no wrong fact."""
    wrong = call.all("wrong_fact")
    if not wrong and not call.all("paraphrase"):
        return no_occasion("We did not find a moment where you repeated the facts.")
    return slips(
        wrong, (0.2, 0.0), f"The facts you repeated were the ones {call.her.subject} gave.",
        f"which is not what {call.her.subject} said",
        f"Read back from your notes: {key_points(call.casting)}.",
    )  # fmt: skip


RULES: dict[str, Rule] = {
    "no_judging": no_judging,
    "asked_details": asked_details,
    "question_after_empathy": question_after_empathy,
    "no_repeat_question": no_repeat_question,
    "identity_checked": identity_checked,
    "paraphrase": paraphrase,
    "right_facts": right_facts,
}
