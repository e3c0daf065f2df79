"""The page while a model call is being made."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from voicedrill.persona.casting import Casting
from voicedrill.runtime.updates import Caption, Failed, Preparing
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.translation import tr
from voicedrill.ui.wording import clock


class ModelCallPage(QWidget):
    """How far the call is, or why it could not be made.

    Signals
    -------
    stop_wanted
        The call is no longer wanted.
    left
        Back to the brief.
    """

    stop_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("Model call"))
        self._name = ""
        self._lines = self._said = 0
        self._state = StatePanel()
        self._state.helped.connect(self.left)
        self._state.left.connect(self.stop_wanted)
        QStackedLayout(self).addWidget(self._state)

    def begin(self, casting: Casting) -> None:
        """Show that a call in this case is being made."""
        self._name = casting.persona.name
        self._lines, self._said = len(casting.case.trainee.good), 0
        self.show_preparing(Preparing("Getting ready"))

    def show_preparing(self, update: Preparing) -> None:
        """Show what is being made ready."""
        self._busy(f"{update.text} …", update.fraction)

    def show_caption(self, update: Caption) -> None:
        """Show how far the call is: how many of the trainee's lines were said."""
        self._said += update.speaker == "trainee" and update.final
        self._busy(f"They are talking: {clock(update.t_s)} minutes are done.", min(self._said / self._lines, 1.0))

    def show_ending(self) -> None:
        """Show that the call is being given up."""
        self._state.busy(tr("The model call"), "Stopping …")

    def show_failed(self, update: Failed) -> None:
        """Show why there is no call."""
        self._state.error(
            tr("The model call could not be made"), update.message, "", help_text=tr("Back to the brief"),
            help_icon="mdi6.arrow-left",
        )  # fmt: skip

    def _busy(self, text: str, fraction: float | None) -> None:
        self._state.busy(f"A model call with {self._name}", text, fraction, way_out=tr("Stop"))
