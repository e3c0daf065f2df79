"""A card that invites to one call."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from voicedrill.ui.controls import Card, Glyph, IconButton, text_label
from voicedrill.ui.ports import Customer
from voicedrill.ui.tokens import LARGE, S
from voicedrill.ui.translation import tr


class Invitation(Card):
    """Who calls, why, and one button.

    Signals
    -------
    taken(Customer, str)
        This customer and case are wanted.
    """

    taken = Signal(object, str)

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._customer: Customer | None = None
        self._case = ""
        self._heading = text_label("", "quiet", strong=True)
        self._name = text_label("", size=LARGE, strong=True)
        self._text = text_label("")
        self._take = IconButton(tr("Read the brief"), "mdi6.arrow-right", role="small")
        self._take.clicked.connect(lambda: self.taken.emit(self._customer, self._case))
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(Glyph(icon, "accent"))
        row.addWidget(self._heading, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._name)
        self.body.addWidget(self._text)
        self.body.addStretch()
        self.body.addWidget(self._take, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def invite(self, heading: str, customer: Customer, case_id: str, text: str) -> None:
        """Invite to a call with this customer."""
        self._customer, self._case = customer, case_id
        self._heading.setText(heading)
        self._name.setText(customer.persona.name)
        self._text.setText(text)
        self._take.setAccessibleName(f"{heading}: {customer.persona.name}")
        self.show()
