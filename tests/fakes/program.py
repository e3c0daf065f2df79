"""The program as a user starts it: a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-m", "voicedrill.cli.main")
TIME_LIMIT_S = 180

NO_NETWORK = '''"""No network: every connection is refused, as on a machine without one."""
import socket

def _refused(*args, **more):
    raise OSError(101, "Network is unreachable")

socket.socket.connect = _refused
socket.socket.connect_ex = _refused
socket.create_connection = _refused
socket.getaddrinfo = _refused
'''


def run(
    *arguments: str | Path, stdin: str = "", prefix: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        [*prefix, *COMMAND, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=TIME_LIMIT_S,
        env=os.environ | environment,
        check=False,
    )


def without_network(folder: Path) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return a command prefix and variables with which the program has no network.

    A network namespace of its own where the system permits that, else sockets that refuse to connect.
    """
    unshare = ("unshare", "-n")
    try:
        if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0:
            return unshare, {}
    except FileNotFoundError:
        pass
    (folder / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return (), {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)}


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Check that a user's mistake was told as promised, and return the sentence."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]
