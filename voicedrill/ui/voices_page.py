"""The page of the customers' voices: hear both, get the natural one or go without."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from voicedrill.runtime.voice_offer import CustomerVoices
from voicedrill.ui.columns import Columns
from voicedrill.ui.controls import Card, Glyph, IconButton, put_in_the_middle, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import ScrollBody
from voicedrill.ui.question_box import ask
from voicedrill.ui.state_panel import StatePanel
from voicedrill.ui.tokens import CHECK_WIDTH, HUGE, LARGE, SMALL, XS, L, M
from voicedrill.ui.translation import tr

_BESIDE = 640
"""From this width on the two voices stand beside each other, in pixels at 100 %."""


class VoiceCard(Card):
    """One of the two voices: what it is like, whether it speaks, and a button to hear it.

    Signals
    -------
    hear_wanted
        The sample is to be played.
    """

    hear_wanted = Signal()

    def __init__(self, title: str, text: str) -> None:
        super().__init__(spacing=M)
        self.setAccessibleName(title)
        self._speaks = QWidget()
        speaks = QHBoxLayout(self._speaks)
        speaks.setContentsMargins(0, 0, 0, 0)
        speaks.setSpacing(XS)
        speaks.addWidget(Glyph("mdi6.check-circle-outline", "good"))
        speaks.addWidget(text_label(tr("Your customers speak with it"), "good", SMALL, wrap=False))
        speaks.addStretch()
        self.hear = IconButton(f"Hear {title.lower()}", "mdi6.play")
        self.hear.clicked.connect(self.hear_wanted)
        self.buttons = FlowRow()
        self.buttons.add(self.hear)
        self.body.addWidget(text_label(title, size=LARGE, strong=True))
        self.body.addWidget(text_label(text))
        self.body.addWidget(self._speaks)
        self.body.addStretch()
        self.body.addWidget(self.buttons)

    def show_speaks(self, speaks: bool) -> None:
        """Show whether the customers speak with it."""
        self._speaks.setVisible(speaks)


class VoicesPage(QWidget):
    """Both voices to hear, and what can be done about them.

    Signals
    -------
    sample_wanted(bool)
        The natural voice's sample is to be played, or (False) the system's.
    get_wanted
        The natural voice is to be fetched.
    remove_wanted
        The natural voice is to be deleted.
    stop_wanted
        Fetching is to stop.
    left
        Go on to where one wanted to go.
    """

    sample_wanted = Signal(bool)
    get_wanted = Signal()
    remove_wanted = Signal()
    stop_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("Voices"))
        self._title = text_label("", size=HUGE, strong=True)
        self._text = text_label("", "quiet")
        self._system = VoiceCard("The system's voice", "Is there already. You hear that a machine speaks.")
        self._natural = VoiceCard(
            "The lifelike voice", "Sounds like a person, so that a call feels like one. It works offline, too."
        )
        self._size = text_label("", "quiet", SMALL)
        self._get = IconButton(tr("Get it"), "mdi6.download", role="primary", tip=tr("Get the lifelike voice"))
        self._remove = IconButton(tr("Remove it"), "mdi6.delete-outline", tip=tr("Remove the lifelike voice"))
        self._notice = text_label("", "notice")
        self._back = IconButton(tr("Back"), "mdi6.arrow-left", key="Esc")
        self._state = StatePanel()
        self._view = ScrollBody(tr("Voices"))
        self._stack = QStackedLayout(self)
        self._system.hear_wanted.connect(lambda: self.sample_wanted.emit(False))
        self._natural.hear_wanted.connect(lambda: self.sample_wanted.emit(True))
        self._get.clicked.connect(self.get_wanted)
        self._remove.clicked.connect(self._ask_to_remove)
        self._back.clicked.connect(self.left)
        self._state.left.connect(self.stop_wanted)
        self._arrange()
        self.show_offer(offer=False)

    def show_offer(self, *, offer: bool) -> None:
        """Show the page: as an offer on the way to a call, or because somebody asked for it."""
        self.show_notice("")
        self._title.setText("How should your customers sound?" if offer else "The voices of your customers")
        self._text.setText(
            "You are asked once. You can change it at any time with “Voices” beside the customers."
            if offer
            else "Whichever speaks, everything stays on this machine."
        )
        self._back.say("Go on with the system's voice" if offer else "Back", "mdi6.arrow-left")
        self._stack.setCurrentWidget(self._view)

    def show_busy(self, heading: str, text: str, fraction: float | None, *, way_out: str = "") -> None:
        """Show that something is being done that takes its time."""
        self._state.busy(heading, text, fraction, way_out)
        self._stack.setCurrentWidget(self._state)

    def show_voices(self, voices: CustomerVoices) -> None:
        """Show which voice speaks."""
        self._system.show_speaks(not voices.natural)
        self._natural.show_speaks(voices.natural)
        self._get.setVisible(not voices.installed)
        self._remove.setVisible(voices.installed)
        self._size.setText(f"{voices.size_mb:.0f} MB, fetched once.")
        self._size.setVisible(not voices.installed)
        self.show_notice(voices.trouble)
        if voices.installed:
            self._back.say(tr("Back"), "mdi6.arrow-left")
        self._stack.setCurrentWidget(self._view)
        (self._back if voices.installed else self._get).setFocus()

    def show_notice(self, message: str) -> None:
        """Say what went wrong, or what stands in the way of the natural voice."""
        self._notice.setText(message)
        self._notice.setVisible(bool(message))
        self._stack.setCurrentWidget(self._view)

    def _ask_to_remove(self) -> None:
        ask(
            self,
            "Remove the lifelike voice from this machine?",
            "Your customers then speak with the system's voice. You can get it again later.",
            {"Remove it": self.remove_wanted.emit},
            stay="Keep it",
        )

    def _arrange(self) -> None:
        self._natural.buttons.add(self._get)
        self._natural.buttons.add(self._remove)
        self._natural.body.insertWidget(2, self._size)
        cards = Columns(_BESIDE)
        cards.add(self._system, 1)
        cards.add(self._natural, 1)
        top = QHBoxLayout()
        top.setSpacing(L)
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addWidget(self._title)
        words.addWidget(self._text)
        top.addLayout(words, 1)
        column = QVBoxLayout()
        column.setSpacing(L)
        column.addLayout(top)
        column.addWidget(cards)
        column.addWidget(self._notice)
        bottom = QHBoxLayout()
        bottom.addWidget(self._back)
        bottom.addStretch()
        column.addLayout(bottom)
        inside = QWidget()
        put_in_the_middle(inside, column, CHECK_WIDTH)
        self._view.column.addWidget(inside)
        self._stack.addWidget(self._view)
        self._stack.addWidget(self._state)
