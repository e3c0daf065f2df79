"""What the window shows while a call has lost its microphone or loudspeaker."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from voicedrill.ui.controls import Glyph, IconButton, put_in_the_middle, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.tokens import LARGE, SMALL, M
from voicedrill.ui.translation import tr


class LostDevicePanel(QWidget):
    """Says what is gone, offers what is there, and goes on.

    Signals
    -------
    chosen(str or None, str or None)
        Go on with this microphone and loudspeaker; None for the system's usual one.
    hung_up
        End the call instead.
    """

    chosen = Signal(object, object)
    hung_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._message = text_label("")
        self._input = _box(tr("Microphone"))
        self._output = _box(tr("Loudspeaker"))
        self._go_on = IconButton(
            tr("Go on with these"), "mdi6.play", key="Ctrl+Return", role="primary",
            tip=tr("Devices that were just plugged in are found too"),
        )  # fmt: skip
        self._go_on.clicked.connect(self._choose)
        hang_up = IconButton(tr("End the call"), "mdi6.phone-hangup", key="Ctrl+E", role="danger")
        hang_up.clicked.connect(self.hung_up)
        column = QVBoxLayout()
        column.setSpacing(M)
        column.addWidget(Glyph("mdi6.microphone-off", "notice", 48))
        column.addWidget(text_label(tr("The call is paused"), size=LARGE, strong=True))
        column.addWidget(self._message)
        for name, box in ((tr("Microphone"), self._input), (tr("Loudspeaker"), self._output)):
            label = text_label(name, "quiet", SMALL)
            label.setBuddy(box)
            column.addWidget(label)
            column.addWidget(box)
        buttons = FlowRow()
        buttons.add(self._go_on)
        buttons.add(hang_up)
        column.addWidget(buttons)
        put_in_the_middle(self, column, 620)

    def show_lost(self, message: str, inputs: tuple[str, ...], outputs: tuple[str, ...]) -> None:
        """Show what is gone and what is there."""
        self._message.setText(message)
        self.setAccessibleName(message)
        for box, names in ((self._input, inputs), (self._output, outputs)):
            box.clear()
            box.addItem(tr("The system's usual one"), None)
            for name in names:
                box.addItem(name, name)
        self._go_on.setEnabled(True)
        self._go_on.setFocus()

    def _choose(self) -> None:
        self._go_on.setEnabled(False)
        self.chosen.emit(self._input.currentData(), self._output.currentData())


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
