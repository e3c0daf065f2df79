"""How far a call has come: what was heard, offered and agreed, and what that makes of it."""

from dataclasses import dataclass, field

from voicedrill.call import settings
from voicedrill.persona.casting import Casting
from voicedrill.persona.schema import Ending
from voicedrill.persona.temper import TemperState

HANG_UP_ANGER = 0.95
HANG_UP_TURNS = 2
DEMAND_ANGER = 0.8
DEMAND_TRUST = 0.3
DEMAND_REFUSALS = 2
DEMAND_TURNS = 3
"""She gives everybody a chance: no demand before so many turns."""
LIMIT_ANGER = 0.55
LIMIT_FIRM_TURNS = 2
LEAVES_FIRM_TURNS = 4
"""She pushes against a limit again and again; after so many refusals she takes it or leaves."""
IMPATIENT_ANGER = 0.5


@dataclass
class Progress:
    """What has been achieved in the call so far (measures.md §5, Endings)."""

    casting: Casting
    heard: bool = False
    """Her story was told to its end without an interruption."""
    acknowledged: bool = False
    offers: set[str] = field(default_factory=set)
    behaviours: set[str] = field(default_factory=set)
    firm_turns: int = 0
    refusals: int = 0
    demanded: bool = False
    furious_turns: int = 0
    turns: int = 0
    _before: tuple[int, int, bool, int, int] = (0, 0, False, 0, 0)

    def after_turn(self, temper: TemperState, t_s: float, behaviours: frozenset[str]) -> Ending | None:
        """Take the turn into account and return how the call ends now, if it does."""
        self._before = (self.firm_turns, self.refusals, self.demanded, self.furious_turns, self.turns)
        self.turns += 1
        self.behaviours |= behaviours
        self.furious_turns = self.furious_turns + 1 if temper.anger >= HANG_UP_ANGER else 0
        if "firm" in behaviours:
            self.firm_turns += 1
        elif behaviours & {"defensive"} and not behaviours & {"solution", "next_steps", "escalation"}:
            self.refusals += 1
        if self.furious_turns >= HANG_UP_TURNS:
            return "hang_up"
        if self.demanded and "escalation" in behaviours:
            return "supervisor"
        if self._resolved(temper):
            return "resolved"
        agreed = self.behaviours.issuperset(self.casting.case.resolve.needs)
        if self.offers and agreed and temper.anger <= LIMIT_ANGER and self.firm_turns >= LIMIT_FIRM_TURNS:
            return "accepts_limit"
        if self.casting.case.policy.firm_on is not None and self.firm_turns >= LEAVES_FIRM_TURNS:
            return "hang_up"
        return self.by_time(temper, t_s)

    def take_back(self) -> None:
        """Forget what the latest turn counted for: its answer was not said, so it is answered again."""
        self.firm_turns, self.refusals, self.demanded, self.furious_turns, self.turns = self._before

    def by_time(self, temper: TemperState, t_s: float) -> Ending | None:
        """Return how the call ends because patience or time has run out."""
        if temper.patience <= 0:
            return "hang_up" if temper.anger >= IMPATIENT_ANGER else "timeout"
        return "timeout" if t_s >= max(settings.TIMEOUT_S, self._long_s) else None

    def worn_by(self, seconds: float) -> float:
        """Return the patience lost while the call goes on: all of it in eight minutes, or in a long call of hers."""
        return seconds / max(settings.PATIENCE_S, self._long_s)

    @property
    def _long_s(self) -> float:
        return settings.LONG_CALL * 60 * self.casting.persona.minutes

    def demands(self, temper: TemperState) -> bool:
        """Tell, once a call, that she demands a supervisor now."""
        if self.demanded or self.turns < DEMAND_TURNS:
            return False
        angry = temper.anger >= DEMAND_ANGER and temper.trust < DEMAND_TRUST
        self.demanded = angry or self.refusals >= DEMAND_REFUSALS
        return self.demanded

    def _resolved(self, temper: TemperState) -> bool:
        case = self.casting.case
        accepted = {offer.id for offer in case.policy.may_offer if offer.accepted}
        return (
            bool(self.offers & accepted)
            and self.heard
            and self.acknowledged
            and self.behaviours.issuperset(case.resolve.needs)
            and temper.anger <= case.resolve.anger_at_most
            and temper.trust >= case.resolve.trust_at_least
        )
