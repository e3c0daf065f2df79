"""The buttons of a call, with their keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from voicedrill.runtime.updates import Phase
from voicedrill.ui.controls import IconButton
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.theme import scaled
from voicedrill.ui.translation import tr

_SILENT, _HEARD = "Hold Space to talk", "You are heard"
_TALK_WIDTH = 200
"""Wide enough for both."""
_ON_THE_LINE: tuple[Phase, ...] = ("talking", "hold", "paused")


class CallButtons(QWidget):
    """Breathe, hold, mute, repeat, supervisor, hang up; each is there only while it can do something.

    With push-to-talk `talk` stands in the place of mute.

    Signals
    -------
    pressed(str)
        ``answer``, ``hold``, ``resume``, ``mute``, ``unmute``, ``pause``, ``continue``, ``repeat`` or ``supervisor``.
    stopped
        It is too much: the call is to stop kindly.
    hung_up
        The trainee ends the call.
    """

    pressed = Signal(str)
    stopped = Signal()
    hung_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._phase: Phase = "ringing"
        self.muted = False
        self._by_holding = False
        self._answer = IconButton(tr("Answer"), "mdi6.phone", key="A", role="primary", tip=tr("Take the call"))
        self._breathe = IconButton(tr("Breathe"), "mdi6.leaf", key="B", tip=tr("Stop the clock and breathe"))
        self._hold = IconButton(
            tr("Hold"), "mdi6.pause", key="H", tip=tr("Put the customer on hold, or take the call back")
        )
        self._mute = IconButton(tr("Mute"), "mdi6.microphone-off", key="M", tip=tr("The customer does not hear you"))
        tip = "The customer hears you only while you hold this; Space works outside the notes"
        self.talk = IconButton(_SILENT, "mdi6.microphone-off", tip=tip)
        self.talk.setMinimumWidth(scaled(_TALK_WIDTH))
        self._repeat = IconButton(tr("Repeat"), "mdi6.repeat", key="R", tip=tr("Ask the customer to say it again"))
        self._supervisor = IconButton(
            tr("Supervisor"), "mdi6.account-tie", key="S", tip=tr("Hand over to a supervisor")
        )
        self._too_much = IconButton(
            tr("Too much"), "mdi6.hand-back-left-outline", key="T", tip=tr("This is too much: stop kindly, any time")
        )
        self._hang_up = IconButton(tr("Hang up"), "mdi6.phone-hangup", key="Ctrl+E", role="danger")
        self._breathe.clicked.connect(lambda: self.pressed.emit("continue" if self._phase == "paused" else "pause"))
        self._hold.clicked.connect(lambda: self.pressed.emit("resume" if self._phase == "hold" else "hold"))
        self._mute.clicked.connect(self._toggle_mute)
        self._repeat.clicked.connect(lambda: self.pressed.emit("repeat"))
        self._supervisor.clicked.connect(lambda: self.pressed.emit("supervisor"))
        self._too_much.clicked.connect(self.stopped)
        self._hang_up.clicked.connect(self.hung_up)
        self._answer.clicked.connect(self._take_up)
        row = FlowRow()
        for button in (
            self._answer, self._breathe, self._hold, self._mute, self.talk, self._repeat, self._supervisor,
            self._too_much, self._hang_up,
        ):  # fmt: skip
            row.add(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(row)

    def begin(self, *, push_to_talk: bool = False) -> None:
        """Make ready for a new call."""
        self.muted = False
        self._by_holding = push_to_talk
        self.show_talking(False)
        self._mute.say(tr("Mute"), "mdi6.microphone-off")
        self.show_phase("ringing")

    def show_phase(self, phase: Phase) -> None:
        """Offer what works in this phase."""
        self._phase = phase
        ringing = phase == "ringing"
        self._answer.setVisible(ringing)
        self._answer.setEnabled(ringing)
        for button in (self._breathe, self._hold, self._repeat, self._supervisor, self._too_much):
            button.setVisible(not ringing)
        self._mute.setVisible(not ringing and not self._by_holding)
        self.talk.setVisible(not ringing and self._by_holding)
        self._too_much.setEnabled(phase in _ON_THE_LINE)
        self._breathe.setEnabled(phase in ("talking", "paused"))
        self._hold.setEnabled(phase in ("talking", "hold"))
        self._mute.setEnabled(phase == "talking")
        self.talk.setEnabled(phase == "talking")
        self._repeat.setEnabled(phase == "talking")
        self._supervisor.setEnabled(phase in ("talking", "hold"))
        self._hang_up.setEnabled(phase == "ringing" or phase in _ON_THE_LINE)
        paused, held = phase == "paused", phase == "hold"
        self._breathe.say(*(("Go on", "mdi6.play") if paused else ("Breathe", "mdi6.leaf")))
        self._hold.say(*(("Resume", "mdi6.play") if held else ("Hold", "mdi6.pause")))

    def show_talking(self, talking: bool) -> None:
        """Show whether the customer hears the trainee, with push-to-talk."""
        self.talk.say(*((_HEARD, "mdi6.microphone") if talking else (_SILENT, "mdi6.microphone-off")))
        self.talk.setDown(talking)

    def focus_answer(self) -> None:
        """Put the keyboard on Answer."""
        self._answer.setFocus()

    def _take_up(self) -> None:
        self._answer.setEnabled(False)
        self.pressed.emit("answer")

    def _toggle_mute(self) -> None:
        self.muted = not self.muted
        self._mute.say(*(("Unmute", "mdi6.microphone") if self.muted else ("Mute", "mdi6.microphone-off")))
        self.pressed.emit("mute" if self.muted else "unmute")
