"""Where things lie: the shipped files, the user's data, the downloaded models."""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent
_APP = "voicedrill"
DATA_DIR_VARIABLE = "VOICEDRILL_DATA_DIR"


def shipped(name: str) -> Path:
    """Return a shipped folder or file (``personas``, ``models/manifest.toml``), installed or in a checkout."""
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.exists() else _CHECKOUT / name


def data_dir() -> Path:
    """Return the folder of everything the user made: calls, settings."""
    moved = os.environ.get(DATA_DIR_VARIABLE)
    return Path(moved) if moved else platformdirs.user_data_path(_APP, appauthor=False)


def window_ini() -> Path:
    """Return the file of what the window remembers."""
    return data_dir() / "window.ini"


def calls_dir() -> Path:
    """Return the folder that holds one folder a call."""
    return data_dir() / "calls"


def cache_dir() -> Path:
    """Return the folder of things that can be made or fetched again: models, rendered lines."""
    return platformdirs.user_cache_path(_APP, appauthor=False)
