"""Rules of the Stand and Tell families: calm, not personal, firm, not defensive; short answers."""

from voicedrill.call.events import CustomerLine
from voicedrill.scoring.case_facts import names, offer_sentence
from voicedrill.scoring.conversation import Conversation, tokens
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.verdict import NOT_FOUND_SURENESS, Rule, Verdict, found, no_occasion, not_found, slips
from voicedrill.speech.settings import SETTINGS

HEAT = ("defensive", "profanity", "taking_offence", "judging")
"""Behaviours that answer heat with heat."""
WARNINGS = 2
"""Clear warnings after which an attack may be named (R22)."""
_SUPERVISOR = frozenset({"supervisor", "manager", "boss", "superior"})


def calm_answer(call: Conversation) -> Verdict:
    """R1: the answer to each outburst has no heat, and takes up the feeling or the matter."""
    answers = call.answers_to(call.outbursts())
    her = call.her
    if not answers:
        return no_occasion(f"{her.capital} did not lose {her.possessive} temper in a way that you had to answer.")
    points = 0.0
    hot, good = [], []
    for _, turns in answers:
        heat = [one for one in call.within(turns, *HEAT) if one.clear]
        care = call.within(turns, "empathy", "apology", "ownership", "solution", "paraphrase", "firm", "reassurance")
        points += 0.0 if heat else 1.0 if care else 0.7
        hot += heat
        good += [] if heat else care
    try_ = f"Let it pass and answer the matter: “I want to get this right for you. {offer_sentence(call.casting)}”"
    if hot:
        why = f"At {clock(hot[0].start_s)}, after {her.possessive} outburst, you said {quoted(hot[0].quote)}."
        return found(points / len(answers), why, hot, try_)
    if good:
        why = f"At {clock(good[0].start_s)}, after {her.possessive} outburst, you stayed with the matter"
        return found(points / len(answers), f"{why}: {quoted(good[0].quote)}.", good[:2])
    first = answers[0][1][0]
    why = f"At {clock(first.start_s)} you answered {her.possessive} outburst without heat."
    evidence = (Evidence(first.start_s, first.end_s, first.text),)
    return Verdict(points / len(answers), f"{why} We did not find that you took it up.", try_, evidence, 0.7)


def clean_language(call: Conversation) -> Verdict:
    """No swearing and no insult."""
    return slips(
        call.all("profanity"), (0.0,), "Your language was clean.", "which no customer should hear",
        "Breathe (key B pauses the call), then: “Let us take this step by step.”",
    )  # fmt: skip


def not_personal(call: Conversation) -> Verdict:
    """R22: back to the case after an attack; naming it is right after two warnings."""
    taken = call.all("taking_offence")
    answers = call.answers_to(line for line in call.lines if call.attacks(line))
    if not answers and not taken:
        return no_occasion(f"{call.her.capital} did not attack you.")
    taken = [one for one in taken if sum(firm.start_s < one.start_s for firm in call.all("firm")) < WARNINGS]
    return slips(
        taken, (0.3, 0.0), f"You did not take {call.her.possessive} attack personally.", "which makes it about you",
        f"Go back to the case: “I want to sort this out with you. {offer_sentence(call.casting)}”",
    )  # fmt: skip


def firm(call: Conversation) -> Verdict:
    """R14: when she pushes past the limit: reason and alternative; no caving in, no curt refusal."""
    answers = call.answers_to(_pushes(call))
    if not answers:
        return no_occasion(f"{call.her.capital} did not push past what policy allows.")
    turns = [turn for _, those in answers for turn in those]
    policy = call.casting.case.policy
    limit = call.casting.written(policy.firm_on).rstrip(".") + ". " if policy.firm_on else ""
    try_ = f"“I hear you. {limit}{offer_sentence(call.casting)}”"
    caved = [one for one in call.within(turns, "over_promise") if one.clear]
    if caved:
        return found(0.0, f"At {clock(caved[0].start_s)} you gave way: {quoted(caved[0].quote)}.", caved, try_)
    held = call.within(turns, "firm")
    if held:
        with_offer = call.within(turns, "solution")
        why = f"At {clock(held[0].start_s)} you held the limit: {quoted(held[0].quote)}."
        if with_offer:
            return found(1.0, why, held[:2])
        return found(0.6, why + " We did not find what you could do instead.", held[:2], try_)
    curt = [one for one in call.within(turns, "defensive") if one.clear]
    if curt:
        return found(0.1, f"At {clock(curt[0].start_s)} you refused with {quoted(curt[0].quote)}.", curt, try_)
    return not_found(f"the limit, when {call.her.subject} pushed at {clock(answers[0][0].t_s)}", turns, try_, 0.3)


def hand_over(call: Conversation) -> Verdict:
    """R13: a supervisor when she asks twice; never before a question of your own."""
    wanted = [line for line in call.lines if _SUPERVISOR & set(tokens(line.text))]
    offered = call.first("escalation")
    pressed = call.buttons("supervisor")
    if not wanted and not offered and not pressed:
        return no_occasion("A supervisor was not asked for.")
    at = min([one.start_s for one in [offered] if one] + [one.t_s for one in pressed], default=None)
    try_ = "“Let me bring in my supervisor; I will pass on everything, so that you need not repeat it.”"
    evidence = (offered.evidence,) if offered else ()
    if at is None:
        if len(wanted) < 2:
            return no_occasion(f"{call.her.capital} asked for a supervisor once, and nobody has to hand over at once.")
        why = f"At {clock(wanted[1].t_s)} {call.her.subject} asked for a supervisor again."
        return Verdict(0.2, f"{why} We did not find that you offered one.", try_, (), NOT_FOUND_SURENESS)
    question = call.first("question", "paraphrase", "solution")
    if not wanted and (question is None or question.start_s > at):
        why = f"At {clock(at)} you handed over before you had asked about the case yourself."
        return Verdict(0.4, why, "Ask first, try yourself, then hand over with what you know.", evidence, 0.7)
    return Verdict(1.0, f"At {clock(at)} you brought in a supervisor when it was time.", "", evidence, 0.8)


def no_defensiveness(call: Conversation) -> Verdict:
    """R15: no blame, no denial, no hiding."""
    return slips(
        call.all("defensive"), (0.5, 0.2, 0.0), "You blamed nobody and hid behind nothing.",
        f"which argues with {call.her.object} instead of helping",
        f"“I see what happened. {offer_sentence(call.casting)}”",
    )  # fmt: skip


def concise(call: Conversation) -> Verdict:
    """Short answers."""
    if not call.turns:
        return no_occasion("You did not speak.")
    long = [turn for turn in call.turns if len(tokens(turn.text)) > SETTINGS.long_turn_words]
    if not long:
        return Verdict(1.0, "Your answers were short.", "", (), 0.9)
    longest = max(long, key=lambda turn: len(tokens(turn.text)))
    words = len(tokens(longest.text))
    why = f"At {clock(longest.start_s)} you spoke {words} words without giving {call.her.object} the floor."
    evidence = tuple(Evidence(turn.start_s, turn.end_s, turn.text) for turn in long)
    score = max(0.0, 1.0 - 2.0 * len(long) / len(call.turns))
    return Verdict(score, why, "Say the first step, ask whether it suits, then the next.", evidence, 0.9)


def _pushes(call: Conversation) -> list[CustomerLine]:
    """Return her lines that demand what policy forbids, or answer a polite limit."""
    case = call.casting.case
    words = [word for rule in case.policy.must_not_promise for word in rule.words]
    pushes = []
    for line in call.lines:
        beat = call.beats.get(line.beat)
        against = beat is not None and "firm" in beat.when.heard
        if against or any(names(call.casting, line.text, word) for word in words):
            pushes.append(line)
    return pushes


RULES: dict[str, Rule] = {
    "calm_answer": calm_answer,
    "clean_language": clean_language,
    "not_personal": not_personal,
    "firm": firm,
    "hand_over": hand_over,
    "no_defensiveness": no_defensiveness,
    "concise": concise,
}
