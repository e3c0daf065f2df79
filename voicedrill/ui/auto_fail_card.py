"""What keeps a call low by itself, until somebody says whether it was said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from voicedrill.ui.controls import Card, IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import clear_layout
from voicedrill.ui.translation import tr


class AutoFailCard(Card):
    """The sentence, and for each open item a yes and a no.

    Signals
    -------
    confirmed(str, bool)
        Whether the trainee said this item.
    """

    confirmed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(role="card-notice")
        self._column = QVBoxLayout()
        self.body.addLayout(self._column)
        self.hide()

    def show_items(self, sentence: str, items: tuple[str, ...]) -> None:
        """Show what was found; ``items`` are those that nobody has confirmed or denied."""
        clear_layout(self._column)
        self._column.addWidget(text_label(sentence, "notice"))
        for item in items:
            buttons = FlowRow()
            for words, said, icon in (
                (tr("Yes, I said that"), True, "mdi6.check"),
                (tr("No, I did not"), False, "mdi6.close"),
            ):
                button = IconButton(words, icon, role="small")
                button.clicked.connect(lambda _=False, one=item, yes=said: self.confirmed.emit(one, yes))
                buttons.add(button)
            self._column.addWidget(buttons)
        self.setVisible(bool(sentence))
