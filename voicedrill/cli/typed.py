"""What is typed or piped into a command."""

import io
import sys
from collections.abc import Iterator


def printable(text: str) -> str:
    """Return the text with a sign in place of what cannot be written (lone surrogates)."""
    return text.encode("utf-8", "replace").decode()


def typed_lines() -> Iterator[str]:
    """Yield the lines of the standard input; what is no UTF-8 becomes a replacement sign."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    yield from sys.stdin
