"""``notes.json`` of a call folder: what people added to a call (design.md §4)."""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from voicedrill.errors import DataError, UserError
from voicedrill.history.file_lock import locked
from voicedrill.history.folder import CALL_JSON, open_call
from voicedrill.scoring.appeal import Appeals, Confirmation, Correction, Dispute
from voicedrill.scoring.scorecard import Band

NOTES_JSON = "notes.json"
SCHEMA_VERSION = 1

Appeal = Dispute | Correction | Confirmation
OwnJudgement = Literal["well", "mixed", "badly"]
AppealKind = Literal["disputes", "corrections", "confirmations"]
_KIND: dict[type[Appeal], AppealKind] = {
    Dispute: "disputes", Correction: "corrections", Confirmation: "confirmations",
}  # fmt: skip


class SecondScore(BaseModel):
    """The result of the call after an appeal.

    Attributes
    ----------
    after : {"disputes", "corrections", "confirmations"}
        Where the appeal stands: it is the last one there that no later score is after.
    score : int or None
        As in the scorecard.
    band : str or None
        As in the scorecard.
    changed : tuple of str
        Ids of the findings whose score the appeal changed.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    after: AppealKind
    score: int | None
    band: Band | None
    changed: tuple[str, ...] = ()


class _Version(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    schema_version: int = SCHEMA_VERSION


class Notes(_Version):
    """What people added to a call; keys of other programs are kept.

    Attributes
    ----------
    notes : tuple of str
        What the trainee wrote down during the call.
    disputes, corrections, confirmations : tuple
        Appeals in the order in which they were made (`voicedrill.scoring.appeals`).
    scores : tuple of SecondScore
        One for each appeal, in the order in which they were made.
    problem, promise, by_when : str
        The wrap-up: what was wrong, what was promised, and by when. A second call comes back to the promise.
    own_judgement : str or None
        How the trainee judged the call before seeing the result; None when not asked or skipped.
    reflection, learning_note, company_note : str
        How the trainee saw the call, what is taken from it, what the company should change. Never scored.
    """

    notes: tuple[str, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    corrections: tuple[Correction, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    scores: tuple[SecondScore, ...] = ()
    problem: str = ""
    promise: str = ""
    by_when: str = ""
    own_judgement: OwnJudgement | None = None
    reflection: str = ""
    learning_note: str = ""
    company_note: str = ""

    @property
    def appeals(self) -> Appeals:
        """All that the judge has to take into account."""
        return Appeals(self.disputes, self.corrections, self.confirmations)

    def appealed(self, appeal: Appeal) -> "Notes":
        """Return the notes with one more appeal; its second score is still to come."""
        kind = _KIND[type(appeal)]
        return self.model_copy(update={kind: (*getattr(self, kind), appeal)})

    def scored(self, appeal: Appeal, score: int | None, band: Band | None, changed: Iterable[str]) -> "Notes":
        """Return the notes with the result after their last appeal."""
        second = SecondScore(after=_KIND[type(appeal)], score=score, band=band, changed=tuple(changed))
        return self.model_copy(update={"scores": (*self.scores, second)})

    def undone(self) -> "Notes":
        """Return the notes without the last appeal and its score; unchanged when there is none."""
        if not self.scores:
            return self
        kind = self.scores[-1].after
        return self.model_copy(update={kind: getattr(self, kind)[:-1], "scores": self.scores[:-1]})


class NotesFile:
    """The notes of a call folder while no other program can change them (`change_notes`)."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.notes = _read(file)
        """As they are kept."""

    def keep(self, notes: Notes) -> None:
        """Write the notes, as a whole or not at all; nothing is written when nothing changed.

        Raises
        ------
        voicedrill.errors.UserError
            When they cannot be written.
        """
        if notes != self.notes:
            _write(self._file, notes)
            self.notes = notes


@contextlib.contextmanager
def change_notes(path: Path) -> Iterator[NotesFile]:
    """Open the notes of a call to change them; other programs wait.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder, or its notes are damaged: they are left as they are.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(locked(path / CALL_JSON))
        except OSError as error:
            raise DataError(
                f"'{path}' is no call folder: its {CALL_JSON} cannot be read ({error.strerror})."
            ) from error
        yield NotesFile(path / NOTES_JSON)


def read_notes(path: Path) -> Notes:
    """Return the notes of a call folder; empty ones when nobody added any.

    Raises
    ------
    voicedrill.errors.DataError
        When they are damaged or a newer voicedrill wrote them: they are left as they are.
    """
    return _read(path / NOTES_JSON)


def keep_notes(path: Path, notes: Iterable[str]) -> None:
    """Keep the notes of a call that the call itself could not take down any more, because it was over.

    Notes that the call has as events, or that are kept already, are not kept twice; everything else in the file
    stays as it is.

    Parameters
    ----------
    path : Path
        The call folder.
    notes : iterable of str
        Everything the trainee wrote during the call.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder, or it or its notes are damaged.
    voicedrill.errors.UserError
        When the notes cannot be written.
    """
    taken = {event.text for event in open_call(path).events if event.type == "note"}
    with change_notes(path) as file:
        kept = file.notes.notes
        missing = tuple(note for note in notes if note not in taken and note not in kept)
        file.keep(file.notes.model_copy(update={"notes": kept + missing}))


def keep_own_view(path: Path, **fields: str | None) -> None:
    """Keep the wrap-up and the reflection: the fields of `Notes` of these names.

    Raises
    ------
    voicedrill.errors.DataError
        When the folder is no call folder, or its notes are damaged.
    voicedrill.errors.UserError
        When the notes cannot be written.
    """
    with change_notes(path) as file:
        file.keep(Notes.model_validate({**file.notes.model_dump(), **fields}))


def _read(file: Path) -> Notes:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return Notes()
    except OSError as error:
        raise DataError(f"'{file}' cannot be read: {error.strerror}.") from error
    try:
        if (version := _Version.model_validate_json(content).schema_version) > SCHEMA_VERSION:
            raise DataError(
                f"'{file}' was written by a newer voicedrill (format {version}, this one knows {SCHEMA_VERSION}). "
                "Install the newer version."
            )
        return Notes.model_validate_json(content)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise DataError(
            f"'{file}' is damaged{f' at {where}' if where else ''}. It is left as it is; restore it from a backup."
        ) from None


def _write(file: Path, notes: Notes) -> None:
    content = {"schema_version": SCHEMA_VERSION} | notes.model_dump(mode="json", exclude_defaults=True)
    text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as opened:
            opened.write(text.encode("utf-8", "replace"))
            opened.flush()
            os.fsync(opened.fileno())  # else a power cut could leave an empty file under the final name
        part.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise UserError(f"A note cannot be kept in '{file}': {error.strerror}. Free some space.") from error
