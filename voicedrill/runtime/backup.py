"""All calls and one's own customers in one file, and back."""

from dataclasses import dataclass
from pathlib import Path

from voicedrill import paths
from voicedrill.engines.progress import Progress
from voicedrill.history.archive import Counts, Restored, read_archive, write_archive
from voicedrill.history.index import Filter
from voicedrill.runtime.call_history import open_history
from voicedrill.runtime.library import persona_files, personas_dir


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed; ``problems`` are sentences on calls that were left out."""

    sentence: str
    problems: tuple[str, ...] = ()


def back_up(file: Path, progress: Progress, *, trainee: str | None = None, audio: bool = True) -> Packed:
    """Pack all calls and the user's own customers; of one trainee, only calls.

    Raises
    ------
    voicedrill.errors.UserError
        When the history cannot be read, or the file cannot be written.
    """
    with open_history(lambda part: progress("Reading the calls", part)) as opened:
        rows = [row for row in opened.history.calls(Filter(trainee=trainee)) if not row.problem]
    own = persona_files([personas_dir()]) if trainee is None and personas_dir().is_dir() else []
    summary = write_archive(
        [paths.calls_dir() / row.id for row in rows],
        file,
        audio=audio,
        tell=lambda part: progress("Packing", part),
        extra={f"personas/{path.name}": path for path in own},
    )
    size = f"{summary.size_bytes / 1e6:.1f} MB"
    return Packed(
        f"{summary.calls} calls and {summary.personas} customers in {file} ({size}).", tuple(opened.changes.problems)
    )


def restore(file: Path, progress: Progress) -> str:
    """Put the calls and customers of a backup in place, and say in a sentence what came; what is there stays.

    Raises
    ------
    voicedrill.errors.UserError
        When the file is no backup, is damaged, or cannot be unpacked.
    """
    found: Restored = read_archive(
        file, paths.calls_dir(), personas_dir=personas_dir(), tell=lambda part: progress("Checking", part)
    )
    return f"Calls: {_words(found.calls)}. Customers: {_words(found.personas)}."


def _words(counts: Counts) -> str:
    return f"{counts.restored} restored, {counts.renamed} under a new name, {counts.skipped} were there already"
