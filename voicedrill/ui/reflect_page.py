"""The page before the report: how the trainee saw the call."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import Page
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr

_LONGEST = 400


class ReflectPage(Page):
    """How it went, what to do next time, what the company should change; `left` skips it.

    Signals
    -------
    done
        On to the report.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__(tr("How did it go?"), tr("Skip this"))
        self.back.say(tr("Skip"), "mdi6.debug-step-over")
        self.say(tr("Twenty seconds are enough. Nothing here is scored; the report shows it beside what we found."))
        choices = FlowRow()
        self._judgements: dict[str, IconButton] = {}  # a group of Qt's would take the keyboard away from all but one
        for key, (name, words, icon) in enumerate(
            (
                ("well", tr("Well"), "mdi6.emoticon-happy-outline"),
                ("mixed", tr("Mixed"), "mdi6.emoticon-neutral-outline"),
                ("badly", tr("Badly"), "mdi6.emoticon-sad-outline"),
            ),
            start=1,
        ):
            button = IconButton(words, icon, key=f"Alt+{key}")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, one=name: self._choose(one))
            self._judgements[name] = button
            choices.add(button)
        self._next_time = _field(tr("What will you do next time?"))
        self._company = _field(tr("What should the company change?"))
        card = Card()
        card.body.addWidget(choices)
        for field in (self._next_time, self._company):
            label = text_label(field.accessibleName(), "quiet")
            label.setBuddy(field)
            card.body.addWidget(label)
            card.body.addWidget(field)
        card.body.addWidget(text_label(tr("What the company should change is kept for your trainer."), "quiet", SMALL))
        self.body.addWidget(card)
        self.body.addStretch()
        go_on = IconButton(tr("To the report"), "mdi6.arrow-right", key="Ctrl+Return", role="primary")
        go_on.clicked.connect(self.done)
        self.bottom.addStretch()
        self.bottom.addWidget(go_on)
        self._next_time.returnPressed.connect(self._company.setFocus)
        self._company.returnPressed.connect(go_on.setFocus)

    def begin(self) -> None:
        """Ask about another call."""
        self._choose("")
        self._next_time.clear()
        self._company.clear()

    def take_focus(self) -> None:
        """Put the keyboard on the first answer."""
        next(iter(self._judgements.values())).setFocus()

    @property
    def written(self) -> dict[str, str]:
        """What was answered, by the names of `voicedrill.history.notes.Notes`."""
        chosen = (name for name, button in self._judgements.items() if button.isChecked())
        answers = {
            "own_judgement": next(chosen, ""),
            "learning_note": self._next_time.text().strip(),
            "company_note": self._company.text().strip(),
        }
        return {name: text for name, text in answers.items() if text}

    def _choose(self, chosen: str) -> None:
        for name, button in self._judgements.items():
            button.setChecked(name == chosen)


def _field(question: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(question)
    field.setMaxLength(_LONGEST)
    return field
