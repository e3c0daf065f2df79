"""Rules on the order of moves: acknowledge, ask, then act, and act soon (measures.md §4, "Global sequence score")."""

import re
from collections.abc import Callable, Sequence
from math import ceil

from voicedrill.call.events import TraineeTurn
from voicedrill.content.text import normalise
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear
from voicedrill.scoring.phrasing import clock, listed, quoted
from voicedrill.scoring.verdict import NOT_FOUND_SURENESS, Rule, Verdict, found, no_occasion, not_found
from voicedrill.scoring.warning import ended_abuse
from voicedrill.scoring.wording import Wording, at_turn, wording
from voicedrill.speech.measurement import Overlap

_SAYS: dict[str, Callable[[Wording], str]] = {
    "empathy": Wording.feeling,
    "question": Wording.asked,
    "paraphrase": Wording.restated,
    "solution": Wording.offer,
    "next_steps": Wording.next_step,
    "closing": Wording.closed,
}
ACTION_WITHIN = 3
"""Turns after her story within which something concrete should begin (R10)."""
_ACTION = re.compile(
    r"(?<!\S)(?:i will|let me|i am going to|i can|i am) (?:(?:now|just|also|gladly|personally|first|right) ){0,2}"
    r"(?:check|checking|look|looking|find|open|opening|send|sending|order|ordering|call|ring|arrange|arranging|book"
    r"|booking|refund|replace|cancel|change|track|trace|reset|fix|credit|report|pull up|bring up|contact) "
)
_STEPS: tuple[tuple[str, str], ...] = (
    ("let_finish", "let the customer finish"),
    ("empathy", "take up the feeling"),
    ("question", "ask"),
    ("paraphrase", "repeat the problem back"),
    ("solution", "offer a solution"),
    ("next_steps", "say what happens next"),
    ("closing", "close"),
)
"""The moves in the order of the trainers' models (listen, empathise, ask, solve, follow up). An apology is welcome
anywhere before the solution, so it is no step of its own."""


def acknowledged_first(call: Conversation) -> Verdict:
    """R4, R6: a kind word before the first solution."""
    solution, kind = call.first_clear("solution"), call.first("empathy", "apology")
    if solution is None:
        return no_occasion("We did not find a solution, so there is no order to judge.")
    before = [turn for turn in call.turns if turn.start_s <= solution.start_s]
    then = wording(call, (solution,))
    try_ = (
        f"Feeling first, then the offer. {then.instead(then.feeling('I can see why this is annoying.'), then.answer())}"
    )
    if kind is None:
        return not_found("a kind word before your solution", before, try_)
    if kind.start_s <= solution.start_s:
        return found(1.0, f"You acknowledged at {clock(kind.start_s)}, before you offered a solution.", (kind,))
    why = f"At {clock(solution.start_s)} you offered {quoted(solution.quote)} before any kind word."
    return _unless_unheard(before, found(0.3, why, (solution,), try_))


def asked_first(call: Conversation) -> Verdict:
    """R8: what the case needs was asked or told before the first solution."""
    solution = call.first_clear("solution")
    if solution is None:
        return no_occasion("We did not find a solution, so there is no order to judge.")
    case = call.casting.case
    before = call.turns[: solution.number]
    asked = {fact for turn in before for fact in call.reader.asked(turn.text)}
    known = call.told_before(solution.start_s) | asked
    checks = [fact for fact in case.facts if fact.id in case.verify]
    problem = [fact for fact in case.facts if fact.problem]
    shares = []
    if checks:
        shares.append(sum(fact.id in known for fact in checks) / len(checks))
    if problem:
        shares.append(min(1.0, sum(fact.id in known for fact in problem) / ceil(len(problem) / 2)))
    if not shares:
        return no_occasion("This case has nothing that must be known before a solution.")
    score = sum(shares) / len(shares)
    if score > 0.999:
        return found(1.0, f"You knew the case before your offer at {clock(solution.start_s)}.", (solution,))
    checks_open = any(fact.id not in known for fact in checks)
    open_ = [call.casting.written(fact.about) for fact in (*checks, *problem) if fact.id not in known][:3]
    why = f"At {clock(solution.start_s)} you offered {quoted(solution.quote)}; we did not find that you knew "
    why += f"{listed(open_, 'or')} by then."
    then = wording(call, (solution,))
    ask = then.checked([fact for fact in checks if fact.id not in known]) if checks_open else then.asked()
    try_ = f"Ask before you offer. {then.instead(ask)}"
    return _unless_unheard(before, found(score, why, (solution,), try_, missed=True))


def action_soon(call: Conversation) -> Verdict:
    """R10: the first concrete action within three turns of her story.

    Turns that check who is calling or repeat the problem back are left out: they are due before a solution.
    """
    after = [turn for turn in call.turns if turn.end_s > call.story_end_s]
    if not after:
        return no_occasion(f"{call.her.capital} did not come to the end of {call.her.possessive} story.")
    due = at_turn(call, call.turns.index(after[0]))
    try_ = f"Once the story is told, say what you do now. {due.at(due.hers, due.looking())}"
    counted = [turn for turn in after if not _prepares(call, turn)]
    in_time = counted[ACTION_WITHIN].start_s if len(counted) > ACTION_WITHIN else call.duration_s
    actions = _actions(call)
    action = next((one for one in actions if one.clear and one.start_s < in_time), next(iter(actions), None))
    waited = [turn for turn in counted if action is None or turn.start_s < action.turn.start_s]
    if action is not None and len(waited) < ACTION_WITHIN:
        return found(1.0, f"At {clock(action.start_s)} you began to act: {quoted(action.quote)}.", (action,))
    if action is None and len(counted) < ACTION_WITHIN:
        return no_occasion("The call was over before something concrete was due.")
    if action is None:
        return not_found("something concrete that you did or offered", after, try_)
    late = after.index(action.turn) + 1
    why = f"Your first concrete step came {late} turns after {call.her.possessive} story, at {clock(action.start_s)}: "
    why += f"{quoted(action.quote)}."
    score = 0.6 if len(waited) < ACTION_WITHIN + 2 else 0.3
    return _unless_unheard(waited[:ACTION_WITHIN], found(score, why, (action,), try_))


def order(call: Conversation) -> Verdict:
    """Practice: the longest run of moves in their usual order."""
    if ended_abuse(call):
        return no_occasion("You ended an abusive call, so there is no order to judge.")
    steps = _steps_of(call)
    wanted = [name for name, _ in _STEPS if name in _due(call)]
    kept = _longest_common([name for name in wanted if name in steps], sorted(steps, key=lambda one: steps[one]))
    words = dict(_STEPS)
    absent = [words[name] for name in wanted if name not in steps]
    late = [words[name] for name in wanted if name in steps and name not in kept]
    why = f"In the usual order: {listed([words[name] for name in kept]) or 'nothing that we found'}."
    if late:
        why += f" At another place: {listed(late)}."
    if absent:
        why += f" We did not find: {listed(absent, 'or')}."
    try_ = f"Keep to the order: {listed([words[name] for name in wanted])}." if late or absent else ""
    first = next((name for name in wanted if name not in kept and name in _SAYS), None)
    if first:
        due = at_turn(call, -1) if first in ("next_steps", "closing") else wording(call)
        try_ += f" {due.at(_SAYS[first](due))}"
    verdict = Verdict(len(kept) / len(wanted), why, try_, (), NOT_FOUND_SURENESS, missed=bool(absent))
    return _unless_unheard(call.turns, verdict) if late or absent else verdict


def _prepares(call: Conversation, turn: TraineeTurn) -> bool:
    """Tell whether a turn checks who is calling or repeats the problem back."""
    checks = set(call.casting.case.verify).intersection(call.reader.asked(turn.text))
    return bool(checks) or bool(call.within((turn,), "paraphrase"))


def _actions(call: Conversation) -> list[Mention]:
    """Return what was done or offered after her story, without what policy does not allow."""
    forbidden = {one.number for one in call.all("over_promise") if one.clear}
    acts = call.all("solution", "hold", "next_steps", "escalation")
    for number, turn in enumerate(call.turns):
        said = normalise(turn.text)
        match = _ACTION.search(said.normal)
        if match:
            acts.append(call.phrase(number, "action", said.quote(*said.word_span(*match.span()))))
            break
    done = [one for one in acts if one.end_s > call.story_end_s and one.number not in forbidden]
    return sorted(done, key=lambda one: one.start_s)


def _due(call: Conversation) -> set[str]:
    """Return the steps that this call gave occasion for."""
    due = {name for name, _ in _STEPS}
    if not call.lines or "overlaps" in call.measurement.trainee.not_measured:
        due.discard("let_finish")
    if call.outcome in ("hang_up", "timeout", "cut_off", "supervisor"):
        due.discard("closing")
    return due


def _steps_of(call: Conversation) -> dict[str, float]:
    """Return when each step was first done."""
    steps = {name: one.start_s for name, _ in _STEPS if (one := call.first_clear(name)) is not None}
    if call.lines and not any(_cuts_in(one) and one.start_s < call.story_end_s for one in call.measurement.overlaps):
        steps["let_finish"] = call.lines[0].t_s
    return steps


def _cuts_in(overlap: Overlap) -> bool:
    return overlap.by == "trainee" and overlap.kind in ("interruption", "butting_in", "pause_interruption")


def _longest_common(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return the longest common subsequence."""
    if not first or not second:
        return []
    if first[0] == second[0]:
        return [first[0], *_longest_common(first[1:], second[1:])]
    options = _longest_common(first[1:], second), _longest_common(first, second[1:])
    return max(options, key=len)


def _unless_unheard(turns: Sequence[TraineeTurn], verdict: Verdict) -> Verdict:
    """Charge nothing for the order when one of the turns before was not heard clearly."""
    if verdict.score is None or not any(is_unclear(turn) for turn in turns):
        return verdict
    why = f"{verdict.why} What you said before was not all heard clearly, so it is not counted."
    return no_occasion(why)


RULES: dict[str, Rule] = {
    "acknowledged_first": acknowledged_first,
    "asked_first": asked_first,
    "action_soon": action_soon,
    "order": order,
}
