"""Words with their times."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard or as spoken.

    Attributes
    ----------
    word : str
        Lower-case, as the recogniser spells it; for the customer's own lines as written.
    start_s, end_s : float
        Seconds on the call clock (or from the start of the file it was taken from).
    conf : float
        The recogniser's confidence, 0..1; 1.0 where the words are known.
    """

    word: str
    start_s: float
    end_s: float
    conf: float = 1.0

    def shifted(self, by_s: float) -> "Word":
        """Return the same word ``by_s`` seconds later."""
        return Word(self.word, self.start_s + by_s, self.end_s + by_s, self.conf)
