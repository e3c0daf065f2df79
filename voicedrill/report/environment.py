"""The reports' templates: packed with the program, escaped without exception."""

from functools import cache

import jinja2


@cache
def environment() -> jinja2.Environment:
    """Return the template environment; whatever a persona or a transcript says is text, never markup."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("voicedrill.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def source(name: str) -> str:
    """Return one of our own files as it is: the style sheet or the script."""
    loader = environment().loader
    assert loader is not None
    return loader.get_source(environment(), name)[0]
