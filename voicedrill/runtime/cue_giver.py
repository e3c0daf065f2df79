"""Gives the live cues of a call: listens along, tells the window, and notes in the folder which cues came when."""

from collections.abc import Callable, Mapping

from voicedrill.call.cue_watch import CueWatch
from voicedrill.call.cues import CueChooser, CueKind, Moment, cue_text
from voicedrill.call.events import Button, Event
from voicedrill.call.inputs import Input
from voicedrill.persona.schema import Persona
from voicedrill.runtime.updates import Cue, Update
from voicedrill.speech.live_loudness import LiveLoudness
from voicedrill.speech.live_tempo import LiveTempo
from voicedrill.speech.samples import Samples


class CueGiver:
    """Watches one call; what it gives never reaches the customer.

    Parameters
    ----------
    persona : Persona
        The customer, for her pronoun.
    baseline : mapping of str to float
        The trainee's usual (`voicedrill.history.folder.CallHeader.baseline`); empty when there is none: then
        nothing is said about rate and loudness.
    tell : callable
        Told the cue that is to be shown, and its end.
    write : callable
        Takes a ``cue`` event for each cue that comes: ``text`` is what was shown, ``state`` its kind.
    """

    def __init__(
        self,
        persona: Persona,
        baseline: Mapping[str, float],
        tell: Callable[[Update], None],
        write: Callable[[Event], None],
    ) -> None:
        self._persona = persona
        self._tell = tell
        self._write = write
        self._watch = CueWatch()
        self._loudness = LiveLoudness(baseline)
        self._tempo = LiveTempo(baseline.get("articulation_rate_wpm"))
        self._chooser = CueChooser()
        self._shown: CueKind | None = None

    def hear(self, event: Input) -> None:
        """Take what the session was told."""
        self._watch.hear(event)

    def listen(self, samples: Samples, end_s: float) -> None:
        """Take the trainee's next block, which ends at ``end_s``."""
        self._loudness.push(samples, end_s, voiced=self._watch.speaking)

    def tick(self, now_s: float, waits_since_s: float | None) -> None:
        """Show, change or take away the cue.

        Parameters
        ----------
        now_s : float
            The call clock.
        waits_since_s : float or None
            Since when the customer has been waiting for the trainee (`CallSession.waits_since_s`).
        """
        cue = self._chooser.choose(self._moment(now_s, waits_since_s), now_s)
        if cue is self._shown:
            return
        self._shown = cue
        if cue is None:
            self._tell(Cue(""))
            return
        text = cue_text(cue, self._persona)
        self._write(Button(t_s=now_s, type="cue", text=text, state=cue.value))
        self._tell(Cue(text))

    def _moment(self, now_s: float, waits_since_s: float | None) -> Moment:
        waits_s = 0.0 if waits_since_s is None else now_s - waits_since_s
        talks_s = self._watch.talks_s(now_s)
        if talks_s == 0.0:
            self._loudness.forget_speech()
            return Moment(talks_over=self._watch.talks_over(now_s), waits_s=waits_s)
        loudness = self._loudness.now()
        rate = self._tempo.push(self._watch.words, self._watch.voice(now_s), now_s)
        judged = self._watch.is_long_enough and loudness.trusted
        return Moment(
            talks_s=talks_s,
            clipped=loudness.clipped,
            faster=judged and rate is not None and rate.pace == "faster",
            beside_usual_db=loudness.beside_usual_db,
        )
