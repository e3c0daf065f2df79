"""Rules on firmness: holding a limit politely, ending an abusive call, handing over in time."""

import re
from dataclasses import replace

from voicedrill.call.events import CustomerLine, TraineeTurn
from voicedrill.content.detection import Detection
from voicedrill.scoring.case_facts import names
from voicedrill.scoring.conversation import CLEAR_AT, Conversation, Mention, is_unclear, tokens
from voicedrill.scoring.phrasing import clock, listed, quoted
from voicedrill.scoring.solve_findings import NO_POLICY
from voicedrill.scoring.verdict import (
    NOT_FOUND_SURENESS,
    Rule,
    Verdict,
    found,
    no_occasion,
    not_found,
    uncounted,
)
from voicedrill.scoring.warning import ended_abuse, warnings
from voicedrill.scoring.wording import Wording, at_turn, wording

LIMIT, REASON, ALTERNATIVE = 0.5, 0.15, 0.35
"""What each part of a firm answer gives; together 1. Ours, after R14."""
CURT, UNSAID = 0.1, 0.2
"""Scores of a refusal with blame, and of not giving way without naming the limit. Ours."""
WISHES_TO_MEET = 2
"""Wishes for a supervisor after which one is due (R13)."""
TURNS_TO_MEET = 2
"""Turns within which the wish is met in time (R13)."""

_REASON = re.compile(
    r"\b(?:because|since|until|before|unless|as long as|so that|as soon as|only after|only when|without|needs? to|"
    r"has to|have to|the reason|which means|due to|otherwise|first)\b"
)
_SUPERVISOR = frozenset({"supervisor", "manager", "boss", "superior"})
_THREAT = frozenset({"lawyer", "solicitor", "sue", "court", "police", "kill", "hurt"})
_CONTEXT = re.compile(
    r"\b(?:pass(?:ing)? (?:\w+ ){0,4}?on|pass(?:ing)? (?:along|it|everything|all)|explain|all the details|my notes|"
    r"fill (?:\w+ ){1,3}in|tell (?:her|him|them) (?:what|everything|all)|brief|stay on the line|repeat|"
    r"knows? (?:the|your) (?:case|story|situation)|what (?:you have|you've) told)\b"
)
"""Words that pass the case on together with the customer (R13)."""


def firm(call: Conversation) -> Verdict:
    """R14, R22: at each push limit, reason and alternative; no caving in, no curt refusal; or two warnings and an end.

    Several pushes count alike, so a limit that is given up at the third one was not held.
    """
    policy = call.casting.case.policy
    if ended_abuse(call):
        return found(1.0, "You warned twice and then ended the call: a firm end, well handled.", warnings(call))
    if not policy.must_not_promise and not policy.firm_on:
        return no_occasion(NO_POLICY)
    answers = call.answers_to(_pushes(call))
    if not answers:
        return no_occasion(f"{call.her.capital} did not push past what policy allows.")
    turns = [turn for _, those in answers for turn in those]
    weak = min(answers, key=lambda one: _firmness(call, one[1]))[1][0]
    try_ = _firm_words(Wording(call, weak.start_s))
    caved = _gave_way(call, turns)
    if caved:
        return found(0.0, f"At {clock(caved[0].start_s)} you gave way: {quoted(caved[0].quote)}.", caved,
                     _firm_words(wording(call, caved)))  # fmt: skip
    held = call.within(turns, "firm")
    curt = [one for one in call.within(turns, "defensive") if one.clear]
    if curt and not held:
        return found(CURT, f"At {clock(curt[0].start_s)} you refused with {quoted(curt[0].quote)}.", curt, try_)
    clear = [those for _, those in answers if not any(is_unclear(turn) for turn in those)]
    if not clear:
        return uncounted(f"At {clock(answers[0][0].t_s)} {call.her.subject} pushed, and you answered.", try_, ())
    score = sum(_firmness(call, those) for those in clear) / len(clear)
    if not held:
        pushed = f"the limit, when {call.her.subject} pushed at {clock(answers[0][0].t_s)}"
        return not_found(pushed, turns, try_, max(UNSAID, score))
    why = f"At {clock(held[0].start_s)} you held the limit: {quoted(held[0].quote)}."
    if len(answers) > 1:
        why += f" {call.her.capital} pushed {len(answers)} times."
    absent = [name for name, there in zip(("a reason", "what you could do instead"), _parts(call, turns), strict=True)
              if not there]  # fmt: skip
    if absent:
        why += f" We did not find {listed(absent, 'or')}."
    return found(score, why, held[:2], try_ if score < 1.0 else "", missed=bool(absent))


def hand_over(call: Conversation) -> Verdict:
    """R13: a supervisor within two turns of the second wish, after an attempt of one's own, with the case passed on."""
    wanted = [line for line in call.lines if _asks_for_supervisor(call, line)]
    offered = next((one for one in call.all("escalation") if one.confidence >= CLEAR_AT), None)
    pressed = call.buttons("supervisor")
    if not wanted and not offered and not pressed:
        return no_occasion("A supervisor was not asked for.")
    at = min([one.start_s for one in [offered] if one] + [one.t_s for one in pressed], default=None)
    due_s = at if at is not None else wanted[-1].t_s
    due = at_turn(call, next((n for n, turn in enumerate(call.turns) if turn.end_s >= due_s), -1))
    try_ = due.at(due.handed_over())
    if at is None:
        return _not_handed_over(call, wanted, try_)
    verdict = _handed_over(call, wanted, at, try_)
    heard = not any(is_unclear(turn) for turn in call.turns) and (bool(pressed) or bool(offered and offered.clear))
    evidence = (offered.evidence,) if offered else ()
    if verdict.score == 1.0 or heard:
        return replace(verdict, evidence=evidence)
    return uncounted(verdict.why, verdict.try_, evidence)


def _firm_words(then: Wording) -> str:
    return then.instead("I can see why you ask for that.", then.limited())


def _handed_over(call: Conversation, wanted: list[CustomerLine], at: float, try_: str) -> Verdict:
    tried = call.first("question", "paraphrase", "solution")
    threat = any(_THREAT & set(tokens(line.text)) for line in call.lines if line.t_s < at)
    if not wanted and not threat and (tried is None or tried.start_s > at):
        why = f"At {clock(at)} you handed over before you had asked about the case yourself."
        own = wording(call)
        try_ = f"Ask and try yourself first. {own.at(own.asked())}"
        return Verdict(0.4, why, try_, (), NOT_FOUND_SURENESS)
    due = wanted[WISHES_TO_MEET - 1].t_s if len(wanted) >= WISHES_TO_MEET else at
    waited = [turn for turn in call.turns if due <= turn.start_s and turn.end_s < at]
    if len(waited) >= TURNS_TO_MEET:
        why = f"At {clock(at)} you brought in a supervisor, {len(waited) + 1} turns after the second wish for one."
        return Verdict(0.6, why, try_, (), 0.8)
    why = f"At {clock(at)} you brought in a supervisor when it was time."
    if any(_CONTEXT.search(turn.text.lower()) for turn in call.turns if turn.end_s >= at):
        return Verdict(1.0, why, "", (), 0.8)
    return Verdict(
        0.8, f"{why} We did not find that you would pass the case on.", try_, (), NOT_FOUND_SURENESS, missed=True
    )


def _not_handed_over(call: Conversation, wanted: list[CustomerLine], try_: str) -> Verdict:
    if len(wanted) < WISHES_TO_MEET:
        return no_occasion(f"{call.her.capital} asked for a supervisor once, and nobody has to hand over at once.")
    due_s = wanted[WISHES_TO_MEET - 1].t_s
    after = [turn for turn in call.turns if turn.start_s >= due_s]
    if not after:
        return no_occasion("The call was over before you could answer the second wish for a supervisor.")
    refused = len(wanted) > WISHES_TO_MEET and any(turn.start_s >= wanted[WISHES_TO_MEET].t_s for turn in after)
    verdict = not_found("that you offered one", after, try_, 0.0 if refused else 0.2)
    why = f"At {clock(due_s)} {call.her.subject} asked for a supervisor again."
    return replace(verdict, why=f"{why} {verdict.why}")


def _gave_way(call: Conversation, turns: list[TraineeTurn]) -> list[Mention]:
    """Return what was promised, in answer to a push, that the policy excludes."""
    promised = [one for one in call.within(turns, "over_promise") if one.clear]
    if promised:
        return promised
    return [
        call.phrase(number, one.id, one.quote, one.confidence)
        for number, turn in enumerate(call.turns)
        if turn in turns and not is_unclear(turn)
        for one in _granted(call, turn)
    ]


def _granted(call: Conversation, turn: TraineeTurn) -> tuple[Detection, ...]:
    said = call.reader.promised(turn.text)
    given = call.reader.gave_in(turn.text, call.line_before(turn))
    return said or ((given,) if given else ())


def _firmness(call: Conversation, turns: tuple[TraineeTurn, ...]) -> float:
    """Return how firm and helpful the answer to one push was, 0..1."""
    reason, alternative = _parts(call, turns)
    limit = bool(call.within(turns, "firm"))
    return LIMIT * limit + REASON * (reason and limit) + ALTERNATIVE * alternative


def _parts(call: Conversation, turns: tuple[TraineeTurn, ...] | list[TraineeTurn]) -> tuple[bool, bool]:
    """Tell whether the turns give a reason, and an alternative."""
    said = " ".join(turn.text.lower() for turn in turns)
    alternative = bool(call.within(turns, "solution")) or bool(call.reader.offered(said))
    return _REASON.search(said) is not None, alternative


def _pushes(call: Conversation) -> list[CustomerLine]:
    """Return her lines that demand what policy forbids, or ask for more after a polite limit."""
    case = call.casting.case
    words = [word for rule in case.policy.must_not_promise for word in rule.words]
    pushes = []
    for line in call.lines:
        beat = call.beats.get(line.beat)
        against = beat is not None and "firm" in beat.when.heard and line.text.rstrip().endswith("?")
        if against or any(names(call.casting, line.text, word) for word in words):
            pushes.append(line)
    return pushes


def _asks_for_supervisor(call: Conversation, line: CustomerLine) -> bool:
    beat = call.beats.get(line.beat)
    return bool(_SUPERVISOR & set(tokens(line.text))) or (beat is not None and beat.when.on == "demand")


RULES: dict[str, Rule] = {"firm": firm, "hand_over": hand_over}
