"""The page before a call: the case, the cards, the devices, and Start."""

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from voicedrill.audio.telephone import Line
from voicedrill.history.folder import LONGEST_NAME, ME
from voicedrill.persona.briefing import briefing, good_script
from voicedrill.persona.casting import Casting, cast
from voicedrill.scoring.learning_path import Help
from voicedrill.ui.case_cards import section_card
from voicedrill.ui.columns import Columns
from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.device_form import DeviceForm
from voicedrill.ui.page import Page, clear_layout
from voicedrill.ui.ports import CallChoice, Customer
from voicedrill.ui.preferences import Preferences
from voicedrill.ui.tokens import LARGE, SMALL, M, S
from voicedrill.ui.translation import tr
from voicedrill.ui.wording import difficulty_dots, minutes, skills

LINES: dict[Line, str] = {
    "clear": "Sound: as in the room",
    "telephone": "Sound: as by telephone",
    "bad": "Sound: a bad line (harder)",
}


HELP: dict[Help, str] = {
    "script": QT_TRANSLATE_NOOP("", "Help: a good script to read, and hints"),
    "hints": QT_TRANSLATE_NOOP("", "Help: hints while you speak"),
    "none": QT_TRANSLATE_NOOP("", "Help: none, as on a real call"),
}


_BESIDE = 900
"""From this width on brief and choices stand beside each other, in pixels at 100 %."""


class BriefPage(Page):
    """Everything to know before the phone rings.

    Signals
    -------
    started(CallChoice)
        The call is to begin.
    model_wanted(CallChoice)
        A call like this is to be heard, with the computer as a good trainee.
    """

    started = Signal(object)
    model_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("", tr("Back to the customers"))
        self._customer: Customer | None = None
        self._seed = 0
        self._cases = QComboBox()
        self._cases.setAccessibleName(tr("Case"))
        self._cases.currentIndexChanged.connect(self._show_case)
        self._case_label = text_label(tr("Case"), "quiet", SMALL, wrap=False)
        self._case_label.setBuddy(self._cases)
        self.devices = DeviceForm()
        self.help = QComboBox()
        self.help.setAccessibleName(tr("How much help you get"))
        for much, words in HELP.items():
            self.help.addItem(tr(words), much)
        self.help.currentIndexChanged.connect(self._show_case)
        self.line = QComboBox()
        self.line.setAccessibleName(tr("How the customer sounds"))
        for line, words in LINES.items():
            self.line.addItem(words, line)
        self.trainee = QLineEdit()
        self.trainee.setAccessibleName(tr("Who practises"))
        self.trainee.setPlaceholderText(tr("Your name, if several share this computer"))
        self.trainee.setMaxLength(LONGEST_NAME)
        self._model = IconButton(
            "Hear a model call", "mdi6.play-circle-outline", tip="The computer takes your place; then see its report"
        )
        self._model.clicked.connect(lambda: self.model_wanted.emit(self._choice()))
        self._start = IconButton(tr("Start the call"), "mdi6.phone", key="Ctrl+Return", role="primary")
        self._start.clicked.connect(lambda: self.started.emit(self._choice()))
        self.devices.ready_changed.connect(self._start.setEnabled)
        self._left = QVBoxLayout()
        self._arrange()

    @property
    def casting(self) -> Casting:
        """Who calls, about which case."""
        assert self._customer is not None
        return cast(self._customer.persona, self._cases.currentData(), self._seed)

    def show_customer(self, customer: Customer, seed: int, case_id: str = "", much: Help = "hints") -> None:
        """Show her brief, with as much help as is good; the seed draws the values, and the case where none is given."""
        self._customer, self._seed = customer, seed
        persona = customer.persona
        self.title.setText(persona.name)
        self.say(
            f"{persona.title}  ·  {persona.sector}  ·  {difficulty_dots(persona.difficulty)}  ·  "
            f"{minutes(persona.minutes)}"
        )
        self.subtitle.setAccessibleDescription(f"Difficulty {persona.difficulty} of 5")
        drawn = case_id or cast(persona, None, seed).case.id
        self._cases.blockSignals(True)
        self._cases.clear()
        for case in persona.cases:
            self._cases.addItem(case.title, case.id)
        self._cases.setCurrentIndex(self._cases.findData(drawn))
        self._cases.blockSignals(False)
        self.help.blockSignals(True)
        self.help.setCurrentIndex(self.help.findData(much))
        self.help.blockSignals(False)
        self._show_case()

    def recall(self, preferences: Preferences) -> None:
        """Set what was chosen for the last call."""
        form = self.devices
        form.choose(*preferences.devices)
        form.headset.setChecked(preferences.headset)
        form.push_to_talk.setChecked(preferences.push_to_talk)
        form.keep.setCurrentIndex(form.keep.findData(preferences.keep))
        self.line.setCurrentIndex(self.line.findData(preferences.line))
        self.trainee.setText(preferences.trainee)

    def take_focus(self) -> None:
        """Put the keyboard on Start."""
        self._start.setFocus()

    def _show_case(self) -> None:
        clear_layout(self._left)
        sections = {section.id: section for section in briefing(self.casting).sections}
        for item in sections["situation"].items:
            self._left.addWidget(text_label(item.text, size=LARGE))
        for name in (one for one in ("goals", "account", "policy") if one in sections):
            self._left.addWidget(section_card(sections[name]))
        script = good_script(self.casting) if self.help.currentData() == "script" else None
        if script is not None:
            self._left.addWidget(section_card(replace(script, heading=tr("A good way to say it, to lean on"))))
        self._model.setVisible(bool(self.casting.case.trainee.good))
        practises = text_label(f"Practises {skills(self.casting.persona)}.", "quiet", SMALL)
        self._left.addWidget(practises)
        self._left.addStretch()

    def _choice(self) -> CallChoice:
        assert self._customer is not None
        form = self.devices
        return CallChoice(
            self._customer, self._cases.currentData(), self._seed, form.input_device, form.output_device,
            form.headset.isChecked(), form.keep.currentData(), self.help.currentData(),
            form.push_to_talk.isChecked(), self.line.currentData(), self.trainee.text().strip() or ME,
        )  # fmt: skip

    def _arrange(self) -> None:
        self.scroll.setAccessibleName(tr("Brief"))
        self._left.setSpacing(M)
        self._left.setContentsMargins(0, 0, 0, 0)
        reading = QWidget()
        reading.setProperty("role", "page")
        reading.setLayout(self._left)
        setup = Card(tr("Your call"), spacing=M)
        case = QVBoxLayout()
        case.setSpacing(S)
        case.addWidget(self._case_label)
        case.addWidget(self._cases)
        setup.body.addLayout(case)
        for box in (self._cases, self.help, self.line):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for widget in (self.devices, self.help, self.line, self.trainee):
            setup.body.addWidget(widget)
        setup.body.addStretch()
        columns = Columns(_BESIDE)
        columns.add(reading, 3)
        columns.add(setup, 2)
        self.body.addWidget(columns)
        self.body.addStretch()
        self.bottom.addWidget(self._model)
        self.bottom.addStretch()
        self.bottom.addWidget(self._start)
