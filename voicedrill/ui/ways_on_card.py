"""What one can say after a pause."""

from PySide6.QtWidgets import QVBoxLayout

from voicedrill.ui.controls import Card, text_label
from voicedrill.ui.page import clear_layout
from voicedrill.ui.tokens import S
from voicedrill.ui.translation import tr


class WaysOnCard(Card):
    """Two ways to go on, shown while the call waits."""

    def __init__(self) -> None:
        super().__init__(tr("Two ways to go on"))
        self._ways = QVBoxLayout()
        self._ways.setSpacing(S)
        self.body.addLayout(self._ways)
        self.hide()

    def show_ways(self, ways: tuple[str, ...]) -> None:
        """Show these; nothing where there are none."""
        clear_layout(self._ways)
        for way in ways:
            self._ways.addWidget(text_label(way))
        self.setVisible(bool(ways))
