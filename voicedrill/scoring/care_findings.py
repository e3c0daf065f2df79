"""Rules of the Care family: empathy, apology, appreciation, the end of the call."""

import re

from voicedrill.scoring.case_facts import is_tied, key_points
from voicedrill.scoring.conversation import Conversation
from voicedrill.scoring.phrasing import clock, quoted
from voicedrill.scoring.verdict import Rule, Verdict, found, no_occasion, not_found, slips

KIND_WORDS_CREDITED = 2
"""More empathy than this earns nothing (Marinova, Singh & Singh 2018)."""
WARNINGS_BEFORE_HANGING_UP = 2
"""Clear warnings after which ending an abusive call is a firm end (R22)."""
_HALF_APOLOGY = re.compile(r"\bsorry (?:but|if|that you feel|you feel)\b")


def empathy_early(call: Conversation) -> Verdict:
    """R4: the feeling named within two turns after the story, before the solution, and for a reason."""
    try_ = f"Start with it: {_kind_sentence(call)}"
    kind = call.first("empathy")
    if kind is None:
        return not_found(f"words that take up how {call.her.subject} felt", call.early_turns, try_)
    why = f"At {clock(kind.start_s)} you took up the feeling: {quoted(kind.quote)}."
    solution = call.first("solution")
    early = kind.turn in call.early_turns and (solution is None or kind.start_s <= solution.start_s)
    tied = any(is_tied(call, one) for one in call.all("empathy"))
    if not early:
        why += " Sooner would have helped more."
    if not tied:
        why += " It did not say what about."
    return found(1.0 - 0.5 * (not early) - 0.4 * (not tied), why, (kind,), "" if early and tied else try_)


def empathy_tied(call: Conversation) -> Verdict:
    """R5: kind words name something of this case; at most two are credited."""
    try_ = f"Say what it is about: {_kind_sentence(call)}"
    kind = call.all("empathy")
    if not kind:
        return not_found("kind words about this case", call.early_turns, try_)
    tied = [one for one in kind if is_tied(call, one)][:KIND_WORDS_CREDITED]
    if tied:
        why = f"At {clock(tied[0].start_s)} your {quoted(tied[0].quote)} was about this case and no other."
        return found(1.0, why, tied)
    why = f"At {clock(kind[0].start_s)} you said {quoted(kind[0].quote)}; it could be said on any call."
    return found(0.3, why, kind[:1], try_)


def not_scripted(call: Conversation) -> Verdict:
    """Principle 5: reciting does not pass."""
    if not call.all("empathy", "apology", "scripted", "appreciation", "reassurance"):
        return no_occasion("We did not find kind words that could have been recited.")
    return slips(
        call.all("scripted"), (0.4, 0.0), "Your kind words did not sound recited.",
        "which is a phrase for any call, or one you had used before",
        f"Say it once, in your own words, with the case in it: {_kind_sentence(call)}",
    )  # fmt: skip


def apology(call: Conversation) -> Verdict:
    """R6: for our fault with responsibility; else for the experience only; never ``sorry but``."""
    fault = call.casting.case.fault
    name_it = f"Name what it is about: {key_points(call.casting)}."
    own = f"“I am sorry that this happened. It was our mistake, and I will put it right.” {name_it}"
    try_ = own if fault == "ours" else f"“I am sorry for the trouble you have had with this.” {name_it}"
    half = next((turn for turn in call.turns if _HALF_APOLOGY.search(turn.text.lower().replace(",", ""))), None)
    said = call.first("apology")
    if said is None and half is None and fault == "not_ours":
        return no_occasion("The fault was not ours, so no apology was due.")
    if said is None and half is None:
        return not_found("an apology", call.turns, try_)
    if said is None:
        assert half is not None
        return Verdict(0.1, f"At {clock(half.start_s)} the apology was taken back by what followed it.", try_, (), 0.7)
    why = f"At {clock(said.start_s)} you apologised: {quoted(said.quote)}."
    if half is not None:
        why += f" At {clock(half.start_s)} another one was taken back by what followed it."
        return found(0.4, why, (said,), try_)
    solution = call.first("solution")
    late = solution is not None and solution.start_s < said.start_s
    score = 0.8 if late else 1.0
    if late:
        why += " It came after the solution."
    if fault == "ours" and not call.all("ownership"):
        why += " The fault was ours; we did not find that you took responsibility."
        return found(score - 0.4, why, (said,), try_)
    return found(score, why, (said,), try_ if late else "")


def apology_once(call: Conversation) -> Verdict:
    """R6: one apology, perhaps two; more sound helpless."""
    said = call.all("apology")
    if not said:
        return no_occasion("We did not find an apology.")
    if len(said) <= 2:
        return found(1.0, "You apologised and went on to the matter itself.", said)
    why = f"You apologised {len(said)} times; at {clock(said[2].start_s)} it was {quoted(said[2].quote)}."
    return found(0.5 if len(said) == 3 else 0.0, why, said, "After the first apology, say what you will do instead.")


def appreciation(call: Conversation) -> Verdict:
    """R16: thanks after an effort, not as the first words to somebody angry."""
    said = [one for one in call.all("appreciation") if one.number > 0]
    try_ = f"After {call.her.subject} waited or explained: “Thank you for taking me through this so clearly.”"
    if not said:
        return not_found("thanks for patience or for explaining", call.turns[1:], try_)
    return found(1.0, f"At {clock(said[0].start_s)} you said {quoted(said[0].quote)}.", said[:2])


def positive_end(call: Conversation) -> Verdict:
    """R19: the last two turns close well; a call that she ended gives no occasion."""
    if call.outcome in ("hang_up", "timeout", "cut_off", "supervisor"):
        return no_occasion("The call ended before you could close it.")
    if call.outcome == "trainee_hung_up":
        firm = [one for one in call.all("firm") if one.clear]
        if len(firm) >= WARNINGS_BEFORE_HANGING_UP and any(call.attacks(line) for line in call.lines):
            return found(1.0, "You warned twice and then ended the call: a firm end, well handled.", firm)
        try_ = "Say what happens next, and let the customer be the one who hangs up."
        return Verdict(0.0, "You ended the call before it was settled.", try_)
    last = call.turns[-2:]
    said = call.within(last, "closing", "appreciation")
    if not said:
        return not_found("a friendly end", last, "“Is there anything else I can do for you? Thank you for calling.”")
    return found(1.0, f"At {clock(said[-1].start_s)} you closed with {quoted(said[-1].quote)}.", said[-1:])


def _kind_sentence(call: Conversation) -> str:
    return f"“I can hear how frustrating this is …”, and say why: {key_points(call.casting)}."


RULES: dict[str, Rule] = {
    "empathy_early": empathy_early,
    "empathy_tied": empathy_tied,
    "not_scripted": not_scripted,
    "apology": apology,
    "apology_once": apology_once,
    "appreciation": appreciation,
    "positive_end": positive_end,
}
