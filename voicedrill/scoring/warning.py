"""Warnings about the tone: two clear ones, and an abusive call may be ended (measures.md §4, R22)."""

from voicedrill.content.text import normalise
from voicedrill.content.warning import warning_in
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear

WARNINGS_BEFORE_ENDING = 2
"""Clear warnings after which an attack may be named and an abusive call may be ended (R22)."""


_HEAT = ("defensive", "profanity", "judging")


def warnings(call: Conversation) -> list[Mention]:
    """Return the polite warnings, one a turn: answers to a line said in anger, after she attacked the person.

    A warning given in heat, or not heard clearly, is none.
    """
    attacked_s = min((line.t_s for line in call.lines if call.attacks(line)), default=None)
    if attacked_s is None:
        return []
    answers = [turn for _, turns in call.answers_to(call.outbursts()) for turn in turns if turn.start_s >= attacked_s]
    given = []
    for number, turn in enumerate(call.turns):
        quote = warning_in(normalise(turn.text))
        heated = any(one.clear for one in call.within((turn,), *_HEAT))
        if quote and turn in answers and not heated and not is_unclear(turn):
            given.append(call.phrase(number, "warning", quote))
    return given


def ended_abuse(call: Conversation) -> bool:
    """Tell whether the trainee ended an abusive call after two clear warnings."""
    return call.outcome == "trainee_hung_up" and len(warnings(call)) >= WARNINGS_BEFORE_ENDING
