"""What each trainee agreed to keep of the calls: asked once, in plain words, before the first recording."""

import contextlib
import json
import os
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from voicedrill.errors import UserError

Keep = Literal["recording", "words", "nothing"]
"""What stays of a call: the sound of both voices and the words; only the words; nothing once it was looked at."""

CONSENT_JSON = "consent.json"
QUESTION = "May voicedrill record your calls?"
EXPLANATION = (
    "A recording lets you hear yourself afterwards. It holds your voice and the words, lies in a folder on this "
    "computer, and nothing of it leaves the computer unless you send it. You can delete each call at any time, and "
    "choose anew before each one."
)
CHOICES: dict[Keep, str] = {
    "recording": "Keep the recording and the words",
    "words": "Keep only the words",
    "nothing": "Keep nothing",
}


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    keep: Keep
    at: str


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    trainees: dict[str, _Answer] = {}


class Consents:
    """The answers, in a file that its owner alone can read. A damaged file counts as none: people are asked again.

    Parameters
    ----------
    folder : Path
        The data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / CONSENT_JSON

    def of(self, trainee: str) -> Keep | None:
        """Return what the trainee chose last; None when nobody asked yet."""
        found = self._read().trainees.get(trainee)
        return found.keep if found else None

    def keep(self, trainee: str, keep: Keep, at: str) -> None:
        """Keep the trainee's choice and when it was made (ISO 8601); raises `UserError` when it cannot be written."""
        known = self._read().trainees
        if trainee not in known or known[trainee].keep != keep:
            self._write(_File(trainees=known | {trainee: _Answer(keep=keep, at=at)}))

    def forget(self, trainee: str) -> None:
        """Delete the trainee's answer; raises `UserError` when the file cannot be written."""
        known = self._read().trainees
        if trainee in known:
            self._write(_File(trainees={name: answer for name, answer in known.items() if name != trainee}))

    def _read(self) -> _File:
        try:
            return _File.model_validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return _File()

    def _write(self, content: _File) -> None:
        text = json.dumps(content.model_dump(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        part = self._file.with_name(f".{self._file.name}.{os.getpid()}.part")
        try:
            part.parent.mkdir(parents=True, exist_ok=True)
            part.touch(mode=0o600)
            part.write_text(text, encoding="utf-8", newline="\n")
            part.replace(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink()
            raise UserError(
                f"Your choice cannot be kept in '{self._file}': {error.strerror}. Free some space or make it writable."
            ) from error
