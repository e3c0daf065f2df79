"""A part of a page that opens when it is wanted."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from voicedrill.ui.controls import Card, IconButton
from voicedrill.ui.tokens import XS, S


class ClosedSection(Card):
    """A card of which only the heading shows until it is pressed; add to `content`."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setAccessibleName(heading)
        self._heading = heading
        self._button = IconButton(heading, "mdi6.chevron-right", role="small")
        self._button.setCheckable(True)
        self._button.toggled.connect(self._open)
        inside = QWidget()
        self.content = QVBoxLayout(inside)
        self.content.setContentsMargins(0, XS, 0, 0)
        self.content.setSpacing(S)
        self._inside = inside
        inside.hide()
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addWidget(inside)

    def _open(self, opened: bool) -> None:
        self._button.say(self._heading, "mdi6.chevron-down" if opened else "mdi6.chevron-right")
        self._inside.setVisible(opened)
