"""The customers as cards: a list model, its filter, and the delegate that paints a card."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRegularExpression,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from voicedrill.ui.ports import Customer
from voicedrill.ui.theme import tokens_of
from voicedrill.ui.tokens import BODY, LARGE, RADIUS, SMALL, XS, L, S
from voicedrill.ui.wording import difficulty_dots, minutes, skills

CustomerRole = Qt.ItemDataRole.UserRole
SearchRole = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex

CARD_HEIGHT = 156
CARD_WIDTH = 440
_NO_PARENT = QModelIndex()


class CustomerModel(QAbstractListModel):
    """The customers, easiest first, and the interviewers after them."""

    def __init__(self) -> None:
        super().__init__()
        self._customers: list[Customer] = []

    def show_customers(self, customers: tuple[Customer, ...]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._customers = sorted(customers, key=_place)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return how many customers there are."""
        return 0 if parent.isValid() else len(self._customers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the customer, her name, or the words by which she is found and read out."""
        customer = self._customers[index.row()]
        persona = customer.persona
        if role == CustomerRole:
            return customer
        if role == Qt.ItemDataRole.DisplayRole:
            return persona.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                f"{persona.name}, {persona.title}. {persona.trouble} {persona.sector}, "
                f"difficulty {persona.difficulty} of 5, {minutes(persona.minutes)}. Practises {skills(persona)}."
            )
        if role == SearchRole:
            return " ".join((persona.name, persona.title, persona.trouble, persona.sector, skills(persona)))
        return None


def _place(customer: Customer) -> tuple[bool, int, str]:
    persona = customer.persona
    return persona.kind == "interview", persona.difficulty, persona.name


class CustomerFilter(QSortFilterProxyModel):
    """Keeps the customers that have every word of the search."""

    def __init__(self) -> None:
        super().__init__()
        self.setFilterRole(SearchRole)

    def search(self, text: str) -> None:
        """Look for these words, in any order and case."""
        all_words = "".join(f"(?=.*{QRegularExpression.escape(word)})" for word in text.split())
        option = QRegularExpression.PatternOption.CaseInsensitiveOption
        self.setFilterRegularExpression(QRegularExpression(f"^{all_words}", option))


class CardDelegate(QStyledItemDelegate):
    """Paints one card."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a card; the list gives it its width."""
        view = option.widget
        width = view.gridSize().width() if isinstance(view, QListView) else CARD_WIDTH
        return QSize(width, CARD_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card; the current one has a frame in the accent colour."""
        persona = index.data(CustomerRole).persona
        tokens = tokens_of(option.widget)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        card = option.rect.adjusted(XS, XS, -XS, -XS)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.accent if selected or over else tokens.line), 2 if selected else 1))
        painter.setBrush(QColor(tokens.card))
        painter.drawRoundedRect(card, RADIUS, RADIUS)

        pen = _Pen(painter, card.adjusted(L, S + XS, -L, -S))
        pen.line(persona.name, tokens.text, LARGE, strong=True)
        pen.line(persona.title, tokens.quiet, SMALL)
        pen.lines(persona.trouble, tokens.text, BODY, 2)
        length = minutes(persona.minutes)
        pen.line(f"{persona.sector}   ·   {difficulty_dots(persona.difficulty)}   ·   {length}", tokens.text, SMALL)
        pen.line(skills(persona), tokens.quiet, SMALL)
        painter.restore()


class _Pen:
    """Writes line under line into a rectangle."""

    def __init__(self, painter: QPainter, room: QRect) -> None:
        self._painter = painter
        self._room = QRect(room)

    def line(self, text: str, colour: str, size: int, *, strong: bool = False) -> None:
        metrics = self._prepare(colour, size, strong=strong)
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._room.width())
        self._painter.drawText(self._room, Qt.TextFlag.TextSingleLine, elided)
        self._room.setTop(self._room.top() + metrics.height() + XS)

    def lines(self, text: str, colour: str, size: int, count: int) -> None:
        metrics = self._prepare(colour, size, strong=False)
        box = QRect(self._room.topLeft(), QSize(self._room.width(), metrics.lineSpacing() * count))
        shown = text
        while shown and metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, shown).height() > box.height():
            shown = shown.rstrip("…").rpartition(" ")[0] + "…" if " " in shown else ""
        self._painter.drawText(box, Qt.TextFlag.TextWordWrap, shown)
        self._room.setTop(box.bottom() + S + XS)

    def _prepare(self, colour: str, size: int, *, strong: bool) -> QFontMetrics:
        font = QFont(self._painter.font())
        font.setPixelSize(size)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        return self._painter.fontMetrics()
