"""The page before a call: the case, the cards, the devices, and Start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from voicedrill.audio.telephone import Line
from voicedrill.history.folder import LONGEST_NAME, ME
from voicedrill.persona.briefing import briefing
from voicedrill.persona.casting import Casting, cast
from voicedrill.ui.case_cards import section_card
from voicedrill.ui.controls import Card, CheckBox, IconButton, text_label
from voicedrill.ui.device_form import DeviceForm
from voicedrill.ui.ports import CallChoice, Customer
from voicedrill.ui.tokens import HUGE, LARGE, READING_WIDTH, SMALL, XL, XS, L, M, S
from voicedrill.ui.wording import difficulty_dots, minutes, skills

LINES: dict[Line, str] = {
    "clear": "Sound: as in the room",
    "telephone": "Sound: as by telephone",
    "bad": "Sound: a bad line (harder)",
}


class BriefPage(QWidget):
    """Everything to know before the phone rings.

    Signals
    -------
    started(CallChoice)
        The call is to begin.
    model_wanted(CallChoice)
        A call like this is to be heard, with the computer as a good trainee.
    left
        Back to the customers.
    """

    started = Signal(object)
    model_wanted = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._customer: Customer | None = None
        self._seed = 0
        self._title = text_label("", size=HUGE, strong=True, wrap=False)
        self._subtitle = text_label("", "quiet", wrap=False)
        self._cases = QComboBox()
        self._cases.setAccessibleName("Case")
        self._cases.currentIndexChanged.connect(self._show_case)
        self._case_label = text_label("Case", "quiet", SMALL, wrap=False)
        self._case_label.setBuddy(self._cases)
        self.devices = DeviceForm()
        self.cues = CheckBox("Hints while you speak")
        self.cues.setChecked(True)
        self.line = QComboBox()
        self.line.setAccessibleName("How the customer sounds")
        for line, words in LINES.items():
            self.line.addItem(words, line)
        self.trainee = QLineEdit()
        self.trainee.setAccessibleName("Who practises")
        self.trainee.setPlaceholderText("Your name, if several share this computer")
        self.trainee.setMaxLength(LONGEST_NAME)
        self._model = IconButton(
            "Hear a model call", "mdi6.play-circle-outline", tip="The computer takes your place; then see its report"
        )
        self._model.clicked.connect(lambda: self.model_wanted.emit(self._choice()))
        self._start = IconButton("Start the call", "mdi6.phone", key="Ctrl+Return", role="primary")
        self._start.clicked.connect(lambda: self.started.emit(self._choice()))
        self.devices.ready_changed.connect(self._start.setEnabled)
        self._left = QVBoxLayout()
        self._arrange()

    @property
    def casting(self) -> Casting:
        """Who calls, about which case."""
        assert self._customer is not None
        return cast(self._customer.persona, self._cases.currentData(), self._seed)

    def show_customer(self, customer: Customer, seed: int) -> None:
        """Show her brief; the seed draws the case (another can be chosen) and its values."""
        self._customer, self._seed = customer, seed
        persona = customer.persona
        self._title.setText(persona.name)
        self._subtitle.setText(
            f"{persona.title}  ·  {persona.sector}  ·  {difficulty_dots(persona.difficulty)}  ·  "
            f"{minutes(persona.minutes)}"
        )
        self._subtitle.setAccessibleDescription(f"Difficulty {persona.difficulty} of 5")
        drawn = cast(persona, None, seed).case.id
        self._cases.blockSignals(True)
        self._cases.clear()
        for case in persona.cases:
            self._cases.addItem(case.title, case.id)
        self._cases.setCurrentIndex(self._cases.findData(drawn))
        self._cases.blockSignals(False)
        self._show_case()

    def take_focus(self) -> None:
        """Put the keyboard on Start."""
        self._start.setFocus()

    def _show_case(self) -> None:
        while (item := self._left.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        sections = {section.id: section for section in briefing(self.casting).sections}
        for item in sections["situation"].items:
            self._left.addWidget(text_label(item.text, size=LARGE))
        for name in (one for one in ("goals", "account", "policy") if one in sections):
            self._left.addWidget(section_card(sections[name]))
        self._model.setVisible(bool(self.casting.case.trainee.good))
        practises = text_label(f"Practises {skills(self.casting.persona)}.", "quiet", SMALL)
        self._left.addWidget(practises)
        self._left.addStretch()

    def _choice(self) -> CallChoice:
        assert self._customer is not None
        form = self.devices
        return CallChoice(
            self._customer, self._cases.currentData(), self._seed, form.input_device, form.output_device,
            form.headset.isChecked(), form.keep.currentData(), self.cues.isChecked(),
            form.push_to_talk.isChecked(), self.line.currentData(), self.trainee.text().strip() or ME,
        )  # fmt: skip

    def _arrange(self) -> None:
        back = IconButton("Back", "mdi6.arrow-left", key="Esc", tip="Back to the customers")
        back.clicked.connect(self.left)
        titles = QVBoxLayout()
        titles.setSpacing(XS)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        top = QHBoxLayout()
        top.setSpacing(L)
        top.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(titles, 1)

        self._left.setSpacing(M)
        self._left.setContentsMargins(0, 0, S, 0)
        reading = QWidget()
        reading.setProperty("role", "page")
        reading.setLayout(self._left)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(reading)
        scroll.setAccessibleName("Brief")
        scroll.setMaximumWidth(READING_WIDTH)

        setup = Card("Your call", spacing=M)
        setup.setMinimumWidth(340)
        case = QVBoxLayout()
        case.setSpacing(S)
        case.addWidget(self._case_label)
        case.addWidget(self._cases)
        setup.body.addLayout(case)
        self._cases.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        setup.body.addWidget(self.devices)
        setup.body.addWidget(self.cues)
        setup.body.addWidget(self.line)
        setup.body.addWidget(self.trainee)
        setup.body.addStretch()
        setup.body.addWidget(self._model)
        setup.body.addWidget(self._start)
        columns = QHBoxLayout()
        columns.setSpacing(L)
        columns.addWidget(scroll, 3)
        columns.addWidget(setup, 2)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(L)
        layout.addLayout(top)
        layout.addLayout(columns, 1)
