"""What is typed or piped into a command."""

import io
import sys
from collections.abc import Iterator


def typed_lines() -> Iterator[str]:
    """Yield the lines of the standard input; what is no UTF-8 becomes a replacement sign."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    yield from sys.stdin
