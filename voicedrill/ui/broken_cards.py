"""Customer files that cannot be used: a card each, with what is wrong and a way to mend it."""

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.ui.controls import Card, Glyph, IconButton, text_label
from voicedrill.ui.flow_row import FlowRow
from voicedrill.ui.page import clear_layout
from voicedrill.ui.ports import BrokenFile
from voicedrill.ui.tokens import SMALL, S
from voicedrill.ui.translation import tr

_SHOWN = 3
"""Cards at most; whoever has more broken files mends the first ones first."""


class BrokenCards(QWidget):
    """The cards; nothing at all where every file can be used.

    Signals
    -------
    again
        The files are to be read again.
    """

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S)
        self.hide()

    def show_broken(self, broken: tuple[BrokenFile, ...]) -> None:
        """Show what is wrong with these."""
        clear_layout(self._column)
        for one in broken[:_SHOWN]:
            self._column.addWidget(self._card(one))
        if len(broken) > _SHOWN:
            more = tr("{count} more customer files cannot be used.").format(count=len(broken) - _SHOWN)
            self._column.addWidget(text_label(more, "quiet", SMALL))
        self.setVisible(bool(broken))

    def _card(self, one: BrokenFile) -> Card:
        card = Card(role="card-notice")
        heading = tr("{file} cannot be used").format(file=one.path.name)
        card.setAccessibleName(heading)
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(Glyph("mdi6.alert-outline", "notice"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(heading, strong=True), 1)
        look = IconButton(tr("Open the file"), "mdi6.file-edit-outline", role="small", tip=str(one.path))
        look.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(one.path))))
        again = IconButton(tr("Look again"), "mdi6.refresh", role="small", tip=tr("Read the customer files again"))
        again.clicked.connect(self.again)
        buttons = FlowRow()
        buttons.add(look)
        buttons.add(again)
        card.body.addLayout(row)
        card.body.addWidget(text_label(one.message))
        card.body.addWidget(buttons)
        return card
