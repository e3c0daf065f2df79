"""``voicedrill devices``: what there is to hear and to be heard with."""

import datetime as dt
import json
import queue
from dataclasses import asdict
from textwrap import fill

import click

from voicedrill import paths
from voicedrill.audio.devices import AudioDevice, devices
from voicedrill.cli.progress import shown_progress
from voicedrill.engines.progress import Progress
from voicedrill.errors import UserError
from voicedrill.history.baselines import Baselines
from voicedrill.runtime.headset_check import HeadsetCheck
from voicedrill.runtime.headset_steps import READING, TALKING, StepName
from voicedrill.runtime.headset_updates import (
    CheckEnded,
    CheckFinished,
    CheckUpdate,
    HeadsetResult,
    StepBegan,
    StepProgress,
    StepStuck,
)
from voicedrill.runtime.updates import Failed, Preparing
from voicedrill.speech.headset_findings import State
from voicedrill.speech.rounding import rounded

ASKS: dict[StepName, str] = {
    "quiet": "1 of 4. Say nothing for some seconds: the room is listened to.",
    "listen": "2 of 4. Still say nothing: you hear a customer, to find out whether the microphone hears her too.",
    "read": f"3 of 4. Read this aloud as you would on the telephone:\n\n{fill(READING, 78)}\n",
    "talk": f"4 of 4. Now talk freely for half a minute. {TALKING}",
}
_SIGNS: dict[State, str] = {"ok": "ok", "notice": "! ", "mend": "x "}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON only.")
@click.option("--check", is_flag=True, help="Check the headset in a guided minute and keep how you usually speak.")
@click.option("--input", "input_device", metavar="DEV", help="Microphone to check; a part of its name is enough.")
@click.option("--output", "output_device", metavar="DEV", help="Loudspeaker to check.")
def command(as_json: bool, check: bool, input_device: str | None, output_device: str | None) -> None:
    """List the microphones and loudspeakers; with --check, try them.

    The check exits with 0 also when something has to be put right first: then nothing is kept ("baseline" is null).
    """
    if (input_device or output_device) and not check:
        raise click.UsageError("--input and --output say what to check; add --check.")
    found = {"inputs": devices("input"), "outputs": devices("output")}
    if not as_json:
        _list(found)
    result = _check(input_device, output_device) if check else None
    if as_json:
        listing: dict[str, object] = {name: [_plain(device) for device in group] for name, group in found.items()}
        if result is not None:
            listing["check"] = rounded(_plain_result(result))
        click.echo(json.dumps(listing, ensure_ascii=False))
    elif result is not None:
        _tell(result)
    if result is not None:
        _keep(result)


def _list(found: dict[str, list[AudioDevice]]) -> None:
    for title, group in (("Microphones", found["inputs"]), ("Loudspeakers", found["outputs"])):
        click.echo(f"{title}:" if group else f"{title}: none. Connect a headset and try again.")
        for device in group:
            click.echo(f"  {'*' if device.is_default else ' '} {device.full_name} ({device.default_rate_hz} Hz)")


def _check(input_device: str | None, output_device: str | None) -> HeadsetResult:
    """Run the check; what it asks for is shown on stderr."""
    Baselines(paths.data_dir()).all()  # a file that cannot be used is told before the minute, not after it
    updates: queue.SimpleQueue[CheckUpdate] = queue.SimpleQueue()
    check = HeadsetCheck(input_device, output_device, updates.put)
    check.start()
    try:
        with shown_progress() as progress:
            return _follow(updates, progress)
    except KeyboardInterrupt:
        raise UserError("The check was stopped; nothing was kept.") from None
    finally:
        check.end()
        check.join()


def _follow(updates: "queue.SimpleQueue[CheckUpdate]", progress: Progress) -> HeadsetResult:
    while True:
        match updates.get():
            case Preparing(text, fraction):
                progress(text, fraction)
            case StepBegan(step):
                click.echo(f"\n{ASKS[step]}", err=True)
            case StepProgress(_, fraction, level_dbfs):
                progress(f"{level_dbfs:4.0f} dBFS", fraction)
            case StepStuck(_, result) | CheckFinished(result):
                return result
            case Failed(message):
                raise UserError(message)
            case CheckEnded():
                raise UserError("The check ended before it had a result. Try again.")


def _tell(result: HeadsetResult) -> None:
    click.echo(f"\nThe microphone '{_name(result.input_device)}' with '{_name(result.output_device)}':")
    for one in result.findings:
        click.echo(f"  {_SIGNS[one.state]} {one.found}{' ' if one.help else ''}{one.help}")
    if result.xruns:
        click.echo(f"  !  Sound was lost {result.xruns} times. Close other programs.")


def _keep(result: HeadsetResult) -> None:
    if result.baseline is None:
        click.echo(
            f"The check of '{_name(result.input_device)}' was not kept. "
            "Put right what was found (marked with x), and check again.",
            err=True,
        )
        return
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    Baselines(paths.data_dir()).keep(result.kept(now))
    click.echo("Kept: calls are compared with how you spoke now.", err=True)


def _plain(device: AudioDevice) -> dict[str, object]:
    return {
        "name": device.name,
        "host_api": device.host_api,
        "channels": device.channels,
        "default_rate_hz": device.default_rate_hz,
        "is_default": device.is_default,
    }


def _plain_result(result: HeadsetResult) -> dict[str, object]:
    return {
        "input": _name(result.input_device),
        "output": _name(result.output_device),
        "silent_input": result.room.noise_dbfs is None,
        **asdict(result.room),
        "speech_dbfs": result.speech_dbfs,
        "xruns": result.xruns,
        "findings": [asdict(one) for one in result.findings],
        "half_duplex": result.half_duplex,
        "baseline": result.baseline.as_mapping() if result.baseline else None,
    }


def _name(full_name: str) -> str:
    return full_name.rpartition(", ")[0]
