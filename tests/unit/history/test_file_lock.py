"""The lock between programs that change the same folder."""

import subprocess
import sys
from pathlib import Path

import pytest

from voicedrill.history.file_lock import locked

_HOLD = """
import sys
from pathlib import Path
from voicedrill.history.file_lock import locked
with locked(Path(sys.argv[1])):
    print("locked", flush=True)
    sys.stdin.readline()
    Path(sys.argv[2]).write_text("done", encoding="utf-8")
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "call.json"
    path.write_text("{}", encoding="utf-8")
    return path


def other(file: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(file), str(file.with_name("trace"))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_another_program_waits_for_its_turn(file: Path) -> None:
    with other(file) as program:
        assert program.stdout is not None
        assert program.stdin is not None
        assert program.stdout.readline() == "locked\n"
        program.stdin.write("\n")
        program.stdin.flush()
        with locked(file):
            assert file.with_name("trace").read_text(encoding="utf-8") == "done"
    assert program.returncode == 0


def test_a_killed_program_holds_no_lock(file: Path) -> None:
    with other(file) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "locked\n"
        program.kill()
    with locked(file):
        assert file.read_text(encoding="utf-8") == "{}"


def test_nothing_is_left_behind_and_an_absent_file_is_an_error(file: Path) -> None:
    with locked(file):
        pass
    assert list(file.parent.iterdir()) == [file]
    with pytest.raises(FileNotFoundError), locked(file.with_name("absent")):
        pass
