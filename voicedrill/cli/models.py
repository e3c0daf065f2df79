"""``voicedrill models``: the speech models on this machine."""

import json

import click

from voicedrill.cli.progress import shown_progress
from voicedrill.engines.manifest import NATURAL, ModelEntry, load_manifest
from voicedrill.engines.model_store import ModelStore, models_dir
from voicedrill.engines.neural_packages import install_packages
from voicedrill.errors import EngineError


@click.group("models")
def command() -> None:
    """List, fetch and check the speech models."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a model.")
def list_models(*, as_json: bool) -> None:
    """List the models and where they lie."""
    manifest = load_manifest()
    store = ModelStore(models_dir(), manifest)
    for model in manifest.models:
        path = store.path(model.name)
        if as_json:
            row = model.model_dump(include={"name", "version", "description", "licence"})
            size = model.sources[0].size
            click.echo(json.dumps(row | {"size": size, "path": str(path) if path else None}))
        else:
            where = path or f"not here yet ({model.sources[0].size / 1e6:.0f} MB to fetch{_how(model)})"
            click.echo(f"{model.name} {model.version}: {model.description}, {model.licence}; {where}")


def _how(model: ModelEntry) -> str:
    return f" with 'voicedrill models get {model.bundle}'" if model.bundle else ""


@command.command("get")
@click.argument("name", required=False)
def get_models(name: str | None) -> None:
    """Fetch the model NAME, or all that are needed; a damaged one is fetched again.

    NAME may also be "natural", for voices that people believe; the Python packages they need are installed first.
    """
    if name == NATURAL:
        with shown_progress() as progress:
            install_packages(progress)
    manifest = load_manifest()
    store = ModelStore(models_dir(), manifest)
    for model in manifest.named(name):
        with shown_progress() as progress:
            path = store.mend(model.name, progress)
        click.echo(path)


@command.command("verify")
def verify_models() -> None:
    """Read every byte of the models and compare; needs no network."""
    manifest = load_manifest()
    store = ModelStore(models_dir(), manifest)
    checked = [model.name for model in manifest.models if not model.bundle or store.path(model.name)]
    problems = [problem for name in checked for problem in store.verify(name)]
    if problems:
        raise EngineError(f"{' '.join(problems)} Run 'voicedrill models get'.")
    click.echo("All models are complete.")
