"""Rate, loudness and pitch of the trainee's voice: closed at first, never in the score (design.md, principle 3)."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from voicedrill.ui.closed_section import ClosedSection
from voicedrill.ui.controls import text_label
from voicedrill.ui.tokens import SMALL, XL, XS

_MEASURES = {
    "articulation_rate_wpm": ("Speaking rate", "{:.0f} words a minute, pauses left out"),
    "loudness_dbfs": ("Loudness", "{:.0f} dB below the loudest that can be recorded"),
    "pitch_median_hz": ("Pitch", "{:.0f} Hz in the middle"),
    "pitch_range_st": ("Pitch range", "{:.0f} semitones from low to high"),
}
"""Name of each measure and how its value is said; loudness is given without its sign."""


class ToneSection(ClosedSection):
    """Each measure with its value and a sentence beside the trainee's own usual.

    Parameters
    ----------
    tone : mapping
        As `voicedrill.scoring.tone_findings.tone` returns it.
    """

    def __init__(self, tone: Mapping[str, object]) -> None:
        super().__init__("More: how you spoke")
        grid = QGridLayout()
        grid.setHorizontalSpacing(XL)
        grid.setVerticalSpacing(XS)
        grid.setColumnStretch(2, 1)
        for row, (measure, (name, pattern)) in enumerate(_MEASURES.items()):
            found = tone.get(measure)
            if not isinstance(found, Mapping):
                continue
            value = found["value"]
            said = pattern.format(abs(value)) if isinstance(value, int | float) else "not measured"
            for column, label in enumerate(
                (
                    text_label(name, strong=True, wrap=False),
                    text_label(said, wrap=False),
                    text_label(str(found["says"]), "quiet"),
                )
            ):
                grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(grid)
        self.content.addWidget(text_label("This is for you alone and never counts in the score.", "quiet", SMALL))
