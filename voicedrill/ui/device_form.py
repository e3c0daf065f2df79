"""The choice of microphone and loudspeaker."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from voicedrill.ui.controls import Card, CheckBox, Glyph, IconButton, text_label
from voicedrill.ui.ports import Devices
from voicedrill.ui.tokens import SMALL, M, S

_USUAL = "The system's usual one"


class DeviceForm(QWidget):
    """Microphone, loudspeaker, headset or not; or the reason why there is no sound, and "Try again".

    Signals
    -------
    retry_wanted
        The devices are to be looked for again.
    ready_changed(bool)
        Whether a call could begin with these devices.
    """

    retry_wanted = Signal()
    ready_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._input = QComboBox()
        self._output = QComboBox()
        self.headset = CheckBox("I use a headset")
        self.headset.setChecked(True)
        self.headset.toggled.connect(self._explain)
        self.keep_audio = CheckBox("Keep the recording")
        self.keep_audio.setChecked(True)
        self._explanation = text_label("", "quiet", SMALL)
        self._busy = text_label("Looking for microphones and loudspeakers …", "quiet")
        self._problem = Card(role="card-bad")
        self._problem_text = text_label("")
        self._fields = QWidget()
        self._arrange()
        self._explain()
        self.show_busy()

    @property
    def input_device(self) -> str | None:
        """The chosen microphone; None for the system's."""
        return self._input.currentData()

    @property
    def output_device(self) -> str | None:
        """The chosen loudspeaker; None for the system's."""
        return self._output.currentData()

    def show_busy(self) -> None:
        """Show that the devices are being looked for."""
        self._show(self._busy)

    def show_devices(self, devices: Devices) -> None:
        """Offer the devices, or say what is missing."""
        if not devices.inputs:
            self.show_problem("No microphone was found. Plug in a headset or a microphone, then try again.")
        elif not devices.outputs:
            self.show_problem("No loudspeaker was found. Plug in a headset or loudspeakers, then try again.")
        else:
            _fill(self._input, devices.inputs)
            _fill(self._output, devices.outputs)
            self._show(self._fields)

    def show_problem(self, message: str) -> None:
        """Say why there is no sound."""
        self._problem_text.setText(message)
        self._show(self._problem)

    def choose(self, input_device: str | None, output_device: str | None) -> None:
        """Choose these where they are there."""
        for box, name in ((self._input, input_device), (self._output, output_device)):
            box.setCurrentIndex(max(0, box.findData(name)))

    def _show(self, shown: QWidget) -> None:
        for widget in (self._busy, self._problem, self._fields):
            widget.setVisible(widget is shown)
        self.ready_changed.emit(shown is self._fields)

    def _explain(self) -> None:
        self._explanation.setText(
            "You can both speak at the same time, as on a real call."
            if self.headset.isChecked()
            else "The microphone is off while the customer speaks, so that you are not mixed up. "
            "Interruptions are not judged."
        )

    def _arrange(self) -> None:
        fields = QVBoxLayout(self._fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(S)
        for name, box in (("Microphone", self._input), ("Loudspeaker", self._output)):
            label = text_label(name, "quiet", SMALL, wrap=False)
            label.setBuddy(box)
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            fields.addWidget(label)
            fields.addWidget(box)
        fields.addWidget(self.headset)
        fields.addWidget(self._explanation)
        fields.addWidget(self.keep_audio)
        retry = IconButton("Try again", "mdi6.refresh")
        retry.clicked.connect(self.retry_wanted)
        self._problem.body.setSpacing(M)
        self._problem.body.addWidget(Glyph("mdi6.microphone-off", "bad", 24))
        self._problem.body.addWidget(self._problem_text)
        self._problem.body.addWidget(retry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._busy, self._problem, self._fields):
            layout.addWidget(widget)


def _fill(box: QComboBox, names: tuple[str, ...]) -> None:
    before = box.currentData()
    box.clear()
    box.addItem(_USUAL, None)
    for name in names:
        box.addItem(name, name)
    box.setCurrentIndex(max(0, box.findData(before)))
