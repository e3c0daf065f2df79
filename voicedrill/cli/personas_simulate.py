"""``voicedrill personas simulate``: how customers take scripted trainees."""

import json
from collections import Counter
from dataclasses import asdict
from statistics import median

import click

from voicedrill.persona.schema import Persona
from voicedrill.runtime.call_setup import cast_case
from voicedrill.runtime.detecting import load_patterns
from voicedrill.runtime.library import find_persona
from voicedrill.runtime.simulation import CachedDetector, SimulatedCall, simulate
from voicedrill.runtime.text_trainee import Manner

MANNERS = [manner.value for manner in Manner]


@click.command()
@click.argument("persona_ids", metavar="ID|FILE...", nargs=-1, required=True)
@click.option("--case", "case_id", help="The case; by default all, one after the other.")
@click.option(
    "--trainee",
    "manners",
    multiple=True,
    type=click.Choice(MANNERS),
    help="The trainee; by default all.",
)
@click.option("--runs", type=click.IntRange(1), default=10, show_default=True, help="Seeds of each case, from 1.")
@click.option("--transcripts", is_flag=True, help="Print what was said in each call.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a call.")
def command(
    persona_ids: tuple[str, ...],
    case_id: str | None,
    manners: tuple[str, ...],
    runs: int,
    transcripts: bool,
    as_json: bool,
) -> None:
    """Play calls with scripted trainees and print how they end.

    Behaviours are found by patterns alone, so that the result is the same on every machine.
    """
    detector = CachedDetector(load_patterns())
    for persona_id in persona_ids:
        persona, _ = find_persona(persona_id)
        cases = [cast_case(persona, case_id, 0).case.id] if case_id else [case.id for case in persona.cases]
        for case in cases:
            for manner in [Manner(one) for one in manners] or list(Manner):
                calls = [simulate(persona, case, manner, seed, detector) for seed in range(1, runs + 1)]
                for call in calls if as_json else ():
                    click.echo(json.dumps(_as_json(call), ensure_ascii=False))
                if not as_json:
                    _print_table(persona, case, calls)
                for call in calls if transcripts and not as_json else ():
                    click.echo(f"\n-- {persona.id}, {case}, {manner}, seed {call.casting.seed}\n{call.transcript()}\n")


def _as_json(call: SimulatedCall) -> dict[str, object]:
    return {
        "persona": call.casting.persona.id,
        "case": call.casting.case.id,
        "trainee": call.manner,
        "seed": call.casting.seed,
        "outcome": call.outcome,
        "exchanges": call.exchanges,
        "fallbacks": call.fallbacks,
        "temper": [{name: round(value, 3) for name, value in asdict(state).items()} for state in call.temper_path],
        "beats": [answer.beat for answer in call.answers],
        "flaws": call.flaws(),
    }


def _print_table(persona: Persona, case: str, calls: list[SimulatedCall]) -> None:
    outcomes = ", ".join(
        f"{outcome} {count}" for outcome, count in Counter(call.outcome for call in calls).most_common()
    )
    lines = sum(len(call.answers) for call in calls)
    fallbacks = sum(call.fallbacks for call in calls) / lines
    anger = median(call.temper_path[-1].anger for call in calls)
    click.echo(
        f"{persona.id:<20} {case:<14} {calls[0].manner:<17} {outcomes:<28} "
        f"{median(call.exchanges for call in calls):4.0f} exchanges  anger {anger:.2f}  fallbacks {fallbacks:.0%}"
    )
    for flaw in sorted({flaw for call in calls for flaw in call.flaws()}):
        click.echo(f"    {flaw}")
