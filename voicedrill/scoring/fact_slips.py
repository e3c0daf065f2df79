"""Facts repeated wrongly, or not so that they were heard clearly: which one, what was heard and what is right."""

from dataclasses import dataclass

from voicedrill.content.detection import Detection
from voicedrill.scoring.conversation import Conversation, Mention, is_unclear
from voicedrill.scoring.phrasing import clock, quoted


@dataclass(frozen=True, slots=True)
class FactSlip:
    """A fact that was not repeated rightly.

    Attributes
    ----------
    about : str
        The fact, as the report names it: ``the order number``.
    right : str
        Its value as written.
    moment : Mention
        What was heard, and when.
    """

    about: str
    right: str
    moment: Mention

    @property
    def sentence(self) -> str:
        """What was heard and what is right."""
        heard = f"At {clock(self.moment.start_s)} we heard {quoted(self.moment.quote)} for {self.about}"
        return f"{heard}; right is {quoted(self.right)}."


def wrong_facts(call: Conversation) -> list[FactSlip]:
    """Return the facts behind each ``wrong_fact`` of the call, as far as the words still show them."""
    slips = []
    for one in call.all("wrong_fact"):
        turn = one.turn
        found = tuple(Detection(heard.id, heard.confidence, heard.quote, heard.by) for heard in turn.behaviours)
        told = call.told_before(turn.start_s)
        for wrong in call.reader.wrong_facts(turn.text, told, found, call.line_before(turn)):
            moment = call.phrase(one.number, "wrong_fact", wrong.quote, wrong.confidence)
            slips.append(FactSlip(_about(call, wrong.fact), wrong.told, moment))
    return slips


def unclear_facts(call: Conversation) -> list[FactSlip]:
    """Return the facts that were repeated one error away: perhaps misheard, so never held against anybody.

    Outside a turn that repeats the problem back only what she identifies herself by counts: another amount, day or
    number there is most often another matter.
    """
    return [
        FactSlip(_about(call, fact), call.casting.written(call.casting.fact(fact).keys[0]), _whole(call, number))
        for number, turn in enumerate(call.turns)
        if not is_unclear(turn)
        for fact in call.reader.unclear_facts(turn.text, call.told_before(turn.start_s))
        if call.casting.fact(fact).identity or any(one.id in ("paraphrase", "check") for one in turn.behaviours)
    ]


def _about(call: Conversation, fact: str) -> str:
    return call.casting.written(call.casting.fact(fact).about)


def _whole(call: Conversation, number: int) -> Mention:
    return call.phrase(number, "unclear_fact", call.turns[number].text)
