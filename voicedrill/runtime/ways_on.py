"""Ways to go on after a pause: what a good call of this case would do next."""

from voicedrill.content.detection import Detector
from voicedrill.persona.casting import Casting

MOVES = ("empathy", "apology", "ownership", "paraphrase", "question", "solution", "next_steps", "check", "appreciation")
"""Behaviours in the order in which a good call has them (measures.md §4)."""
WAYS = 2
_ANYWHERE = (
    "I can hear how much trouble this makes for you.",
    "Let me say it back, so that I have it right.",
)
"""For a case without a script of its own."""


class WaysOn:
    """Offers lines of the case's good script that do what was not done yet.

    Parameters
    ----------
    casting : Casting
        The call.
    detector : Detector
        Tells what each line of the script does.
    """

    def __init__(self, casting: Casting, detector: Detector) -> None:
        self._casting, self._detector = casting, detector
        self._script: list[tuple[str, frozenset[str]]] | None = None

    def after(self, done: frozenset[str]) -> tuple[str, ...]:
        """Return two lines worth saying now.

        Parameters
        ----------
        done : frozenset of str
            Behaviours that the trainee has shown so far.
        """
        ways: list[str] = []
        for move in (one for one in MOVES if one not in done):
            line = next((text for text, does in self._lines() if move in does and text not in ways), None)
            if line is not None:
                ways.append(line)
            if len(ways) == WAYS:
                break
        return tuple(ways) if ways else _ANYWHERE

    def _lines(self) -> list[tuple[str, frozenset[str]]]:
        if self._script is None:
            said = [self._casting.written(line.say) for line in self._casting.case.trainee.good]
            self._script = [(text, frozenset(one.id for one in self._detector.detect(text))) for text in said]
        return self._script
