"""One card of a skill: why, what to say, a poor and a good answer to hear, and one try."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from voicedrill.content.skill_card import SMILE, SkillCard, Verdict
from voicedrill.report.wording import SKILLS
from voicedrill.ui.controls import Card, Glyph, IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.level_meter import FLOOR_DBFS, LevelMeter
from voicedrill.ui.tokens import LARGE, SMALL, S
from voicedrill.ui.translation import tr

_LONGEST = 600
_PLAY, _STOP = "mdi6.play", "mdi6.stop"
CLIPS = ("poor", "good", "try")
"""What can be heard: the two examples, and the line that is to be answered."""


def card_name(card: SkillCard) -> str:
    """Return the name of a card."""
    return tr("Smile and breathe") if card.skill == SMILE else tr(SKILLS[card.skill])


class SkillCardView(QWidget):
    """Shows one card.

    Signals
    -------
    clip_wanted(str)
        One of `CLIPS` is to be heard; an empty one: what plays is to stop.
    reply_wanted
        The trainee wants to say the answer.
    reply_done
        The trainee has said it.
    answered(str)
        The trainee wrote an answer.
    practise_wanted(str)
        Customers who practise this skill are wanted.
    """

    clip_wanted = Signal(str)
    reply_wanted = Signal()
    reply_done = Signal()
    answered = Signal(str)
    practise_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._card: SkillCard | None = None
        self._playing = ""
        self._recording = False
        self._name = text_label("", size=LARGE, strong=True)
        self._why = text_label("")
        self._say = text_label("", strong=True)
        self._she = text_label("", "customer")
        self._answers = {"poor": text_label(""), "good": text_label("")}
        self._try = text_label("", "customer")
        self._hear = {clip: self._hear_button(clip) for clip in CLIPS}
        self._speak = IconButton(tr("Say it"), "mdi6.microphone", key="Ctrl+R", role="primary")
        self._speak.clicked.connect(self._toggle_reply)
        self._field = QLineEdit()
        self._field.setAccessibleName(tr("Your answer"))
        self._field.setPlaceholderText(tr("… or write what you would say"))
        self._field.setMaxLength(_LONGEST)
        self._field.returnPressed.connect(self._answer)
        self._check = IconButton(tr("Look at it"), "mdi6.check")
        self._check.clicked.connect(self._answer)
        self._meter = LevelMeter(tr("Your level"), "trainee")
        self._state = text_label("", "quiet", SMALL)
        self._sign = Glyph("mdi6.check-circle-outline", "good", 24)
        self._verdict = text_label("", strong=True)
        self._heard = text_label("", "quiet")
        self._practise = IconButton(tr("Practise this in a call"), "mdi6.phone-outline")
        self._practise.clicked.connect(self._wish_to_practise)
        self._arrange()

    @property
    def card(self) -> SkillCard | None:
        """What is shown."""
        return self._card

    def show_card(self, card: SkillCard) -> None:
        """Show another card, with nothing tried yet."""
        self._card = card
        self._name.setText(card_name(card))
        self._why.setText(card.why)
        self._say.setText(f"“{card.say}”")
        self._she.setText(f"“{card.she}”")
        self._answers["poor"].setText(f"“{card.poor}”")
        self._answers["good"].setText(f"“{card.good}”")
        self._try.setText(f"“{card.try_}”")
        self._practise.setVisible(card.skill not in (SMILE, "reflection"))
        self._field.clear()
        self.show_idle()
        self._show_result("", "", "", "")

    def show_playing(self, clip: str) -> None:
        """Show which clip is being heard; empty when none is."""
        self._playing = clip
        for one, button in self._hear.items():
            button.say(tr("Stop") if one == clip else _hear_words(one), _STOP if one == clip else _PLAY)

    def show_busy(self, text: str) -> None:
        """Say what is under way."""
        self._state.setText(text)
        self._state.setVisible(bool(text))

    def show_recording(self) -> None:
        """Show that the microphone is being opened for a reply."""
        self._recording = True
        self._speak.say(tr("That was it"), _STOP)
        self._meter.show_level(FLOOR_DBFS)
        self._meter.show()
        self._show_result("", "", "", "")

    def show_level(self, dbfs: float) -> None:
        """Show how loud the trainee is."""
        self.show_busy(tr("Listening: answer her. It ends by itself when you have finished."))
        self._meter.show_level(dbfs)

    def show_idle(self) -> None:
        """Show that nothing is being recorded."""
        self._recording = False
        self._speak.say(tr("Say it"), "mdi6.microphone")
        self._meter.hide()
        self.show_busy("")

    def show_said(self, text: str) -> None:
        """Show what was understood of a reply."""
        self._field.setText(text)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what was found in the answer."""
        self.show_busy("")
        icon, role = ("mdi6.check-circle-outline", "good") if verdict.well else ("mdi6.lightbulb-on-outline", "notice")
        quotes = ", ".join(f"“{quote}”" for quote in verdict.quotes)
        said = tr("We found: {quotes}") if verdict.well else tr("This stood in the way: {quotes}")
        self._show_result(icon, role, verdict.sentence, said.format(quotes=quotes) if quotes else "")

    def show_questions(self, questions: tuple[str, ...]) -> None:
        """Show what to ask oneself where no machine can judge."""
        sentence = tr("No machine can judge this. Ask yourself:")
        self._show_result("mdi6.head-question-outline", "quiet", sentence, "\n".join(f"•  {one}" for one in questions))

    def show_problem(self, message: str) -> None:
        """Say why something did not work; writing the answer always does."""
        self.show_idle()
        self._show_result("mdi6.alert-outline", "notice", message, tr("You can also write your answer."))

    def _show_result(self, icon: str, role: str, sentence: str, detail: str) -> None:
        self._sign.setVisible(bool(icon))
        if icon:
            self._sign.show_icon(icon, role)
        for label, text in ((self._verdict, sentence), (self._heard, detail)):
            label.setText(text)
            label.setVisible(bool(text))

    def _toggle_reply(self) -> None:
        if self._recording:
            self.reply_done.emit()
        else:
            self.reply_wanted.emit()

    def _answer(self) -> None:
        text = self._field.text().strip()
        if text:
            self.answered.emit(text)
        else:
            self._field.setFocus()

    def _wish_to_practise(self) -> None:
        if self._card is not None:
            self.practise_wanted.emit(self._card.skill)

    def _hear_button(self, clip: str) -> IconButton:
        button = IconButton(_hear_words(clip), _PLAY, role="small")
        button.clicked.connect(lambda: self.clip_wanted.emit("" if self._playing == clip else clip))
        return button

    def _arrange(self) -> None:
        about = Card()
        about.body.addWidget(self._name)
        about.body.addWidget(self._why)
        about.body.addWidget(text_label(tr("Words that help"), "quiet", SMALL))
        about.body.addWidget(self._say)
        about.body.addWidget(self._practise, 0, Qt.AlignmentFlag.AlignLeft)
        heard = Card(tr("Hear the difference"))
        heard.body.addWidget(self._she)
        for clip, icon, role in (
            ("poor", "mdi6.close", "bad"),
            ("good", "mdi6.check", "good"),
        ):
            row = QHBoxLayout()
            row.setSpacing(S)
            row.addWidget(Glyph(icon, role), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(self._answers[clip], 1)
            row.addWidget(self._hear[clip], 0, Qt.AlignmentFlag.AlignTop)
            heard.body.addLayout(row)
        tried = Card(tr("Your turn"))
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(self._try, 1)
        row.addWidget(self._hear["try"], 0, Qt.AlignmentFlag.AlignTop)
        tried.body.addLayout(row)
        buttons = FlowRow()
        buttons.add(self._speak)
        buttons.add(self._check)
        for widget in (self._field, buttons, self._meter, self._state):
            tried.body.addWidget(widget)
        result = QHBoxLayout()
        result.setSpacing(S)
        result.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        result.addWidget(self._verdict, 1)
        tried.body.addLayout(result)
        tried.body.addWidget(self._heard)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for card in (about, heard, tried):
            column.addWidget(card)
        column.addStretch()


def _hear_words(clip: str) -> str:
    return {"poor": tr("Hear the poor answer"), "good": tr("Hear the good answer"), "try": tr("Hear her")}[clip]
