"""The real streams against a real sound system."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes.pulse import Pulse, running_pulse

from voicedrill.audio.sound import read_sound, write_sound
from voicedrill.speech.samples import SAMPLE_RATE_HZ, Samples

RECORD_CALL = Path(__file__).parents[1] / "fakes" / "record_call.py"
ALIGNED_S = 0.030


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a sweep from 200 to 6000 Hz: it resembles itself at one lag only."""
    path = tmp_path_factory.mktemp("line") / "line.wav"
    t_s = np.arange(round(1.5 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    write_sound(path, (12_000 * np.sin(2 * np.pi * (200 * t_s + 5_800 / 3.0 * t_s**2))).astype(np.int16))
    return path


def _lag_s(first: Samples, second: Samples) -> float:
    """Return how much later the second holds the same sound."""
    size = 2 * len(first)
    product = np.fft.rfft(second.astype(float), size) * np.conj(np.fft.rfft(first.astype(float), size))
    best = int(np.argmax(np.abs(np.fft.irfft(product, size))))
    return (best if best < len(first) else best - size) / SAMPLE_RATE_HZ


def _level(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples.astype(float) ** 2)))


def test_what_is_played_and_what_is_heard_stand_beside_each_other(pulse: Pulse, line: Path, tmp_path: Path) -> None:
    call = tmp_path / "call.wav"
    done = pulse.run(sys.executable, RECORD_CALL, "loopback", "headset", line, call, "3")
    assert done.returncode == 0, done.stderr
    customer, trainee = read_sound(call)
    assert len(customer) == 3 * SAMPLE_RATE_HZ
    assert _level(trainee) == pytest.approx(_level(customer), rel=0.2)
    assert abs(_lag_s(customer, trainee)) <= ALIGNED_S
    told = json.loads(done.stdout)
    assert 75 <= told["blocks_of_line"] <= 77
    assert 0.0 < told["latency_s"] < 0.3


def test_the_microphone_does_not_hear_the_customer_in_a_headset(pulse: Pulse, line: Path, tmp_path: Path) -> None:
    call = tmp_path / "call.wav"
    done = pulse.run(sys.executable, RECORD_CALL, "microphone", "headset", line, call, "1.5")
    assert done.returncode == 0, done.stderr
    customer, trainee = read_sound(call)
    assert _level(customer) > 1_000
    assert not trainee.any()


def test_a_robot_trainee_is_heard(pulse: Pulse, line: Path, tmp_path: Path) -> None:
    said, call = tmp_path / "said.wav", tmp_path / "call.wav"
    rng = np.random.default_rng(1)
    write_sound(said, rng.integers(-3_000, 3_000, 6 * SAMPLE_RATE_HZ).astype(np.int16))
    with subprocess.Popen(["paplay", "--device=mouth", said], env=pulse.environment) as robot:
        done = pulse.run(sys.executable, RECORD_CALL, "microphone", "headset", line, call, "2")
        robot.terminate()
    assert done.returncode == 0, done.stderr
    assert _level(read_sound(call)[1][-SAMPLE_RATE_HZ:]) == pytest.approx(_level(read_sound(said)[0]), rel=0.2)


def test_a_sound_system_that_dies_in_a_call_is_told_in_a_sentence(line: Path, tmp_path: Path) -> None:
    call = tmp_path / "call.wav"
    with running_pulse(tmp_path) as pulse:
        command = [sys.executable, RECORD_CALL, "microphone", "headset", line, call, "30"]
        program = subprocess.Popen(command, env=pulse.environment, stderr=subprocess.PIPE, text=True)
        _wait_for_sound(call)
    _, told = program.communicate(timeout=20)
    assert "is gone. Connect it again or choose another device." in told
    assert read_sound(call).shape[1] > 0


def test_the_devices_are_listed_and_checked(pulse: Pulse) -> None:
    done = pulse.run(Path(sys.executable).with_name("voicedrill"), "devices", "--json", "--check", "--input", "loop")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert {"headset", "microphone", "loopback", "mouth"} <= {device["name"] for device in told["inputs"]}
    assert [device["name"] for device in told["outputs"] if device["is_default"]] == ["default"]
    assert told["check"]["input"] == "loopback"
    assert told["check"]["silent_input"]
    assert 0.0 < told["check"]["latency_s"] < 0.3


def _wait_for_sound(path: Path) -> None:
    """Return when the recording has begun."""
    watcher = ["tail", "--follow=name", "--retry", "--bytes=+1000", path]
    with subprocess.Popen(watcher, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.read(1_000)
        process.terminate()
