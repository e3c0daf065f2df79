"""What one can say after a pause."""

from voicedrill.ui.controls import Card, text_label
from voicedrill.ui.page import ScrollBody, clear_layout
from voicedrill.ui.translation import tr


class WaysOnCard(Card):
    """Two ways to go on, in the place of the captions while the call waits."""

    def __init__(self) -> None:
        super().__init__(tr("Two ways to go on"))
        self._ways = ScrollBody(tr("Two ways to go on"))
        self.body.addWidget(self._ways)
        self.hide()

    def show_ways(self, ways: tuple[str, ...]) -> None:
        """Show these; nothing where there are none."""
        clear_layout(self._ways.column)
        for way in ways:
            self._ways.column.addWidget(text_label(way))
        self._ways.column.addStretch()
        self.setVisible(bool(ways))
