"""What a page shows when it has nothing else to show: empty, busy, or something went wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from voicedrill.ui.controls import Glyph, IconButton, ProgressBar, put_in_the_middle, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.tokens import LARGE, M
from voicedrill.ui.translation import tr

_BACK = "mdi6.arrow-left"


class StatePanel(QWidget):
    """Says what is here and why, and offers one button that helps (and at most one other way out).

    Signals
    -------
    helped
        The first button was pressed.
    left
        The second button was pressed.
    """

    helped = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph("mdi6.information-outline", "quiet", 48)
        self._heading = text_label("", size=LARGE, strong=True)
        self._text = text_label("")
        self._detail = text_label("", "quiet")
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._progress = ProgressBar()
        self._help = IconButton(tr("Try again"), "mdi6.refresh", role="primary")
        self._leave = IconButton(tr("Back"), _BACK)
        self._help.clicked.connect(self.helped)
        self._leave.clicked.connect(self.left)
        self._arrange()
        self.busy("", "")

    def busy(self, heading: str, text: str, fraction: float | None = None, way_out: str = "") -> None:
        """Show that something is being made ready; ``fraction`` is 0..1 or None when unknown."""
        self._fill("mdi6.timer-sand", "quiet", heading, text, "")
        self._progress.show_fraction(fraction)
        self._progress.show()
        self._buttons("", "", way_out)

    def empty(self, heading: str, text: str, help_text: str, help_icon: str) -> None:
        """Show that there is nothing here, why, and what helps."""
        self._fill("mdi6.account-off-outline", "quiet", heading, text, "")
        self._progress.hide()
        self._buttons(help_text, help_icon, "")

    def error(
        self,
        heading: str,
        text: str,
        detail: str,
        *,
        help_text: str,
        help_icon: str,
        way_out: str = "",
        way_icon: str = _BACK,
    ) -> None:
        """Show what went wrong, what is kept, and what helps."""
        self._fill("mdi6.alert-circle-outline", "bad", heading, text, detail)
        self._progress.hide()
        self._buttons(help_text, help_icon, way_out, way_icon)

    def _fill(self, icon: str, role: str, heading: str, text: str, detail: str) -> None:
        self._glyph.show_icon(icon, role)
        for label, words in ((self._heading, heading), (self._text, text), (self._detail, detail)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(f"{text} {detail}".strip())

    def _buttons(self, help_text: str, help_icon: str, way_out: str, way_icon: str = _BACK) -> None:
        self._help.setVisible(bool(help_text))
        if help_text:
            self._help.say(help_text, help_icon)
            self._help.setFocus()
        self._leave.setVisible(bool(way_out))
        if way_out:
            self._leave.say(way_out, way_icon)

    def _arrange(self) -> None:
        buttons = FlowRow()
        buttons.add(self._help)
        buttons.add(self._leave)
        column = QVBoxLayout()
        column.setSpacing(M)
        for widget in (self._glyph, self._heading, self._text, self._detail, self._progress):
            column.addWidget(widget)
        column.addWidget(buttons)
        put_in_the_middle(self, column, 620)
