"""A private PulseAudio for tests that need real devices: nothing of the machine's own sound system is touched."""

import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# PortAudio knows nothing of PulseAudio's devices; it lists one ALSA device for each of these.
SINKS = ("headset", "mouth")
SOURCES = {"microphone": "mouth.monitor", "loopback": "headset.monitor"}


@dataclass(frozen=True)
class Pulse:
    """A running PulseAudio with a headset and its other side.

    ``headset`` is a loudspeaker and ``microphone`` a microphone; what is played into ``mouth`` is heard by the
    microphone, and ``loopback`` hears the headset's loudspeaker.
    """

    environment: dict[str, str]
    """For subprocesses: PortAudio reads its list of devices when it is loaded."""

    def run(self, *command: str | Path, timeout_s: float = 20.0) -> subprocess.CompletedProcess[str]:
        """Run a command that sees only these devices."""
        return subprocess.run(
            [str(part) for part in command],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
        )


def _startup_script(socket: Path) -> str:
    lines = [f"load-module module-native-protocol-unix auth-anonymous=1 socket={socket}"]
    lines += [f"load-module module-null-sink sink_name={name} rate=48000" for name in SINKS]
    lines += [f"load-module module-remap-source source_name={name} master={of}" for name, of in SOURCES.items()]
    # A null sink nobody hurries works 2 s ahead, which no loudspeaker does: these keep it at a few milliseconds.
    lines += ["load-module module-null-sink sink_name=nowhere rate=48000"]
    lines += [f"load-module module-loopback source={name}.monitor sink=nowhere latency_msec=20" for name in SINKS]
    return "\n".join([*lines, "set-default-sink headset", "set-default-source microphone"]) + "\n"


def _alsa_config() -> str:
    devices = [f"pcm.{name} {{ type pulse device {name} }}" for name in (*SINKS, *SOURCES)]
    default = "pcm.!default { type asym playback.pcm headset capture.pcm microphone }"
    return "\n".join([*devices, default]) + "\n"


@contextmanager
def running_pulse(home: Path) -> Iterator[Pulse]:
    """Start a private PulseAudio whose files lie in ``home``; end it on leaving."""
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    socket = home / "native"
    script, alsa = home / "default.pa", home / "asound.conf"
    script.write_text(_startup_script(socket))
    alsa.write_text(_alsa_config())
    environment = os.environ | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "PULSE_RUNTIME_PATH": str(runtime),
        "PULSE_SERVER": f"unix:{socket}",
        "ALSA_CONFIG_PATH": str(alsa),
        "VOICEDRILL_DATA_DIR": str(home / "data"),
    }
    options = ["--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--realtime=no", "--high-priority=no"]
    log = (home / "log").open("w")
    daemon = subprocess.Popen(
        ["pulseaudio", "-n", *options, "--file", str(script)], env=environment, stdout=log, stderr=log
    )
    try:
        _wait_until_ready(daemon, environment, home / "log")
        yield Pulse(environment)
    finally:
        daemon.terminate()
        daemon.wait(timeout=10)
        log.close()


def _wait_until_ready(daemon: subprocess.Popen[bytes], environment: dict[str, str], log: Path) -> None:
    """Wait until all devices are there and the sinks have caught up with the clock."""
    pause = threading.Event()
    for _ in range(200):
        if daemon.poll() is not None:
            break
        known = subprocess.run(["pactl", "list"], env=environment, capture_output=True, text=True, check=False).stdout
        latencies_us = [int(found) for found in re.findall(r"Latency: (\d+) usec", known)]
        if all(f"Name: {name}\n" in known for name in (*SINKS, *SOURCES)) and max(latencies_us) < 100_000:
            return
        pause.wait(0.05)
    raise AssertionError(f"PulseAudio did not start:\n{log.read_text()}")
