"""From the first start to the first report: the real window, real engines, real sound, a robot at the other end."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import journey
from fakes.pulse import Pulse
from fakes.robot_trainee import robot_trainee

from voicedrill.audio.sound import write_sound
from voicedrill.engines.model_store import models_dir
from voicedrill.engines.ports import Voicing
from voicedrill.engines.voices import open_synthesiser, voice_cache_dir
from voicedrill.history.folder import open_call

STEPS = ["ringing", "talking", "understood", "report"]


@pytest.fixture
def sentence(tmp_path: Path) -> Path:
    path = tmp_path / "sentence.wav"
    synthesiser = open_synthesiser()
    try:
        line = synthesiser.render("I am so sorry that your present has not arrived.", Voicing("en-us+f5", 175))
    finally:
        synthesiser.close()
    write_sound(path, line.samples)
    return path


@pytest.mark.parametrize("sleeps", [False, True], ids=["awake", "asleep"])
def test_a_first_call_from_the_first_start_to_its_report(
    pulse: Pulse, sentence: Path, tmp_path: Path, sleeps: bool
) -> None:
    """Also on a computer that falls asleep in the middle of the call and wakes up again."""
    data = tmp_path / "data"
    environment = pulse.environment | {
        "VOICEDRILL_DATA_DIR": str(data),
        "VOICEDRILL_MODEL_DIR": str(models_dir()),
        "VOICEDRILL_VOICE_CACHE": str(voice_cache_dir()),
    }
    window = subprocess.Popen(
        [sys.executable, journey.__file__], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    told: dict[str, float] = {}
    assert window.stdout is not None
    with robot_trainee(pulse) as robot:
        for line in window.stdout:
            word, at_s = line.split()
            told[word] = float(at_s)
            if word == "talking":
                if sleeps:
                    window.send_signal(signal.SIGSTOP)
                    robot.wait_for_silence(4.0)
                    window.send_signal(signal.SIGCONT)
                robot.wait_for_silence(1.0)
                robot.say(sentence)
    _, errors = window.communicate(timeout=120)
    assert window.returncode == 0, errors
    assert list(told) == STEPS, told
    assert told["ringing"] < 120, "two minutes from nothing to the first ringing phone"
    assert "Traceback" not in errors
    (folder,) = (data / "calls").iterdir()
    call = open_call(folder)
    assert call.outcome == "trainee_hung_up"
    assert (folder / "score.json").exists()
    assert call.audio_path is not None
