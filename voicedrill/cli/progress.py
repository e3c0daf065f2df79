"""Progress of slow work, shown on stderr while it lasts."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Display

from voicedrill.engines.progress import Progress


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Give a callback that draws a bar on stderr; nothing is drawn when stderr is not a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Display(*columns, console=console, transient=True, disable=not console.is_terminal) as display:
        task = display.add_task("", total=None, visible=False)

        def tell(text: str, fraction: float | None) -> None:
            display.update(
                task, description=text, total=None if fraction is None else 1.0, completed=fraction or 0.0, visible=True
            )

        yield tell
