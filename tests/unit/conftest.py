"""Unit tests find behaviours by patterns alone, as without the sentence model: quick, and the same on any machine."""

import pytest

from voicedrill.cli import detect, play
from voicedrill.runtime import detecting


@pytest.fixture(autouse=True)
def _without_sentence_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detecting, "sentence_model", lambda: None)
    for command in (detect, play):
        monkeypatch.setattr(command, "sentence_model", lambda: None)
