"""``voicedrill devices``: what there is to hear and to be heard with."""

import json
import math
from dataclasses import asdict, dataclass
from itertools import islice

import click
import numpy as np

from voicedrill.audio.devices import AudioDevice, devices
from voicedrill.audio.duplex_stream import DuplexStream
from voicedrill.audio.stream import BLOCK_S
from voicedrill.speech.rounding import rounded
from voicedrill.speech.samples import FULL_SCALE

CHECK_S = 2.0


@dataclass(frozen=True)
class Check:
    """What two seconds with the devices showed.

    ``level_dbfs`` is None when the microphone gave nothing but zeros.
    """

    input: str
    output: str
    level_dbfs: float | None
    latency_s: float
    silent_input: bool
    xruns: int


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
@click.option("--check", is_flag=True, help="Open the devices for two seconds and say how they do.")
@click.option("--input", "input_device", metavar="DEV", help="Microphone to check; a part of its name is enough.")
@click.option("--output", "output_device", metavar="DEV", help="Loudspeaker to check.")
def command(as_json: bool, check: bool, input_device: str | None, output_device: str | None) -> None:
    """List the microphones and loudspeakers; with --check, try them."""
    if (input_device or output_device) and not check:
        raise click.UsageError("--input and --output say what to check; add --check.")
    found = {"inputs": devices("input"), "outputs": devices("output")}
    result = _check(input_device, output_device) if check else None
    if as_json:
        listing: dict[str, object] = {name: [_plain(device) for device in group] for name, group in found.items()}
        if result:
            listing["check"] = rounded(asdict(result))
        click.echo(json.dumps(listing, ensure_ascii=False))
        return
    for title, group in (("Microphones", found["inputs"]), ("Loudspeakers", found["outputs"])):
        click.echo(f"{title}:" if group else f"{title}: none. Connect a headset and try again.")
        for device in group:
            click.echo(f"  {'*' if device.is_default else ' '} {device.full_name} ({device.default_rate_hz} Hz)")
    if result:
        click.echo(_sentences(result))


def _check(input_device: str | None, output_device: str | None) -> Check:
    stream = DuplexStream(input_device, output_device)
    try:
        blocks = list(islice(stream.blocks(), round(CHECK_S / BLOCK_S)))
        heard = np.concatenate([block.trainee for block in blocks]).astype(np.float64)
        power = float(np.mean(heard**2))
        return Check(
            input=stream.microphone.name,
            output=stream.loudspeaker.name,
            level_dbfs=10 * math.log10(power / FULL_SCALE**2) if power else None,
            latency_s=stream.latency_s,
            silent_input=not power,
            xruns=sum(block.xrun for block in blocks),
        )
    finally:
        stream.close()


def _sentences(check: Check) -> str:
    if check.level_dbfs is None:
        level = (
            "gives only zeros: it is switched off or muted, or this program may not use it. "
            "Look at the system's privacy settings for the microphone"
        )
    else:
        level = f"hears {check.level_dbfs:.0f} dBFS"
    losses = f" Sound was lost {check.xruns} times: close other programs." if check.xruns else ""
    return (
        f"The microphone '{check.input}' {level}. With the loudspeaker '{check.output}' "
        f"the sound is {check.latency_s * 1000:.0f} ms on its way.{losses}"
    )


def _plain(device: AudioDevice) -> dict[str, object]:
    return {
        "name": device.name,
        "host_api": device.host_api,
        "channels": device.channels,
        "default_rate_hz": device.default_rate_hz,
        "is_default": device.is_default,
    }
