"""The notes of the report's tone part: each moment can be heard."""

import pytest
from PySide6.QtWidgets import QPushButton

from voicedrill.scoring.tone_note import Moment, Note
from voicedrill.ui.tone_section import ToneSection, TurnTakingCard

NOTE = Note("interruptions", "Interruptions", says="You came in once.", where=(Moment(3.0, 5.0, "hold on"),))


@pytest.mark.parametrize("part", [TurnTakingCard, ToneSection])
def test_the_moment_of_a_note_can_be_heard(qtbot, part: type[TurnTakingCard | ToneSection]) -> None:
    view = part([NOTE.plain()], can_hear=True)
    qtbot.addWidget(view)
    heard: list[tuple[float, float]] = []
    view.heard.connect(lambda start_s, end_s: heard.append((start_s, end_s)))
    (hear,) = [one for one in view.findChildren(QPushButton) if one.accessibleName().startswith("Hear it")]
    hear.click()
    assert heard == [(3.0, 5.0)]
