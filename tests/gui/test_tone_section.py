"""Which notes stand where in the report's tone part, and that each moment can be heard."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from voicedrill.scoring.tone_findings import FIRST
from voicedrill.scoring.tone_note import Moment, Note
from voicedrill.ui.tone_section import ToneSection, TurnTakingCard

NOTES = [
    Note("articulation_rate_wpm", "Speaking rate", says="Faster than usual.", where=(Moment(7.0, 9.0, "fast"),)),
    Note("interruptions", "Interruptions", says="You came in once.", where=(Moment(3.0, 5.0, "hold on"),)),
]
TONE: dict[str, object] = {note.id: note.plain() for note in NOTES} | {"usual": 3.0}


@pytest.mark.parametrize(("part", "moment"), [(TurnTakingCard, (3.0, 5.0)), (ToneSection, (7.0, 9.0))])
def test_each_note_stands_in_one_part_and_its_moment_can_be_heard(
    qtbot, part: type[QWidget], moment: tuple[float, float]
) -> None:
    assert "interruptions" in FIRST
    view = part(TONE, can_hear=True)
    qtbot.addWidget(view)
    heard: list[tuple[float, float]] = []
    view.heard.connect(lambda start_s, end_s: heard.append((start_s, end_s)))
    (hear,) = [one for one in view.findChildren(QPushButton) if one.accessibleName().startswith("Hear it")]
    hear.click()
    assert heard == [moment]
