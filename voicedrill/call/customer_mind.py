"""The customer's mind: what a turn does to her, how far the call has come, and what she answers."""

import re
from dataclasses import dataclass, replace

from voicedrill.call import settings
from voicedrill.call.events import HeardBehaviour, Outcome, Temper, TraineeTurn
from voicedrill.call.progress import Progress
from voicedrill.call.reaction import Reaction, acknowledges
from voicedrill.content.case_reader import CaseReader
from voicedrill.content.detection import Detection
from voicedrill.content.text import normalise
from voicedrill.content.warning import warning_in
from voicedrill.persona.casting import Casting
from voicedrill.persona.dialogue import Dialogue, Heard, PossibleLine, Reply
from voicedrill.persona.schema import Ending
from voicedrill.persona.temper import Cause, Change, TemperModel, TemperState

CLEAR_BEHAVIOUR = 0.35
"""A behaviour that is less likely than this moves nothing: our mistakes are not the trainee's."""

TERMINAL: frozenset[str] = frozenset({"hang_up", "supervisor", "timeout"})
"""Outcomes after which she is gone as soon as her line is said."""

_AGREED: frozenset[str] = frozenset({"resolved", "accepts_limit"})
"""Outcomes that can wait for a turn: first she answers what was asked, and takes up what was promised."""

MAX_BACKCHANNEL_CREDIT = 3
"""So many backchannels move her temper."""


_FAREWELL = re.compile(r"\b(?:good ?bye|bye|bye bye)\b[^?]*$", re.IGNORECASE)
"""The trainee wants to end the call."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What she wants to say, and what it does to the call.

    ``ends_call``: the call is over when the line is. ``settles``: it says that the outcome stands.
    ``to``: the turn it answers, None when it answers none. ``opens``: it is her first line.
    ``deliberate``: she breaks into the trainee's turn with it.
    """

    reply: Reply
    ends_call: Outcome | None = None
    settles: Outcome | None = None
    to: Heard | None = None
    opens: bool = False
    deliberate: bool = False


class CustomerMind:
    """Listens, feels and answers; knows nothing of sound, voices or the floor.

    Parameters
    ----------
    casting : Casting
        The customer, her case and its values.
    """

    def __init__(self, casting: Casting) -> None:
        self._casting = casting
        self._reader = CaseReader(casting)
        self._dialogue = Dialogue(casting)
        self._temper = TemperModel(casting.persona.temper)
        self._progress = Progress(casting)
        self._reaction = Reaction(self._reader)
        self._allowed = frozenset(offer.id for offer in casting.case.policy.may_offer)
        self._heard: Heard | None = None
        self._backchannels = 0
        self._lines = 0
        self._cut_ins = 0
        self._cut_in_line = 0
        self._opened = False
        self._handing_over = False
        self._farewells = 0
        self._last_line = ""
        self._is_interview = casting.persona.kind == "interview"
        self.settled: Outcome | None = None

    @property
    def temper(self) -> TemperState:
        """Her temper now."""
        return self._temper.state

    @property
    def told(self) -> frozenset[str]:
        """Facts she has told so far."""
        return frozenset(self._dialogue.told)

    @property
    def owes_answer(self) -> bool:
        """True when a turn was heard that she has not answered."""
        return self._heard is not None

    def possible_lines(self) -> tuple[PossibleLine, ...]:
        """Return every line she may still say, as spoken."""
        return self._dialogue.possible_lines()

    def open(self) -> Answer:
        """Return her first line."""
        self._opened = True
        return Answer(self._dialogue.reply("opening", Heard(), self.temper), opens=True)

    def hear(self, turn: TraineeTurn) -> list[Temper]:
        """Take in a turn; it is answered by `answer`."""
        turn = turn.model_copy(update={"behaviours": _clear(turn)})
        causes = self._reaction.causes(turn, self._progress.heard, self._progress.acknowledged)
        if acknowledges(causes):
            self._progress.acknowledged = self._dialogue.acknowledged = True
        offered = (
            *self._reader.offered(turn.text),
            *self._reader.forbidden(turn.text, self._last_line),
        ) or turn.offered
        self._progress.offers.update(self._allowed.intersection(offered))
        question = None if self._is_interview else self._reader.question(turn.text)
        behaviours = {one.id for one in turn.behaviours}
        if self._progress.offers and "over_promise" not in behaviours and self._reader.names_time(turn.text):
            behaviours.add("next_steps")  # what was agreed now has its time, in however few words
        now = Heard(
            frozenset(
                behaviours if question in {None, "proposal"} else behaviours - {"hold"}
            ),  # who asks is still here
            self._reader.asked(turn.text) or turn.asked,
            tuple(dict.fromkeys(offered)),
            self._reader.repeated(turn.text),
            self._wrong(turn),
            turn.text,
            question=question,
        )
        self._heard = (self._heard or Heard()).joined(now)
        return self._log(self._react(causes), turn.t_s)

    def _farewell(self, heard: Heard) -> Answer:
        """Return what she says to a goodbye out of turn: she protests once, and then it is over."""
        self._farewells += 1
        if self._farewells == 1:
            return Answer(self._dialogue.reply("farewell", heard, self.temper))
        return Answer(self._dialogue.reply("goodbye", heard, self.temper), ends_call="trainee_hung_up")

    def _wrong(self, turn: TraineeTurn) -> tuple[str, ...]:
        """Return the facts she has to correct."""
        if all(one.id != "wrong_fact" for one in turn.behaviours):
            return ()
        found = [Detection(one.id, one.confidence, one.quote, one.by) for one in turn.behaviours]
        return tuple(one.fact for one in self._reader.wrong_facts(turn.text, self.told, found, self._last_line))

    def cut_in(self, so_far: str, voice_s: float) -> Answer | None:
        """Return the line with which she breaks into a turn, if she does.

        Parameters
        ----------
        so_far : str
            What she has heard of the turn.
        voice_s : float
            How long it has lasted.
        """
        from_anger = self._casting.persona.temper.cuts_in
        often = self._cut_ins >= settings.CUT_INS or self._lines - self._cut_in_line < settings.CUT_IN_LINES
        if from_anger is None or self.temper.anger < from_anger or often or self.settled is not None:
            return None
        reply = self._dialogue.cut_in(Heard(text=so_far), self.temper, rambling=voice_s >= settings.RAMBLING_S)
        if reply is None:
            return None
        self._cut_ins += 1
        self._cut_in_line = self._lines
        return Answer(reply, deliberate=True)

    def hear_backchannel(self, turn: TraineeTurn) -> list[Temper]:
        """Notice that the trainee listens."""
        self._backchannels += 1
        if self._backchannels > MAX_BACKCHANNEL_CREDIT:
            return []
        return self._log(self._react([Cause("backchannel", turn.text)]), turn.t_s)

    def forget_turn(self) -> None:
        """Drop a turn that needs no answer: a few words while she went on speaking."""
        self._heard = None

    def answer(self, now_s: float, interrupted: bool) -> Answer:
        """Return her answer to what was heard since her last one.

        ``interrupted``: the trainee took the floor from her, so that comes first.
        """
        heard, self._heard = self._heard or Heard(), None
        if not self._opened:
            return self.open()
        return replace(self._answer_to(heard, now_s, interrupted), to=heard)

    def _answer_to(self, heard: Heard, now_s: float, interrupted: bool) -> Answer:
        if self.settled is not None:
            last = self._dialogue.last_answer(heard, self.temper)
            if last is not None:
                return Answer(last)
            return Answer(self._dialogue.reply("goodbye", heard, self.temper), ends_call=self.settled)
        ending = self._progress.after_turn(self.temper, now_s, heard.behaviours)
        heard = replace(heard, firm=self._progress.firm_turns)
        if self._handing_over:
            ending = "supervisor"
        waits = ending in _AGREED and ("over_promise" in heard.behaviours or self._dialogue.can_answer(heard.asked))
        if ending is not None and not waits:
            return self._end(ending, heard)
        if _FAREWELL.search(heard.text) and not self._is_interview:
            return self._farewell(heard)
        if interrupted:
            return Answer(self._dialogue.reply("interrupted", heard, self.temper))
        demands = not self._is_interview and self._progress.demands(self.temper)
        reply = self._dialogue.reply("demand" if demands else "turn", heard, self.temper)
        return Answer(reply, ends_call="completed" if reply.effects.ends else None)

    def not_understood(self) -> Answer:
        """Ask for the turn again."""
        return Answer(self._dialogue.reply("unclear", Heard(), self.temper))

    def notice_silence(self, times: int, now_s: float) -> tuple[list[Temper], Answer]:
        """Ask whether anybody is there, the ``times``-th time running, or give up."""
        cause = Cause("silence", factor=min(2.0, 0.5 + 0.5 * times))
        changes = self._log(self._react([cause]), now_s)
        ending = self._progress.by_time(self.temper, now_s)
        if ending is not None:
            return changes, self._end(ending, Heard())
        return changes, Answer(self._dialogue.reply("silence", Heard(), self.temper))

    def come_back(self, waited_long: bool, now_s: float) -> tuple[list[Temper], Answer]:
        """Return her words when the hold is over."""
        changes = self._log(self._react([Cause("long_hold")] if waited_long else []), now_s)
        return changes, Answer(self._dialogue.reply("hold", Heard(), self.temper))

    def hand_over(self) -> Answer:
        """Return her words when she is put through to a supervisor."""
        self._handing_over = True
        return self._end("supervisor", Heard())

    def gives_up(self, now_s: float) -> Ending | None:
        """Return how the call ends because she waited too long, if she did."""
        return self._progress.by_time(self.temper, now_s)

    def feel(self, rule: str, quote: str, now_s: float) -> list[Temper]:
        """Apply one cause that is not in the words, for example an interruption."""
        return self._log(self._react([Cause(rule, quote)]), now_s)

    def wait(self, seconds: float, patience_per_s: float | None) -> None:
        """Lose the patience that ``seconds`` cost, at this rate or (None) as the call goes on."""
        by_time = self._progress.worn_by(seconds) if patience_per_s is None else seconds * patience_per_s
        self._temper.wear_patience(by_time)

    def said(self, answer: Answer, undisturbed: bool, now_s: float) -> list[Temper]:
        """Note that a line was said to its end."""
        self._dialogue.commit(answer.reply)
        self._lines += 1
        self._last_line = answer.reply.text
        effects = answer.reply.effects
        changes = self._temper.shift(effects.anger, effects.trust, effects.patience, answer.reply.text)
        if effects.story_done and not self._progress.heard:
            self._progress.heard = True
            changes += self._react([Cause("heard")] if undisturbed else [])
        return self._log(changes, now_s)

    def unsaid(self, answer: Answer) -> None:
        """Note that a line was taken back: its words may be said later, and the turn is still to be answered."""
        self._dialogue.take_back(answer.reply)
        self._heard = (answer.to or Heard()).joined(self._heard)
        self._opened = self._opened and not answer.opens
        if answer.to is not None:
            self._progress.take_back()
        if answer.settles is not None:
            self.settled = None

    def give_way(self, answer: Answer) -> None:
        """Note that the trainee was let in: what was left unsaid may be said later."""
        self._dialogue.take_back(answer.reply)
        if answer.settles is not None:
            self.settled = None

    def _react(self, causes: list[Cause]) -> list[Change]:
        """Let the causes move her; an interviewer is never moved."""
        return [] if self._is_interview else self._temper.react(causes)

    def _end(self, outcome: Ending, heard: Heard) -> Answer:
        self.settled = outcome
        reply = self._dialogue.reply("ending", heard, self.temper, outcome)
        if outcome in _AGREED and heard.question in {"proposal", "yes_no"}:
            reply = replace(reply, text=f"Yes. {reply.text}", spoken=f"Yes. {reply.spoken}")
        elif outcome in _AGREED and heard.question == "choice":
            reply = self._dialogue.with_choice(reply)
        return Answer(reply, outcome if outcome in TERMINAL else None, outcome)

    def _log(self, changes: list[Change], t_s: float) -> list[Temper]:
        return [
            Temper(
                t_s=t_s,
                anger=change.state.anger,
                trust=change.state.trust,
                patience=change.state.patience,
                cause=change.cause,
                quote=change.quote,
                delta=change.delta,
                reason=change.reason,
            )
            for change in changes
        ]


def _clear(turn: TraineeTurn) -> tuple[HeardBehaviour, ...]:
    """Return what was surely done; a warning about the tone is a limit, and neither an offence taken nor blame.

    Kind words about her own trouble are empathy, however unsure the detector is of them.
    """
    clear = [
        one for one in turn.behaviours if one.confidence >= CLEAR_BEHAVIOUR or (one.id == "empathy" and turn.named)
    ]
    warning = warning_in(normalise(turn.text))
    if warning is None:
        return tuple(clear)
    kept = [one for one in clear if one.id not in {"taking_offence", "defensive", "firm"}]
    return (*kept, HeardBehaviour(id="firm", confidence=1.0, quote=warning))
