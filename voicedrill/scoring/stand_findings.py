"""Rules of the Stand family that forbid heat: calm, clean, not personal, not defensive."""

from collections.abc import Sequence

from voicedrill.call.events import TraineeTurn
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear, tokens
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.verdict import NOT_FOUND_SURENESS, Rule, Verdict, found, no_occasion, slips, uncounted
from voicedrill.scoring.warning import WARNINGS_BEFORE_ENDING, warnings
from voicedrill.scoring.wording import Wording, wording

HEAT = ("defensive", "profanity", "taking_offence", "judging")
"""Behaviours that answer heat with heat."""
TAKES_UP = ("empathy", "apology", "paraphrase", "reassurance", "appreciation", "ownership")
"""Behaviours that take an outburst up (R1: one of R4, R5, or its phrases)."""
TO_THE_MATTER = ("solution", "firm", "next_steps", "question", "hold", "escalation")
_ORDERS = frozenset({"calm", "relax", "shout", "shouting", "yelling", "patient", "tone", "stop"})
_CLOSED_DOORS = frozenset({"nothing", "cannot", "can't", "policy", "rules", "wait"})
MATTER_ONLY, WITHOUT_HEAT = 0.8, 0.6
"""Scores of an answer to an outburst that goes to the matter without taking it up, or is only without heat. Ours."""


def calm_answer(call: Conversation) -> Verdict:
    """R1: the answer to each outburst has no heat, and takes up the feeling or the matter."""
    her = call.her
    answers = [turns for _, turns in call.answers_to(call.outbursts())]
    if not answers:
        return no_occasion(f"{her.capital} did not lose {her.possessive} temper in a way that you had to answer.")
    hot = [one for turns in answers for one in call.within(turns, *HEAT) if one.clear]
    clear = [turns for turns in answers if not any(is_unclear(turn) for turn in turns)]
    then = wording(call, hot) if hot else Wording(call, _least_calm(call, clear or answers)[0].start_s)
    words = then.at(then.feeling("I can see why this is upsetting."), then.answer())
    try_ = f"Let it pass, then answer the matter. {words}"
    if not clear and not hot:
        first = answers[0][0]
        why = f"You answered {her.possessive} outburst at {clock(first.start_s)}."
        return uncounted(why, try_, (Evidence(first.start_s, first.end_s, first.text),))
    judged = clear or answers
    score = sum(_calm(call, turns) for turns in judged) / len(judged)
    if hot:
        why = f"At {clock(hot[0].start_s)}, after {her.possessive} outburst, you said {quoted(hot[0].quote)}."
        return found(score, why, hot, try_)
    good = [one for turns in judged for one in call.within(turns, *TAKES_UP)]
    matter = [one for turns in judged for one in call.within(turns, *TO_THE_MATTER)]
    if good or matter:
        kept = (good or matter)[:2]
        why = f"At {clock(kept[0].start_s)}, after {her.possessive} outburst, you stayed with the matter"
        why += f": {quoted(kept[0].quote)}."
        if score < 1.0:
            why += " We did not find that you took it up every time."
        return found(score, why, kept, "" if score == 1.0 else try_, missed=score < 1.0)
    first = judged[0][0]
    why = f"At {clock(first.start_s)} you answered {her.possessive} outburst without heat."
    evidence = (Evidence(first.start_s, first.end_s, first.text),)
    return Verdict(
        score, f"{why} We did not find that you took it up.", try_, evidence, NOT_FOUND_SURENESS, missed=True
    )


def clean_language(call: Conversation) -> Verdict:
    """No swearing and no insult."""
    said = call.all("profanity")
    then = wording(call, said)
    calm = then.instead("Let us take this step by step.", then.hers, then.answer())
    try_ = f"Breathe first (key B pauses the call). {calm}"
    return slips(said, (0.0,), "Your language was clean.", "which no customer should hear", try_)


def not_personal(call: Conversation) -> Verdict:
    """R22: back to the case after an attack; naming it is right after two warnings."""
    taken = call.all("taking_offence")
    answers = call.answers_to(line for line in call.lines if call.attacks(line))
    if not answers and not taken:
        return no_occasion(f"{call.her.capital} did not attack you.")
    warned = warnings(call)
    taken = [one for one in taken if sum(given.start_s < one.start_s for given in warned) < WARNINGS_BEFORE_ENDING]
    then = wording(call, taken)
    return slips(
        taken, (0.3, 0.0), f"You did not take {call.her.possessive} attack personally.", "which makes it about you",
        f"Go back to the case. {then.instead('I want to get this right for you.', then.hers, then.answer())}",
    )  # fmt: skip


def no_defensiveness(call: Conversation) -> Verdict:
    """R15: no blame, no denial, no hiding."""
    said = call.all("defensive")
    then = wording(call, said)
    return slips(
        said, (0.5, 0.2, 0.0), "You blamed nobody and hid behind nothing.",
        f"which argues with {call.her.object} instead of helping", then.instead(*_undefended(then, said)),
    )  # fmt: skip


def _undefended(then: Wording, said: Sequence[Mention]) -> tuple[str, ...]:
    """Return what fits in place of an order about her feelings, a closed door, or blame."""
    words = {word for one in said[:1] for word in tokens(one.quote)}
    if words & _ORDERS:
        return ("You have every right to be upset.", then.hers, then.looking())
    if words & _CLOSED_DOORS:
        return (then.hers, then.answer())
    return (then.hers, "Let me find out what happened.")


def _least_calm(call: Conversation, answers: Sequence[tuple[TraineeTurn, ...]]) -> tuple[TraineeTurn, ...]:
    return min(answers, key=lambda turns: _calm(call, turns))


def _calm(call: Conversation, turns: Sequence[TraineeTurn]) -> float:
    if any(one.clear for one in call.within(turns, *HEAT)):
        return 0.0
    if call.within(turns, *TAKES_UP):
        return 1.0
    return MATTER_ONLY if call.within(turns, *TO_THE_MATTER) else WITHOUT_HEAT


RULES: dict[str, Rule] = {
    "calm_answer": calm_answer,
    "clean_language": clean_language,
    "not_personal": not_personal,
    "no_defensiveness": no_defensiveness,
}
