"""The cards beside a call: all at once, or one at a time where the call is easy."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from voicedrill.persona.briefing import Section
from voicedrill.ui.case_cards import section_card
from voicedrill.ui.controls import Card, IconButton
from voicedrill.ui.page import clear_layout
from voicedrill.ui.tokens import M
from voicedrill.ui.translation import tr


class CallCards(QWidget):
    """Account card, policy card and the script, as far as they are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []
        self._shown = 0
        self._next = IconButton(tr("Next card"), "mdi6.cards-outline", key="K", tip=tr("Show the other card"))
        self._next.clicked.connect(self._turn)
        self._column = QVBoxLayout()
        self._column.setSpacing(M)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        layout.addLayout(self._column)
        layout.addWidget(self._next)

    def show_sections(self, sections: list[Section], *, one_at_a_time: bool) -> None:
        """Show these as cards."""
        clear_layout(self._column)
        self._cards = [section_card(section) for section in sections]
        for card in self._cards:
            self._column.addWidget(card)
        turning = one_at_a_time and len(self._cards) > 1
        self._next.setVisible(turning)
        if turning:
            self._shown = -1
            self._turn()

    def _turn(self) -> None:
        self._shown = (self._shown + 1) % len(self._cards)
        for place, card in enumerate(self._cards):
            card.setVisible(place == self._shown)
        words = tr("Next card ({shown} of {count})").format(shown=self._shown + 1, count=len(self._cards))
        self._next.say(words, "mdi6.cards-outline")
