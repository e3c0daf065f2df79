"""One entry of the report's tone part: a measure in words, beside the trainee's own usual."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from voicedrill.scoring.phrasing import sentence_inside
from voicedrill.speech.measurement import SideMeasures

MOST_MOMENTS = 5
"""So many moments a note are listed at most, the strongest."""
NO_USUAL_TRY = "Do the headset check: it takes a minute, and then your own usual is known."


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a note can be heard, in seconds, and what happened there."""

    start_s: float
    end_s: float
    what: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A measure as the reports show it.

    Attributes
    ----------
    id : str
        Name of the measure, where it is one, as in `SideMeasures`.
    name : str
        The same for people.
    value, usual : float or None
        Value in this call and the trainee's usual one, in the unit of the id; None when not known.
    reads : str
        The value with its unit, in words.
    says : str
        What was found.
    try_ : str
        What to try; empty where nothing needs to change. In JSON ``try``.
    where : tuple of Moment
        In order of time.
    why_not : str
        Why it was not measured; empty when it was.
    """

    id: str
    name: str
    value: float | None = None
    usual: float | None = None
    reads: str = ""
    says: str = ""
    try_: str = ""
    where: tuple[Moment, ...] = ()
    why_not: str = ""

    def plain(self) -> dict[str, object]:
        """Return plain values for JSON and for the reports."""
        values = asdict(self)
        values["try"] = values.pop("try_")
        return values


def not_measured(note_id: str, name: str, reason: str, *, usual: float | None = None) -> Note:
    """Return the note that says why there is no value."""
    reason = reason.rstrip(".")
    are = "were" if name.endswith("s") and not name.endswith("ss") else "was"
    says = f"Your {sentence_inside(name)} {are} not measured here: {sentence_inside(reason)}."
    return Note(note_id, name, usual=usual, says=says, why_not=f"{reason}.")


def reason_of(side: SideMeasures, name: str) -> str:
    """Return why a field was not measured."""
    return side.not_measured.get(name, "the call was kept as text only")


def strongest(moments: Sequence[tuple[float, Moment]]) -> tuple[Moment, ...]:
    """Return the `MOST_MOMENTS` moments of the largest change, in order of time."""
    chosen = sorted(moments, key=lambda one: -abs(one[0]))[:MOST_MOMENTS]
    return tuple(sorted((moment for _, moment in chosen), key=lambda one: one.start_s))
