"""One finding: what was found, where to hear it, what to try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.report.contents import FindingText, Grade
from voicedrill.scoring.phrasing import quoted
from voicedrill.ui.controls import Glyph, IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.moment_row import moment_row
from voicedrill.ui.tokens import SMALL, XS, S
from voicedrill.ui.translation import tr

_MOST_MOMENTS = 3
_LOOKS: dict[Grade, tuple[str, str]] = {
    "good": ("mdi6.check-circle-outline", "good"),
    "notice": ("mdi6.circle-half-full", "notice"),
    "bad": ("mdi6.alert-circle-outline", "bad"),
    "plain": ("mdi6.minus-circle-outline", "quiet"),
}
"""Icon and colour of each grade."""


class FindingView(QWidget):
    """Icon and word for how it went, the reason, the better wording, and each moment with "Hear it".

    Signals
    -------
    heard(float, float)
        The moment from start to end (seconds) is to be played.
    disputed(FindingText)
        The trainee says that it was done.
    """

    heard = Signal(float, float)
    disputed = Signal(object)

    def __init__(self, text: FindingText, *, can_hear: bool, can_dispute: bool = False) -> None:
        super().__init__()
        finding, mark = text.finding, text.mark
        icon, role = _LOOKS[text.grade]
        word = text.word if text.sure == "sure" or text.grade == "plain" else f"{text.word} · {text.sure}"
        self.setAccessibleName(f"{text.asks}: {', '.join(filter(None, (word, mark)))}")
        words = QVBoxLayout()
        words.setSpacing(XS)
        head = FlowRow()
        head.add(text_label(text.asks, strong=True, wrap=False))
        head.add(text_label(word, role, SMALL, wrap=False))
        words.addWidget(head)
        if mark:
            words.addWidget(text_label(mark.capitalize(), "quiet", SMALL, strong=True))
        words.addWidget(text_label(finding.why))
        if finding.try_:
            words.addWidget(text_label(f"Try: {finding.try_}", "accent"))
        if finding.matters:
            words.addWidget(text_label(finding.matters, "quiet", SMALL))
        for evidence in finding.evidence[:_MOST_MOMENTS]:
            said = quoted(evidence.quote) if evidence.quote else ""
            words.addLayout(moment_row(evidence.start_s, evidence.end_s, said, self.heard.emit if can_hear else None))
        if can_dispute and finding.score is not None and finding.score < 1.0 and not finding.evidence and not mark:
            dispute = IconButton(tr("I did, here"), "mdi6.hand-pointing-right", role="small")
            dispute.setAccessibleName(f"{tr('I did, here')}: {text.asks}")
            dispute.clicked.connect(lambda: self.disputed.emit(text))
            words.addWidget(dispute, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, XS, 0, XS)
        row.setSpacing(S)
        row.addWidget(Glyph(icon, role), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
