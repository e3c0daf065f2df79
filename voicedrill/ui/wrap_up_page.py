"""The page after a call: what was wrong, what was promised, and by when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.page import Page
from voicedrill.ui.tokens import SMALL
from voicedrill.ui.translation import tr

_LONGEST = 400


class WrapUpPage(Page):
    """Three short fields, as an agent notes them in the customer's file; `left` skips them.

    Signals
    -------
    done
        On to the next page.
    """

    done = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Wrap up the call"), tr("Skip this"))
        self.back.say(tr("Skip"), "mdi6.debug-step-over")
        self.say(tr("What you note now is what you have in hand next time. It is compared with the call, not scored."))
        self._fields = {
            "problem": _field(tr("What was the problem?"), tr("A parcel that never came, third call")),
            "promise": _field(tr("What did you promise?"), tr("A new one by express, and a call back")),
            "by_when": _field(tr("By when?"), tr("Thursday at ten")),
        }
        card = Card()
        for field in self._fields.values():
            label = text_label(field.accessibleName(), "quiet")
            label.setBuddy(field)
            card.body.addWidget(label)
            card.body.addWidget(field)
        self._notes = Card(tr("Your notes"))
        self._noted = text_label("", size=SMALL)
        self._notes.body.addWidget(self._noted)
        self.body.addWidget(card)
        self.body.addWidget(self._notes)
        self.body.addStretch()
        go_on = IconButton(tr("Go on"), "mdi6.arrow-right", key="Ctrl+Return", role="primary")
        go_on.clicked.connect(self.done)
        self.bottom.addStretch()
        self.bottom.addWidget(go_on)
        order = list(self._fields.values())
        for field, following in zip(order, [*order[1:], go_on], strict=True):
            field.returnPressed.connect(following.setFocus)

    def begin(self, notes: tuple[str, ...]) -> None:
        """Ask about a call, with what was noted during it."""
        for field in self._fields.values():
            field.clear()
        self._noted.setText("\n".join(f"• {note}" for note in notes))
        self._notes.setVisible(bool(notes))

    def take_focus(self) -> None:
        """Put the keyboard into the first field."""
        self._fields["problem"].setFocus()

    @property
    def written(self) -> dict[str, str]:
        """What was written, by the names of `voicedrill.history.notes.Notes`."""
        return {name: text for name, field in self._fields.items() if (text := field.text().strip())}


def _field(question: str, example: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(question)
    field.setPlaceholderText(tr("For example: {example}").format(example=example))
    field.setMaxLength(_LONGEST)
    return field
