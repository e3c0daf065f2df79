"""Live cues: at most one calm hint at a time, about what is done and never about the person."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from voicedrill.persona.schema import Persona
from voicedrill.speech.settings import SETTINGS, Settings

_HER = {"she": "her", "he": "him", "they": "them"}


class CueKind(StrEnum):
    """What can be hinted at, the most urgent first."""

    LET_FINISH = "let_finish"
    """The trainee speaks over a line that invites nobody in."""
    WAITING = "waiting"
    """The customer has finished and nothing is said or announced."""
    MICROPHONE = "microphone"
    """The microphone is overdriven."""
    SHORTER = "shorter"
    """The trainee has been talking for long."""
    SLOWER = "slower"
    """Faster than the trainee's usual."""
    QUIETER = "quieter"
    LOUDER = "louder"


def cue_text(cue: CueKind, persona: Persona) -> str:
    """Return the words of a cue, with the customer's pronoun."""
    pronoun = persona.pronoun
    match cue:
        case CueKind.LET_FINISH:
            return f"Let {_HER[pronoun]} finish"
        case CueKind.WAITING:
            return f"{pronoun.capitalize()} {'are' if pronoun == 'they' else 'is'} waiting"
        case CueKind.MICROPHONE:
            return "Further from the microphone"
        case CueKind.SHORTER:
            return "Shorter"
        case CueKind.SLOWER | CueKind.QUIETER | CueKind.LOUDER:
            return f"A bit {cue.value}"


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known of the call just now.

    Attributes
    ----------
    talks_over : bool
        The trainee wants the floor while the customer speaks and does not yield.
    waits_s : float
        How long the customer has been waiting for the trainee to speak, announced silence left out.
    talks_s : float
        How long the trainee has had the floor; 0 when not speaking.
    clipped : bool
        The trainee's latest speech is clipped.
    faster : bool
        The trainee speaks faster than usual; False also when that cannot be told.
    beside_usual_db : float or None
        The trainee's loudness less the usual one; None when that cannot be told.
    """

    talks_over: bool = False
    waits_s: float = 0.0
    talks_s: float = 0.0
    clipped: bool = False
    faster: bool = False
    beside_usual_db: float | None = None


def wanted_cues(moment: Moment, settings: Settings = SETTINGS) -> Iterator[CueKind]:
    """Yield the cues that fit the moment, the most urgent first."""
    if moment.talks_over:
        yield CueKind.LET_FINISH
    if moment.waits_s > settings.answer_slow_s:
        yield CueKind.WAITING
    if moment.talks_s <= 0.0:
        return
    if moment.clipped:
        yield CueKind.MICROPHONE
    if moment.talks_s > settings.long_turn_s:
        yield CueKind.SHORTER
    if moment.faster:
        yield CueKind.SLOWER
    if moment.beside_usual_db is None:
        return
    if moment.beside_usual_db >= settings.louder_db:
        yield CueKind.QUIETER
    if moment.beside_usual_db <= -settings.quieter_db:
        yield CueKind.LOUDER


class CueChooser:
    """Chooses the one cue to show, calmly: each stays a while, goes when mended, and then rests.

    A more urgent cue takes the place of a less urgent one, never before that was shown for
    `Settings.cue_min_s`; one that went comes back after `Settings.cue_rest_s` at the earliest.
    """

    def __init__(self, settings: Settings = SETTINGS) -> None:
        self._settings = settings
        self._shown: CueKind | None = None
        self._since_s = 0.0
        self._gone_s: dict[CueKind, float] = {}

    def choose(self, moment: Moment, now_s: float) -> CueKind | None:
        """Return the cue to show at ``now_s`` (call clock, never going back), or None."""
        shown = self._shown
        if shown is not None and now_s - self._since_s < self._settings.cue_min_s:
            return shown
        wanted = wanted_cues(moment, self._settings)
        best = next((cue for cue in wanted if cue is shown or self._is_rested(cue, now_s)), None)
        if best is not shown:
            self._show(best, now_s)
        return best

    def _is_rested(self, cue: CueKind, now_s: float) -> bool:
        return cue not in self._gone_s or now_s - self._gone_s[cue] >= self._settings.cue_rest_s

    def _show(self, cue: CueKind | None, now_s: float) -> None:
        if self._shown is not None:
            self._gone_s[self._shown] = now_s
        self._shown, self._since_s = cue, now_s
