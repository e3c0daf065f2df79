"""A moment of the call with the button that plays it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from voicedrill.scoring.phrasing import clock
from voicedrill.ui.controls import IconButton, text_label
from voicedrill.ui.tokens import SMALL, S
from voicedrill.ui.translation import tr


def moment_row(
    start_s: float, end_s: float, words: str, hear: Callable[[float, float], None] | None = None
) -> QHBoxLayout:
    """Return a row with time and words; ``hear`` plays from start to end, None where nothing can be heard."""
    row = QHBoxLayout()
    row.setSpacing(S)
    if hear is not None:
        button = IconButton(tr("Hear it"), "mdi6.play-circle-outline", role="small")
        button.setAccessibleName(f"Hear it at {clock(start_s)}")
        button.clicked.connect(lambda: hear(start_s, end_s))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(text_label(f"{clock(start_s)}  {words}".strip(), "quiet", SMALL), 1)
    return row
