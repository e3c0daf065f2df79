"""The entry point: finds the command, turns user errors into one sentence and exit code 2."""

import errno
import importlib
import os
import sys
from pathlib import Path

import click

from voicedrill import __version__
from voicedrill.errors import UserError
from voicedrill.log import configure_log
from voicedrill.paths import DATA_DIR_VARIABLE

COMMANDS = (
    "call", "compare", "demo", "detect", "devices", "doctor", "history", "measure", "models", "personas", "play",
    "report", "score", "transcribe",
)  # fmt: skip


class LazyGroup(click.Group):
    """Imports a command's module only when it is asked for, so that every command starts quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return all command names in order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return ``voicedrill.cli.<name>.command``."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"voicedrill.cli.{cmd_name}").command
        return command


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voicedrill")
@click.option("--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Keep all user data in this folder.")
@click.pass_context
def cli(ctx: click.Context, data_dir: Path | None) -> None:
    """Practise difficult customer calls, offline. Without a command the window opens."""
    if data_dir is not None:
        os.environ[DATA_DIR_VARIABLE] = str(data_dir.resolve())
    if ctx.invoked_subcommand is None:
        app = importlib.import_module("voicedrill.app")
        ctx.exit(app.run())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 success, 2 a user's mistake."""
    configure_log()
    try:
        code = cli.main(args=arguments, prog_name="voicedrill", standalone_mode=False)
    except UserError as error:
        _fail(str(error))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _fail(f"{error.format_message()} See: voicedrill --help")
    except (click.Abort, KeyboardInterrupt):
        _fail("Stopped.", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _fail("The disk is full, so the result could not be written. Free some space and try again.")
    sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int = 2) -> None:
    print(f"voicedrill: {message}", file=sys.stderr)  # noqa: T201
    sys.exit(code)


if __name__ == "__main__":
    main()
