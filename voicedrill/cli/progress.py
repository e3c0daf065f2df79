"""Progress of slow work, shown on stderr while it lasts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Display

from voicedrill.engines.progress import Progress


@contextmanager
def shown_progress(after_s: float = 0.0) -> Iterator[Progress]:
    """Give a callback that draws a bar on stderr; nothing is drawn when stderr is not a terminal.

    Parameters
    ----------
    after_s : float
        Seconds from now before which nothing is drawn: quick work needs no bar.
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    shows_from_s = monotonic() + after_s
    with Display(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        # rich would print on stderr what goes to stdout meanwhile: right only where both are the same screen
        redirect_stdout=sys.stdout.isatty(),
    ) as display:
        task = display.add_task("", total=None, visible=False)

        def tell(text: str, fraction: float | None) -> None:
            display.update(
                task,
                description=text,
                total=None if fraction is None else 1.0,
                completed=fraction or 0.0,
                visible=monotonic() >= shows_from_s,
            )

        yield tell
