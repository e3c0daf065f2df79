"""Deleting calls: all of a call or nothing of it, and nothing of it is left behind."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from voicedrill.errors import UserError

_DELETED = ".deleted-"


def delete_calls(folders: Iterable[Path]) -> None:
    """Delete call folders with all that is in them.

    A folder is first renamed, so that a call is never half there; what an earlier, stopped deletion left goes too.

    Raises
    ------
    voicedrill.errors.UserError
        When a folder cannot be deleted; those before it are gone.
    """
    for folder in folders:
        doomed = folder.with_name(f"{_DELETED}{folder.name}")
        try:
            if folder.is_symlink():
                folder.unlink()  # what it leads to is no part of the history
                continue
            folder.rename(doomed)
            shutil.rmtree(doomed)
        except OSError as error:
            raise UserError(
                f"The call '{folder}' cannot be deleted: {error.strerror}. Close programs that use it and try again."
            ) from error


def sweep(calls: Path) -> None:
    """Delete what a stopped deletion left; what cannot be deleted now stays for the next time."""
    for left in calls.glob(f"{_DELETED}*") if calls.is_dir() else ():
        shutil.rmtree(left, ignore_errors=True)
