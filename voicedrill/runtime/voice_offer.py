"""Which voice the customers have, and whether a better one is worth offering."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CustomerVoices:
    """Which voice the customers have.

    Attributes
    ----------
    name : str
        Engine and version of the one that speaks.
    installed : bool
        Whether a natural voice is on this machine.
    size_mb : float
        What fetching the natural voice takes.
    trouble : str
        Why the natural voice does not speak though it is installed: a sentence; else empty.
    """

    name: str
    installed: bool
    size_mb: float
    trouble: str = ""

    @property
    def worth_offering(self) -> bool:
        """Whether the system speaks with a voice that sounds like a machine, and a natural one can be had."""
        return not self.installed and "espeak" in self.name.casefold()

    @property
    def natural(self) -> bool:
        """Whether the natural voice speaks."""
        return self.installed and not self.trouble
