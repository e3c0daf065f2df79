"""Appeals: what people hold against the judgement of a call, and what follows from it (design.md, principle 4).

A *dispute*, "I did, here", raises a finding to full marks when the finding says that something was not found: that may
be a miss of our detector. What was heard, and what follows from the clock, stands; the dispute is kept and shown beside
it. Words that were misheard are put right by a *correction*: the turn is judged again by its corrected words. A
*confirmation* settles an auto-fail, which is provisional until then: "yes" makes it final, "no" takes the words out.
"""

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, FiniteFloat

from voicedrill.call.events import HeardBehaviour
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM
from voicedrill.scoring.scorecard import Finding, Scorecard


class _Note(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


class Dispute(_Note):
    """What the trainee says of a finding: "I did, here".

    Attributes
    ----------
    finding : str
        Id of the finding that is disputed.
    start_s : float
        Start of the trainee's turn that it points at, on the call clock.
    words : str
        The words that show it, where given.
    """

    finding: str
    start_s: FiniteFloat
    words: str = ""


class Correction(_Note):
    """What was really said in a turn.

    Attributes
    ----------
    start_s : float
        Start of the trainee's turn, on the call clock.
    text : str
        The corrected words; empty when nothing was said.
    behaviours : tuple of HeardBehaviour
        What the detector found in them when the correction was made. They are kept with it, so that the call gets the
        same score on any machine and with any later detector.
    """

    start_s: FiniteFloat
    text: str
    behaviours: tuple[HeardBehaviour, ...]


class Confirmation(_Note):
    """Whether the trainee said what fails the call; ``item`` is an id of the scorecard's ``auto_fail``."""

    item: str
    said: bool


@dataclass(frozen=True, slots=True)
class Appeals:
    """All appeals of a call in the order in which they were made; of two on the same thing the later one counts."""

    disputes: tuple[Dispute, ...] = ()
    corrections: tuple[Correction, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.disputes or self.corrections or self.confirmations)

    def dispute(self, finding: str) -> Dispute | None:
        """Return the dispute of a finding."""
        return next((one for one in reversed(self.disputes) if one.finding == finding), None)

    def said(self, item: str) -> bool | None:
        """Tell whether an auto-fail was confirmed (True) or denied (False); None while it is provisional."""
        return next((one.said for one in reversed(self.confirmations) if one.item == item), None)


NO_APPEALS = Appeals()


def is_disputable(finding: Finding) -> bool:
    """Tell whether "I did, here" can raise a finding: it charges something because we did not find it."""
    return finding.missed and finding.score is not None and finding.score < 1.0


def unconfirmed(card: Scorecard) -> tuple[str, ...]:
    """Return what fails the call, by the ids of ``auto_fail``, and was not confirmed: it is provisional."""
    confirmed = {finding.id for finding in card.findings if finding.confirmed}
    return tuple(item for item in card.auto_fail if AUTO_FAIL_ITEM[item] not in confirmed)
