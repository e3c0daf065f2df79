"""Rules for "tell us about a difficult customer": a case, its parts, their order and shares (measures.md §4, R21)."""

import re
from collections.abc import Callable

from voicedrill.content.behaviours import rounded_off
from voicedrill.scoring.conversation import Mention
from voicedrill.scoring.interview_answer import PARTS, Answer
from voicedrill.scoring.interview_wording import first_told, mine, person, told
from voicedrill.scoring.phrasing import clock, listed, quoted, times
from voicedrill.scoring.verdict import Verdict, found, no_occasion, not_found, slips

AnswerRule = Callable[[Answer], Verdict]

ENOUGH_ACTIONS = 2
"""Actions from which it is clear what was done (R21)."""
ENOUGH_DETAILS = 3
"""Details (who, when, where, what, numbers) from which a story is specific. Ours."""
_SHOWN = 4
_DETAIL_SCORES = (0.0, 0.4, 0.7)
_GENERALITY_COSTS = (0.6, 0.3, 0.0)
_GENERALITY = re.compile(
    r"(?<!\S)(?:(?:i|we|you) (?:would )?(?:always|usually|normally|generally|typically|often|tend to|have to|should)"
    r"|every time|whenever|most of the time|in general|generally speaking|as a rule"
    r"|(?:customers|people) (?:always|usually)|(?:i|we) (?:\S+ )?deal with (?:\S+ ){1,4}?(?:every day|all the time)) "
)
_LEARNED = re.compile(
    r"(?<!\S)(?:i (?:\S+ )?(?:learned|learnt)|(?:it|that|this|which) (?:\S+ )?(?:taught|showed) me|since then (?:i|we)"
    r"|next time i|(?:i|we) (?:\S+ )?(?:suggested|updated|changed|shared|introduced|asked for) (?:\S+ ){0,3}?"
    r"(?:change|process|checklist|team|procedure|form|rule|training|lesson)|(?:the|my) (?:\S+ )?(?:lesson|takeaway)"
    r"|(?:from then on|ever since|nowadays|these days) (?:i|we)) "
)


def one_case(answer: Answer) -> Verdict:
    """Look for a case: what one would do is no answer to "tell us about"."""
    story, would = answer.all(*PARTS), answer.all("hypothetical")
    if not would:
        return (
            found(1.0, f"You told of a case: {quoted(story[0].quote)}.", story[:1]) if story else _nothing_told(answer)
        )
    first = next((one for one in would if told(one.quote)), would[0])
    who, done = person(answer), first_told(answer)
    try_ = f"Begin with one {who} you remember: “Last … a {who} was upset because …{f' {done}.' if done else ''}”"
    said = f"At {clock(first.start_s)} you said what you would do: {quoted(first.quote)}."
    if not story:
        return found(
            0.0, f"You were asked to tell of a case. {said} We did not find a case.", would[:_SHOWN], try_, missed=True
        )
    if answer.length("hypothetical") > answer.length(*PARTS):
        return found(0.5, f"{said} That took more words than the case itself.", would[:_SHOWN], try_)
    return found(1.0, f"You told of a case: {quoted(story[0].quote)}.", story[:1])


def situation(answer: Answer) -> Verdict:
    """Look for the situation."""
    said = answer.all("situation")
    try_ = f"Begin with when, where and who: “Last … I worked at …, and a {person(answer)} was upset because …”"
    if not said:
        return not_found("the situation", answer.spoken, try_)
    return found(1.0, f"At {clock(said[0].start_s)} you set the scene: {quoted(said[0].quote)}.", said[:_SHOWN])


def action(answer: Answer) -> Verdict:
    """Look for at least two things that were done."""
    said = answer.all("action")
    if not said:
        return not_found("what you did", answer.spoken, _steps(answer))
    why = f"We found {len(said)} {'action' if len(said) == 1 else 'actions'}, the first at {clock(said[0].start_s)}: "
    why += f"{quoted(said[0].quote)}."
    if len(said) >= ENOUGH_ACTIONS:
        return found(1.0, why, said[:_SHOWN])
    return found(0.5, f"{why} We did not find a second one.", said, _steps(answer), missed=True)


def outcome(answer: Answer) -> Verdict:
    """Look for how it ended."""
    said, done = answer.all("outcome"), answer.all("action")
    after = f"After {quoted(done[-1].quote)} say" if done else "Say at the end"
    try_ = f"{after} how it ended, as it was: “In the end the {person(answer)} …, and within … minutes …”"
    if not said:
        return not_found("how it ended", answer.spoken, try_)
    return found(1.0, f"At {clock(said[-1].start_s)} you said how it ended: {quoted(said[-1].quote)}.", said[-_SHOWN:])


def order(answer: Answer) -> Verdict:
    """Compare places: the first situation before the first action, the last outcome after it."""
    at = {part: [i for i, one in enumerate(answer.mentions) if one.id == part] for part in PARTS}
    if not at["action"] or not (at["situation"] or at["outcome"]):
        return no_occasion("We did not find two parts of a story whose order could be judged.")
    begun = at["action"][0]
    right = {
        **({"the situation before your actions": at["situation"][0] < begun} if at["situation"] else {}),
        **({"the outcome after them": at["outcome"][-1] > begun} if at["outcome"] else {}),
    }
    said = [answer.mentions[at[part][0]] for part in PARTS if at[part]]
    held = [joint for joint, holds in right.items() if holds]
    if len(held) == len(right):
        return found(1.0, f"You told {listed(held)}.", said)
    absent = [joint for joint, holds in right.items() if not holds]
    first = quoted(answer.mentions[min(ones[0] for ones in at.values() if ones)].quote)
    try_ = "Tell it in the order in which it happened: what was wrong, what you did, how it ended."
    why = f"You began with {first}; we did not find {listed(absent)}."
    return found(len(held) / len(right), why, said, try_, missed=True)


def balance(answer: Answer) -> Verdict:
    """Compare words: the actions are the longest part."""
    words = {part: answer.length(part) for part in PARTS}
    if not words["action"] or words["action"] == sum(words.values()):
        return no_occasion("We did not find two parts of a story whose lengths could be compared.")
    total = sum(words.values())
    shares = listed([f"{part} {round(100 * count / total)} %" for part, count in words.items() if count])
    longest = max(words.values())
    if words["action"] == longest:
        return Verdict(1.0, f"Your actions were the longest part ({shares} of the words).", "", (), _surest(answer))
    part = next(part for part, count in words.items() if count == longest)
    short = answer.all(part)[0]
    done = answer.all("action")[-1]
    try_ = f"Cut the {part} to {quoted(short.quote)}, and say more after {quoted(done.quote)}: what came next?"
    why = f"Your actions were not the longest part ({shares} of the words)."
    return found(round(words["action"] / longest, 3), why, answer.all(part)[:_SHOWN], try_)


def first_person(answer: Answer) -> Verdict:
    """Count: in the actions "I" at least as often as "we"."""
    done = answer.all("action")
    own = [one for one in done if re.search(r"(?i)\bi\b", one.quote)]
    shared = [one for one in done if re.search(r"(?i)\bwe\b", one.quote)]
    if not own and not shared:
        return no_occasion("We did not find actions of which you said who did them.")
    count = f"In your actions you said “I” {times(len(own)) if own else 'never'} and “we” "
    count += f"{times(len(shared)) if shared else 'never'}."
    if len(own) >= len(shared):
        return found(1.0, count, own[:_SHOWN])
    try_ = f"If you did it yourself, say so: “{mine(shared[0].quote)}”."
    return found(round(len(own) / len(shared), 3), count, shared[:_SHOWN], try_)


def specific(answer: Answer) -> Verdict:
    """Count who, when, where, what and numbers; whether it is so cannot be heard."""
    details = list({one.quote.lower(): one for one in answer.all("specific")}.values())
    scene = next(iter(answer.all("situation", "action")), None)
    where = f"Add to {quoted(scene.quote)}" if scene else "Say"
    try_ = f"{where} who it was, when and where, and a number: how long, how much, how many."
    if not details:
        return not_found("specific details (who, when, where, a number)", answer.spoken, try_)
    why = f"We found {len(details)} specific {'detail' if len(details) == 1 else 'details'}: "
    why += f"{listed([quoted(one.quote) for one in details[:_SHOWN]])}."
    if len(details) >= ENOUGH_DETAILS:
        return found(1.0, why, details[:_SHOWN])
    return found(_DETAIL_SCORES[len(details)], f"{why} We did not find more.", details, try_, missed=True)


def no_generalities(answer: Answer) -> Verdict:
    """Charge "I always", "usually", when one case was asked for."""
    said = phrases(answer, "generality", _GENERALITY)
    try_ = f"Instead of {quoted(said[0].quote)}: “That time I …”, with what you did then." if said else ""
    return slips(
        said, _GENERALITY_COSTS, "We found no generalities in your story.", "which speaks of every time, not of one",
        try_,
    )  # fmt: skip


def learned(answer: Answer) -> Verdict:
    """Look for a lesson or a change (R20)."""
    said = phrases(answer, "learned", _LEARNED)
    if not said:
        end = next(iter(reversed(answer.all("outcome", "action"))), None)
        after = f"After {quoted(end.quote)} add" if end else "Add"
        return not_found(
            "what you learned from it", answer.spoken, f"{after}: “What I learned was …, and since then I …”"
        )
    return found(1.0, f"At {clock(said[0].start_s)} you said what you learned: {quoted(said[0].quote)}.", said[:1])


def phrases(answer: Answer, name: str, pattern: re.Pattern[str]) -> list[Mention]:
    """Return every place of an answer where a pattern is found, up to where the phrase ends."""
    return [
        answer.quoted(at, name, said.quote(first, rounded_off(said, last)))
        for at, said in enumerate(answer.said)
        for match in pattern.finditer(said.normal)
        for first, last in (said.word_span(*match.span()),)
    ]


def _nothing_told(answer: Answer) -> Verdict:
    return not_found("a case of your own", answer.spoken, situation(answer).try_)


def _steps(answer: Answer) -> str:
    done = next((one.quote for one in answer.all("action")), first_told(answer))
    if done:
        return f"Say each step as you took it: “{done[0].upper()}{done[1:]}. Then I asked …, and I offered …”"
    return f"Say each step as you took it: “I listened to the {person(answer)}. Then I asked …, and I offered …”"


def _surest(answer: Answer) -> float:
    return min(one.sureness for one in answer.all(*PARTS))


TELL_RULES: dict[str, AnswerRule] = {
    "interview_one_case": one_case,
    "interview_situation": situation,
    "interview_action": action,
    "interview_outcome": outcome,
    "interview_order": order,
    "interview_balance": balance,
    "interview_first_person": first_person,
    "interview_specific": specific,
    "interview_no_generalities": no_generalities,
    "interview_learned": learned,
}
