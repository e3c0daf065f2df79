"""The cards that a trainee has at hand before and during a call."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from voicedrill.persona.briefing import Section
from voicedrill.ui.controls import Card, Glyph, text_label
from voicedrill.ui.tokens import XS, L, S

_ICONS = {"policy": "mdi6.file-document-outline", "goals": "mdi6.target", "script": "mdi6.script-text-outline"}


def section_card(section: Section) -> Card:
    """Return a section of the briefing as a card: a table where its items have labels, else a list."""
    card = Card(section.heading)
    if any(item.label for item in section.items):
        _table(card, section)
    else:
        _list(card, section)
    return card


def _table(card: Card, section: Section) -> None:
    grid = QGridLayout()
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(XS)
    grid.setColumnStretch(1, 1)
    for row, item in enumerate(section.items):
        words = text_label(item.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(text_label(item.label, "quiet", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
    card.body.addLayout(grid)


def _list(card: Card, section: Section) -> None:
    for item in section.items:
        row = QHBoxLayout()
        row.setSpacing(S)
        row.addWidget(Glyph(_ICONS[section.id], "accent", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(item.text), 1)
        card.body.addLayout(row)
