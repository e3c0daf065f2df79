"""Judges for worker processes, which import them from here; what they do hangs on the name of the call."""

import os
import sys
import threading
from pathlib import Path

from voicedrill.errors import UserError


def name_of(call_dir: Path) -> str:
    """Return the name, unless it is ``bad…``."""
    if call_dir.name.startswith("bad"):
        raise UserError(f"'{call_dir}' is bad.")
    return call_dir.name


def killed_by_some(call_dir: Path) -> str:
    """Return the name; ``killer…`` always ends the process, ``once…`` only the first time."""
    if call_dir.name.startswith("killer"):
        os._exit(1)
    if call_dir.name.startswith("once") and not call_dir.exists():
        call_dir.touch()
        os._exit(1)
    return name_of(call_dir)


def buggy(call_dir: Path) -> str:
    """Raise what no user can put right."""
    raise ZeroDivisionError(call_dir.name)


def endless_after_first(call_dir: Path) -> str:
    """Return for the call ``first``; say so and never return for the others."""
    if call_dir.name != "first":
        sys.stdout.write("judging\n")
        sys.stdout.flush()
        threading.Event().wait()
    return call_dir.name
