"""A call on real sound loses its microphone in the middle, goes on with another one, and is whole."""

import json
import subprocess
import sys
from pathlib import Path

from fakes.pulse import Pulse

from voicedrill.audio.sound import read_sound
from voicedrill.call.events import Button, CustomerLine
from voicedrill.engines.model_store import models_dir
from voicedrill.engines.voices import voice_cache_dir
from voicedrill.history.folder import open_call
from voicedrill.runtime.debrief import debrief

CALL = """
import json, sys, threading
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.live import CallSetup, LiveCall
from voicedrill.runtime.updates import Caption, DeviceLost, Failed, Finished, PhaseChanged

lines = []
lost = threading.Event()

def listen(update):
    if isinstance(update, Caption) and update.speaker == "customer":
        lines.append(update.text)
        print("line", flush=True)
        if lost.is_set():
            threading.Timer(3.0, call.hang_up).start()
    elif isinstance(update, DeviceLost):
        lost.set()
        print("lost", json.dumps([update.message, update.inputs]), flush=True)
        call.choose_devices("loopback", "headset")
    elif isinstance(update, Finished):
        print("finished", update.folder, flush=True)
    elif isinstance(update, Failed):
        print("failed", update.message, flush=True)

_persona, text = find_persona("hartley_parcel")
call = LiveCall(CallSetup(text, "lost", 1, "microphone", "headset"), listen)
call.start()
call.join()
"""


def test_the_call_goes_on_with_another_microphone(pulse: Pulse, tmp_path: Path) -> None:
    environment = pulse.environment | {
        "VOICEDRILL_DATA_DIR": str(tmp_path),
        "VOICEDRILL_MODEL_DIR": str(models_dir()),
        "VOICEDRILL_VOICE_CACHE": str(voice_cache_dir()),
    }
    command = [sys.executable, "-c", CALL]
    call = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    told: list[str] = []
    assert call.stdout is not None
    for line in call.stdout:
        told.append(line.strip())
        if told == ["line"]:  # she has begun: the microphone goes dead
            # A source that is only unloaded is rescued by PulseAudio, which gives the stream another one.
            assert pulse.run("pactl", "suspend-source", "microphone", "1").returncode == 0
    _out, complaints = call.communicate(timeout=60)
    pulse.run("pactl", "suspend-source", "microphone", "0")
    assert told, complaints
    message, inputs = json.loads(next(one for one in told if one.startswith("lost")).removeprefix("lost "))
    assert "is gone" in message
    assert any(name.startswith("loopback") for name in inputs)
    folder = Path(next(one for one in told if one.startswith("finished")).removeprefix("finished "))
    kept = open_call(folder)
    assert [one.state for one in kept.events if isinstance(one, Button) and one.type == "device"] == ["lost", "back"]
    assert len([one for one in kept.events if isinstance(one, CustomerLine)]) >= 2, "she takes her line up again"
    recording = read_sound(folder / "audio.wav")
    assert recording.shape[0] == 2
    assert abs(recording.shape[-1] / 16_000 - kept.events[-1].t_s) <= 0.03
    assert debrief(folder).folder.outcome == "trainee_hung_up"
