"""The page of the skills: a one-minute card each."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from voicedrill.content.skill_card import SkillCard
from voicedrill.scoring.rubric import FAMILIES
from voicedrill.ui.columns import Columns
from voicedrill.ui.controls import Card, IconButton
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import Page
from voicedrill.ui.skill_card_view import SkillCardView, card_name
from voicedrill.ui.translation import tr

_BESIDE = 880
"""From this width on the list stands beside the card, in pixels at 100 %."""


class SkillsPage(Page):
    """The skills by family, and the card of the chosen one in `view`.

    Signals
    -------
    chosen(SkillCard)
        Another card is shown.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Skills"), tr("Back to the customers"))
        self.say(tr("A minute each: why it helps, how it sounds, and one try. Nothing here is kept or scored."))
        self.view = SkillCardView()
        self._buttons: dict[str, IconButton] = {}
        self._list = QVBoxLayout()
        lists = QWidget()
        self._list.setContentsMargins(0, 0, 0, 0)
        lists.setLayout(self._list)
        columns = Columns(_BESIDE)
        columns.add(lists, 2)
        columns.add(self.view, 5)
        self.body.addWidget(columns)
        self.body.addStretch()

    def show_cards(self, cards: tuple[SkillCard, ...]) -> None:
        """Offer the cards, and open the first."""
        families = {skill: family for family, skills in FAMILIES.items() for skill in skills}
        rows: dict[str, FlowRow] = {}
        for card in cards:
            family = families.get(card.skill, tr("Before every call"))
            if family not in rows:
                rows[family] = FlowRow()
                group = Card(tr(family))
                group.body.addWidget(rows[family])
                self._list.addWidget(group)
            button = IconButton(card_name(card), "mdi6.card-text-outline", role="small")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, one=card: self._choose(one))
            self._buttons[card.skill] = button
            rows[family].add(button)
        self._list.addStretch()
        self.open_card(cards[0])

    def open_card(self, card: SkillCard) -> None:
        """Show a card."""
        for skill, button in self._buttons.items():
            shown = skill == card.skill
            button.setChecked(shown)
            button.say(button.accessibleName(), "mdi6.chevron-right" if shown else "mdi6.card-text-outline")
        self.view.show_card(card)
        self.chosen.emit(card)

    def take_focus(self) -> None:
        """Put the keyboard on the chosen skill."""
        shown = self.view.card
        if shown is not None:
            self._buttons[shown.skill].setFocus()

    def _choose(self, card: SkillCard) -> None:
        self.open_card(card)
        self.scroll.verticalScrollBar().setValue(self.view.mapTo(self.scroll.widget(), QPoint()).y())
