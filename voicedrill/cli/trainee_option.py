"""The option that says who practises, where several share a computer."""

from collections.abc import Callable
from typing import Any

import click

from voicedrill.errors import UserError
from voicedrill.history.folder import LONGEST_NAME, ME


def trainee_option(purpose: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return ``--trainee NAME``, given to the command as ``trainee``; the usual trainee when it is left out."""
    return click.option("--trainee", default=ME, callback=_checked, help=f"{purpose}: a name or a pseudonym.")


def _checked(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise UserError(f"--trainee: give a name of 1 to {LONGEST_NAME} letters, without line ends.")
    return name
