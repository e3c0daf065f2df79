"""A customer that is being changed."""

from dataclasses import dataclass
from pathlib import Path

from voicedrill.persona.draft import Content, Finding, findings


@dataclass(frozen=True)
class CustomerDraft:
    """A customer that is being changed.

    Attributes
    ----------
    text : str
        The file it was taken from.
    content : Content
        What stands in it now.
    file : Path or None
        The file it goes back to; None for a copy that was never kept.
    """

    text: str
    content: Content
    file: Path | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with it."""
        return findings(self.content)
