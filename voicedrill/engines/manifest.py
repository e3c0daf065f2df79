"""The list of models: what each is, where it comes from and how its file is recognised."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PositiveFloat, ValidationError, model_validator

from voicedrill.errors import DataError
from voicedrill.paths import shipped

SPEECH_MODEL = "vosk-model-small-en-us"
SENTENCE_MODEL = "all-minilm-l6-v2-q"
NATURAL = "natural"
"""The bundle of the voices that people believe."""

_SHA256 = r"^[0-9a-f]{64}$"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """One place a model comes from: an archive (`maven` or `url`) or open files (`package`, or `url` with `beside`).

    Attributes
    ----------
    maven : str or None
        ``group:artifact:version``; `packaging` is the file's kind there.
    url : str or None
        Address of a zip archive, or of an open file.
    package : str or None
        ``distribution:path`` of an open file in a Python package that is installed.
    sha256 : str
        Of the archive or the open file, in hexadecimal.
    size : int
        Of the archive or the open file, in bytes.
    beside : dict of str to str
        Further open files of the same folder, each with its SHA-256.
    folder : str
        The folder inside the archive that is the model; ``.`` is the archive itself.
    files : tuple of str
        The files of that folder that are the model; empty for all.
    """

    maven: str | None = Field(default=None, pattern=r"^[\w.-]+:[\w.-]+:[\w.-]+$")
    packaging: str = Field(default="jar", pattern=r"^\w+$")
    url: str | None = Field(default=None, pattern=r"^https?://")
    package: str | None = Field(default=None, pattern=r"^[\w.-]+:[\w./-]+$")
    sha256: str = Field(pattern=_SHA256)
    size: int = Field(gt=0)
    beside: dict[Annotated[str, Field(pattern=r"^\w[\w.-]*$")], Annotated[str, Field(pattern=_SHA256)]] = {}
    folder: str = "."
    files: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_place(self) -> "Source":
        if [self.maven, self.url, self.package].count(None) != 2:
            raise ValueError("give either maven, url or package")
        if self.maven and self.beside:
            raise ValueError("an archive has nothing beside it")
        return self

    @property
    def is_open(self) -> bool:
        """Whether the files lie open, not in an archive."""
        return self.package is not None or bool(self.beside)


class VoiceEntry(_Strict):
    """What is special about a model that speaks. Its file is pinned and noise is off, so these hold on every machine.

    Attributes
    ----------
    file : str
        The model in its folder; ``file.json`` is its configuration.
    language, gender : str
        As eSpeak's voices have them: ``en-us``, ``male``.
    median_hz : float
        Median pitch of `voicedrill.engines.voice_calibration.CALIBRATION_TEXT`.
    level_dbfs : float
        Speech level of that text.
    pace : tuple of (float, float)
        Piper's length scale and the words per minute, pauses included, at which that text is heard then: rising scales.
    """

    file: str
    language: str = Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]+)*$")
    gender: Literal["female", "male"]
    median_hz: float = Field(gt=50, lt=400)
    level_dbfs: float = Field(ge=-60, le=0)
    pace: tuple[tuple[PositiveFloat, PositiveFloat], ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _slower_and_slower(self) -> "VoiceEntry":
        if any(one[0] >= other[0] or one[1] <= other[1] for one, other in pairwise(self.pace)):
            raise ValueError("a larger length scale must be slower")
        return self


class ModelEntry(_Strict):
    """One model.

    Attributes
    ----------
    purpose : str
        What messages call it: "speech model".
    remedy : str
        What a user does who has no such model and for whom it could not be fetched.
    bundle : str
        Name under which models are fetched together, and only when asked for: ``natural``; empty for what all need.
    voice : VoiceEntry or None
        For a model that speaks.
    appended : dict of str to str
        Lines to add to files of the unpacked model.
    """

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    purpose: str
    description: str
    licence: str
    remedy: str = "Connect to the network once and run 'voicedrill models get'."
    bundle: str = ""
    voice: VoiceEntry | None = None
    appended: dict[str, str] = {}
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def folder_name(self) -> str:
        """Name of the model's folder in the store."""
        return f"{self.name}-{self.version}"


class Manifest(_Strict):
    """All models that can be fetched."""

    models: tuple[ModelEntry, ...]

    def named(self, name: str | None) -> tuple[ModelEntry, ...]:
        """Return the model or the bundle called `name`, for None what all need; raises as `entry` does."""
        bundle = tuple(model for model in self.models if model.bundle == (name or ""))
        return bundle or (self.entry(name or ""),)

    def entry(self, name: str) -> ModelEntry:
        """Return the model called `name`; raises `voicedrill.errors.DataError` when there is none."""
        for model in self.models:
            if model.name == name:
                return model
        known = ", ".join(model.name for model in self.models)
        raise DataError(f"There is no model '{name}'; there are: {known}.")


def load_manifest(path: Path | None = None) -> Manifest:
    """Read the shipped list of models, or another.

    Raises
    ------
    voicedrill.errors.DataError
        When it cannot be read.
    """
    path = path or shipped("models/manifest.toml")
    try:
        return Manifest.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValidationError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"The list of models {path} cannot be read; install voicedrill again. ({error})") from error
