"""One finding: what was found, where to hear it, what to try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.report.wording import appeal_mark
from voicedrill.scoring.appeals import unconfirmed
from voicedrill.scoring.interview_rubric import ASKS
from voicedrill.scoring.phrasing import quoted
from voicedrill.scoring.rubric import AUTO_FAIL_ITEM
from voicedrill.scoring.scorecard import Finding, Scorecard
from voicedrill.ui.controls import Glyph, text_label
from voicedrill.ui.moment_row import moment_row
from voicedrill.ui.tokens import SMALL, XS, S

_MOST_MOMENTS = 3


def finding_title(finding: Finding) -> str:
    """Return what the finding asks for, in a few words."""
    return ASKS.get(finding.id, finding.id.replace("_", " ").capitalize())


def provisional_ids(card: Scorecard) -> set[str]:
    """Return the findings that fail the call by themselves, for which a person has yet to say that it was so."""
    return {AUTO_FAIL_ITEM[name] for name in unconfirmed(card)}


class FindingView(QWidget):
    """Icon and word for how it went, the reason, the better wording, and each moment with "Hear it".

    Signals
    -------
    heard(float, float)
        The moment from start to end (seconds) is to be played.
    """

    heard = Signal(float, float)

    def __init__(self, finding: Finding, *, can_hear: bool, provisional: bool = False) -> None:
        super().__init__()
        icon, role, word = _verdict(finding)
        if provisional:
            word = f"{word} · provisional"
        elif finding.weight == 0 and finding.score is not None and not finding.confirmed:
            icon, role, word = "mdi6.minus-circle-outline", "quiet", "practice only"
        mark = appeal_mark(finding)
        self.setAccessibleName(f"{finding_title(finding)}: {', '.join(filter(None, (word, mark)))}")
        words = QVBoxLayout()
        words.setSpacing(XS)
        head = QHBoxLayout()
        head.setSpacing(S)
        head.addWidget(text_label(finding_title(finding), strong=True, wrap=False))
        head.addWidget(text_label(word, role, SMALL, wrap=False))
        head.addStretch()
        words.addLayout(head)
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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, XS, 0, XS)
        row.setSpacing(S)
        row.addWidget(Glyph(icon, role), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


def _verdict(finding: Finding) -> tuple[str, str, str]:
    if finding.score is None:
        return "mdi6.minus-circle-outline", "quiet", "not judged"
    sure = "" if finding.confidence >= 0.8 else " · fairly sure" if finding.confidence >= 0.6 else " · not sure"
    if finding.score >= 0.8:
        return "mdi6.check-circle-outline", "good", f"done{sure}"
    if finding.score >= 0.4:
        return "mdi6.circle-half-full", "notice", f"partly{sure}"
    return "mdi6.alert-circle-outline", "bad", f"to work on{sure}"
