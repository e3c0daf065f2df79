"""The choice of microphone and loudspeaker."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.history.consent import CHOICES
from voicedrill.ui.controls import Card, CheckBox, Glyph, IconButton, text_label
from voicedrill.ui.headset_words import state
from voicedrill.ui.ports import Devices
from voicedrill.ui.tokens import SMALL, M, S
from voicedrill.ui.translation import tr

_USUAL = "The system's usual one"


class DeviceForm(QWidget):
    """Microphone, loudspeaker, headset or not; or the reason why there is no sound, and "Try again".

    Parameters
    ----------
    calls : bool
        Also ask what only calls need, and offer to check devices that were not checked together.

    Signals
    -------
    retry_wanted
        The devices are to be looked for again.
    ready_changed(bool)
        Whether a call could begin with these devices.
    headset_shown(CheckedHeadset or None)
        What is known of the chosen microphone.
    check_wanted
        The chosen microphone is to be checked.
    """

    retry_wanted = Signal()
    ready_changed = Signal(bool)
    headset_shown = Signal(object)
    check_wanted = Signal()

    def __init__(self, *, calls: bool = True) -> None:
        super().__init__()
        self._calls = calls
        self._inputs: tuple[str, ...] = ()
        self._outputs: tuple[str, ...] = ()
        self._headsets: dict[str, CheckedHeadset] = {}
        self._ready = False
        self._checked = text_label("", "quiet", SMALL)
        self._check = IconButton(
            tr("Check it"), "mdi6.headset", role="small", tip=tr("Check microphone and loudspeaker")
        )
        self._check.clicked.connect(self.check_wanted)
        self._input = QComboBox()
        self._input.currentIndexChanged.connect(self._show_checked)
        self._output = QComboBox()
        self._output.currentIndexChanged.connect(self._show_checked)
        self.headset = CheckBox(tr("I use a headset"))
        self.headset.setChecked(True)
        self.headset.toggled.connect(self._explain)
        self.push_to_talk = CheckBox(tr("Push to talk: hold Space"))
        self.push_to_talk.setToolTip(tr("For loud rooms: the customer hears you only while you hold the key"))
        self.keep = QComboBox()
        self.keep.setAccessibleName(tr("What stays of the call"))
        for keep, words in CHOICES.items():
            self.keep.addItem(words, keep)
        self._explanation = text_label("", "quiet", SMALL)
        self._busy = text_label(tr("Looking for microphones and loudspeakers …"), "quiet")
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

    @property
    def headset_name(self) -> str:
        """Full name of the chosen microphone, also of the system's; empty when there is none."""
        return self.input_device or next(iter(self._inputs), "")

    @property
    def ready(self) -> bool:
        """Whether a call could begin with these devices."""
        return self._ready

    def show_headsets(self, headsets: tuple[CheckedHeadset, ...]) -> None:
        """Take what is known of the microphones that were checked."""
        self._headsets = {one.input_device: one for one in headsets}
        self._show_checked()

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
            self._inputs, self._outputs = devices.inputs, devices.outputs
            _fill(self._input, devices.inputs)
            _fill(self._output, devices.outputs)
            self._show(self._fields)
            self._show_checked()

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
        self._ready = shown is self._fields
        self.ready_changed.emit(self._ready)

    def _show_checked(self) -> None:
        known = self._headsets.get(self.headset_name)
        output = self.output_device or next(iter(self._outputs), "")
        elsewhere = known is not None and known.output_device != output
        said = f"This microphone was {state(known)}{', with another loudspeaker' if elsewhere else ''}."
        heard = known is not None and known.half_duplex and not elsewhere
        if heard:
            said += " It hears the loudspeaker: it is off while the customer speaks, and interruptions are not judged."
        self._checked.setText(said)
        self._explanation.setVisible(self._calls and not heard)
        self._check.setVisible(self._calls and (known is None or elsewhere))
        self.headset_shown.emit(known)

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
            if box is self._input:
                row = QHBoxLayout()
                row.addWidget(self._checked, 1)
                row.addWidget(self._check)
                fields.addLayout(row)
        for widget in (self.headset, self._explanation, self.push_to_talk, self.keep):
            fields.addWidget(widget)
            widget.setVisible(self._calls)
        retry = IconButton(tr("Try again"), "mdi6.refresh")
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
