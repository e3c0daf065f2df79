"""Files that are there whole or not at all, also when several processes write them."""

import logging
import os
import tempfile
from pathlib import Path

_LOG = logging.getLogger(__name__)


def write_atomically(path: Path, content: bytes) -> bool:
    """Write a file of a cache; return whether it worked: a full disk costs time, not the call."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            written.replace(path)
        finally:
            written.unlink(missing_ok=True)
    except OSError as error:
        _LOG.warning("cannot write to the cache folder %s: %s", path.parent, error)
        return False
    return True
