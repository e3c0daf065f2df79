"""``voicedrill demo``: a whole call without audio devices."""

import json
from pathlib import Path

import click

from voicedrill.cli.progress import shown_progress
from voicedrill.runtime.call_setup import cast_case, load_engines
from voicedrill.runtime.debrief import Debrief, debrief, write_reports
from voicedrill.runtime.demo import DemoCall, run_demo
from voicedrill.runtime.earlier_promise import case_after
from voicedrill.runtime.latency import barge_ins_s, reply_latencies_s, summary_s
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.live import new_call_folder
from voicedrill.runtime.updates import Caption, PhaseChanged, Update


@click.command("demo")
@click.option("--persona", default="hartley_parcel", show_default=True, help="Id or file of the customer.")
@click.option("--case", "case_id", help="Case of the customer; drawn by the seed when not given.")
@click.option("--trainee", default="good", show_default=True, help="good, poor, or a sound file to speak instead.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Draws case, facts and wordings.")
@click.option("--after", type=click.Path(path_type=Path), help="An earlier call, which this one comes back to.")
@click.option("--out", type=click.Path(path_type=Path), help="The call folder; must be absent or empty.")
@click.option("--fast", is_flag=True, help="As fast as the machine can, instead of in real time.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def command(
    persona: str,
    case_id: str | None,
    trainee: str,
    seed: int,
    after: Path | None,
    out: Path | None,
    fast: bool,
    as_json: bool,
) -> None:
    """Run a call with a simulated trainee, from the first word to the report."""
    found, text = find_persona(persona)
    promise = None
    if after is not None:
        case_id, promise = case_after(after, found)
    casting = cast_case(found, case_id, seed, promise)
    folder = out if out is not None else new_call_folder(found.id)
    with shown_progress() as progress:
        engines = load_engines(progress)
        try:
            listener = _silent if as_json else _Captions(found.name)
            call = run_demo(casting, text, trainee, folder, engines, listener, progress, fast=fast)
        finally:
            engines.close()
        progress("Judging the call", None)
        judged = debrief(folder)
        reports = write_reports(judged)
    if as_json:
        click.echo(json.dumps(_result(call, judged, reports[0])))
    else:
        _tell(call, judged, reports[0])


class _Captions:
    """Shows the words of both sides as they are said."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, update: Update) -> None:
        match update:
            case Caption(speaker="customer", text=text, t_s=t_s):
                click.echo(f"{_clock(t_s)}  {self._name}: {text}")
            case Caption(speaker="trainee", text=text, t_s=t_s, final=True):
                click.echo(f"{_clock(t_s)}  You: {text}")
            case PhaseChanged(phase="ringing"):
                click.echo("The phone rings …")


def _silent(update: Update) -> None:
    """Show nothing."""


def _clock(t_s: float) -> str:
    return f"{int(t_s) // 60:02d}:{int(t_s) % 60:02d}"


def _result(call: DemoCall, judged: Debrief, report: Path) -> dict[str, object]:
    events = judged.folder.events
    return {
        "call_dir": str(call.folder),
        "outcome": call.outcome,
        "score": judged.scorecard.score,
        "band": judged.scorecard.band,
        "report": str(report),
        "reply_latency_s": summary_s(reply_latencies_s(events)),
        "barge_in_s": summary_s(barge_ins_s(events)),
        "duration_s": round(call.duration_s, 3),
        "wall_s": round(call.wall_s, 3),
    }


def _tell(call: DemoCall, judged: Debrief, report: Path) -> None:
    card = judged.scorecard
    score = "no score: the call was too short to judge" if card.score is None else f"score {card.score} ({card.band})"
    click.echo(f"\nThe call is over: {call.outcome.replace('_', ' ')}, {score}.")
    click.echo(f"Report: {report}")
