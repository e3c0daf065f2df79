"""The headset check on real sound: PortAudio on PulseAudio, a robot that reads and talks when it is its turn."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes.pulse import Pulse
from fakes.robot_trainee import robot_trainee

from voicedrill.audio.sound import write_sound
from voicedrill.engines.model_store import models_dir
from voicedrill.engines.voices import open_synthesiser, voice_cache_dir
from voicedrill.history.baselines import Baselines
from voicedrill.runtime.demo import TRAINEE_VOICE
from voicedrill.runtime.headset_steps import READING
from voicedrill.speech.samples import SAMPLE_RATE_HZ


@pytest.fixture(scope="module")
def minute(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the text read twice, with a pause between, over the faint noise that every microphone has."""
    path = tmp_path_factory.mktemp("robot") / "minute.wav"
    synthesiser = open_synthesiser()
    try:
        reading = synthesiser.render(READING, TRAINEE_VOICE).samples
    finally:
        synthesiser.close()
    pause = np.zeros(3 * SAMPLE_RATE_HZ, np.int16)
    write_sound(path, np.concatenate([reading, pause, reading, pause, reading]))
    return path


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give two minutes of the noise of a quiet room."""
    path = tmp_path_factory.mktemp("room") / "room.wav"
    noise = np.random.default_rng(1).normal(0, 20, 120 * SAMPLE_RATE_HZ)
    write_sound(path, np.rint(noise).astype(np.int16))
    return path


def test_a_guided_minute_on_real_devices(pulse: Pulse, minute: Path, room: Path, tmp_path: Path) -> None:
    environment = pulse.environment | {
        "VOICEDRILL_DATA_DIR": str(tmp_path),
        "VOICEDRILL_MODEL_DIR": str(models_dir()),
        "VOICEDRILL_VOICE_CACHE": str(voice_cache_dir()),
    }
    devices = ["--input", "microphone", "--output", "headset"]
    command = [sys.executable, "-m", "voicedrill.cli.main", "devices", "--check", "--json", *devices]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with (
        subprocess.Popen(["paplay", "--device=mouth", room], env=environment) as noise,
        subprocess.Popen(command, env=environment, **pipes) as check,
        robot_trainee(pulse) as robot,
    ):
        try:
            robot.wait_for_voice(1.0)
            robot.wait_for_silence(1.5)
            robot.say(minute)
            told, asked = check.communicate(timeout=120)
        finally:
            noise.terminate()
            check.terminate()
    assert check.returncode == 0, asked
    found = json.loads(told)["check"]
    assert "4 of 4" in asked
    states = {one["id"]: one["state"] for one in found["findings"]}
    assert states["noise"] == states["neighbours"] == states["bleed"] == states["level"] == "ok", found["findings"]
    assert found["noise_dbfs"] == pytest.approx(-64.3, abs=1.5)
    assert found["bleed_dbfs"] is None
    assert not found["half_duplex"]
    assert 0.0 < found["latency_s"] < 0.3
    kept = Baselines(tmp_path).find("microphone, ALSA")
    assert (kept is not None) is (found["baseline"] is not None)
