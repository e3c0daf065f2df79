"""The first start: what the window is for, and what has to be made ready before the first call."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from voicedrill.runtime.first_models import MissingModels
from voicedrill.ui.controls import Card, Glyph, IconButton, ProgressBar, put_in_the_middle, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import ScrollBody
from voicedrill.ui.tokens import CHECK_WIDTH, HUGE, LARGE, L, M, S
from voicedrill.ui.translation import tr


class WelcomePage(QWidget):
    """Two steps: the purpose; then the speech model, with progress, and the headset, which can be left for later.

    Signals
    -------
    purpose_chosen(str)
        ``calls``, ``interviews`` or ``teaching``.
    models_wanted
        The missing models are to be fetched.
    models_stopped
        Fetching is to stop.
    check_wanted
        The headset is to be checked now.
    done
        On to the first call.
    """

    purpose_chosen = Signal(str)
    models_wanted = Signal()
    models_stopped = Signal()
    check_wanted = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._text = text_label("")
        self._glyph = Glyph("mdi6.download-outline", "quiet", 24)
        self._progress = ProgressBar()
        self._get = IconButton(tr("Get it"), "mdi6.download-outline", role="primary")
        self._get.clicked.connect(self.models_wanted)
        self._stop = IconButton(tr("Stop"), "mdi6.close")
        self._stop.clicked.connect(self.models_stopped)
        self._headset = text_label("")
        self._check = IconButton(tr("Check my headset"), "mdi6.headset", tip=tr("A guided minute"))
        self._check.clicked.connect(self.check_wanted)
        self._warning = text_label("", "notice")
        self._on = IconButton(tr("Go on"), "mdi6.arrow-right", role="primary", key="Ctrl+Return")
        self._on.clicked.connect(self.done)
        self._stack = QStackedLayout(self)
        self._question = QWidget()
        self._ready = QWidget()
        self._purposes: list[IconButton] = []
        self._arrange_question()
        self._arrange_ready()
        self._stack.addWidget(self._question)
        self._stack.addWidget(self._ready)
        self.show_headset(checked=False)

    def ask(self) -> None:
        """Ask what the window is for."""
        self._stack.setCurrentWidget(self._question)
        self._purposes[0].setFocus()

    def show_ready(self) -> None:
        """Show what has to be made ready."""
        self._stack.setCurrentWidget(self._ready)
        self._on.setFocus()

    def show_missing(self, missing: MissingModels) -> None:
        """Show what has to be fetched, or that nothing has."""
        self._show_models("", get=bool(missing.names), stop=False)
        if missing.names:
            size = f"{missing.size_mb:.0f}"
            self._glyph.show_icon("mdi6.download-outline", "notice")
            self._text.setText(
                tr(
                    "To understand what you say, voicedrill needs two models: {size} MB, once, from the network. "
                    "Afterwards it never needs the network again."
                ).format(size=size)
            )
        else:
            self._glyph.show_icon("mdi6.check-circle-outline", "good")
            self._text.setText(tr("What it takes to understand you is on this machine."))

    def show_progress(self, text: str, fraction: float | None) -> None:
        """Show how far fetching is."""
        self._show_models(f"{text} …", get=False, stop=True)
        self._progress.show_fraction(fraction)

    def show_problem(self, message: str) -> None:
        """Say why nothing was fetched; it can be tried again, also later: the first call asks for it too."""
        self._show_models(message, get=True, stop=False)
        self._glyph.show_icon("mdi6.alert-outline", "bad")

    def show_headset(self, *, checked: bool) -> None:
        """Show whether a headset was checked."""
        self._check.setVisible(not checked)
        self._headset.setText(
            tr("Your headset is checked.")
            if checked
            else tr("A guided minute makes the call judge you by your own voice, and keeps your neighbours out.")
        )
        self._warning.setText(
            ""
            if checked
            else tr("You can do it later. Until then your tone is not compared with your usual, and other voices "
                    "may be taken for yours.")
        )  # fmt: skip
        self._warning.setVisible(not checked)

    def _show_models(self, text: str, *, get: bool, stop: bool) -> None:
        self._text.setText(text)
        self._get.setVisible(get)
        self._stop.setVisible(stop)
        self._progress.setVisible(stop)
        self._glyph.show_icon("mdi6.timer-sand" if stop else "mdi6.download-outline", "quiet")

    def _arrange_question(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(L)
        column.addWidget(text_label(tr("Welcome. What are you here for?"), size=HUGE, strong=True))
        column.addWidget(
            text_label(
                tr(
                    "voicedrill plays angry customers, listens to how you answer, and shows you what to keep and what "
                    "to change. Nothing you say leaves this machine. It speaks and understands English."
                )
            )
        )
        for purpose, words, icon, why in (
            ("calls", tr("Practise calls"), "mdi6.phone", tr("Customers call you, from easy to very hard.")),
            ("interviews", tr("Prepare an interview"), "mdi6.account-tie",
             tr("“Tell us about a difficult customer”: situation, actions, outcome.")),
            ("teaching", tr("I teach"), "mdi6.school-outline",
             tr("Show calls to a class with large captions, and look at everybody's results.")),
        ):  # fmt: skip
            button = IconButton(words, icon)
            button.setAccessibleDescription(why)
            button.clicked.connect(lambda _=False, one=purpose: self.purpose_chosen.emit(one))
            self._purposes.append(button)
            column.addWidget(button)
            column.addWidget(text_label(why, "quiet"))
        body = ScrollBody(tr("Welcome"))
        middle = QWidget()
        put_in_the_middle(middle, column, 620)
        body.column.addWidget(middle)
        QVBoxLayout(self._question).addWidget(body)

    def _arrange_ready(self) -> None:
        words = Card(spacing=M)
        words.body.addWidget(text_label(tr("Your words"), size=LARGE, strong=True))
        row = FlowRow()
        said = QHBoxLayout()
        said.setSpacing(S)
        said.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._text, 1)
        words.body.addLayout(said)
        words.body.addWidget(self._progress)
        row.add(self._get)
        row.add(self._stop)
        words.body.addWidget(row)
        headset = Card(spacing=M)
        headset.body.addWidget(text_label(tr("Your headset"), size=LARGE, strong=True))
        headset.body.addWidget(self._headset)
        headset.body.addWidget(self._warning)
        buttons = FlowRow()
        buttons.add(self._check)
        headset.body.addWidget(buttons)
        column = QVBoxLayout()
        column.setSpacing(L)
        column.addWidget(text_label(tr("Getting ready, once"), size=HUGE, strong=True))
        column.addWidget(words)
        column.addWidget(headset)
        column.addWidget(self._on, 0, Qt.AlignmentFlag.AlignRight)
        body = ScrollBody(tr("Getting ready"))
        middle = QWidget()
        put_in_the_middle(middle, column, CHECK_WIDTH)
        body.column.addWidget(middle)
        QVBoxLayout(self._ready).addWidget(body)
