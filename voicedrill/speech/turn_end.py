"""When a turn is over: silence, and more of it after an unfinished sentence or in an interview."""

from collections.abc import Sequence

from voicedrill.speech.settings import SETTINGS, Settings

_UNFINISHED = "a an and at because but for from if my of or so the to when which with your"
CONNECTIVES = frozenset(_UNFINISHED.split())
"""Words on which no English sentence ends; hearing one last means that more is to come."""

FINISHED = ("that's my answer", "that is my answer", "that was my answer")
"""What ends an answer in an interview at once."""

HESITATIONS = frozenset(["um", "umm", "uh", "er", "erm", "hmm", "well"])

_EPSILON_S = 1e-6


def leaves_open(last_word: str | None) -> bool:
    """Tell whether a sentence that stops with this word goes on: it is a connective or a hesitation."""
    return last_word is not None and last_word.lower() in CONNECTIVES | HESITATIONS


class TurnEnd:
    """Decides that a turn has ended; time comes in as an argument, so live and replay agree.

    Parameters
    ----------
    settings : Settings
        The silences.
    patient : bool
        Wait as in an interview: until `FINISHED` is said, or for `Settings.turn_thinking_silence_s`.
    """

    def __init__(self, settings: Settings = SETTINGS, *, patient: bool = False) -> None:
        self._settings = settings
        self._patient = patient
        self.reset()

    def reset(self) -> None:
        """Wait for a new turn."""
        self._speaking = False
        self._last_end_s: float | None = None

    def voice_started(self, t_s: float) -> None:  # noqa: ARG002 - symmetrical with voice_ended
        """Note that the voice began, or began again."""
        self._speaking = True

    def voice_ended(self, t_s: float) -> None:
        """Note that the voice ended at ``t_s``."""
        self._speaking = False
        self._last_end_s = t_s

    def ended_at(self, now_s: float, words: Sequence[str]) -> float | None:
        """Return the time at which the turn ended, once, as soon as that is certain.

        Parameters
        ----------
        now_s : float
            The present time on the call clock.
        words : sequence of str
            What has been understood so far; a connective or hesitation at the end asks for a longer silence.
        """
        if self._speaking or self._last_end_s is None:
            return None
        if now_s - self._last_end_s < self._limit_s(words) - _EPSILON_S:
            return None
        ended_s = self._last_end_s
        self.reset()
        return ended_s

    def _limit_s(self, words: Sequence[str]) -> float:
        if self._patient and not " ".join(words).lower().endswith(FINISHED):
            return self._settings.turn_thinking_silence_s
        open_end = leaves_open(words[-1] if words else None)
        return self._settings.turn_open_silence_s if open_end else self._settings.turn_silence_s
