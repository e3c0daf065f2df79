"""Wording: what the trainee could have said at one moment of this call.

Every sentence is built of what she had told by then, in her own words, and of the policy card. Sentences that need a
fact give way to safer ones where there is none, or where `CaseReader` finds a charge in them: a better wording must
itself pass the policy.
"""

from collections.abc import Sequence
from functools import cached_property

from voicedrill.content.call_memory import CallMemory
from voicedrill.content.case_reader import PARAPHRASE_FACTS
from voicedrill.persona.schema import Fact
from voicedrill.scoring import remedy
from voicedrill.scoring.conversation import Conversation, Mention, contains
from voicedrill.scoring.echo import best_echo, echoes, problem_echoes, to_her
from voicedrill.scoring.phrasing import clock, listed
from voicedrill.scoring.questions import is_open

_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Prof")
_RIGHT = "Let me make sure I have this right."
_THANKS = "Thank you for explaining this so clearly."
_OPEN = "What would help you most right now?"
_INDIRECT = ("what ", "how ", "when ", "why ", "where ", "who ", "which ", "whether ")
_BY_PRONOUN = {"she": "Ms.", "he": "Mr."}


class Wording:
    """Sentences for one moment.

    Parameters
    ----------
    call : Conversation
        The call.
    t_s : float
        The moment on the call clock: what she told later is not known yet.
    """

    def __init__(self, call: Conversation, t_s: float) -> None:
        self._call = call
        self._t_s = t_s

    def at(self, *sentences: str, how: str = "for example") -> str:
        """Return the sentences in quotation marks, with the moment: ``At 0:28, for example: “…”``."""
        return f"At {clock(self._t_s)}, {how}: “{' '.join(one for one in sentences if one)}”"

    def instead(self, *sentences: str) -> str:
        """Return what to say in place of what was said at this moment."""
        return self.at(*sentences, how="instead")

    @cached_property
    def told(self) -> frozenset[str]:
        """Ids of the facts that she had told."""
        return self._call.told_before(self._t_s)

    @cached_property
    def hers(self) -> str:
        """What she complained of, said back; empty while she has told nothing that can be."""
        echo = best_echo(self._call, self._t_s)
        if echo is None:
            return ""
        return self._safe(f"{echo.text}." if echo.whole else f"You told me: {echo.text}.", "")

    def feeling(self, words: str = "I can hear how frustrating this is.") -> str:
        """Return kind words, with what they are about."""
        return f"{words} {self.hers or 'Please tell me all about it.'}"

    def sorry(self) -> str:
        """Return an apology: with responsibility when the fault is ours, for the experience else."""
        ours = "I am so sorry about this.", "That was our mistake, and I will personally put it right."
        open_ = "I am sorry for the trouble you have had with this.", "I will look into it myself."
        first, then = ours if self._call.casting.case.fault == "ours" else open_
        return self._safe(" ".join(part for part in (first, self.hers, then) if part), f"{first} {then}")

    def restated(self) -> str:
        """Return the problem repeated back, with a check; a question while she has told nothing of it."""
        said = [one.text for one in problem_echoes(self._call, self._t_s, PARAPHRASE_FACTS + 1)]
        said = said or [self.hers.rstrip(".")] * bool(self.hers)
        return f"{_RIGHT} {'. '.join(said)}. Is that right?" if said else self.asked()

    def confirmed(self, fact: Fact) -> str:
        """Return a check of one fact that she told; of the whole problem where it cannot be said by itself."""
        said = [one.text for one in echoes(self._call, self._t_s) if fact.id in one.facts]
        if fact.id in self.told and fact.keys and fact.keys[0].startswith("{"):
            about = self._about(fact)
            said = [f"{about[0].upper()}{about[1:]} is {self._call.casting.spoken(fact.keys[0])}"]
        return f"{_RIGHT} {said[-1]}. Is that right?" if said else self.restated()

    def asked(self, fact: Fact | None = None, *, openly: bool = False) -> str:
        """Return a question for what she has not told: this fact, or one of the problem; else for what would help.

        With ``openly`` only a question that lets her tell it.
        """
        facts = [fact] if fact else [one for one in self._call.casting.case.facts if one.problem]
        questions = [f"Could you tell me {self._about(one)}?" for one in facts if one.id not in self.told]
        if not self.told and not fact:
            questions.insert(0, "Could you tell me what happened?")
        return self._safe(*(one for one in questions if is_open(one) or not openly), _OPEN)

    def checked(self, facts: Sequence[Fact]) -> str:
        """Return the check of identity."""
        wanted = listed([self._about(fact) for fact in facts])
        return f"May I have {wanted} first, please, so that I can open your case?"

    def offer(self) -> str:
        """Return what policy allows; without a policy, that it is looked for."""
        return self._safe(remedy.offering(self._call), "Let me look into what I can do about it now.")

    def answer(self) -> str:
        """Return the offer once she has told what it must fit; before that, a step that finds it out."""
        return self.offer() if self.hers else self.looking()

    def limited(self) -> str:
        """Return the limit with its reason, and the offer."""
        return f"{remedy.limit(self._call, self._t_s)} {self.offer()}".strip()

    def owned(self) -> str:
        """Return what the trainee takes on."""
        return "I will personally take care of this, and I will stay with it until it is settled."

    def next_step(self) -> str:
        """Return what happens next, who does it, and by when."""
        offer = remedy.offer_in_hand(self._call)
        what = f"I will see to {offer} myself" if offer else "I will check this myself"
        return self._safe(
            f"{what}, and I will call you by five tomorrow to tell you how it stands.",
            "I will call you by five tomorrow to tell you how it stands.",
        )

    def looking(self) -> str:
        """Return something that is done now."""
        return "Let me look into that right now, while you are on the line."

    def thanked(self) -> str:
        """Return thanks for what she did last: told something, or waited."""
        lines = [line for line in self._call.lines if line.t_s < self._t_s]
        for line in reversed(lines):
            beat = self._call.beats.get(line.beat)
            tells = [
                fact
                for fact in self._call.casting.case.facts
                if fact.problem and beat and fact.id in beat.effects.tells
            ]
            if tells:
                what = self._about(tells[0])
                about = "" if what.startswith(_INDIRECT) else "about "
                return self._safe(f"Thank you for telling me {about}{what}.", _THANKS)
        return _THANKS if lines else "Thank you for waiting."

    def closed(self) -> str:
        """Return a friendly end."""
        return f"Is there anything else I can do for you{self.name}? {self.thanked()} Goodbye."

    def handed_over(self) -> str:
        """Return a hand-over that passes the case on."""
        return f"Let me bring in my supervisor. {self.hers} I will pass all of that on, so that you need not repeat it."

    @cached_property
    def name(self) -> str:
        """How to address her, after a comma; empty while she has not said who she is."""
        persona = self._call.casting.persona
        last = persona.name.split()[-1]
        if not any(contains(line.text, last) for line in self._call.lines if line.t_s < self._t_s):
            return ""
        title = persona.name.split()[0].rstrip(".")
        if title in _TITLES:
            return f", {persona.name}"
        return f", {_BY_PRONOUN[persona.pronoun]} {last}" if persona.pronoun in _BY_PRONOUN else f", {persona.name}"

    def _about(self, fact: Fact) -> str:
        return to_her(self._call.casting.written(fact.about), self._call.her)

    def _safe(self, *candidates: str) -> str:
        """Return the first candidate in which the case reader finds nothing to charge; else the last one."""
        return next((one for one in candidates if not self._charged(one)), candidates[-1])

    def _charged(self, text: str) -> bool:
        prev = next((line.text for line in reversed(self._call.lines) if line.t_s < self._t_s), "")
        return bool(self._call.reader.behaviours(text, (), self.told, CallMemory(), prev))


def wording(call: Conversation, mentions: Sequence[Mention] = ()) -> Wording:
    """Return the wording for the moment of the first clear one of the mentions; without any, for when it was due.

    A move is due at the trainee's first turn after her story; in a call that never came so far, at the last turn.
    """
    chosen = next((one for one in mentions if one.clear), mentions[0] if mentions else None)
    if chosen:
        return Wording(call, chosen.start_s)
    return at_turn(call, next((n for n, turn in enumerate(call.turns) if turn.start_s >= call.story_end_s), -1))


def at_turn(call: Conversation, number: int) -> Wording:
    """Return the wording for one of the trainee's turns; for the end of the call when there is none."""
    return Wording(call, call.turns[number].start_s if call.turns else call.duration_s)
