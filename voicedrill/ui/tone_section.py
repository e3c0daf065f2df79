"""The tone part of the report: taking turns shown at once, the voice only when it is asked for.

Every text comes from `voicedrill.scoring.tone_findings`; none of rate, loudness and pitch is ever in the score.
"""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.report.wording import FOR_YOU_ALONE
from voicedrill.ui.closed_section import ClosedSection
from voicedrill.ui.controls import Card, text_label
from voicedrill.ui.moment_row import moment_row
from voicedrill.ui.tokens import SMALL, XS, M, S


class NoteView(QWidget):
    """One note: its name and value, what was found, what to try, and each moment with "Hear it".

    Parameters
    ----------
    note : mapping
        As `voicedrill.scoring.tone_findings.tone` returns it.
    can_hear : bool
        There is a recording.

    Signals
    -------
    heard(float, float)
        A moment (seconds) is to be played.
    """

    heard = Signal(float, float)

    def __init__(self, note: Mapping[str, object], *, can_hear: bool) -> None:
        super().__init__()
        self.setAccessibleName(str(note["name"]))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, XS, 0, XS)
        column.setSpacing(XS)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(text_label(str(note["name"]), strong=True, wrap=False))
        head.addWidget(text_label(str(note["reads"]) or "not measured", "quiet", SMALL), 1)
        column.addLayout(head)
        column.addWidget(text_label(str(note["says"])))
        if note["try"]:
            column.addWidget(text_label(f"Try: {note['try']}", "accent"))
        where = note["where"]
        assert isinstance(where, list | tuple)
        for one in where:
            hear = self.heard.emit if can_hear else None
            column.addLayout(moment_row(one["start_s"], one["end_s"], one["what"], hear))


class TurnTakingCard(Card):
    """Interruptions, answers, pauses and dead air.

    Signals
    -------
    heard(float, float)
        A moment (seconds) is to be played.
    """

    heard = Signal(float, float)

    def __init__(self, notes: Iterable[Mapping[str, object]], *, can_hear: bool) -> None:
        super().__init__("Taking turns", spacing=M)
        _add_notes(self.body, notes, self.heard, can_hear=can_hear)


class ToneSection(ClosedSection):
    """Rate, loudness, pitch and the rest, each beside the trainee's own usual.

    Signals
    -------
    heard(float, float)
        A moment (seconds) is to be played.
    """

    heard = Signal(float, float)

    def __init__(self, notes: Iterable[Mapping[str, object]], *, can_hear: bool) -> None:
        super().__init__("More: how you spoke")
        _add_notes(self.content, notes, self.heard, can_hear=can_hear)
        self.content.addWidget(text_label(FOR_YOU_ALONE, "quiet", SMALL))


def _add_notes(
    to: QVBoxLayout, notes: Iterable[Mapping[str, object]], heard: SignalInstance, *, can_hear: bool
) -> None:
    for note in notes:
        view = NoteView(note, can_hear=can_hear)
        view.heard.connect(heard)
        to.addWidget(view)
