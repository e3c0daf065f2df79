"""Rules of the Care family: empathy, apology, appreciation, the end of the call."""

import re

from voicedrill.call.events import TOO_MUCH
from voicedrill.scoring.apologies import apologies
from voicedrill.scoring.case_facts import is_tied
from voicedrill.scoring.conversation import Conversation, is_unclear
from voicedrill.scoring.phrasing import clock, quoted, times
from voicedrill.scoring.recital import is_recited
from voicedrill.scoring.scorecard import Evidence
from voicedrill.scoring.verdict import NOT_FOUND_SURENESS, Rule, Verdict, found, no_occasion, not_found, slips
from voicedrill.scoring.warning import ended_abuse
from voicedrill.scoring.wording import at_turn, wording

KIND_WORDS_CREDITED = 2
"""More empathy than this earns nothing (Marinova, Singh & Singh 2018)."""
UNTIED = 0.3
"""Score of kind words that could be said on any call. Ours."""
APOLOGIES_WELCOME = 2
"""More apologies than this are too many (R6)."""
_HALF_APOLOGY = re.compile(r"\bsorry (?:but|if|that you feel|you feel)\b")


def empathy_early(call: Conversation) -> Verdict:
    """R4: the feeling named within two turns after the story, and for a reason."""
    due = wording(call)
    try_ = due.at(due.feeling())
    kind = call.first("empathy")
    if kind is None:
        return not_found(f"words that take up how {call.her.subject} felt", call.early_turns, try_)
    why = f"At {clock(kind.start_s)} you took up the feeling: {quoted(kind.quote)}."
    early = kind.turn in call.early_turns
    tied = any(is_tied(call, one) for one in call.all("empathy"))
    if not early:
        why += " Sooner would have helped more."
    if not tied:
        why += " It did not say what about."
    return found(
        1.0 - 0.5 * (not early) - 0.4 * (not tied), why, (kind,), "" if early and tied else try_, missed=not tied
    )


def empathy_tied(call: Conversation) -> Verdict:
    """R5: kind words name something of this case; at most two are credited, none among recited ones."""
    kind = call.all("empathy")
    if not kind:
        return no_occasion("We did not find kind words that could have been about this case.")
    tied = [one for one in kind if is_tied(call, one)][:KIND_WORDS_CREDITED]
    if tied and not is_recited(call):
        why = f"At {clock(tied[0].start_s)} your {quoted(tied[0].quote)} was about this case and no other."
        return found(1.0, why, tied)
    loose = next((one for one in kind if one not in tied), kind[0])
    why = f"At {clock(loose.start_s)} you said {quoted(loose.quote)}; it could be said on any call."
    then = wording(call, (loose,))
    try_ = then.instead(then.feeling("I can see how upsetting this is."))
    return found(UNTIED, why, (loose,), f"Say what it is about. {try_}", missed=is_recited(call))


def not_scripted(call: Conversation) -> Verdict:
    """Principle 5: reciting does not pass."""
    if not call.all("empathy", "apology", "scripted", "appreciation", "reassurance"):
        return no_occasion("We did not find kind words that could have been recited.")
    said = call.all("scripted")
    then = wording(call, said)
    return slips(
        said, (0.4, 0.0), "Your kind words did not sound recited.",
        "which is a phrase for any call, or one you had used before",
        f"Say it once, with the case in it. {then.instead(then.feeling('That must be really hard.'))}",
    )  # fmt: skip


def apology(call: Conversation) -> Verdict:
    """R6: for our fault with responsibility; else for the experience only; never ``sorry but``."""
    fault = call.casting.case.fault
    due = wording(call)
    try_ = due.at(due.sorry())
    half = next((turn for turn in call.turns if not is_unclear(turn) and _takes_back(turn.text)), None)
    said = call.first("apology")
    if said is None and half is None and fault == "not_ours":
        return no_occasion("The fault was not ours, so no apology was due.")
    if said is None and half is None:
        return not_found("an apology", call.turns, try_)
    if said is None:
        assert half is not None
        why = f"At {clock(half.start_s)} the apology was taken back by what followed it."
        evidence = (Evidence(half.start_s, half.end_s, half.text),)
        return Verdict(0.1, why, try_, evidence, NOT_FOUND_SURENESS)
    why = f"At {clock(said.start_s)} you apologised: {quoted(said.quote)}."
    if half is not None:
        why += f" At {clock(half.start_s)} another one was taken back by what followed it."
        return found(0.4, why, (said,), try_)
    solution = call.first_clear("solution")
    late = solution is not None and solution.start_s < said.start_s
    score = 0.8 if late else 1.0
    if late:
        why += " It came after the solution."
    if fault == "ours" and not call.all("ownership"):
        why += " The fault was ours; we did not find that you took responsibility."
        return found(score - 0.4, why, (said,), try_, missed=True)
    return found(score, why, (said,), try_ if late else "")


def apology_once(call: Conversation) -> Verdict:
    """R6: one apology, perhaps two; more sound helpless, also within one turn."""
    said = apologies(call)
    if not said:
        return no_occasion("We did not find an apology.")
    if len(said) <= APOLOGIES_WELCOME:
        return found(1.0, "You apologised and went on to the matter itself.", said)
    clear = [one for one in said if one.clear]
    said = clear if len(clear) > APOLOGIES_WELCOME else said  # an unsure one more makes the sure ones no less sure
    one = said[APOLOGIES_WELCOME]
    why = f"You apologised {times(len(said))}; at {clock(one.start_s)} it was {quoted(one.quote)}."
    then = wording(call, said[APOLOGIES_WELCOME:])
    try_ = f"One apology is enough; then say what you do. {then.instead(then.owned(), then.answer())}"
    return found(0.5 if len(said) == APOLOGIES_WELCOME + 1 else 0.0, why, said, try_)


def appreciation(call: Conversation) -> Verdict:
    """R16: thanks after an effort, not as the first words to somebody angry."""
    said = [one for one in call.all("appreciation") if one.number > 0]
    if not said:
        due = wording(call)
        try_ = due.at(due.thanked())
        return not_found("thanks for patience or for explaining", call.turns[1:], try_)
    return found(1.0, f"At {clock(said[0].start_s)} you said {quoted(said[0].quote)}.", said[:2])


def positive_end(call: Conversation) -> Verdict:
    """R19: the last two turns close well; a call that she ended gives no occasion."""
    if call.outcome in ("hang_up", "timeout", "cut_off", "supervisor"):
        return no_occasion("The call ended before you could close it.")
    if ended_abuse(call):
        return no_occasion("You ended an abusive call after two warnings; that counts under firmness.")
    if any(one.state == TOO_MUCH for one in call.buttons("pause")):
        return no_occasion("You stopped because it was too much.")
    if call.outcome == "trainee_hung_up":
        last_word = at_turn(call, -1)
        try_ = f"Say what happens next, and let {call.her.object} hang up. {last_word.at(last_word.next_step())}"
        return Verdict(0.0, "You ended the call before it was settled.", try_)
    last = call.turns[-2:]
    said = call.within(last, "closing", "appreciation")
    if not said:
        end = at_turn(call, -1)
        return not_found("a friendly end", last, end.at(end.closed()))
    return found(1.0, f"At {clock(said[-1].start_s)} you closed with {quoted(said[-1].quote)}.", said[-1:])


def _takes_back(text: str) -> bool:
    return _HALF_APOLOGY.search(text.lower().replace(",", "")) is not None


RULES: dict[str, Rule] = {
    "empathy_early": empathy_early,
    "empathy_tied": empathy_tied,
    "not_scripted": not_scripted,
    "apology": apology,
    "apology_once": apology_once,
    "appreciation": appreciation,
    "positive_end": positive_end,
}
