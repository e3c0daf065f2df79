"""The page of the headset check: the devices and what is known of them, the guided minute, its result."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from voicedrill.history.baselines import CheckedHeadset
from voicedrill.runtime.headset_steps import STEPS
from voicedrill.runtime.headset_updates import CheckFinished, CheckUpdate, StepBegan, StepProgress, StepStuck
from voicedrill.runtime.updates import Failed, Preparing
from voicedrill.ui.columns import Columns
from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.device_form import DeviceForm
from voicedrill.ui.headset_result_view import HeadsetResultView
from voicedrill.ui.headset_steps_view import HeadsetStepsView
from voicedrill.ui.headset_words import STEP_TEXTS, STEP_TITLES, usual
from voicedrill.ui.page import Page
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.tokens import SMALL, XS, M, S
from voicedrill.ui.translation import tr

_BESIDE = 860
"""From this width on steps and devices stand beside each other, in pixels at 100 %."""


class HeadsetPage(QWidget):
    """Before, during and after the check.

    Signals
    -------
    begun(input_device, output_device)
        A check is to begin with these devices; None for the system's.
    stopped
        The check is to be given up.
    forgotten(str)
        What is known of this microphone is to be deleted.
    left
        Back to where one came from.
    """

    begun = Signal(object, object)
    stopped = Signal()
    forgotten = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("Headset"))
        self._running = False
        self.devices = DeviceForm(calls=False)
        self.devices.ready_changed.connect(self._enable)
        self.devices.headset_shown.connect(self._show_known)
        self._begin = IconButton(tr("Begin the check"), "mdi6.microphone", key="Ctrl+Return", role="primary")
        self._begin.clicked.connect(lambda: self.begun.emit(self.devices.input_device, self.devices.output_device))
        self._forget = IconButton(tr("Delete what is known"), "mdi6.delete-outline", role="small")
        self._forget.clicked.connect(self._emit_forgotten)
        self._known = Card(tr("How you usually speak"), spacing=S)
        self._known_text = text_label("")
        self._notice = text_label("", "bad", SMALL)
        self._start = Page(tr("Your headset"), tr("Back to where you came from"))
        self._start.left.connect(self.left)
        self._state = StatePanel()
        self._state.helped.connect(self.show_start)
        self._state.left.connect(self.stopped)
        self.steps = HeadsetStepsView()
        self.steps.stopped.connect(self.stopped)
        self.result = HeadsetResultView()
        self.result.stopped.connect(self.stopped)
        self._stack = QStackedLayout(self)
        self._arrange()
        self.show_start()

    def show_start(self) -> None:
        """Show the devices, and what is known of them."""
        self._stack.setCurrentWidget(self._start)
        self._notice.hide()
        self.take_focus()

    def show_notice(self, message: str) -> None:
        """Say what went wrong with the kept checks."""
        self._notice.setText(message)
        self._notice.setVisible(bool(message))

    def show_running(self, *, running: bool) -> None:
        """Note whether a check has the devices: another one must wait until they are free."""
        self._running = running
        self._enable()

    def show_ending(self) -> None:
        """Show that the check is being stopped: what it loads cannot be cut short."""
        self._state.busy(tr("Stopping the check"), "The window closes as soon as it has stopped.")
        self._stack.setCurrentWidget(self._state)

    def show_update(self, update: CheckUpdate) -> None:
        """Show what the check tells."""
        match update:
            case Preparing(text, fraction):
                self._state.busy(tr("Getting ready"), f"{text} …", fraction, way_out=tr("Stop"))
                self._stack.setCurrentWidget(self._state)
            case StepBegan(step):
                self.steps.show_step(step)
                self._stack.setCurrentWidget(self.steps)
            case StepProgress():
                self.steps.show_progress(update)
            case StepStuck(step, result):
                self.result.show_result(result, step)
                self._stack.setCurrentWidget(self.result)
            case CheckFinished(result):
                self.result.show_result(result)
                self._stack.setCurrentWidget(self.result)
            case Failed(message):
                self._state.error(
                    tr("The check could not go on"),
                    message,
                    "",
                    help_text=tr("To the devices"),
                    help_icon="mdi6.headset",
                )
                self._stack.setCurrentWidget(self._state)
            case _:
                pass

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        (self._begin if self._begin.isEnabled() else self._start.back).setFocus()

    def _enable(self, _ready: bool = False) -> None:
        self._begin.setEnabled(self.devices.ready and not self._running)

    def _show_known(self, headset: CheckedHeadset | None) -> None:
        self._known.setVisible(self.devices.ready)
        self._forget.setVisible(headset is not None)
        if headset is None:
            self._known_text.setText(
                "This microphone was not checked yet, so calls are not compared with how you usually speak, and "
                "voices near you may be taken for yours."
            )
        else:
            self._known_text.setText("\n".join(usual(headset.baseline)))

    def _emit_forgotten(self) -> None:
        if self.devices.headset_name:
            self.forgotten.emit(self.devices.headset_name)

    def _arrange(self) -> None:
        self._start.say(tr("A guided minute. What you say is not kept; only numbers are, on this machine."))
        what = Card(tr("What happens"), spacing=M)
        for number, step in enumerate(STEPS, start=1):
            words = QVBoxLayout()
            words.setSpacing(XS)
            words.addWidget(text_label(f"{number}  {STEP_TITLES[step]}", strong=True))
            words.addWidget(text_label(STEP_TEXTS[step], "quiet"))
            what.body.addLayout(words)
        self._known.body.addWidget(self._known_text)
        self._known.body.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        reading = QWidget()
        left = QVBoxLayout(reading)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(M)
        left.addWidget(what)
        left.addWidget(self._known)
        left.addStretch()
        setup = Card(tr("Your devices"), spacing=M)
        setup.body.addWidget(self.devices)
        setup.body.addWidget(self._notice)
        setup.body.addStretch()
        columns = Columns(_BESIDE)
        columns.add(reading, 3)
        columns.add(setup, 2)
        self._start.body.addWidget(columns)
        self._start.body.addStretch()
        self._start.bottom.addStretch()
        self._start.bottom.addWidget(self._begin)
        for widget in (self._start, self._state, self.steps, self.result):
            self._stack.addWidget(widget)
