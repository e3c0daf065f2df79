"""How slow engine work tells how far it is."""

from collections.abc import Callable

Progress = Callable[[str, float | None], None]
"""Called with what is being done and the part done, 0..1 (None when unknown); raising in it stops the work."""


def no_progress(text: str, fraction: float | None) -> None:
    """Tell nobody."""
