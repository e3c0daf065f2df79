"""``voicedrill personas new``: a customer file to begin with, complete and playable."""

import json
import re
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any

import click

from voicedrill import paths
from voicedrill.errors import UserError
from voicedrill.persona.lint import lint
from voicedrill.runtime.library import SUFFIXES, personas_dir

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TITLES = {"mr", "mrs", "ms", "dr", "miss"}
_VOICES = {"she": ("female", "en-us+f3"), "he": ("male", "en-gb"), "they": ("neutral", "en-us")}
_TEMPERS = {1: (0.5, 0.8, 1.2), 2: (0.6, 0.9, 1.1), 3: (0.7, 1.0, 1.0), 4: (0.75, 1.1, 0.95), 5: (0.8, 1.2, 0.9)}
"""Anger at the start, reactivity and forgiveness of each difficulty."""
_PROMPTS = {
    "name": "Name of the customer",
    "pronoun": "She, he or they",
    "title": "Title, as in the list",
    "trouble": "The trouble in one line",
    "sector": "Sector",
    "difficulty": "Difficulty, 1 to 5",
    "language": "Strength of language",
}
"""What is asked, in order."""


@click.command()
@click.option("--id", "persona_id", help="Its id; by default from the name.")
@click.option("--name", default="Ms. Reed", show_default=True, help="Who calls.")
@click.option("--pronoun", type=click.Choice(list(_VOICES)), default="she", show_default=True, help="Of the customer.")
@click.option("--title", default="The machine that leaks", show_default=True, help="Title, as in the list.")
@click.option(
    "--trouble",
    default="A new coffee machine leaks, and two letters were never answered.",
    show_default=True,
    help="The trouble in one line.",
)
@click.option("--sector", default="retail", show_default=True, help="Line of business.")
@click.option("--difficulty", type=click.IntRange(1, 5), default=2, show_default=True, help="1 easy, 5 very hard.")
@click.option(
    "--language", type=click.Choice(["clean", "mild", "strong"]), default="clean", show_default=True,
    help="How strong the words are.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file; by default among your own customers."
)
@click.option("--yes", is_flag=True, help="Ask nothing: take what is given, and the defaults.")
@click.pass_context
def command(context: click.Context, *, persona_id: str | None, output: Path | None, yes: bool, **given: Any) -> None:
    """Write a new customer file: a complete example with notes, to make your own of.

    Asks for what is not given as an option. An existing file is never overwritten.
    """
    answers = given if yes else {name: _asked(context, name, given[name]) for name in _PROMPTS}
    if persona_id is None:
        guess = _id_of(answers["name"])
        persona_id = guess if yes else click.prompt("Id: lower-case letters, digits and _", default=guess, err=True)
    _check_id(persona_id)
    path = output or personas_dir() / f"{persona_id}.yaml"
    if path.suffix not in SUFFIXES:
        raise UserError(f"'{path}' would not be found as a customer file. Give a name that ends with .yaml.")
    text = _filled(persona_id, answers)
    _write(path, text)
    click.echo(str(path))
    click.echo(f"Make it yours in a text editor, and check it with: voicedrill personas lint {path}", err=True)


def _asked(context: click.Context, name: str, value: Any) -> Any:
    """Return what was given as an option, else what the user types."""
    if context.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT:
        return value
    kind = next(one.type for one in context.command.params if one.name == name)
    return click.prompt(_PROMPTS[name], default=value, type=kind, err=True)


def _id_of(name: str) -> str:
    """Return an id made of the last name: ``reed`` for ``Ms. Reed``."""
    words = [word for word in re.findall(r"[a-z0-9]+", name.lower()) if word not in _TITLES]
    found = _ID.match(words[-1]) if words else None
    return found[0] if found else "customer"


def _check_id(persona_id: str) -> None:
    if not _ID.fullmatch(persona_id):
        raise UserError(
            f"'{persona_id}' cannot be an id. Use lower-case letters, digits and _, a letter first, at most 40."
        )
    for folder in (paths.shipped("personas"), personas_dir()):
        for path in (folder / f"{persona_id}{suffix}" for suffix in SUFFIXES):
            if path.exists():
                raise UserError(f"The id '{persona_id}' is taken by {path}. Choose another with --id.")


def _filled(persona_id: str, answers: dict[str, Any]) -> str:
    """Return the text of the file; `UserError` when what was given cannot stand in one."""
    template = resources.files("voicedrill.persona").joinpath("template.yaml").read_text(encoding="utf-8")
    quoted = {
        name: json.dumps(value, ensure_ascii=False)[1:-1] if isinstance(value, str) else value
        for name, value in answers.items()
    }
    gender, espeak = _VOICES[answers["pronoun"]]
    anger, reactivity, forgiveness = _TEMPERS[answers["difficulty"]]
    text = Template(template).substitute(
        quoted, id=persona_id, minutes=answers["difficulty"] + 2, gender=gender, espeak=espeak,
        anger=anger, reactivity=reactivity, forgiveness=forgiveness,
    )  # fmt: skip
    problems = lint(text, persona_id)
    if problems:
        raise UserError(f"The file was not written, because it would have a mistake. {problems[0].message}")
    return text


def _write(path: Path, text: str) -> None:
    try:
        if path.parent == personas_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UserError(f"'{path}' exists already and was left as it is. Choose another file with --output.") from None
    except OSError as error:
        raise UserError(f"'{path}' cannot be written: {error.strerror}. Choose another file with --output.") from error
