"""The customers as cards: a list model, its filter, and the delegate that paints a card."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from voicedrill.persona.schema import Skill
from voicedrill.report.wording import BANDS
from voicedrill.runtime.standing import Best
from voicedrill.ui.ports import Customer
from voicedrill.ui.theme import scaled, tokens_of
from voicedrill.ui.tokens import BODY, LARGE, RADIUS, SMALL, XS, L, S
from voicedrill.ui.translation import tr
from voicedrill.ui.wording import BAND_LOOKS, difficulty_dots, minutes, skills

CustomerRole = Qt.ItemDataRole.UserRole
SearchRole = Qt.ItemDataRole.UserRole + 1
BestRole = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which customers are wanted; empty, 0 and None for any.

    Attributes
    ----------
    words : str
        All of them, in any order and case.
    kind : {"", "call", "interview"}
        Customers or interviewers.
    sector : str
        As in the persona.
    difficulty : int
        1 to 5.
    skills : tuple of Skill
        At least one of them.
    """

    words: str = ""
    kind: str = ""
    sector: str = ""
    difficulty: int = 0
    skills: tuple[Skill, ...] = ()


def card_height() -> int:
    """Return the height of a card with the space around it, in pixels."""
    return scaled(136) + 20


def card_width() -> int:
    """Return the least width of a card."""
    return scaled(400)


class CustomerModel(QAbstractListModel):
    """The customers, easiest first, and the interviewers after them."""

    def __init__(self) -> None:
        super().__init__()
        self._customers: list[Customer] = []
        self._best: dict[str, Best] = {}

    def show_customers(self, customers: tuple[Customer, ...]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self._customers = sorted(customers, key=_place)
        self.endResetModel()

    def show_best(self, best: dict[str, Best]) -> None:
        """Show the best result with each customer, by id."""
        self._best = best
        if self._customers:
            self.dataChanged.emit(self.index(0), self.index(len(self._customers) - 1))

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
            said = tr("{name}, {title}. {trouble} {sector}, difficulty {level} of 5, {length}. Practises {skills}.")
            known = said.format(
                name=persona.name, title=persona.title, trouble=persona.trouble, sector=persona.sector,
                level=persona.difficulty, length=minutes(persona.minutes), skills=skills(persona),
            )  # fmt: skip
            return " ".join(filter(None, (known, best_words(self._best.get(persona.id)))))
        if role == BestRole:
            return self._best.get(persona.id)
        if role == SearchRole:
            return " ".join((persona.name, persona.title, persona.trouble, persona.sector, skills(persona)))
        return None


def _place(customer: Customer) -> tuple[bool, int, str]:
    persona = customer.persona
    return persona.kind == "interview", persona.difficulty, persona.name


class CustomerFilter(QSortFilterProxyModel):
    """Keeps the customers that are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()

    def narrow(self, wanted: Wanted) -> None:
        """Keep these."""
        self.beginFilterChange()
        self._wanted = wanted
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Return whether a customer is wanted."""
        index, wanted = self.sourceModel().index(row, 0, parent), self._wanted
        persona = index.data(CustomerRole).persona
        known = index.data(SearchRole).casefold()
        return (
            all(word in known for word in wanted.words.casefold().split())
            and wanted.kind in ("", persona.kind)
            and wanted.sector in ("", persona.sector)
            and wanted.difficulty in (0, persona.difficulty)
            and (not wanted.skills or any(skill in persona.skills for skill in wanted.skills))
        )


def best_words(best: Best | None) -> str:
    """Say the best result with a customer; empty when she never called."""
    if best is None:
        return ""
    if best.score is None or best.band is None:
        return tr("Called, not scored")
    sign, word = BANDS[best.band]
    return f"{tr('Best')} {best.score} {sign} {word}"


class CardDelegate(QStyledItemDelegate):
    """Paints one card."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size of a card; the list gives it its width."""
        view = option.widget
        width = view.gridSize().width() if isinstance(view, QListView) else card_width()
        return QSize(width, card_height())

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
        best: Best | None = index.data(BestRole)
        if best is not None:
            role = BAND_LOOKS[best.band][1] if best.band else "quiet"
            pen.beside(best_words(best), getattr(tokens, role), SMALL)
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
        self._next_right = 0

    def line(self, text: str, colour: str, size: int, *, strong: bool = False) -> None:
        metrics = self._prepare(colour, size, strong=strong)
        width = self._room.width() - self._next_right
        self._next_right = 0
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        self._painter.drawText(self._room, Qt.TextFlag.TextSingleLine, elided)
        self._room.setTop(self._room.top() + metrics.height() + XS)

    def beside(self, text: str, colour: str, size: int) -> None:
        """Write at the right of the next line, and leave the line its room."""
        metrics = self._prepare(colour, size, strong=False)
        width = metrics.horizontalAdvance(text)
        self._painter.drawText(self._room, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine, text)
        self._next_right = width + S

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
        font.setPixelSize(scaled(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        self._painter.setFont(font)
        self._painter.setPen(QColor(colour))
        return self._painter.fontMetrics()
