"""``baselines.json``: what the headset check learned of each trainee and microphone."""

import contextlib
import itertools
import json
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, FiniteFloat, ValidationError

from voicedrill.errors import DataError, UserError
from voicedrill.history.folder import ME

BASELINES_JSON = "baselines.json"
SCHEMA_VERSION = 1
_OF_BOTH_DEVICES = ("bleed_db", "latency_s")
"""What in a baseline is true of microphone and loudspeaker together."""


class CheckedHeadset(BaseModel):
    """A microphone that was checked.

    Attributes
    ----------
    trainee : str
        Whose voice it was.
    input_device, output_device : str
        Full names of the microphone and of the loudspeaker it was checked with.
    made_at : str
        Wall time, ISO 8601.
    baseline : dict
        Names and units of `voicedrill.speech.baseline.Baseline.as_mapping`.
    half_duplex : bool
        The microphone hears the customer too well: it is off while she speaks.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    trainee: str = ME
    input_device: str
    output_device: str
    made_at: str
    baseline: dict[str, FiniteFloat]
    half_duplex: bool = False

    def beside(self, output_device: str) -> "CheckedHeadset":
        """Return what holds with this loudspeaker: what the microphone hears of it is known of one only."""
        if output_device == self.output_device:
            return self
        own = {name: value for name, value in self.baseline.items() if name not in _OF_BOTH_DEVICES}
        return self.model_copy(update={"output_device": output_device, "baseline": own, "half_duplex": False})


class _Version(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION


class _File(_Version):
    headsets: tuple[CheckedHeadset, ...] = ()


class Baselines:
    """The checked microphones in a file; it is read and written whole each time.

    Every method raises `voicedrill.errors.DataError` when the file is damaged: it is then set aside, so that the
    next call finds none, or when a newer voicedrill wrote it: it is then left as it is.

    Parameters
    ----------
    folder : Path
        The data folder; made when the first microphone is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / BASELINES_JSON

    def all(self) -> tuple[CheckedHeadset, ...]:
        """Return every checked microphone, in order of name."""
        return tuple(sorted(self._read(), key=lambda one: (one.input_device.casefold(), one.trainee)))

    def find(self, input_device: str, trainee: str = ME) -> CheckedHeadset | None:
        """Return what is known of a microphone, by its full name; None when it was never checked."""
        return next((one for one in self._read() if (one.input_device, one.trainee) == (input_device, trainee)), None)

    def keep(self, headset: CheckedHeadset) -> None:
        """Keep a microphone in place of what was known of it.

        Raises
        ------
        voicedrill.errors.UserError
            When the file cannot be written.
        """
        self._write((*self._others(headset.input_device, headset.trainee), headset))

    def forget(self, input_device: str, trainee: str = ME) -> None:
        """Delete what is known of a microphone; no effect when there is nothing.

        Raises
        ------
        voicedrill.errors.UserError
            When the file cannot be written.
        """
        if self.find(input_device, trainee) is not None:
            self._write(self._others(input_device, trainee))

    def forget_trainee(self, trainee: str) -> None:
        """Delete all that is known of a trainee, also files that were set aside; no effect when there is nothing."""
        kept = self._read()
        left = tuple(one for one in kept if one.trainee != trainee)
        if left != kept:
            self._write(left)
        for aside in self._file.parent.glob(f"{self._file.stem}-damaged-*.json"):
            aside.unlink(missing_ok=True)  # whose it is can no longer be told

    def _others(self, input_device: str, trainee: str) -> tuple[CheckedHeadset, ...]:
        return tuple(one for one in self._read() if (one.input_device, one.trainee) != (input_device, trainee))

    def _read(self) -> tuple[CheckedHeadset, ...]:
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise DataError(f"'{self._file}' cannot be read: {error.strerror}.") from error
        try:
            if (version := _Version.model_validate_json(content).schema_version) > SCHEMA_VERSION:
                raise DataError(
                    f"{self._file} was written by a newer voicedrill (format {version}, this one knows "
                    f"{SCHEMA_VERSION}). Install the newer version."
                )
            return _File.model_validate_json(content).headsets
        except ValidationError:
            raise self._set_aside() from None

    def _set_aside(self) -> DataError:
        names = (self._file.with_name(f"{self._file.stem}-damaged-{number}.json") for number in itertools.count(1))
        aside = next(name for name in names if not name.exists())
        try:
            self._file.rename(aside)
        except OSError as error:
            return DataError(f"'{self._file}' is damaged and cannot be moved away: {error.strerror}. Move it yourself.")
        return DataError(
            f"'{self._file}' is damaged. It was kept as '{aside.name}' in the same folder; check your headset again."
        )

    def _write(self, headsets: tuple[CheckedHeadset, ...]) -> None:
        content = _File(headsets=headsets).model_dump(mode="json")
        text = json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
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
                f"The headset check cannot be kept in '{self._file}': {error.strerror}. Free some space."
            ) from error
