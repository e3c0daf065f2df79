"""Brings the file of the history into the form that this voicedrill knows."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script.revision import ResolutionError
from alembic.util import CommandError

from voicedrill.errors import DataError

_MIGRATIONS = Path(__file__).with_name("migrations")


def upgrade(connection: sa.Connection, file: Path) -> None:
    """Take all steps that are missing.

    Raises
    ------
    voicedrill.errors.DataError
        When a newer voicedrill made the file.
    """
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except (CommandError, ResolutionError) as error:
        raise DataError(
            f"'{file}' was made by a newer voicedrill. Install the newer version, or delete the file: "
            "'voicedrill history rebuild' then makes it again from the calls."
        ) from error
