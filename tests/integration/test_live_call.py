"""A live call on real sound: PortAudio on PulseAudio, a robot at the other end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from fakes.pulse import Pulse
from fakes.robot_trainee import robot_trainee

from voicedrill.audio.sound import read_sound, write_sound
from voicedrill.call.events import CustomerLine, CustomerStopped, SpeechStart, TraineeTurn
from voicedrill.engines.model_store import models_dir
from voicedrill.engines.ports import Voicing
from voicedrill.engines.voices import open_synthesiser, voice_cache_dir
from voicedrill.history.folder import CallFolder, open_call
from voicedrill.speech.samples import SAMPLE_RATE_HZ

ALIGNED_S = 0.030


@pytest.fixture(scope="module")
def interruption(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a spoken sentence of some three seconds."""
    path = tmp_path_factory.mktemp("robot") / "interruption.wav"
    synthesiser = open_synthesiser()
    try:
        line = synthesiser.render(
            "I am going to send you a replacement and it will arrive on Friday.", Voicing("en-us+f5", 185)
        )
    finally:
        synthesiser.close()
    write_sound(path, line.samples)
    return path


@contextmanager
def live_call(pulse: Pulse, data: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    """Run ``voicedrill call`` on the devices; hang up by Ctrl+C on leaving."""
    environment = pulse.environment | {
        "VOICEDRILL_DATA_DIR": str(data),
        "VOICEDRILL_MODEL_DIR": str(models_dir()),
        "VOICEDRILL_VOICE_CACHE": str(voice_cache_dir()),
    }
    command = [
        sys.executable, "-m", "voicedrill.cli.main", "call", "hartley_parcel", "--case", "lost", "--seed", "1",
        "--keep", "recording",
    ]  # fmt: skip
    call = subprocess.Popen(
        [*command, "--output", "headset", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    try:
        yield call
    finally:
        if call.poll() is None:
            os.kill(call.pid, signal.SIGINT)
        _, errors = call.communicate(timeout=60)
    assert call.returncode == 0, errors


def only_call(data: Path) -> CallFolder:
    """Read the one call of a data folder."""
    (folder,) = (data / "calls").iterdir()
    return open_call(folder)


def voiced_from_s(samples: np.ndarray, threshold: int = 300) -> float:
    """Return when the first sound begins."""
    return float(np.argmax(np.abs(samples.astype(int)) > threshold)) / SAMPLE_RATE_HZ


def test_she_reacts_to_a_trainee_who_speaks_while_she_speaks(pulse: Pulse, interruption: Path, tmp_path: Path) -> None:
    with robot_trainee(pulse) as robot, live_call(pulse, tmp_path, "--input", "microphone"):
        robot.wait_for_voice(2.0)
        robot.say(interruption)
        robot.wait_for_voice(1.0)
        robot.wait_for_silence(1.0)
    call = only_call(tmp_path)
    assert call.outcome == "trainee_hung_up"

    onset = next(event for event in call.events if isinstance(event, SpeechStart) and event.by == "trainee")
    first = next(event for event in call.events if isinstance(event, CustomerLine))
    stopped = next(event for event in call.events if isinstance(event, CustomerStopped))
    assert first.t_s < onset.t_s < first.end_s
    assert stopped.reason == "barge_in"
    assert stopped.t_s < first.end_s

    customer, trainee = read_sound(call.path / "audio.wav")
    silence = customer[round((stopped.t_s + 0.1) * SAMPLE_RATE_HZ) : round((stopped.t_s + 0.6) * SAMPLE_RATE_HZ)]
    assert not silence.any(), "her channel goes on after she was said to have stopped"
    assert voiced_from_s(trainee) == pytest.approx(onset.t_s, abs=0.15)

    turn = next(event for event in call.events if isinstance(event, TraineeTurn))
    assert {"replacement", "arrive", "friday"} & set(turn.text.split())
    answer = next(event for event in call.events if isinstance(event, CustomerLine) and event.t_s > turn.end_s)
    assert answer.beat == "interrupted"


def test_both_channels_of_the_folder_stand_on_one_clock(pulse: Pulse, tmp_path: Path) -> None:
    """The microphone hears the loudspeaker, so both channels hold the same voice."""
    with robot_trainee(pulse) as robot, live_call(pulse, tmp_path, "--input", "loopback", "--no-headset"):
        robot.wait_for_voice(1.5)
        robot.wait_for_silence(1.0)
    call = only_call(tmp_path)
    customer, trainee = read_sound(call.path / "audio.wav")
    assert not [event for event in call.events if isinstance(event, TraineeTurn)], "half-duplex must not hear her"
    spectrum = np.fft.rfft(trainee.astype(float), 2 * len(trainee)) * np.conj(
        np.fft.rfft(customer.astype(float), 2 * len(customer))
    )
    lag = int(np.argmax(np.fft.irfft(spectrum)))
    lag = lag if lag < len(customer) else lag - 2 * len(customer)
    assert abs(lag) / SAMPLE_RATE_HZ <= ALIGNED_S
