"""What the headset check found, and what to do with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.runtime.headset_steps import StepName
from voicedrill.runtime.headset_updates import HeadsetResult
from voicedrill.speech.headset_findings import HeadsetFinding, State
from voicedrill.ui.controls import Card, Glyph, IconButton, put_in_the_middle, text_label
from voicedrill.ui.tokens import CHECK_WIDTH, HUGE, SMALL, XS, M, S
from voicedrill.ui.translation import tr

_LOOKS: dict[State, tuple[str, str, str]] = {
    "ok": ("mdi6.check-circle-outline", "good", "In order"),
    "notice": ("mdi6.alert-outline", "notice", "Works, with a drawback"),
    "mend": ("mdi6.close-circle-outline", "bad", "To be put right"),
}


class HeadsetResultView(QWidget):
    """Findings in plain words; "Use this" when there is a baseline.

    Signals
    -------
    used(HeadsetResult)
        The result is to be kept.
    again(str)
        The check is to go on from this step.
    stopped
        The result is not wanted.
    """

    used = Signal(object)
    again = Signal(str)
    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._result: HeadsetResult | None = None
        self._step: StepName = "quiet"
        self._title = text_label("", size=HUGE, strong=True)
        self._text = text_label("", "quiet")
        self._findings = Card(spacing=M)
        self._findings.setAccessibleName(tr("Findings"))
        self._use = IconButton(tr("Use this"), "mdi6.check", key="Ctrl+Return", role="primary")
        self._use.clicked.connect(lambda: self.used.emit(self._result))
        self._speak = IconButton(tr("Read and talk again"), "mdi6.account-voice")
        self._speak.clicked.connect(lambda: self.again.emit("read"))
        self._retry = IconButton(tr("Check again"), "mdi6.refresh", key="Ctrl+R")
        self._retry.clicked.connect(lambda: self.again.emit(self._step))
        self._stop = IconButton(tr("Leave it"), "mdi6.close", key="Esc")
        self._stop.clicked.connect(self.stopped)
        self._arrange()

    def show_result(self, result: HeadsetResult, stuck_at: StepName | None = None) -> None:
        """Show findings; a check that is stuck goes on at its step."""
        self._result, self._step = result, stuck_at or "quiet"
        good = result.baseline is not None
        self._title.setText("Your headset is ready" if good else "Something has to be put right first")
        self._text.setText(
            "Calls with this microphone will be compared with how you spoke now."
            if good
            else "Nothing is kept yet. Put right what is marked, then check again."
        )
        self._fill(sorted(result.findings, key=lambda one: list(_LOOKS).index(one.state), reverse=True))
        self._use.setVisible(good)
        self._speak.setVisible(stuck_at is None)
        (self._use if good else self._retry).setFocus()
        self.setAccessibleName(self._title.text())

    def show_warning(self, message: str) -> None:
        """Say why the result could not be kept."""
        self._text.setText(message)

    def _fill(self, findings: list[HeadsetFinding]) -> None:
        while (item := self._findings.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._findings.body.addWidget(_finding_row(finding))

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(S)
        for button in (self._use, self._speak, self._retry, self._stop):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        for widget in (self._title, self._text, self._findings):
            column.addWidget(widget)
        column.addLayout(buttons)
        put_in_the_middle(self, column, CHECK_WIDTH)


def _finding_row(finding: HeadsetFinding) -> QWidget:
    icon, role, meaning = _LOOKS[finding.state]
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(S)
    glyph = Glyph(icon, role)
    glyph.setAccessibleName(meaning)
    glyph.setToolTip(meaning)
    words = QVBoxLayout()
    words.setSpacing(XS)
    words.addWidget(text_label(finding.found))
    if finding.help:
        words.addWidget(text_label(finding.help, "quiet", SMALL))
    layout.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
    layout.addLayout(words, 1)
    return row
