"""``voicedrill personas``: which customers there are, what one is about, and whether a file is right."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

import click

from voicedrill.cli.personas_new import command as new
from voicedrill.cli.personas_next import command as next_command
from voicedrill.cli.personas_say import command as say
from voicedrill.cli.personas_simulate import command as simulate
from voicedrill.errors import UserError
from voicedrill.persona.briefing import briefing, trainer_notes
from voicedrill.persona.casting import Casting, cast
from voicedrill.persona.explanations import did_you_mean
from voicedrill.persona.lint import lint
from voicedrill.persona.problems import PersonaError, Problem
from voicedrill.persona.schema import Persona, Skill
from voicedrill.runtime.library import find_persona, list_personas, persona_files, read_text

_LANGUAGES = ("clean", "mild", "strong")
"""From weak to strong."""


@click.group()
def command() -> None:
    """List, show and check customers."""


command.add_command(new, "new")
command.add_command(next_command, "next")
command.add_command(simulate, "simulate")
command.add_command(say, "say")


@command.command("list")
@click.option("--language", type=click.Choice(_LANGUAGES), help="At most this strong.")
@click.option("--sector", help="Only this sector.")
@click.option("--skill", type=click.Choice(get_args(Skill)), help="Only those who practise this skill.")
@click.option("--difficulty", type=click.IntRange(1, 5), help="Only this difficulty.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array.")
def list_command(
    language: str | None, sector: str | None, skill: str | None, difficulty: int | None, as_json: bool
) -> None:
    """List all customers, shipped ones and your own."""
    entries = list_personas()
    allowed = _LANGUAGES[: _LANGUAGES.index(language) + 1] if language else _LANGUAGES
    personas = [
        entry.persona
        for entry in entries
        if entry.persona is not None
        and entry.persona.language in allowed
        and (sector is None or entry.persona.sector.lower() == sector.lower())
        and (skill is None or skill in entry.persona.skills)
        and (difficulty is None or entry.persona.difficulty == difficulty)
    ]
    if as_json:
        click.echo(json.dumps([_card(persona) for persona in personas], ensure_ascii=False))
    else:
        width = max((len(persona.id) for persona in personas), default=0)
        for persona in personas:
            dots = "●" * persona.difficulty + "○" * (5 - persona.difficulty)
            click.echo(f"{persona.id:<{width}}  {dots}  {persona.title} ({persona.sector})")
    for entry in entries:
        for problem in entry.problems[:1]:
            more = f" (and {len(entry.problems) - 1} more)" if len(entry.problems) > 1 else ""
            click.echo(f"left out: {problem.at(str(entry.path))}{more}", err=True)


@command.command()
@click.argument("persona_id", metavar="ID|FILE")
@click.option("--case", "case_id", help="The case; by default the seed chooses.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Draws case, names and numbers.")
@click.option("--trainer", is_flag=True, help="Also what wins her over, faults and limits, and the good script.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(persona_id: str, case_id: str | None, seed: int, trainer: bool, as_json: bool) -> None:
    """Show the handout of a customer: who calls and how, the account, the policy, the goals.

    It gives away nothing that the customer has yet to tell; --trainer does.
    """
    persona, _ = find_persona(persona_id)
    casting = _cast(persona, case_id, seed)
    handout = briefing(casting)
    notes = trainer_notes(casting) if trainer else ()
    if as_json:
        card = {**_card(persona), "case": casting.case.id, "seed": seed, "briefing": asdict(handout)}
        if trainer:
            card["trainer"] = [asdict(section) for section in notes]
        click.echo(json.dumps(card, ensure_ascii=False))
    else:
        cases = ", ".join(case.id for case in persona.cases)
        click.echo("\n\n".join((str(handout), *map(str, notes))))
        click.echo(f"\nCase {casting.case.id}, seed {seed}. All cases: {cases}")


@command.command("lint")
@click.argument("places", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
def lint_command(places: tuple[Path, ...]) -> None:
    """Check customer files, or all in a folder; exits 2 when there is any error."""
    files = persona_files(places)
    if not files:
        raise UserError(f"there are no customer files (.yaml) in {', '.join(map(str, places))}.")
    errors = warnings = 0
    for path in files:
        for problem in _problems(path):
            click.echo(problem.at(str(path)))
            errors += problem.severity == "error"
            warnings += problem.severity == "warning"
    click.echo(f"{len(files)} files checked: {errors} errors, {warnings} warnings.", err=True)
    if errors:
        sys.exit(2)


@command.command()
def schema() -> None:
    """Print the JSON Schema of customer files, for editors."""
    click.echo(json.dumps(Persona.model_json_schema(), indent=2, ensure_ascii=False))


def _card(persona: Persona) -> dict[str, object]:
    """Return what ``list --json`` promises (design.md §6)."""
    return {
        "id": persona.id,
        "kind": persona.kind,
        "title": persona.title,
        "sector": persona.sector,
        "difficulty": persona.difficulty,
        "skills": list(persona.skills),
        "cases": [case.id for case in persona.cases],
    }


def _cast(persona: Persona, case_id: str | None, seed: int) -> Casting:
    known = [case.id for case in persona.cases]
    if case_id is not None and case_id not in known:
        guess = did_you_mean(case_id, known)
        raise UserError(f"{persona.id} has no case '{case_id}'.{guess} The cases are: {', '.join(known)}.")
    return cast(persona, case_id, seed)


def _problems(path: Path) -> Sequence[Problem]:
    try:
        return lint(read_text(path), str(path))
    except PersonaError as error:
        return error.problems
