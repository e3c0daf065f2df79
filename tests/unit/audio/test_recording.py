import errno
import os
import subprocess
import sys
import wave
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from voicedrill.audio.recording import CallRecording
from voicedrill.audio.sound import read_sound
from voicedrill.audio.stream import BLOCK_SAMPLES, Block
from voicedrill.errors import UserError

BLOCK = Block(np.full(BLOCK_SAMPLES, 11, np.int16), np.full(BLOCK_SAMPLES, -22, np.int16))


def test_left_is_the_customer_and_right_the_trainee(tmp_path: Path) -> None:
    path = tmp_path / "audio.wav"
    recording = CallRecording(path)
    for _ in range(3):
        recording.write(BLOCK)
    assert recording.duration_s == pytest.approx(0.06)
    recording.close()
    recording.close()
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate(), file.getnframes()) == (2, 2, 16_000, 960)
        frames = np.frombuffer(file.readframes(960), "<i2").reshape(-1, 2)
    assert set(map(tuple, frames.tolist())) == {(11, -22)}


def test_an_empty_recording_is_a_wav_file(tmp_path: Path) -> None:
    CallRecording(tmp_path / "audio.wav").close()
    with wave.open(str(tmp_path / "audio.wav")) as file:
        assert file.getnframes() == 0


@pytest.mark.parametrize(("blocks", "in_header"), [(49, 0), (50, 50), (51, 50), (100, 100)])
def test_the_header_is_refreshed_every_second(tmp_path: Path, blocks: int, in_header: int) -> None:
    path = tmp_path / "audio.wav"
    recording = CallRecording(path)
    for _ in range(blocks):
        recording.write(BLOCK)
    with wave.open(str(path)) as file:
        assert file.getnframes() == in_header * BLOCK_SAMPLES
    assert path.stat().st_size == 44 + blocks * BLOCK_SAMPLES * 4
    recording.close()


def test_a_killed_program_leaves_every_block(tmp_path: Path) -> None:
    path = tmp_path / "audio.wav"
    program = (
        "import os, signal, sys; from pathlib import Path; import numpy as np\n"
        "from voicedrill.audio.recording import CallRecording; from voicedrill.audio.stream import Block\n"
        "recording = CallRecording(Path(sys.argv[1]))\n"
        "for _ in range(70): recording.write(Block(np.full(320, 11, np.int16), np.full(320, -22, np.int16)))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", program, path], check=False, timeout=30, cwd=Path(__file__).parents[3])
    sound = read_sound(path)
    assert sound.shape == (2, 70 * BLOCK_SAMPLES)
    assert (set(sound[0].tolist()), set(sound[1].tolist())) == ({11}, {-22})


def test_a_full_disk_is_told_once_and_what_was_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "audio.wav"
    recording = CallRecording(path)
    recording.write(BLOCK)
    monkeypatch.setattr(recording, "_put", _no_space)
    with pytest.raises(UserError, match=r"cannot be recorded in .*audio\.wav.*No space left.*Free some space"):
        recording.write(BLOCK)
    recording.write(BLOCK)
    recording.close()
    assert read_sound(path).shape == (2, BLOCK_SAMPLES)


def test_a_real_full_disk_is_noticed() -> None:
    with pytest.raises(UserError, match="Free some space"):
        CallRecording(Path("/dev/full"))


def test_a_block_that_fits_in_part_means_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = CallRecording(tmp_path / "audio.wav")
    with recording._file as file, monkeypatch.context() as patched:
        patched.setattr(recording, "_file", SimpleNamespace(write=lambda data: file.write(data[:100])))
        with pytest.raises(UserError, match="No space left"):
            recording.write(BLOCK)
    recording.close()


def test_a_full_disk_at_the_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = CallRecording(tmp_path / "audio.wav")
    monkeypatch.setattr(recording, "_put", _no_space)
    with pytest.raises(UserError, match="No space left"):
        recording.close()
    recording.close()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No such file or directory"):
        CallRecording(tmp_path / "missing" / "audio.wav")


def _no_space(_data: bytes) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
