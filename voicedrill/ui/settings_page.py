"""The page of what can be set."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from voicedrill.history.folder import LONGEST_NAME
from voicedrill.ui.controls import Card, CheckBox, IconButton, text_label
from voicedrill.ui.files_card import FilesCard
from voicedrill.ui.page import Page
from voicedrill.ui.preferences import PURPOSES, CallLook, Preferences
from voicedrill.ui.theme import TEXT_PERCENTS, Appearance
from voicedrill.ui.tokens import SMALL, S
from voicedrill.ui.translation import tr


class SettingsPage(Page):
    """Look, size of text, what a call shows, voices, who practises, files; everything takes effect at once.

    Signals
    -------
    appearance_chosen(Appearance)
        Light, dark or the system's was chosen.
    text_percent_chosen(int)
        Another size of text was chosen.
    still_chosen(bool)
        Whether nothing is to move that need not.
    trainee_chosen
        Somebody else practises.
    voices_wanted, headset_wanted
        The customers' voices, or the headset.
    """

    appearance_chosen = Signal(object)
    text_percent_chosen = Signal(int)
    still_chosen = Signal(bool)
    trainee_chosen = Signal()
    voices_wanted = Signal()
    headset_wanted = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(tr("Settings"), tr("Back to the customers"))
        self._preferences = preferences
        self.say(tr("Everything takes effect at once, and stays on this machine."))
        self.appearance = _box(tr("Appearance"))
        words = {
            Appearance.SYSTEM: tr("As the system"),
            Appearance.LIGHT: tr("Light"),
            Appearance.DARK: tr("Dark"),
        }
        for appearance, text in words.items():
            self.appearance.addItem(text, appearance)
        self.text_percent = _box(tr("Size of text"))
        for percent in TEXT_PERCENTS:
            self.text_percent.addItem(f"{percent} %", percent)
        self.still = CheckBox(tr("Nothing moves that need not"))
        self.captions = CheckBox(tr("Captions: read what she says"))
        self.own_words = CheckBox(tr("My words: read what you say"))
        self.face = CheckBox(tr("Her face and mood (off is harder: you have to hear it)"))
        self.projector = CheckBox(tr("Projector: large captions for a class, and nothing else"))
        self.purpose = _box(tr("What you are here for"))
        names = (tr("Practise calls"), tr("Prepare an interview"), tr("Teach others"))
        for purpose, text in zip(PURPOSES, names, strict=True):
            self.purpose.addItem(text, purpose)
        self.files = FilesCard()
        self.trainee = QLineEdit()
        self.trainee.setAccessibleName(tr("Who practises"))
        self.trainee.setPlaceholderText(tr("Your name, if several share this computer"))
        self.trainee.setMaxLength(LONGEST_NAME)
        self._arrange()
        self.refresh()
        self._connect()

    def refresh(self) -> None:
        """Show what is set."""
        known = self._preferences
        for box, value in (
            (self.appearance, known.appearance),
            (self.text_percent, known.text_percent),
            (self.purpose, known.purpose or PURPOSES[0]),
        ):
            box.blockSignals(True)
            box.setCurrentIndex(box.findData(value))
            box.blockSignals(False)
        look = known.call_look
        for check, on in (
            (self.still, known.still),
            (self.captions, look.captions),
            (self.own_words, look.own_words),
            (self.face, look.face),
            (self.projector, look.projector),
        ):
            check.blockSignals(True)
            check.setChecked(on)
            check.blockSignals(False)
        self.trainee.setText(known.trainee)

    def _connect(self) -> None:
        known = self._preferences
        self.appearance.currentIndexChanged.connect(
            lambda _: self.appearance_chosen.emit(Appearance(self.appearance.currentData()))
        )
        self.text_percent.currentIndexChanged.connect(
            lambda _: self.text_percent_chosen.emit(self.text_percent.currentData())
        )
        self.still.toggled.connect(self.still_chosen)
        for check in (self.captions, self.own_words, self.face, self.projector):
            check.toggled.connect(self._keep_look)
        self.purpose.currentIndexChanged.connect(lambda _: setattr(known, "purpose", self.purpose.currentData()))
        self.trainee.editingFinished.connect(self._keep_trainee)

    def _keep_look(self) -> None:
        self._preferences.call_look = replace(
            CallLook(),
            captions=self.captions.isChecked(),
            own_words=self.own_words.isChecked(),
            face=self.face.isChecked(),
            projector=self.projector.isChecked(),
        )

    def _keep_trainee(self) -> None:
        name = self.trainee.text().strip()
        if name != self._preferences.trainee:
            self._preferences.trainee = name
            self.trainee_chosen.emit()

    def _arrange(self) -> None:
        look = Card(tr("Look"))
        for words, box in ((tr("Appearance"), self.appearance), (tr("Size of text"), self.text_percent)):
            _add_labelled(look, words, box)
        look.body.addWidget(self.still)
        call = Card(tr("During a call"))
        for check in (self.captions, self.own_words, self.face, self.projector):
            call.body.addWidget(check)
        who = Card(tr("You"))
        _add_labelled(who, tr("What you are here for"), self.purpose)
        _add_labelled(who, tr("Who practises"), self.trainee)
        sound = Card(tr("Sound"))
        for words, icon, tip, wanted in (
            (tr("Voices"), "mdi6.account-voice", tr("Hear how the customers sound, and choose"), self.voices_wanted),
            (tr("Headset"), "mdi6.headset", tr("Check microphone and loudspeaker"), self.headset_wanted),
        ):
            button = IconButton(words, icon, tip=tip)
            button.clicked.connect(wanted)
            sound.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (look, call, who, sound, self.files):
            self.body.addWidget(card)
        self.body.addStretch()


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def _add_labelled(card: Card, words: str, field: QComboBox | QLineEdit) -> None:
    label = text_label(words, "quiet", SMALL)
    label.setBuddy(field)
    row = QHBoxLayout()
    row.setSpacing(S)
    row.addWidget(field)
    if isinstance(field, QComboBox):
        row.addStretch()
    card.body.addWidget(label)
    card.body.addLayout(row)
