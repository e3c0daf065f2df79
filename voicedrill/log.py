"""The log: on stderr, warnings and worse, never words or sound of a call."""

import logging
import os

LEVEL_VARIABLE = "VOICEDRILL_LOG"
"""Environment variable with the level: ``DEBUG``, ``INFO``, ``WARNING`` (the default), ``ERROR``."""


def configure_log() -> None:
    """Send log records to stderr; stdout belongs to results."""
    level = os.environ.get(LEVEL_VARIABLE, "WARNING").upper()
    known = logging.getLevelNamesMapping()
    logging.basicConfig(level=known.get(level, logging.WARNING), format="%(levelname)s %(name)s: %(message)s")
