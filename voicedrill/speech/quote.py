"""What somebody was saying when the other came in."""

from collections.abc import Sequence
from typing import Literal

from voicedrill.speech.words import Word

Ending = Literal["went_on", "stopped", "finished"]

QUOTED_S = 3.0
"""So much speech before the moment is quoted."""

_SENTENCE_ENDS = (".", "!", "?")
_MARKS = ".,!?;:…\"'”’)"


def quote(words: Sequence[Word], at_s: float, ending: Ending) -> str:
    """Return the last words that were begun before ``at_s``, with an ellipsis before when others went before them.

    Parameters
    ----------
    words : sequence of Word
        What the speaker was about to say, or said; in order.
    at_s : float
        The moment up to which it is quoted.
    ending : str
        ``went_on``: more followed, an ellipsis says so. ``stopped``: the speaker fell silent because of the
        other; of a word that was cut the letters are given in proportion to the share of its time that was
        said ("… nobody ever called m—"). ``finished``: nothing was missing.
    """
    begun = [word for word in words if word.start_s < at_s]
    recent = [word for word in begun if word.start_s >= at_s - QUOTED_S]
    if not recent:
        return ""
    said = [word.word for word in recent]
    if ending == "stopped":
        said[-1] = _broken_off(recent[-1], at_s)
    elif ending == "went_on":
        said.append("…")
    return " ".join(said if len(recent) == len(begun) else ("…", *said))


def _broken_off(word: Word, at_s: float) -> str:
    if word.end_s <= at_s:
        return f"{word.word} {'…' if word.word.endswith(_SENTENCE_ENDS) else '—'}"
    written = word.word.strip(_MARKS)
    letters = int(len(written) * (at_s - word.start_s) / (word.end_s - word.start_s))
    return f"{written[: max(1, letters)]}—"
