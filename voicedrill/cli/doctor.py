"""``voicedrill doctor``: is this machine ready for a call."""

import json
from dataclasses import asdict

import click

from voicedrill.runtime.checkup import check_up

_SIGNS = {"ok": "ok     ", "notice": "notice ", "problem": "PROBLEM"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
def command(as_json: bool) -> None:
    """Say what works on this machine, what is missing and what to do about it."""
    checks = check_up()
    if as_json:
        ready = all(check.state != "problem" for check in checks)
        click.echo(json.dumps({"ready": ready, "checks": [asdict(check) for check in checks]}))
        return
    for check in checks:
        click.echo(f"{_SIGNS[check.state]} {check.name}: {check.found}")
