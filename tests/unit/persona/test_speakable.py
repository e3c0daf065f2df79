from pathlib import Path

import pytest

from voicedrill.persona.lint import lint

FILES = sorted((Path(__file__).parents[3] / "personas").rglob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_shipped_line_can_be_said(file: Path) -> None:
    assert not [problem for problem in lint(file.read_text("utf-8"), file.name) if "voice" in problem.message]
